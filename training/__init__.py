"""Trains, exports and measures the demo model that chatui carries; never imported at run time."""
