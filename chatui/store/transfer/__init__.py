"""Conversations on their way out of the store and into it; nothing here knows a command or a screen."""
