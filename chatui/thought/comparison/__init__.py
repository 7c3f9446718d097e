"""Several thoughts on one question beside each other; none of it knows models, files or screens."""
