"""Talks with the hub: what repositories hold, and bytes of their files; it knows nothing of this disk."""
