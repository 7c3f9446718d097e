"""Which models exist, on this disk and on hubs, and which will run here; nothing here loads one."""
