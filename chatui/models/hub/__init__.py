"""Asks the hub what it has, and opens its files; where they are kept on this disk is not known here."""
