"""Several thoughts on one question: planned, run together, kept and run again; none of it knows a screen."""
