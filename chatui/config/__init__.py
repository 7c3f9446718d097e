"""Settings and the places of files; nothing here knows a model, an engine or a screen."""
