"""What was said and thought, in SQLite; nothing here knows an engine, a model's file or a screen."""
