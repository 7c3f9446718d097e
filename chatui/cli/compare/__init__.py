"""`chatui compare`: several thoughts on one question, printed; how they come about is not known here."""
