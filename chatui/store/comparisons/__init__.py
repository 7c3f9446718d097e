"""Comparisons: questions whose answers belong together; nothing here knows an engine or a screen."""
