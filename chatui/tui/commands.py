"""What a person can do, each declared once: key bindings, footer, palette and help are made from it."""

from dataclasses import dataclass

from textual.binding import Binding, BindingType


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do."""

    id: str
    keys: str
    """Textual key names, separated by commas."""
    action: str
    title: str
    """What it does, as the palette and the help screen name it."""
    footer: str = ""
    """One word for the footer; empty: the footer does not show it."""
    priority: bool = False
    """Whether it comes before what the focused widget would do with the key."""
    detail: str = ""
    """One more sentence for the palette."""

    def binding(self) -> Binding:
        """The key binding; its id lets a keymap give it other keys."""
        return Binding(
            self.keys,
            self.action,
            self.footer or self.title,
            show=bool(self.footer),
            priority=self.priority,
            tooltip=self.title,
            id=self.id,
        )


FOOTER_ORDER = (
    "prompt.send",
    "transcript.earlier",
    "chat.stop",
    "chat.help",
    "app.quit",
    "chat.new",
    "chat.thought",
    "chat.copy",
    "app.commands",
)
"""The most needed first: a narrow terminal cuts the others off."""


def bindings(*groups: tuple[Command, ...]) -> list[BindingType]:
    """The key bindings of groups of commands."""
    return [command.binding() for group in groups for command in group]


PROMPT_COMMANDS = (
    Command("prompt.send", "enter", "send", "Send the question", "Send"),
    Command("prompt.newline", "shift+enter,ctrl+j,alt+enter", "newline", "Begin a new line"),
    Command("prompt.redo", "ctrl+shift+z,ctrl+r", "redo", "Redo"),
    Command("prompt.earlier", "up", "cursor_up", "In the first line: the question asked before"),
    Command("prompt.later", "down", "cursor_down", "In the last line: the question asked after"),
)

TRANSCRIPT_COMMANDS = (
    Command("transcript.earlier", "up", "choose(-1)", "Choose the turn before and show its thought", "Turns"),
    Command("transcript.later", "down", "choose(1)", "Choose the turn after and show its thought"),
)

CHAT_COMMANDS = (
    Command(
        "chat.stop", "escape", "stop", "Stop what the model does", "Stop", detail="What came so far stays."
    ),
    Command(
        "chat.new",
        "ctrl+n",
        "new_conversation",
        "New conversation",
        "New",
        priority=True,
        detail="The model stays loaded.",
    ),
    Command(
        "chat.thought",
        "ctrl+t",
        "toggle_thought",
        "Hide or show the thought",
        "Thought",
        priority=True,
        detail="The panel beside the conversation.",
    ),
    Command(
        "chat.copy",
        "ctrl+y",
        "copy_answer",
        "Copy the answer",
        "Copy",
        priority=True,
        detail="That of the chosen turn, as the model wrote it.",
    ),
    Command("chat.earlier", "ctrl+up", "choose(-1)", "Earlier turn", detail="Show its thought."),
    Command("chat.later", "ctrl+down", "choose(1)", "Later turn", detail="Show its thought."),
    Command("chat.help", "f1", "help", "Help: what the keys do", "Help", priority=True),
)

SCROLL_COMMANDS = (
    Command("chat.page_up", "pageup", "page(-1)", "Scroll the conversation up"),
    Command("chat.page_down", "pagedown", "page(1)", "Scroll the conversation down"),
)

HELP_COMMANDS = (Command("help.close", "escape,f1,q", "dismiss", "Close"),)

APP_COMMANDS = (
    Command("app.quit", "ctrl+q", "quit", "Quit", "Quit", priority=True),
    Command("app.commands", "ctrl+p", "command_palette", "All commands", "Menu", priority=True),
    Command("app.interrupt", "ctrl+c", "interrupt", "Copy what is selected, else stop"),
)
