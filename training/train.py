"""Trains the demo model from a seed, or goes on from a checkpoint: `python -m training.train --help`."""

import argparse
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import torch

from training.batches import batches
from training.course import STEPS, phase_at
from training.model import Shape, TinyQwen
from training.optimizer import optimizers

WARM_UP = 100
REPORT_EVERY = 50
CHECKPOINT_EVERY = 250


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--out", type=Path, default=Path("build/demo.pt"), help="the checkpoint; gone on from if it is there"
    )
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--tokens", type=int, default=4096, help="tokens in a batch")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--compile", action="store_true", help="a fifth faster after a minute; needs a C++ compiler"
    )
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    return parser.parse_args()


def rate(step: int, steps: int) -> float:
    """The share of the peak learning rate: a short linear rise, then a linear fall to zero."""
    return min(1.0, (step + 1) / WARM_UP) * max(0.0, 1 - step / steps)


class Run:
    """A model, its optimizers and how far they are."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        torch.manual_seed(options.seed)
        self.model = TinyQwen(Shape()).to(options.device)
        self.optimizers = optimizers(self.model)
        self.loss = torch.compile(self.model.loss, dynamic=True) if options.compile else self.model.loss
        self.step, self.seconds = 0, 0.0
        if options.out.exists():
            saved = torch.load(options.out, weights_only=True)
            self.model.load_state_dict(saved["model"])
            for optimizer, state in zip(self.optimizers, saved["optimizers"], strict=True):
                optimizer.load_state_dict(state)
            self.step, self.seconds = saved["step"], saved["seconds"]
        self.started = time.monotonic() - self.seconds

    def save(self) -> None:
        """Writes the checkpoint; a kill in the middle leaves the last one whole."""
        self.seconds = time.monotonic() - self.started
        part = self.options.out.with_suffix(".part")
        part.parent.mkdir(parents=True, exist_ok=True)
        state = {
            "shape": asdict(self.model.shape),
            "model": self.model.state_dict(),
            "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
            "step": self.step,
            "seconds": self.seconds,
        }
        torch.save(state, part)
        part.replace(self.options.out)

    def learn(self, ids: torch.Tensor, targets: torch.Tensor) -> float:
        """One step; gives the loss."""
        share, phase = rate(self.step, self.options.steps), phase_at(self.step)
        for optimizer, peak in zip(self.optimizers, (phase.muon_lr, phase.adam_lr), strict=True):
            for group in optimizer.param_groups:
                group["lr"] = peak * share
        loss = self.loss(ids.to(self.options.device), targets.to(self.options.device))
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        for optimizer in self.optimizers:
            optimizer.step()
            optimizer.zero_grad()
        self.step += 1
        return loss.item()


def train_phase(run: Run, stream: Iterator[tuple[torch.Tensor, torch.Tensor]], until: int) -> None:
    """Learns from the stream up to the step `until`, reporting and saving on the way."""
    losses: list[float] = []
    while run.step < until:
        losses.append(run.learn(*next(stream)))
        if run.step % REPORT_EVERY == 0:
            elapsed = time.monotonic() - run.started
            print(f"step {run.step} loss {sum(losses) / len(losses):.4f} {elapsed:.0f} s", flush=True)
            losses.clear()
        if run.step % CHECKPOINT_EVERY == 0:
            run.save()


def main() -> None:
    """Trains until the last step, reporting and saving on the way."""
    options = arguments()
    torch.set_num_threads(options.threads)
    run = Run(options)
    print(f"{sum(p.numel() for p in run.model.parameters()):,} parameters, from step {run.step}", flush=True)
    while run.step < options.steps:
        phase = phase_at(run.step)
        stream = batches(options.seed * 1_000_003 + run.step, options.tokens, phase)
        train_phase(run, stream, min(phase.until, options.steps))
    run.save()


if __name__ == "__main__":
    main()
