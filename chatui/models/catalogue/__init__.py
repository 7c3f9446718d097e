"""The models that have a short name, and what is known of each; nothing here looks at a disk or a hub."""
