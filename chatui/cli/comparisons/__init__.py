"""`chatui comparisons`: kept comparisons from the command line; how they are kept is not known here."""
