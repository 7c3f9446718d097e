"""What is typed and not sent stays with its conversation, through switches, ends and crashes."""
