"""What is on this disk: the models of chatui and of other programs; nothing here opens a socket."""
