"""Which lanes are wanted, and what they are asked."""

from chatui.chat.attached_files import Attachment
from chatui.chat.messages import Role
from chatui.chat.sampling import SEED_LIMIT
from chatui.comparison.contestants import Question, specs_of
from tests.comparison.lanes import variant


def test_lanes_are_numbered_through_all_variants_and_count_their_seeds_on() -> None:
    first, second = variant("a"), variant("b")
    specs = specs_of((first, second), 2, 40)
    assert [(spec.number, spec.variant.label, spec.seed) for spec in specs] == [
        (0, "a", 40),
        (1, "a", 41),
        (2, "b", 42),
        (3, "b", 43),
    ]


def test_more_lanes_go_on_where_the_others_ended() -> None:
    specs = specs_of((variant(),), 2, 40, first=4)
    assert [(spec.number, spec.seed) for spec in specs] == [(4, 44), (5, 45)]


def test_seeds_begin_again_at_their_limit() -> None:
    specs = specs_of((variant(),), 2, SEED_LIMIT - 1)
    assert [spec.seed for spec in specs] == [SEED_LIMIT - 1, 0]


def test_files_stand_before_the_question_and_the_system_prompt_before_both() -> None:
    system, asked = Question("Why?", (Attachment("a.txt", "Because."),)).messages("Be brief.")
    assert (system.role, system.content) == (Role.SYSTEM, "Be brief.")
    assert asked.content == "[file name]: a.txt\n[file content begin]\nBecause.\n[file content end]\nWhy?"
    assert [message.role for message in Question("Why?").messages("")] == [Role.USER]
