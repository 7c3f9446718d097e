"""Everything a person can do with models, for both front ends; it knows no terminal and no widget."""
