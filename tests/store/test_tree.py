"""The tree against a simple model: lists of parents, and the newest below."""

import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from chatui.chat.messages import Role
from chatui.errors import StoreError
from chatui.store import conversations, tree
from chatui.store.database import Database
from chatui.store.messages import add_question, begin_answer, finish_answer
from chatui.store.opening import open_database
from chatui.store.owners import this_process
from chatui.store.values import Attachment, Outcome
from tests.store.chats import add_turn, begin_chat, chat


class Model:
    """What the tree should be: each message's parent and role, and the one in view."""

    def __init__(self) -> None:
        self.parents: dict[int, int | None] = {}
        self.roles: dict[int, Role] = {}
        self.leaf: int | None = None

    def add(self, message_id: int, parent: int | None, role: Role) -> None:
        self.parents[message_id] = parent
        self.roles[message_id] = role
        self.leaf = message_id

    def branch(self) -> list[int]:
        found: list[int] = []
        at = self.leaf
        while at is not None:
            found.insert(0, at)
            at = self.parents[at]
        return found

    def switch_to(self, message_id: int) -> None:
        self.leaf = message_id
        while children := [child for child, parent in self.parents.items() if parent == self.leaf]:
            self.leaf = max(children)

    def siblings(self, message_id: int) -> list[int]:
        same = self.parents[message_id], self.roles[message_id]
        return sorted(m for m in self.parents if (self.parents[m], self.roles[m]) == same)


class TreeMachine(RuleBasedStateMachine):
    """Asks, answers again, edits and goes about, in the store and in the model."""

    def __init__(self) -> None:
        super().__init__()
        self.ends = ExitStack()
        folder = self.ends.enter_context(tempfile.TemporaryDirectory())
        self.database = open_database(Path(folder) / "chatui.db").database
        self.ends.callback(self.database.close)
        # One commit for all: what a commit keeps is another test's question, and each takes a disk's time.
        self.ends.enter_context(self.database.writing())
        self.key = begin_chat(self.database)
        chat(self.database)
        self.model = Model()

    def teardown(self) -> None:
        self.ends.close()

    def questions(self) -> list[int]:
        return [message for message, role in self.model.roles.items() if role is Role.USER]

    @rule()
    def ask(self) -> None:
        self._ask(self.model.leaf)

    @precondition(lambda self: self.questions())
    @rule(data=st.data())
    def answer_again(self, data: st.DataObject) -> None:
        self._answer(data.draw(st.sampled_from(self.questions())))

    @precondition(lambda self: self.questions())
    @rule(data=st.data())
    def edit(self, data: st.DataObject) -> None:
        self._ask(self.model.parents[data.draw(st.sampled_from(self.questions()))])

    @precondition(lambda self: self.model.parents)
    @rule(data=st.data())
    def switch(self, data: st.DataObject) -> None:
        message = data.draw(st.sampled_from(sorted(self.model.parents)))
        self.model.switch_to(message)
        shown = tree.switch_to(self.database, self.key, message)
        assert [m.id for m in shown] == self.model.branch()

    @precondition(lambda self: self.model.parents)
    @rule(data=st.data())
    def go_back(self, data: st.DataObject) -> None:
        self.model.leaf = data.draw(st.sampled_from([None, *self.model.parents]))
        tree.go_back_to(self.database, self.key, self.model.leaf)

    @invariant()
    def the_branch_is_the_models(self) -> None:
        branch = tree.branch(self.database, self.key)
        assert [message.id for message in branch] == self.model.branch()

    @invariant()
    def the_tree_is_the_models(self) -> None:
        messages = tree.all_messages(self.database, self.key)
        assert {m.id: m.parent_id for m in messages} == self.model.parents
        assert [m.id for m in messages] == sorted(self.model.parents)
        for message in messages:
            assert tree.siblings(self.database, message.id) == self.model.siblings(message.id)

    def _ask(self, parent: int | None) -> None:
        question = add_question(self.database, self.key, parent, "?")
        self.model.add(question, parent, Role.USER)
        self._answer(question)

    def _answer(self, question: int) -> None:
        answer = begin_answer(self.database, self.key, question, this_process())
        finish_answer(self.database, answer, Outcome())
        self.model.add(answer, question, Role.ASSISTANT)


TestTree = TreeMachine.TestCase
TestTree.settings = settings(max_examples=25, stateful_step_count=12, deadline=None)


def test_a_question_keeps_its_files(database: Database) -> None:
    files = (Attachment("a.txt", "one"), Attachment("b.txt", "two"))
    key = begin_chat(database)
    question_id = add_question(database, key, None, "Why?", files)
    assert tree.message(database, question_id).attachments == files


def test_a_message_of_another_chat_is_refused(database: Database) -> None:
    key, other = begin_chat(database), begin_chat(database)
    question_id, answer_id = add_turn(database, other)
    with pytest.raises(StoreError, match="not one of this chat's"):
        add_question(database, key, answer_id, "Hi?")
    with pytest.raises(StoreError, match="not one of this chat's"):
        tree.switch_to(database, key, question_id)
    with pytest.raises(StoreError, match="not one of this chat's"):
        begin_answer(database, other, answer_id, this_process())
    with pytest.raises(StoreError, match="not there"):
        tree.message(database, 999)


def test_what_no_encoding_can_write_is_replaced(database: Database) -> None:
    key = begin_chat(database)
    question_id = add_question(database, key, None, "a\ud800b\x00c")
    assert tree.message(database, question_id).text == "a?b\x00c"


def test_the_order_is_that_of_asking_whatever_the_clock_says(database: Database) -> None:
    key = begin_chat(database)
    later = add_question(database, key, None, "first", now=lambda: 2_000_000_000.0)
    earlier = add_question(database, key, None, "second", now=lambda: 1_000.0)
    assert tree.siblings(database, later) == [later, earlier]
    assert [m.id for m in tree.all_messages(database, key)] == [later, earlier]
    assert tree.branch(database, key)[-1].id == earlier


def test_a_long_conversation_is_read_whole(database: Database) -> None:
    key = begin_chat(database)
    with database.writing():
        parent: int | None = None
        for number in range(1000):
            _, parent = add_turn(database, key, str(number), parent_id=parent)
    branch = tree.branch(database, key)
    assert [message.text for message in branch[::2]] == [str(number) for number in range(1000)]


def test_a_draft_is_kept_until_a_question_is_sent(database: Database) -> None:
    key = begin_chat(database)
    conversations.keep_draft(database, key, "half a que")
    assert conversations.get(database, key).draft == "half a que"
    add_question(database, key, None, "a question")
    assert conversations.get(database, key).draft == ""
