from chatui.comparison.thoughts import compare_steps, medoid_of, steps_of
from tests.comparison.spoken_lanes import boxed, lane_of

ADDING = "First, I add the ones: 8 + 7 = 15.\n\nThen I add the tens: 7 + 6 = 13.\n\n"
OTHER = "My dog barks at the moon every night.\n\n"


def test_the_step_that_is_being_written_is_one() -> None:
    running = lane_of(
        0, "", ADDING + "So now I have to think about the hundreds, which are 4 and 3", reason=None
    )
    assert len(steps_of(running.reading)) == 3
    assert len(steps_of(lane_of(0, boxed("845"), ADDING).reading)) == 2


def test_the_medoid_is_like_the_others_and_never_one_without_a_step() -> None:
    thoughts = [
        steps_of(lane_of(at, "", text).reading) for at, text in enumerate(["", OTHER, ADDING, ADDING])
    ]
    assert medoid_of(thoughts) == 2
    assert medoid_of([(), ()]) is None
    assert medoid_of([]) is None


def test_what_is_compared_is_what_is_shown() -> None:
    thoughts = [
        steps_of(lane_of(at, "", text).reading)
        for at, text in enumerate([ADDING, ADDING.replace("tens", "t\x07ens")])
    ]
    assert compare_steps(*thoughts).divergences == ()
