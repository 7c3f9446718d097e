"""From variants and a number of lanes to a plan that fits this machine, or to what would fit in its place.

It measures nothing. What is not known of a model's memory is never a reason to refuse it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from chatui.comparison.contestants import Variant
from chatui.comparison.plan import ModelPlan, Plan
from chatui.comparison.room import MOST_AT_ONCE, Room
from chatui.engine.requests import KvType
from chatui.errors import ChatuiError
from chatui.launch import Launch
from chatui.library.figures import bytes_text
from chatui.models.fit.fit import available_bytes, fit_of
from chatui.models.fit.memory import ASSUMED_CTX
from chatui.models.fit.network import Network
from chatui.models.fit.values import Machine

NetworkOf = Callable[[Launch], Network | None]


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants of the run."""

    lanes_each: int
    """Of every variant, at least 1."""
    at_once: int | None = None
    """At most so many lanes of a model in one batch; None: as many as have room."""
    is_together: bool = False
    """Several models are to be loaded at once."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A change with which it would fit; None is what stays as it is."""

    sentence: str
    at_once: int | None = None
    n_ctx: int | None = None
    kv_type: KvType | None = None
    is_together: bool | None = None


@dataclass(frozen=True, slots=True)
class Misfit:
    """Why a wish does not fit this machine, with its numbers, and what would."""

    what: str
    offers: tuple[Offer, ...] = ()

    @property
    def error(self) -> ChatuiError:
        """The same for who can only refuse."""
        offers = " ".join(offer.sentence for offer in self.offers)
        return ChatuiError(self.what, offers or "`chatui models list` shows what fits this machine.")


def plan_for(
    variants: Sequence[Variant], wish: Wish, machine: Machine, network_of: NetworkOf
) -> Plan | Misfit:
    """How the wish is run on the machine; together, each model gets its part of the memory."""
    launches = {variant.launch.options.load.path: variant.launch for variant in variants}
    networks = {path: network_of(launch) for path, launch in launches.items()}
    is_together = wish.is_together and len(launches) > 1
    least = {path: _least_bytes(launch, networks[path], machine) for path, launch in launches.items()}
    over = available_bytes(machine) - sum(least.values())
    if is_together and over < 0:
        return _too_many(launches, sum(least.values()), machine)
    plans: list[ModelPlan] = []
    for path, launch in launches.items():
        share = _share(least[path] + over // len(launches), machine) if is_together else machine
        lanes = _lanes_of(path, variants, wish.lanes_each)
        planned = _plan_of(launch, networks[path], share, lanes, wish, is_together=is_together)
        if isinstance(planned, Misfit):
            return _with_alternation(planned) if is_together else planned
        plans.append(planned)
    return Plan(tuple(plans), is_together)


def _lanes_of(path: str, variants: Iterable[Variant], lanes_each: int) -> int:
    """The most lanes of a model that can be decoded in one batch: those that share a prompt."""
    alike = Counter(
        (options.think, options.system)
        for options in (variant.launch.options for variant in variants)
        if options.load.path == path
    )
    return max(alike.values()) * lanes_each


def _plan_of(
    launch: Launch, network: Network | None, machine: Machine, lanes: int, wish: Wish, *, is_together: bool
) -> ModelPlan | Misfit:
    load = launch.options.load
    wanted = min(lanes, wish.at_once or MOST_AT_ONCE, MOST_AT_ONCE)
    if network is None or network.cache is None:
        # Alone, the engine finds out what there is room for. Together, each would count all of it as its own.
        return ModelPlan(load.path, wanted, load.n_ctx or (ASSUMED_CTX if is_together else None))
    room = Room(network, machine, load)
    at_once = wanted if wish.at_once or load.n_ctx else room.usual_lanes(wanted)
    n_ctx = load.n_ctx or room.usual_ctx(at_once)
    if not room.fits(at_once, n_ctx):
        return _misfit(launch, room, at_once, n_ctx)
    fit = fit_of(network, machine, n_ctx, at_once, load.kv_type)
    # A lane reads its own part of what they share, not all of it.
    alone = fit_of(network, machine, n_ctx // at_once, 1, load.kv_type)
    fit = replace(fit, tokens_per_s_estimate=alone.tokens_per_s_estimate)
    return ModelPlan(load.path, at_once, n_ctx, room.memory(at_once, n_ctx), fit)


def _least_bytes(launch: Launch, network: Network | None, machine: Machine) -> int:
    """Of a network of which nothing is known, its file's size."""
    if network is None or network.cache is None:
        return launch.gguf.size_bytes
    return Room(network, machine, launch.options.load).least_bytes


def _share(size: int, machine: Machine) -> Machine:
    """A part of the machine; which device which model goes to is the engines' business."""
    return Machine(size, bytes_per_s=machine.bytes_per_s)


def _too_many(launches: Mapping[str, Launch], least: int, machine: Machine) -> Misfit:
    what = (
        f"Loaded together these {len(launches)} models need about {bytes_text(least)} of free memory, and "
        f"{bytes_text(available_bytes(machine))} is free."
    )
    return _with_alternation(Misfit(what))


def _misfit(launch: Launch, room: Room, at_once: int, n_ctx: int) -> Misfit:
    lanes = "1 lane" if at_once == 1 else f"{at_once} lanes"
    how = f"with {lanes} in a context of {n_ctx:,} tokens" if launch.options.load.n_ctx else f"with {lanes}"
    what = (
        f"{launch.title} {how} needs about {bytes_text(room.memory(at_once, n_ctx).total_bytes)}, and "
        f"{bytes_text(available_bytes(room.machine))} of memory is free for it."
    )
    return Misfit(what, tuple(_offers(room, at_once, n_ctx)))


def _offers(room: Room, at_once: int, n_ctx: int) -> Iterable[Offer]:
    if fewer := room.fewer_lanes(at_once, n_ctx):
        lanes, shared = fewer
        sentence = f"--at-once {lanes} --ctx {shared} would fit, with as much room for each lane."
        yield Offer(sentence, at_once=lanes, n_ctx=shared)
    if smaller := room.longest_ctx(at_once, n_ctx):
        yield Offer(f"--ctx {smaller} would fit.", n_ctx=smaller)
    if room.load.kv_type is not KvType.Q8_0 and room.fits(at_once, n_ctx, KvType.Q8_0):
        yield Offer("--kv-type q8_0 would fit.", kv_type=KvType.Q8_0)


def _with_alternation(misfit: Misfit) -> Misfit:
    """Together it is one too many; one after the other each model has all of the memory."""
    offer = Offer("Without --together the models run one after the other.", is_together=False)
    return replace(misfit, offers=(offer, *misfit.offers))
