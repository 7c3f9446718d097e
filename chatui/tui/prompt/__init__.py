"""What can stand in the prompt beside plain text: commands, paths, files and long pastes; no widgets."""
