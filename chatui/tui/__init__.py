"""The terminal app; the only package that knows Textual. It asks the session and shows its events."""
