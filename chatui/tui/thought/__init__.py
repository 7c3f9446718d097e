"""What the thought panel shows, as values and pure functions; widgets are not known here."""
