"""What a person can do with the thought and the room it has; declared like, and apart from, the rest."""

from chatui.tui.commands import Command

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
    Command("thought.next_step", "right_square_bracket", "jump('', 1)", "Next step", "Steps"),
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

FIND_COMMANDS = (
    Command("find.next", "enter,down", "submit", "Next match, and back to the thought", "Next"),
    Command("find.close", "escape", "close", "Close the search", "Close"),
)
