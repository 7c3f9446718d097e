"""Which models exist and which are on this disk; nothing here loads one or opens a socket."""
