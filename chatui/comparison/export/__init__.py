"""A kept comparison as a file: what can be said of it, and three forms of saying it."""
