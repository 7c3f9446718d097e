"""Turns messages into the text that a model reads; neither tokens nor llama.cpp are known here."""
