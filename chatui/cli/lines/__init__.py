"""A conversation in plain lines, for screen readers, dumb terminals and logs; nothing here moves a cursor."""
