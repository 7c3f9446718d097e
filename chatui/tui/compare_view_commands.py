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
