"""What becomes of the conversation when another model answers, or one is offered, for the screen."""

from textual import events, on

from chatui.tui.key_names import key_names
from chatui.tui.messages import ModelChanged, PullBegun
from chatui.tui.screens.settings_actions import SettingsActions
from chatui.tui.widgets.conversation_pane import ConversationPane
from chatui.tui.widgets.models.download_line import DownloadLine
from chatui.tui.widgets.models.recommendation_card import RecommendationCard
from chatui.tui.widgets.note import Note
from chatui.tui.widgets.title_bar import TitleBar
from chatui.tui.widgets.welcome import Welcome


class ModelUse(SettingsActions):
    """Follows the model that is loaded; how one is found, a library knows."""

    def action_take_recommended(self) -> None:
        """Download the model that the first start recommends, then use it."""
        self.query_one(RecommendationCard).take()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is recommended can be taken while it is shown."""
        if action != "take_recommended" or not self.is_mounted:
            return True
        return self.has_class("-begin") and self.query_one(RecommendationCard).is_offered

    @on(RecommendationCard.Offered)
    def _make_room(self, message: RecommendationCard.Offered) -> None:
        self.set_class(message.is_offered, "-recommending")
        self.refresh_bindings()

    @on(events.ScreenResume)
    @on(PullBegun)
    def _look_for_downloads(self) -> None:
        self.query_one(DownloadLine).look()

    @on(ModelChanged)
    async def _use(self, message: ModelChanged) -> None:
        # The conversation goes on: the model is put to it as it stands.
        launch = message.launch
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
