"""Measures chatui beside a bare loop on the same library; imports chatui and is imported by nothing."""
