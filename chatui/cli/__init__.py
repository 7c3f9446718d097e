"""The command line, chatui's front end without a screen of its own; what a model says is not decided here."""
