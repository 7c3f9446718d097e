"""What becomes of the conversation when another model answers, or one is offered, for the screen."""

import time
from collections.abc import Callable, Sequence
from functools import partial

from textual import events, on

from chatui.library.base import Library
from chatui.library.figures import bytes_text
from chatui.library.values import ModelRow
from chatui.stored_session import StoredSession
from chatui.tui.kept_chats import StoreChoice
from chatui.tui.key_names import key_names
from chatui.tui.messages import ModelChanged, ModelHeld, ModelUseAsked, PullBegun
from chatui.tui.screens.settings_actions import SettingsActions
from chatui.tui.widgets.conversation_pane import ConversationPane
from chatui.tui.widgets.models.download_line import DownloadLine
from chatui.tui.widgets.models.recommendation_card import RecommendationCard
from chatui.tui.widgets.note import Note
from chatui.tui.widgets.title_bar import TitleBar
from chatui.tui.widgets.welcome import Welcome


class ModelUse(SettingsActions):
    """Follows the model that is loaded; how one is found, a library knows."""

    def __init__(
        self,
        session: StoredSession,
        store: StoreChoice,
        library: Library,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(session, store, clock)
        self._library = library
        self._held = ""
        """The model that the conversation in view was held with, where it is here and not loaded."""

    def action_take_offered(self) -> None:
        """Load the chat's own model, or download the one that the first start recommends, then use it."""
        if self._held:
            self.post_message(ModelUseAsked(self._held))
        else:
            self.query_one(RecommendationCard).take()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is offered can be taken while it is shown."""
        if action != "take_offered" or not self.is_mounted:
            return True
        is_recommended = self.has_class("-begin") and self.query_one(RecommendationCard).is_offered
        return is_recommended or bool(self._held)

    @on(RecommendationCard.Offered)
    def _make_room(self, message: RecommendationCard.Offered) -> None:
        self.set_class(message.is_offered, "-recommending")
        self.refresh_bindings()

    @on(events.ScreenResume)
    @on(PullBegun)
    def _look_for_downloads(self) -> None:
        self.query_one(DownloadLine).look()

    @on(ModelHeld)
    def _look_for_held(self, message: ModelHeld) -> None:
        self._offer("")
        if message.ref and message.ref != self._flow.options.model_ref:
            found = partial(self._tell_held, message.ref, self.kept.chat_id)
            self._setting_calls.ask("held model", self._library.models, found, self._complain)

    def _tell_held(self, ref: str, chat_id: str | None, rows: Sequence[ModelRow]) -> None:
        loaded, keys = self._flow.options.model_ref, key_names(self)
        if chat_id != self.kept.chat_id or ref == loaded:
            return  # the person is elsewhere by now
        row = next((row for row in rows if row.ref == ref and row.is_downloaded), None)
        if row is None:
            hint = f"It is not on this disk. {keys.text('{chat.models} shows what is.')}"
        else:
            size = f" ({bytes_text(row.size_bytes)})" if row.size_bytes else ""
            hint = f"{keys.name('chat.recommended')} loads {ref}{size}."
            self._offer(ref)
        answers = f"{loaded or 'Another model'} is loaded, and answers from here on."
        text = f"This chat was held with {ref}. {answers}"
        self.call_next(self.query_one(ConversationPane).add_note, Note(text, hint))

    def _offer(self, ref: str) -> None:
        self._held = ref
        self.refresh_bindings()

    @on(ModelChanged)
    async def _use(self, message: ModelChanged) -> None:
        # The conversation goes on: the model is put to it as it stands.
        launch = message.launch
        self._offer("")
        self._flow.use(self.model_changed(launch.options))
        self.show_settings()
        self.query_one(TitleBar).show_model(launch.title, launch.is_demo)
        self.query_one(Welcome).show_model(launch.is_demo)
        pane = self.query_one(ConversationPane)
        if not pane.is_empty:
            text = f"From here on {launch.title} answers. It reads the conversation above."
            await pane.add_note(Note(text, key_names(self).text("{chat.new} begins anew.")))
        self._follower.forget_latest()
        self._follower.resume()

    def model_reloads(self) -> None:
        """Follow the load."""
        self._follower.forget_latest()
        self._follower.resume()
