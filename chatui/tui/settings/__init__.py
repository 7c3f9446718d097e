"""What can be set for a conversation, in words and as values; no widgets."""
