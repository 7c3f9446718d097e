"""What a person can do to copy a part of a turn; all else is in `commands`."""

from chatui.tui.commands import Command

COPY_COMMANDS = (
    Command(
        "chat.copy_part",
        "f9",
        "copy_part",
        "Copy the question, a code block, the thought",
        priority=True,
        detail="A list of what the chosen turn has.",
    ),
)

COPY_LIST_COMMANDS = (
    Command("copy.up", "up,k", "cursor_up", "The part above"),
    Command("copy.down", "down,j", "cursor_down", "The part below"),
    Command("copy.take", "enter", "select", "Copy it", "Copy"),
)

COPY_SCREEN_COMMANDS = (Command("copy.close", "escape,f9", "dismiss", "Close"),)
