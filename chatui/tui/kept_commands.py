"""What a person can do with kept conversations; all else is in `commands`."""

from chatui.tui.commands import Command

KEPT_COMMANDS = (
    Command(
        "chat.chats",
        "ctrl+b",
        "toggle_chats",
        "Chats: hide or show the list",
        "Chats",
        priority=True,
        detail="Every conversation, by day.",
        slash="chats",
    ),
    Command(
        "chat.search",
        "ctrl+f",
        "search_chats",
        "Search all chats",
        "Search",
        priority=True,
        detail="In questions, answers and thoughts.",
        slash="search",
    ),
    Command(
        "chat.again",
        "ctrl+g",
        "answer_again",
        "Answer again",
        "Again",
        priority=True,
        detail="The chosen turn's question, with another seed; the answer there is stays beside it.",
        slash="again",
    ),
    Command(
        "chat.continue",
        "f12",
        "continue_answer",
        "Continue the answer that was cut short",
        priority=True,
        detail="Stopped, cut off or interrupted: the model goes on in the thought or the answer.",
        slash="continue",
    ),
    Command(
        "chat.export",
        "f7",
        "export_chat",
        "Export this chat to a file",
        priority=True,
        detail="Markdown, HTML or JSON; all chats as JSON.",
        slash="export",
    ),
    Command(
        "chat.import",
        "f8",
        "import_chats",
        "Import chats from a file",
        priority=True,
        detail="Of chatui, ChatGPT, Open WebUI or LM Studio.",
        slash="import",
    ),
)

BRANCH_COMMANDS = (
    Command("transcript.edit", "e", "edit_question", "Edit the question; the old one stays", "Edit"),
    Command("transcript.again", "r", "answer_again", "Answer again; the old answer stays", "Again"),
    Command("transcript.back", "b", "go_back", "Go on from here: what is below leaves the view", "Back here"),
    Command("transcript.previous", "left,h", "switch_answer(-1)", "The answer before, of several"),
    Command("transcript.next", "right,l", "switch_answer(1)", "The answer after, of several"),
    Command(
        "transcript.previous_question",
        "left_square_bracket",
        "switch_question(-1)",
        "The question before, of several",
    ),
    Command(
        "transcript.next_question",
        "right_square_bracket",
        "switch_question(1)",
        "The question after, of several",
    ),
)

CHATS_COMMANDS = (
    Command("chats.up", "up,k", "cursor_up", "The chat above"),
    Command("chats.down", "down,j", "cursor_down", "The chat below"),
    Command("chats.page_up", "pageup", "page_up", "A page up"),
    Command("chats.page_down", "pagedown", "page_down", "A page down"),
    Command("chats.first", "home", "first", "The first chat"),
    Command("chats.last", "end", "last", "The last chat that is listed"),
    Command("chats.open", "enter", "select", "Open the chat", "Open"),
    Command("chats.filter", "slash", "leave('filter')", "Filter the list", "Filter"),
    Command("chats.rename", "r", "ask('rename')", "Rename the chat", "Rename"),
    Command("chats.pin", "p", "ask('pin')", "Pin the chat, or not any more", "Pin"),
    Command("chats.delete", "delete,x", "ask('delete')", "Delete the chat", "Delete"),
    Command("chats.undo", "u", "leave('undo')", "Bring the chat back that was deleted last", "Undo"),
    Command("chats.new", "n", "leave('new')", "New conversation"),
    Command("chats.close", "escape", "leave('close')", "Back to the prompt"),
)

CHATS_FILTER_COMMANDS = (
    Command("chats.list", "down,enter", "to_list", "Go to the list"),
    Command("chats.clear", "escape", "clear", "Clear the filter, then back to the list"),
)

RENAME_COMMANDS = (Command("rename.close", "escape", "dismiss", "Keep the name"),)

SEARCH_CHATS_COMMANDS = (
    Command("hits.up", "up,k", "cursor_up", "The hit above"),
    Command("hits.down", "down,j", "cursor_down", "The hit below"),
    Command("hits.take", "enter", "select", "Show the hit in its chat", "Show"),
)

SEARCH_CLOSE_COMMANDS = (Command("hits.close", "escape,ctrl+f", "dismiss", "Close", "Close"),)

EXPORT_COMMANDS = (
    Command("export.complete", "tab", "complete", "Go to the path; there, complete it", priority=True),
    Command("export.close", "escape", "dismiss", "Close"),
)

TRANSFER_COMMANDS = (Command("transfer.close", "escape,enter", "close", "Cancel, or close", priority=True),)
