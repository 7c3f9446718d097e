from chatui.chat.events import FinishReason
from chatui.comparison.tally import NO_GROUP, Apart, tally_of
from chatui.comparison.vote_text import verdict, vote_lines
from chatui.errors import ChatuiError
from tests.comparison.spoken_lanes import boxed, lane_of

FREE = "There are many ways to look at this question, and each of them has its merits."


def test_equal_answers_are_one_group_and_minorities_stay() -> None:
    tally = tally_of(
        [lane_of(0, boxed("0.5")), lane_of(1, boxed("7")), lane_of(2, boxed(r"\frac12"))], {}, "1/2"
    )
    assert [(group.mark, group.lanes, group.leads, group.is_right) for group in tally.groups] == [
        ("A", (0, 2), True, True),
        ("B", (1,), False, False),
    ]
    assert [tally.mark_of(lane) for lane in (0, 1, 2, 3)] == ["A", "B", "A", NO_GROUP]
    assert verdict(tally) == "2 of 3 lanes agree on 0.5 (67 %), which is right."


def test_a_wrong_majority_is_called_wrong() -> None:
    tally = tally_of([lane_of(0, boxed("7")), lane_of(1, boxed("7"))], {}, "8")
    assert verdict(tally) == "2 of 2 lanes agree on 7 (100 %), which is wrong: the reference is 8."


def test_every_lane_without_a_group_says_why() -> None:
    failed = lane_of(5, "", "Well", reason=None)
    failed.fail(ChatuiError("It broke.", "Ask again."))
    lanes = [
        lane_of(0, FREE),
        lane_of(1, "", "Well", reason=None),
        lane_of(2, "", "Well", reason=FinishReason.CONTEXT),
        lane_of(3, "", "Well"),
        lane_of(4, boxed("7"), repeats=6),
        failed,
        lane_of(6, boxed("7")),
        lane_of(7, "", "Well", reason=FinishReason.CANCELLED),
    ]
    assert tally_of(lanes, {6: None}).apart == {
        Apart.RUNNING: (1,),
        Apart.FREE_TEXT: (0,),
        Apart.BY_HAND: (6,),
        Apart.NO_ANSWER: (3,),
        Apart.CUT_OFF: (2,),
        Apart.STOPPED: (7,),
        Apart.FAILED: (5,),
        Apart.REPEATS: (4,),
    }


def test_free_text_is_never_counted_until_it_is_grouped_by_hand() -> None:
    lanes = [lane_of(0, FREE), lane_of(1, FREE), lane_of(2, FREE)]
    assert tally_of(lanes).groups == ()
    assert verdict(tally_of(lanes)).startswith("Nothing to count")
    tally = tally_of(lanes, {0: "in favour", 2: "In favour"})
    assert verdict(tally) == "2 of 3 lanes agree on in favour (67 %)."
    assert tally.apart == {Apart.FREE_TEXT: (1,)}


def test_a_tie_and_no_agreement_are_said() -> None:
    tie = tally_of([lane_of(at, boxed(answer)) for at, answer in enumerate("7878")])
    assert tie.is_tie
    assert verdict(tie) == "A tie: 2 lanes each for 7, 8."
    lone = tally_of([lane_of(0, boxed("7")), lane_of(1, boxed("8"))])
    assert not lone.is_tie
    assert verdict(lone) == "No two lanes agree."
    assert verdict(tally_of([lane_of(0, boxed("7"))])) == "One lane answered: 7."


def test_what_still_runs_is_said_and_whether_it_can_change_anything() -> None:
    running = [lane_of(at, "", "Well", reason=None) for at in (3, 4)]
    assert verdict(tally_of(running)) == "No lane has answered yet. 2 still running."
    done = [lane_of(at, boxed("7")) for at in range(3)]
    assert verdict(tally_of(done + running)).endswith("2 still running, which cannot change it.")
    assert verdict(tally_of(done[:2] + running)).endswith("(100 %). 2 still running.")
    assert (
        verdict(tally_of([lane_of(0, "", "Well", reason=FinishReason.LENGTH)])) == "No lane gave an answer."
    )


def test_a_thought_that_reached_something_else_is_marked_and_called_a_heuristic() -> None:
    tally = tally_of([lane_of(0, boxed("7"), "So the answer is 8."), lane_of(1, boxed("7"))])
    assert tally.differing == {0: "8"}
    assert "! Lane 0: its thought seems to have reached 8 (a heuristic)." in list(vote_lines(tally, 80))


def test_the_lines_for_a_terminal() -> None:
    lanes = [lane_of(0, boxed("845")), lane_of(1, boxed("844")), lane_of(2, boxed("845")), lane_of(3, FREE)]
    assert list(vote_lines(tally_of(lanes, {}, "845"), 80)) == [
        "2 of 4 lanes agree on 845 (50 %), which is right.",
        "A 845  ██████████░░░░░░░░░░  2 of 4  50 %  lanes 0 and 2  right",
        "B 844  █████░░░░░░░░░░░░░░░  1 of 4  25 %  lane 1  wrong",
        "? lane 3: not grouped: free text",
    ]
    assert all(line.isascii() for line in vote_lines(tally_of(lanes), 40, is_ascii=True))


def test_nothing_of_a_model_reaches_the_terminal_as_it_is() -> None:
    lanes = [lane_of(0, boxed("\x1b[31m7\x07")), lane_of(1, boxed("\x1b[31m7\x07"))]
    assert not any("\x1b" in line or "\x07" in line for line in vote_lines(tally_of(lanes), 80))
