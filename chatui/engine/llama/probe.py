"""A throw-away process that decodes a few tokens under one profile; its end is its answer.

A build that crashes at the first decode takes only this process along. It knows no other rung.
"""

import subprocess
import sys
from pathlib import Path

from chatui.engine.endings import ending
from chatui.engine.llama import library
from chatui.engine.llama.amx import refuse_amx
from chatui.engine.llama.context import Context, Row
from chatui.engine.llama.model import Model
from chatui.engine.machine import physical_cores, usable_cpus
from chatui.engine.profiles import Profile
from chatui.engine.python_command import python_command
from chatui.engine.requests import ProbeResult
from chatui.engine.sizing import choose_threads
from chatui.errors import ChatuiError

_LARGE_MODEL_BYTES = 10**9  # it is for the threads of such a model that the probe asks
_PROMPT_TOKENS = 64  # the crashing kernels are those of whole prompts, not of single tokens
_TIMEOUT_S = 30.0  # shorter than the watchdog's patience with the engine that waits for the answer


def probe(profile: Profile, model: Path) -> ProbeResult:
    """Try one rung in a process of its own."""
    command = python_command("chatui.engine.llama.probe", profile.value, str(model))
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=sys.stderr, timeout=_TIMEOUT_S, check=False
        )
    except subprocess.TimeoutExpired:
        return ProbeResult(profile, ok=False, why=f"did not end within {_TIMEOUT_S:.0f} s")
    why = ending(done.returncode) if done.returncode else ""
    return ProbeResult(profile, not why, why)


def decode_some(profile: Profile, model_path: str) -> None:
    """Evaluate a prompt and one more token the way the engine would under `profile`."""
    library.start()
    if profile is Profile.AMX_REFUSED:
        refuse_amx()
    threads = choose_threads(
        1 if profile is Profile.ONE_THREAD else None, physical_cores(), usable_cpus(), _LARGE_MODEL_BYTES
    )
    gpu_layers = 0 if profile is Profile.NO_GPU else -1
    with (
        Model(model_path, gpu_layers=gpu_layers, extra_buffers=profile.extra_buffers) as model,
        Context(model, n_ctx=256, n_threads=threads) as context,
    ):
        token = model.vocabulary.tokenize("a")[0]
        last = _PROMPT_TOKENS - 1
        context.decode(Row(token, position, 0, position == last) for position in range(_PROMPT_TOKENS))
        context.decode([Row(token, _PROMPT_TOKENS, 0, True)])
        context.synchronize()


def main() -> int:
    """Exit code 0: it works here."""
    try:
        decode_some(Profile(sys.argv[1]), sys.argv[2])
    except ChatuiError as error:
        print(f"probe: {error}", file=sys.stderr)
        return 1
    return 0
