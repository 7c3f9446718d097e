"""What a person can do, each declared once: keys, slash names, footer, palette and help are made from it."""

from dataclasses import dataclass

from textual.binding import Binding, BindingType


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do."""

    id: str
    keys: str
    """Textual key names, separated by commas; empty: slash command and palette alone lead to it."""
    action: str
    title: str
    """What it does, as the palette and the help screen name it."""
    footer: str = ""
    """One word for the footer; empty: the footer does not show it."""
    priority: bool = False
    """Whether it comes before what the focused widget would do with the key."""
    detail: str = ""
    """One more sentence for the palette."""
    slash: str = ""
    """Its name in the prompt, without the slash; empty: it has none."""
    argument: str = ""
    """What may stand behind the slash command, in a word for people; the action's last argument."""

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


def bindings(*groups: tuple[Command, ...]) -> list[BindingType]:
    """The key bindings of groups of commands."""
    return [command.binding() for group in groups for command in group if command.keys]


PROMPT_COMMANDS = (
    Command("prompt.send", "enter", "send", "Send the question", "Send"),
    Command("prompt.newline", "shift+enter,ctrl+j,alt+enter", "newline", "Begin a new line"),
    Command("prompt.history", "ctrl+r", "search_history", "Search what was asked before"),
    Command("prompt.redo", "ctrl+shift+z,alt+z", "redo", "Redo"),
    Command("prompt.earlier", "up", "cursor_up", "In the first line: the question asked before"),
    Command("prompt.later", "down", "cursor_down", "In the last line: the question asked after"),
)

TRANSCRIPT_COMMANDS = (
    Command("transcript.earlier", "up", "choose(-1)", "Choose the turn before and show its thought", "Turns"),
    Command("transcript.later", "down", "choose(1)", "Choose the turn after and show its thought"),
)

CHAT_COMMANDS = (
    Command(
        "chat.stop",
        "escape",
        "stop",
        "Stop what the model does",
        "Stop",
        detail="What came so far stays.",
        slash="stop",
    ),
    Command(
        "chat.new",
        "ctrl+n",
        "new_conversation",
        "New conversation",
        "New",
        priority=True,
        detail="The model stays loaded.",
        slash="new",
    ),
    Command(
        "chat.thought",
        "ctrl+t",
        "toggle_thought",
        "Hide or show the thought",
        "Thought",
        priority=True,
        detail="The panel beside the conversation.",
        slash="thought",
    ),
    Command(
        "chat.panes",
        "f6",
        "next_shown",
        "The thought alone, the conversation alone, or both",
        priority=True,
        detail="One after the other.",
    ),
    Command(
        "chat.copy",
        "ctrl+y",
        "copy_answer",
        "Copy the answer",
        "Copy",
        priority=True,
        detail="That of the chosen turn, as the model wrote it.",
        slash="copy",
    ),
    Command(
        "chat.source",
        "ctrl+l",
        "toggle_source",
        "Show the answer as the model wrote it, or set",
        priority=True,
        detail="LaTeX and Markdown as they are.",
    ),
    Command(
        "chat.models",
        "ctrl+o,f2",
        "app.models",
        "Models: choose, download, remove",
        "Models",
        priority=True,
        detail="What fits this machine, what is on its disk, and what the hub has.",
        slash="models",
    ),
    Command(
        "chat.recommended",
        "f3",
        "take_offered",
        "Use the model that is offered",
        "Get model",
        priority=True,
        detail="On the first start the recommended one, once it is here; in a chat, the one of before.",
    ),
    Command("chat.earlier", "ctrl+up", "choose(-1)", "Earlier turn", detail="Show its thought."),
    Command("chat.later", "ctrl+down", "choose(1)", "Later turn", detail="Show its thought."),
    Command("chat.help", "f1", "help", "Help: what the keys do", "Help", priority=True, slash="help"),
)

SCROLL_COMMANDS = (
    Command("chat.page_up", "pageup", "page(-1)", "Scroll the conversation up"),
    Command("chat.page_down", "pagedown", "page(1)", "Scroll the conversation down"),
)

LIST_COMMANDS = (
    Command("list.up", "up,k", "cursor_up", "The line above"),
    Command("list.down", "down,j", "cursor_down", "The line below"),
    Command("list.page_up", "pageup", "page_up", "A page up"),
    Command("list.page_down", "pagedown", "page_down", "A page down"),
    Command("list.first", "home", "first", "The first line"),
    Command("list.last", "end", "last", "The last line"),
    Command("list.take", "enter", "select", "Use the model, or download it", "Use/get"),
)

FILTER_COMMANDS = (Command("filter.list", "down", "to_list", "Go to the list", "List"),)

STEPPER_COMMANDS = (
    Command("stepper.less", "left,h", "step(-1)", "Less"),
    Command("stepper.more", "right,l,enter", "step(1)", "More", "More"),
)

MODELS_COMMANDS = (
    Command("models.back", "escape", "back", "Back, one step after the other, to the chat", "Back"),
    Command("models.close", "ctrl+o,f2", "app.back", "Back to the chat at once"),
    Command("models.filter", "slash", "filter", "Filter the list; on the hub, search again", "Filter"),
    Command("models.download", "d", "model('download')", "Download, or go on with the part", "Download"),
    Command("models.cancel", "c", "model('cancel')", "Cancel the download or the check", "Cancel"),
    Command("models.remove", "delete,x", "model('remove')", "Remove it, or discard its part", "Remove"),
    Command("models.verify", "v", "model('verify')", "Check its bytes by the published checksum", "Verify"),
    Command("models.hub", "s", "hub", "Search the hub", "Search hub"),
    Command("models.ask_hub", "i", "ask_hub", "Ask the hub for details of what is not here", "Ask hub"),
    Command("models.open", "o", "open_file", "Open a GGUF file of this disk", "Open file"),
    Command("models.details", "right,l", "details", "To the details", "Details"),
    Command("models.list", "left,h", "list", "To the list"),
    Command("models.shorter", "left_square_bracket", "context(-1)", "Reckon with a shorter context"),
    Command("models.longer", "right_square_bracket", "context(1)", "Reckon with a longer context"),
    Command("models.help", "f1", "help", "Help: what the keys do", "Help", priority=True),
)

CONFIRM_COMMANDS = (
    Command("confirm.yes", "y", "answer(True)", "Yes"),
    Command("confirm.no", "n,escape", "answer(False)", "No"),
)

OPEN_FILE_COMMANDS = (
    Command("open.complete", "tab", "complete", "Complete the path", priority=True),
    Command("open.close", "escape", "dismiss", "Close"),
)

HELP_COMMANDS = (Command("help.close", "escape,f1,q", "dismiss", "Close"),)

APP_COMMANDS = (
    Command(
        "app.quit",
        "ctrl+q",
        "quit",
        "Quit",
        "Quit",
        priority=True,
        detail="What runs is stopped.",
        slash="quit",
    ),
    Command(
        "app.notices",
        "f5",
        "notices",
        "Messages: what was said in passing",
        detail="Also what has vanished from the screen.",
        slash="messages",
    ),
    Command(
        "app.theme",
        "",
        "app.choose_theme",
        "Theme: choose the colours",
        detail="It is remembered.",
        slash="theme",
        argument="name",
    ),
    Command("app.commands", "ctrl+p", "command_palette", "All commands", "Menu", priority=True),
    Command(
        "app.suspend",
        "ctrl+z",
        "suspend_process",
        "Where nothing is typed: back to the shell; fg goes on",
        slash="suspend",
    ),
    Command("app.interrupt", "ctrl+c", "interrupt", "Copy what is selected, else stop"),
)
