"""What a person can do while writing a question, and with the settings; all else is in `commands`."""

from chatui.tui.commands import APP_COMMANDS, CHAT_COMMANDS, Command
from chatui.tui.compare_commands import COMPARE_START_COMMANDS
from chatui.tui.kept_commands import KEPT_COMMANDS

SETTINGS_COMMANDS = (
    Command(
        "chat.settings",
        "f4",
        "settings",
        "Settings of this conversation",
        priority=True,
        detail="System prompt, sampling, thought, context, presets.",
        slash="settings",
    ),
    Command(
        "chat.model",
        "",
        "use_model",
        "Use another model",
        detail="By its name; without one, the list of models.",
        slash="model",
        argument="name",
    ),
    Command(
        "chat.system", "", "set('system')", "Set the system prompt", slash="system", argument="text, or none"
    ),
    Command(
        "chat.temperature", "", "set('temperature')", "Set the temperature", slash="temp", argument="0 to 2"
    ),
    Command("chat.top_p", "", "set('top_p')", "Set top p", slash="top-p", argument="over 0 to 1"),
    Command("chat.seed", "", "set('seed')", "Set the seed of the next turn", slash="seed", argument="number"),
    Command(
        "chat.budget",
        "",
        "set('thought_budget')",
        "Set the thought budget",
        slash="budget",
        argument="tokens, or none",
    ),
    Command(
        "chat.max_tokens",
        "",
        "set('max_tokens')",
        "Set the most tokens of a turn",
        slash="max-tokens",
        argument="tokens, or none",
    ),
    Command("chat.think", "", "think(True)", "Let the model think", slash="think"),
    Command("chat.no_think", "", "think(False)", "Ask for an answer without a thought", slash="nothink"),
    Command(
        "chat.preset",
        "",
        "use_preset",
        "Use a preset",
        detail="Settings that were saved under a name.",
        slash="preset",
        argument="name",
    ),
)

COMPLETION_COMMANDS = (
    Command("completion.previous", "up", "completion('previous')", "In an open list: the line above"),
    Command("completion.next", "down", "completion('next')", "In an open list: the line below"),
    Command("completion.take", "tab", "completion('take')", "In an open list: complete", "Complete"),
    Command("completion.close", "escape", "completion('close')", "Close the list", "Close list"),
)

CHIP_COMMANDS = (
    Command("chips.previous", "left,h", "move(-1)", "The one before"),
    Command("chips.next", "right,l", "move(1)", "The one after"),
    Command("chips.remove", "delete,backspace,x", "remove", "Remove it from the question", "Remove"),
    Command("chips.expand", "enter,e", "expand", "Show a long paste in the prompt", "Expand"),
    Command("chips.back", "escape,down", "back", "Back to the prompt"),
)

SETTINGS_SCREEN_COMMANDS = (
    Command(
        "settings.apply", "ctrl+s", "apply", "Use the settings from the next turn on", "Apply", priority=True
    ),
    Command("settings.close", "escape", "close", "Close; what was changed is not used", "Close"),
    Command(
        "settings.model",
        "f6",
        "reset('model')",
        "Back to the defaults of this model",
        "Model's",
        priority=True,
    ),
    Command(
        "settings.r1", "f7", "reset('r1')", "Back to what DeepSeek advises for R1", "R1's", priority=True
    ),
    Command("settings.save", "f8", "save", "Save as a preset", "Save preset", priority=True),
    Command("settings.preset", "f9", "preset", "Fill in a preset", "Presets", priority=True),
    Command("settings.previous", "up", "app.focus_previous", "The field above"),
    Command("settings.next", "down", "app.focus_next", "The field below"),
    Command("settings.help", "f1", "help", "Help: what the keys do", "Help", priority=True),
)

PRESET_COMMANDS = (
    Command("presets.take", "enter", "select", "Fill in the preset"),
    Command("presets.remove", "delete,x", "remove", "Remove the preset"),
    Command("presets.close", "escape", "dismiss", "Close"),
)

NOTICES_COMMANDS = (Command("notices.close", "escape,f5,q", "dismiss", "Close"),)

_TYPED = (*CHAT_COMMANDS, *SETTINGS_COMMANDS, *KEPT_COMMANDS, *COMPARE_START_COMMANDS, *APP_COMMANDS)

SLASH_COMMANDS = tuple(command for command in _TYPED if command.slash)
"""What can be typed in the prompt, in the order in which `/` lists it."""
