"""Tests of chatui.engine.llama.abort."""

from chatui.engine.llama.abort import AbortFlag


def test_the_native_callback_sees_the_flag() -> None:
    flag = AbortFlag()
    assert not flag.callback(flag.data)
    flag.raise_(None)
    assert flag.callback(flag.data)
    assert flag.is_raised
    flag.lower()
    assert not flag.callback(flag.data)


def test_a_lane_is_marked_without_raising_the_flag() -> None:
    flag = AbortFlag()
    flag.raise_(3)
    assert flag.lanes == {3}
    assert not flag.is_raised
    flag.lower()
    assert not flag.lanes
