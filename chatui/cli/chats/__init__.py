"""`chatui chats`: kept conversations from the command line; how they are kept is not known here."""
