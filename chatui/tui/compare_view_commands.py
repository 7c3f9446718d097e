"""What a person can do with the parts of a comparison; declared like, and apart from, the rest."""

from chatui.tui.commands import Command

ALIGNMENT_COMMANDS = (
    Command("alignment.down", "down,j", "scroll_down", "A row down"),
    Command("alignment.up", "up,k", "scroll_up", "A row up"),
    Command("alignment.half_down", "ctrl+d", "half_page(1)", "Half a page down"),
    Command("alignment.half_up", "ctrl+u", "half_page(-1)", "Half a page up"),
    Command("alignment.page_down", "pagedown", "page_down", "A page down"),
    Command("alignment.page_up", "pageup", "page_up", "A page up"),
    Command("alignment.top", "home,g", "scroll_home", "The beginning of both thoughts"),
    Command("alignment.end", "end,G", "scroll_end", "The end of both thoughts"),
    Command("alignment.next", "n", "divergence(1)", "Next place where the thoughts part", "Next"),
    Command("alignment.previous", "N", "divergence(-1)", "Place before where they part"),
    Command("alignment.fork", "f", "fork", "The first fork: where they go different ways", "Fork"),
    Command("alignment.fold", "space,enter", "fold", "Fold the steps that match, or unfold them", "Fold"),
    Command("alignment.fold_all", "z", "fold_all", "Fold all that matches, or unfold all", "Fold all"),
)

PAIR_COMMANDS = (
    Command("pair.next", "right_square_bracket", "other(1)", "Next thought on the right", "Other"),
    Command("pair.previous", "left_square_bracket", "other(-1)", "Thought before on the right"),
    Command("pair.swap", "s", "swap", "Swap left and right", "Swap"),
    Command(
        "pair.medoid",
        "m",
        "medoid",
        "On the left: the thought that is most like all others",
        "Medoid",
        detail="By the words, numbers and equations of all its steps; a heuristic.",
    ),
)

VOTE_COMMANDS = (
    Command("vote.up", "up,k", "cursor_up", "The line above"),
    Command("vote.down", "down,j", "cursor_down", "The line below"),
    Command("vote.page_up", "pageup", "page_up", "A page up"),
    Command("vote.page_down", "pagedown", "page_down", "A page down"),
    Command("vote.first", "home", "first", "The first line"),
    Command("vote.last", "end,G", "last", "The last line"),
    Command("vote.take", "enter", "select", "Go to this lane, or to the first one of the group", "Read"),
)

GROUPING_COMMANDS = (
    Command("vote.mark", "space", "mark", "Mark this lane, or all of the group, for grouping", "Mark"),
    Command("vote.group", "g", "group", "Name a group for the marked lanes, or for this one", "Group"),
    Command("vote.ungroup", "u", "ungroup", "Take the marked lanes, or this one, out of the vote", "Ungroup"),
    Command("vote.reset", "U", "reset", "Undo all grouping by hand"),
)

GROUP_NAME_COMMANDS = (Command("vote.close_name", "escape", "close", "Group nothing", "Close"),)

NUMBERS_COMMANDS = (
    Command("numbers.up", "up,k", "cursor_up", "The lane above"),
    Command("numbers.down", "down,j", "cursor_down", "The lane below"),
    Command("numbers.left", "left,h", "scroll_left", "Scroll back to the left"),
    Command("numbers.right", "right,l", "scroll_right", "Scroll to the right, where not all columns fit"),
    Command("numbers.page_up", "pageup", "page_up", "A page up"),
    Command("numbers.page_down", "pagedown", "page_down", "A page down"),
    Command("numbers.first", "home,g", "scroll_top", "The first lane"),
    Command("numbers.last", "end,G", "scroll_bottom", "The last lane"),
    Command("numbers.take", "enter", "select_cursor", "Read this lane", "Read"),
    Command("numbers.sort", "s", "sort(1)", "Sort by the next column", "Sort"),
    Command("numbers.sort_back", "S", "sort(-1)", "Sort by the column before"),
    Command("numbers.reverse", "v", "reverse", "Turn the order round", "Reverse"),
)

COMPARE_VIEW_GROUPS = (
    (*PAIR_COMMANDS, *ALIGNMENT_COMMANDS),
    (*GROUPING_COMMANDS, *VOTE_COMMANDS),
    GROUP_NAME_COMMANDS,
    NUMBERS_COMMANDS,
)
"""Those of one group are active together: in the alignment, the vote, a group's name, the figures."""
