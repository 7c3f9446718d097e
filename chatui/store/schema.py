"""The tables, as the migrations that make them; who reads and writes them is not known here.

A conversation is a tree of messages: editing a question or asking for another answer makes a sibling, and
nothing is overwritten. What streams is appended to `pieces`, so that a flush costs the same however long
the thought has grown, and is folded into its message at the end.

A comparison's lanes are siblings too: several answers under one question, each with its own seed, sampling
and model. `comparisons` and `lanes` say of a question and of its answers what a chat need not know, so that a
lane streams, survives a crash and is found as any other answer.
"""

from typing import NamedTuple


class Migration(NamedTuple):
    """One step from a schema to the next; its name is kept in the file."""

    name: str
    statements: tuple[str, ...]


_CONVERSATIONS = (
    """
    CREATE TABLE migrations (
        name TEXT PRIMARY KEY,
        applied REAL NOT NULL
    )
    """,
    """
    CREATE TABLE conversations (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        key TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL DEFAULT '',
        title_is_own INTEGER NOT NULL DEFAULT 0,
        created REAL NOT NULL,
        updated REAL NOT NULL,
        position INTEGER NOT NULL,
        leaf_id INTEGER REFERENCES messages(id),
        model_ref TEXT NOT NULL DEFAULT '',
        system TEXT NOT NULL DEFAULT '',
        sampling TEXT,
        preset TEXT NOT NULL DEFAULT '',
        is_pinned INTEGER NOT NULL DEFAULT 0,
        deleted_at REAL,
        draft TEXT NOT NULL DEFAULT '',
        origin TEXT NOT NULL DEFAULT ''
    )
    """,
    "CREATE UNIQUE INDEX conversations_by_position ON conversations(position)",
    "CREATE INDEX conversations_by_pin ON conversations(is_pinned, position) WHERE is_pinned = 1",
    "CREATE INDEX conversations_by_deletion ON conversations(deleted_at) WHERE deleted_at IS NOT NULL",
    "CREATE INDEX conversations_by_origin ON conversations(origin) WHERE origin != ''",
    """
    CREATE TABLE messages (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        conversation_id INTEGER NOT NULL REFERENCES conversations(id) ON DELETE CASCADE,
        parent_id INTEGER REFERENCES messages(id),
        role TEXT NOT NULL CHECK (role IN ('user', 'assistant')),
        text TEXT NOT NULL DEFAULT '',
        thought TEXT NOT NULL DEFAULT '',
        created REAL NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('streaming', 'done', 'interrupted', 'error')),
        error TEXT NOT NULL DEFAULT '',
        finish_reason TEXT,
        final_answer TEXT,
        thought_s REAL,
        usage TEXT,
        timings TEXT,
        model_ref TEXT NOT NULL DEFAULT '',
        quantization TEXT NOT NULL DEFAULT '',
        model_sha256 TEXT NOT NULL DEFAULT '',
        template_sha256 TEXT NOT NULL DEFAULT '',
        seed INTEGER,
        sampling TEXT,
        owner_pid INTEGER,
        owner_started REAL,
        is_indexed INTEGER NOT NULL DEFAULT 0
    )
    """,
    "CREATE INDEX messages_by_conversation ON messages(conversation_id, parent_id)",
    "CREATE INDEX messages_by_parent ON messages(parent_id)",
    "CREATE INDEX messages_streaming ON messages(id) WHERE state = 'streaming'",
    "CREATE INDEX messages_to_index ON messages(id) WHERE is_indexed = 0",
    """
    CREATE TABLE pieces (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        message_id INTEGER NOT NULL REFERENCES messages(id) ON DELETE CASCADE,
        thought TEXT NOT NULL,
        text TEXT NOT NULL
    )
    """,
    "CREATE INDEX pieces_by_message ON pieces(message_id)",
    """
    CREATE TABLE attachments (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        message_id INTEGER NOT NULL REFERENCES messages(id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        text TEXT NOT NULL
    )
    """,
    "CREATE INDEX attachments_by_message ON attachments(message_id)",
)

_COMPARISONS = (
    """
    CREATE TABLE comparisons (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        question_id INTEGER NOT NULL UNIQUE REFERENCES messages(id) ON DELETE CASCADE,
        note TEXT NOT NULL DEFAULT '',
        is_starred INTEGER NOT NULL DEFAULT 0,
        reference TEXT,
        enough_thoughts INTEGER,
        stops_when_decided INTEGER NOT NULL DEFAULT 0,
        is_together INTEGER NOT NULL DEFAULT 0
    )
    """,
    "CREATE INDEX comparisons_by_star ON comparisons(is_starred) WHERE is_starred = 1",
    """
    CREATE TABLE variants (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        comparison_id INTEGER NOT NULL REFERENCES comparisons(id) ON DELETE CASCADE,
        label TEXT NOT NULL,
        model_ref TEXT NOT NULL,
        path TEXT NOT NULL,
        system TEXT NOT NULL,
        think INTEGER,
        sampling TEXT NOT NULL
    )
    """,
    "CREATE INDEX variants_by_comparison ON variants(comparison_id)",
    """
    CREATE TABLE lanes (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        comparison_id INTEGER NOT NULL REFERENCES comparisons(id) ON DELETE CASCADE,
        variant_id INTEGER NOT NULL REFERENCES variants(id),
        answer_id INTEGER NOT NULL UNIQUE REFERENCES messages(id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        repeats INTEGER,
        is_grouped_by_hand INTEGER NOT NULL DEFAULT 0,
        group_answer TEXT,
        batch INTEGER,
        n_ctx INTEGER,
        n_lanes INTEGER,
        n_threads INTEGER,
        gpu_layers INTEGER,
        kv_type TEXT,
        profile TEXT,
        build TEXT,
        devices TEXT,
        prompt_sha256 TEXT,
        token_ids BLOB,
        thought_logprobs BLOB,
        thought_token_ends BLOB,
        UNIQUE (comparison_id, number)
    )
    """,
)

MIGRATIONS: tuple[Migration, ...] = (
    Migration("conversations", _CONVERSATIONS),
    Migration("comparisons", _COMPARISONS),
)
"""In the order in which they are applied; one that has been released is never changed."""
