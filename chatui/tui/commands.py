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
    "list.take",
    "models.details",
    "stepper.more",
    "filter.list",
    "chats.open",
    "search.take",
    "transfer.format",
    "transfer.all",
    "transfer.close",
    "search.close",
    "transcript.earlier",
    "search.next",
    "search.close",
    "thought.close",
    "outline.take",
    "thought.outline",
    "thought.search",
    "thought.next_step",
    "thought.fold",
    "chat.recommended",
    "chats.filter",
    "chats.rename",
    "chats.pin",
    "chats.delete",
    "chats.undo",
    "transcript.edit",
    "transcript.again",
    "transcript.back",
    "models.download",
    "models.cancel",
    "models.back",
    "chat.stop",
    "chat.models",
    "models.filter",
    "models.hub",
    "chat.help",
    "models.help",
    "app.quit",
    "models.remove",
    "models.verify",
    "models.open",
    "models.ask_hub",
    "chat.new",
    "chat.chats",
    "chat.search",
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
    ),
    Command(
        "chat.models",
        "ctrl+o,f2",
        "app.models",
        "Models: choose, download, remove",
        "Models",
        priority=True,
        detail="What fits this machine, what is on its disk, and what the hub has.",
    ),
    Command(
        "chat.recommended",
        "f3",
        "take_recommended",
        "On the first start: download the recommended model, then use it",
        "Get model",
        priority=True,
    ),
    Command("chat.earlier", "ctrl+up", "choose(-1)", "Earlier turn", detail="Show its thought."),
    Command("chat.later", "ctrl+down", "choose(1)", "Later turn", detail="Show its thought."),
    Command("chat.help", "f1", "help", "Help: what the keys do", "Help", priority=True),
)

SCROLL_COMMANDS = (
    Command("chat.page_up", "pageup", "page(-1)", "Scroll the conversation up"),
    Command("chat.page_down", "pagedown", "page(1)", "Scroll the conversation down"),
)

THOUGHT_LOG_COMMANDS = (
    Command("thought.down", "down,j", "scroll_down", "A row down"),
    Command("thought.up", "up,k", "scroll_up", "A row up"),
    Command("thought.half_down", "ctrl+d", "half_page(1)", "Half a page down"),
    Command("thought.half_up", "ctrl+u", "half_page(-1)", "Half a page up"),
    Command("thought.page_down", "pagedown", "page_down", "A page down"),
    Command("thought.page_up", "pageup", "page_up", "A page up"),
    Command("thought.top", "home,g", "scroll_home", "The thought's beginning"),
    Command("thought.end", "end,G", "scroll_end", "Its end, and follow it"),
    Command("thought.right", "right,l", "scroll_right", "Scroll to the right, where lines are not broken"),
    Command("thought.left", "left,h", "scroll_left", "Scroll back to the left"),
    Command("thought.next_step", "right_square_bracket", "jump('', 1)", "Next step", "Next step"),
    Command("thought.previous_step", "left_square_bracket", "jump('', -1)", "Step before"),
    Command("thought.next_check", "c", "jump('check', 1)", "Next check"),
    Command("thought.previous_check", "C", "jump('check', -1)", "Check before"),
    Command("thought.next_backtrack", "b", "jump('backtrack', 1)", "Next backtrack"),
    Command("thought.previous_backtrack", "B", "jump('backtrack', -1)", "Backtrack before"),
    Command("thought.fold", "space,enter", "fold", "Fold the step, or unfold it", "Fold"),
    Command("thought.fold_all", "z", "fold_all", "Fold all steps, or unfold all", "Fold all"),
)

OUTLINE_COMMANDS = (
    Command("outline.up", "up,k", "move(-1)", "The step before"),
    Command("outline.down", "down,j", "move(1)", "The next step"),
    Command("outline.half_up", "ctrl+u", "move_half(-1)", "Half a page up"),
    Command("outline.half_down", "ctrl+d", "move_half(1)", "Half a page down"),
    Command("outline.page_up", "pageup", "move_page(-1)", "A page up"),
    Command("outline.page_down", "pagedown", "move_page(1)", "A page down"),
    Command("outline.first", "home,g", "go(0)", "The first step"),
    Command("outline.last", "end,G", "go(-1)", "The last step, and follow new ones"),
    Command("outline.take", "enter,space", "take", "Read on at this step", "Go"),
)

THOUGHT_COMMANDS = (
    Command("thought.outline", "o", "outline", "Outline of the thought's steps", "Outline"),
    Command("thought.search", "slash", "search", "Search in the thought", "Search"),
    Command("thought.next_match", "n", "match(1)", "Next match in the thought"),
    Command("thought.previous_match", "N", "match(-1)", "Match before in the thought"),
    Command("thought.close", "escape", "close", "Close the search or the outline", "Close"),
    Command("thought.copy_step", "y", "copy_step", "Copy the step of the thought", "Copy step"),
    Command("thought.copy_all", "Y", "copy_thought", "Copy the whole thought"),
    Command(
        "thought.steps",
        "s",
        "toggle_steps",
        "Steps of the thought on or off",
        detail="Steps and roles are a heuristic.",
    ),
    Command("thought.wrap", "w", "toggle_wrap", "Break the thought's long lines, or not"),
    Command(
        "thought.confidence",
        "p",
        "toggle_confidence",
        "Shade the thought by the model's confidence",
        detail="By the probability of each token, from the next question on.",
    ),
)

PANES_COMMANDS = (
    Command("panes.more", "less_than_sign", "share(5)", "Give the thought more room"),
    Command("panes.less", "greater_than_sign", "share(-5)", "Give the conversation more room"),
)

SEARCH_COMMANDS = (
    Command("search.next", "enter,down", "submit", "Next match, and back to the thought", "Next"),
    Command("search.close", "escape", "close", "Close the search", "Close"),
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
    Command("app.quit", "ctrl+q", "quit", "Quit", "Quit", priority=True),
    Command("app.commands", "ctrl+p", "command_palette", "All commands", "Menu", priority=True),
    Command(
        "app.suspend", "ctrl+z", "suspend_process", "Where nothing is typed: back to the shell; fg goes on"
    ),
    Command("app.interrupt", "ctrl+c", "interrupt", "Copy what is selected, else stop"),
)
