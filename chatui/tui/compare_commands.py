"""What a person can do with comparisons; all else is in `commands`."""

from chatui.tui.commands import Command

COMPARE_START_COMMANDS = (
    Command(
        "chat.compare",
        "f10",
        "compare",
        "Compare several thoughts on one question",
        priority=True,
        detail="What stands in the prompt, else the chosen turn's question, by several lanes at once.",
        slash="compare",
        argument="lanes, question",
    ),
    Command(
        "chat.comparisons",
        "",
        "comparisons",
        "Kept comparisons: open, search, export",
        detail="Every comparison of this app and of the shell.",
        slash="comparisons",
    ),
)

COMPARE_FORM_COMMANDS = (
    Command("form.start", "ctrl+s", "start", "Start the lanes", "Start", priority=True),
    Command("form.fit", "f8", "take_offer", "Take what would fit here", "Take offer", priority=True),
    Command("form.close", "escape", "close", "Close; nothing is run", "Close"),
    Command("form.previous", "up", "app.focus_previous", "The field above"),
    Command("form.next", "down", "app.focus_next", "The field below"),
    Command("form.help", "f1", "help", "Help: what the keys do", "Help", priority=True),
)

COMPARE_MODEL_COMMANDS = (
    Command("choice.up", "k", "cursor_up", "The model above"),
    Command("choice.down", "j", "cursor_down", "The model below"),
    Command("choice.choose", "space,enter", "select", "Compare this model, or not", "Choose"),
)

LANES_COMMANDS = (
    Command("lanes.left", "left,h", "move(-1, 0)", "The lane to the left"),
    Command("lanes.right", "right,l", "move(1, 0)", "The lane to the right", "Lanes"),
    Command("lanes.up", "up,k", "move(0, -1)", "The lane above"),
    Command("lanes.down", "down,j", "move(0, 1)", "The lane below"),
    Command("lanes.first", "home", "go(0)", "The first lane"),
    Command("lanes.last", "end", "go(-1)", "The last lane"),
    Command("lanes.take", "enter", "take", "Read this lane: its thought and its answer", "Read"),
)

COMPARE_COMMANDS = (
    Command("compare.back", "escape", "back", "Back, one step after the other, to the chat", "Back"),
    Command(
        "compare.next_view", "tab", "next_view(1)", "Lanes, vote, alignment, numbers", "Views", priority=True
    ),
    Command("compare.previous_view", "shift+tab", "next_view(-1)", "The view before", priority=True),
    *(
        Command(f"compare.lane_{number}", str(number), f"lane({number})", f"Lane {number}")
        for number in range(10)
    ),
    Command("compare.stop", "x", "stop_lane", "Stop this lane; what it has said stays", "Stop"),
    Command("compare.stop_all", "X", "stop_all", "Stop all lanes"),
    Command("compare.add", "plus,a", "add_lanes", "Run more lanes", "Add"),
    Command("compare.rerun", "r", "rerun", "Run this lane again, with its seed", "Rerun"),
    Command("compare.vote", "g", "vote", "The vote: who said what, and grouping by hand", "Vote"),
    Command("compare.pane", "f6", "next_pane", "In a lane: to its answer, or to its thought", priority=True),
    Command("compare.copy", "ctrl+y", "copy_answer", "Copy this lane's answer", priority=True),
    Command("compare.new", "ctrl+n", "new", "Compare again: another question, other settings", priority=True),
    Command("compare.chat", "f12", "chat", "Go on with this comparison in the chat", priority=True),
    Command("compare.kept", "ctrl+b", "comparisons", "Kept comparisons", "Kept", priority=True),
    Command("compare.export", "f7", "export", "Export this comparison", priority=True),
    Command("compare.star", "asterisk", "star", "Star this comparison, or not any more"),
    Command("compare.help", "f1", "help", "Help: what the keys do", "Help", priority=True),
)

KEPT_LIST_COMMANDS = (
    Command("comparisons.up", "up,k", "cursor_up", "The comparison above"),
    Command("comparisons.down", "down,j", "cursor_down", "The comparison below"),
    Command("comparisons.page_up", "pageup", "page_up", "A page up"),
    Command("comparisons.page_down", "pagedown", "page_down", "A page down"),
    Command("comparisons.first", "home", "first", "The first comparison"),
    Command("comparisons.last", "end", "last", "The last comparison"),
    Command("comparisons.open", "enter", "select", "Open it: its lanes are shown, nothing is run", "Open"),
    Command("comparisons.rename", "r", "screen.rename", "Rename it", "Rename"),
    Command("comparisons.note", "n", "screen.note", "Write a note beside it", "Note"),
    Command("comparisons.star", "s", "screen.star", "Star it, or not any more", "Star"),
    Command("comparisons.starred", "f", "screen.starred", "Those with a star, or all", "Starred"),
    Command("comparisons.export", "e", "screen.export", "Export it to a file", "Export"),
    Command("comparisons.delete", "delete,x", "screen.delete", "Delete it", "Delete"),
    Command("comparisons.undo", "u", "screen.undo", "Bring back the one that was deleted last", "Undo"),
)

KEPT_SCREEN_COMMANDS = (
    Command("comparisons.filter", "slash", "filter", "Search titles, notes, thoughts and answers", "Search"),
    Command("comparisons.close", "escape,ctrl+b", "close", "Back", "Back"),
    Command("comparisons.help", "f1", "help", "Help: what the keys do", "Help", priority=True),
)
