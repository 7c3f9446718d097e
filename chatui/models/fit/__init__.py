"""Whether a model will run on a machine, and how fast; no model is loaded here."""
