"""Brings files of the hub onto this disk, whole and once; which model a person wants is not known here."""
