"""Which values of the environment forbid sockets."""

import pytest

from chatui.config.offline import go_offline, is_offline


@pytest.mark.parametrize("value", ["1", "true", "YES", "on", "anything"])
@pytest.mark.parametrize("variable", ["CHATUI_OFFLINE", "HF_HUB_OFFLINE"])
def test_offline(monkeypatch: pytest.MonkeyPatch, variable: str, value: str) -> None:
    monkeypatch.setenv(variable, value)
    assert is_offline()


@pytest.mark.parametrize("value", ["", "0", "False", "no", "off"])
def test_online(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("CHATUI_OFFLINE", value)
    assert not is_offline()


def test_going_offline_reaches_hub_tools_too() -> None:
    environment = {"HF_HUB_OFFLINE": "0"}
    go_offline(environment)
    assert environment == {"CHATUI_OFFLINE": "1", "HF_HUB_OFFLINE": "1"}
