"""What was asked before, to be asked again; it knows no widget and no file."""

from collections.abc import Sequence


class PromptHistory:
    """Earlier prompts and a place among them; the draft that was left is kept."""

    def __init__(self) -> None:
        self._prompts: list[str] = []
        self._place = 0
        self._draft = ""

    def put_before(self, prompts: Sequence[str]) -> None:
        """Older prompts, the oldest first, such as those of earlier starts."""
        self._prompts[:0] = prompts
        self._place += len(prompts)

    def found(self, words: str) -> list[str]:
        """The prompts that have these words, in any case, the newest first and each once."""
        wanted = words.casefold().split()
        newest = dict.fromkeys(reversed(self._prompts))
        return [prompt for prompt in newest if all(word in prompt.casefold() for word in wanted)]

    def add(self, prompt: str) -> None:
        """Remember a prompt that was sent, once where it is sent again, and go behind the last."""
        if not self._prompts or self._prompts[-1] != prompt:
            self._prompts.append(prompt)
        self._place = len(self._prompts)
        self._draft = ""

    def earlier(self, current: str) -> str | None:
        """The prompt before the place, or None at the first; `current` is what stands in the prompt now."""
        if self._place == 0:
            return None
        if self._place == len(self._prompts):
            self._draft = current
        self._place -= 1
        return self._prompts[self._place]

    def later(self) -> str | None:
        """The prompt after the place, the draft after the last, or None behind that."""
        if self._place >= len(self._prompts):
            return None
        self._place += 1
        return self._draft if self._place == len(self._prompts) else self._prompts[self._place]
