"""One conversation with one model, the use case of both front ends; it knows no terminal and no widget."""

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace

from chatui.chat.attached_files import Attachment, with_files
from chatui.chat.events import AnswerDelta, Event, Finished, LoadProgress, Notice, ThoughtDelta
from chatui.chat.messages import Message, Role
from chatui.chat.reply_times import ReplyTimes
from chatui.chat.sampling import SEED_LIMIT, SamplingParams
from chatui.engine.base import Engine
from chatui.engine.requests import GenerateRequest, Lane, LoadRequest, ModelInfo, Prefill
from chatui.errors import EngineCrashed, PromptError


@dataclass(frozen=True, slots=True)
class SessionOptions:
    """How a conversation is carried on."""

    load: LoadRequest
    sampling: SamplingParams = field(default_factory=SamplingParams)
    system: str = ""
    think: bool | None = None
    seed: int = 0
    """Seed of the first turn; every turn after it adds one, so that a whole conversation can be repeated."""
    logprobs: bool = False
    model_ref: str = ""
    """The name by which the model was chosen; kept beside its answers."""


class ChatSession:
    """Keeps the messages, loads the model when it is first needed and yields the events of each turn.

    One generation at a time: `send` from one thread, `stop` and `close` from any.
    """

    def __init__(self, engine: Engine, options: SessionOptions) -> None:
        self.engine = engine
        self.options = options
        self.messages: list[Message] = []
        self.info: ModelInfo | None = None
        self._turns = 0
        self._is_answering = False
        self._told: set[Notice] = set()
        self._attached: tuple[Attachment, ...] = ()
        self._times = ReplyTimes()
        """What the last answer took."""

    @property
    def next_seed(self) -> int:
        """The seed of the turn that comes next."""
        return (self.options.seed + self._turns) % SEED_LIMIT

    def load(self, on_progress: Callable[[float], None] | None = None) -> ModelInfo:
        """Load the model unless it is loaded; raises what `Engine.load` raises."""
        if self.info is None:
            self.info = self.engine.load(self.options.load, on_progress)
        return self.info

    def attach(self, attachments: Sequence[Attachment]) -> None:
        """Put files before the next question, in place of those that wait for it already."""
        self._attached = tuple(attachments)

    def change(self, options: SessionOptions, preset: str = "") -> None:
        """Go on with other options and the same model from the next turn on, from any thread.

        `preset` names options that were saved under a name. Another seed is that of the next turn.
        """
        if options.seed != self.options.seed:
            self._turns = -1 if self._is_answering else 0
        self.options = replace(options, load=self.options.load)

    def send(self, text: str) -> Iterator[Event]:
        """Ask `text` and yield the turn's events; what came before an error or a stop is kept as a message.

        Raises PromptError for an empty text and whatever the engine raises; the question stays in `messages`
        only when at least one token of an answer or a thought came.
        """
        if not text.strip():
            raise PromptError("The prompt is empty.", "Type a question, or pipe one to stdin.")
        yield from self._loaded()
        files = ((file.name, file.text) for file in self._attached)
        question = Message(Role.USER, with_files(text, files))
        self._attached = ()
        self._times = ReplyTimes()
        request = self._request((*self._context(), question))
        yield from self._record(self.engine.generate(request), question)

    def continue_answer(self) -> Iterator[Event]:
        """Go on with the last answer where it ended and yield the events of what is new, with the next seed.

        Counts and times in them are of the whole answer. Raises PromptError where there is none, and
        whatever the engine raises.
        """
        begun = self.messages[-1] if self.messages else None
        if begun is None or not (begun.thought or begun.content):
            raise PromptError("There is no answer to go on with.", "Ask something first.")
        yield from self._loaded()
        request = self._request(self._context()[:-1], Prefill(begun.thought, begun.content))
        yield from self._record(self.engine.generate(request))

    def use(self, options: SessionOptions) -> None:
        """Go on with another model; it is loaded when it is next needed, and the messages stay.

        Call it between turns. The seeds go on as they were.
        """
        self.options = replace(options, seed=self.options.seed)
        self.info = None
        self._told.clear()

    def stop(self) -> None:
        """End the turn or the load that is under way."""
        self.engine.cancel()

    def clear(self) -> None:
        """Forget the messages; the model stays loaded."""
        self.messages.clear()

    def close(self) -> None:
        """End the engine."""
        self.engine.close()

    def _is_news(self, event: Event) -> bool:
        """False for a notice that was told before: the engine repeats it every turn."""
        if not isinstance(event, Notice):
            return True
        is_news = event not in self._told
        self._told.add(event)
        return is_news

    def _loaded(self) -> Iterator[Event]:
        if self.info is None:
            yield LoadProgress(0.0)
            self.load()
            yield LoadProgress(1.0)

    def _request(self, messages: Sequence[Message], prefill: Prefill | None = None) -> GenerateRequest:
        lane, options = Lane(self.next_seed, self.options.sampling), self.options
        return GenerateRequest(tuple(messages), (lane,), options.think, options.logprobs, prefill)

    def _context(self) -> list[Message]:
        system = [Message(Role.SYSTEM, self.options.system)] if self.options.system else []
        return system + self.messages

    def _record(self, events: Iterator[Event], question: Message | None = None) -> Iterator[Event]:
        """Pass the events on and keep the answer; without a question it goes on with the last one."""
        thought: list[str] = []
        answer: list[str] = []
        is_finished = False
        self._is_answering = True
        try:
            for event in map(self._times.added_to, events):
                match event:
                    case ThoughtDelta(text=text):
                        thought.append(text)
                    case AnswerDelta(text=text):
                        answer.append(text)
                    case Finished(timings=timings):
                        is_finished = True
                        self._times = ReplyTimes(timings.thought_s, timings.total_s)
                    case _:
                        pass
                if self._is_news(event):
                    yield event
        except EngineCrashed:
            self.info = None  # the next turn loads again, in a new process
            raise
        finally:
            if isinstance(events, Generator):
                events.close()  # whoever stops listening here stops the engine too
            self._is_answering = False
            if thought or answer or is_finished:
                # After a stop too: the same seed would only give the same beginning again.
                self._turns += 1
            self._keep(question, Message(Role.ASSISTANT, "".join(answer), "".join(thought)))

    def _keep(self, question: Message | None, reply: Message) -> None:
        if question is None:
            begun = self.messages.pop()
            self.messages.append(
                Message(Role.ASSISTANT, begun.content + reply.content, begun.thought + reply.thought)
            )
        elif reply.thought or reply.content:
            self.messages += [question, reply]
