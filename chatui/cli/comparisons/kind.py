"""Comparisons as a kind of chat that is deleted and restored; what is done with them is not known here."""

from chatui.cli.chats.deleting import Kind
from chatui.store.comparisons.reading import find

COMPARISONS = Kind("comparisons", lambda database, beginning: find(database, beginning).conversation)
