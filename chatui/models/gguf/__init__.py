"""Reads the headers of GGUF files, which may be damaged or hostile; nothing here loads a model."""
