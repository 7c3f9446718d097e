"""Conversations as padded batches of about equal length, and which tokens carry loss; an endless stream."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import torch
from torch import Tensor

from training.course import Phase
from training.problems.conversation import Conversation, draw_conversation
from training.tokens import END_THINK, EOS, prompt_ids, text_ids

# Conversations that are sorted by length together: enough that a batch holds hardly any padding.
POOL = 2048
LONGEST = 1536


@dataclass(frozen=True, slots=True)
class Example:
    """Tokens of a conversation and, for each, whether predicting it is learned."""

    ids: list[int]
    learned: list[bool]


def encode(conversation: Conversation) -> Example:
    """Prompt without loss, then thought, end of thought, answer and end with loss, slips left out."""
    ids = prompt_ids(
        conversation.question,
        [(turn.question, turn.answer) for turn in conversation.earlier],
        conversation.system,
    )
    learned = [False] * len(ids)
    for span in conversation.thought:
        piece = text_ids(span.text)
        ids += piece
        learned += [span.learned] * len(piece)
    tail = [*text_ids("\n"), END_THINK, *text_ids(f"\n\n{conversation.answer}"), EOS]
    return Example(ids + tail, learned + [True] * len(tail))


def pad(examples: list[Example]) -> tuple[Tensor, Tensor]:
    """Inputs and targets (batch, time); a target of -1 carries no loss."""
    width = max(len(example.ids) for example in examples) - 1
    ids = torch.zeros(len(examples), width, dtype=torch.long)
    targets = torch.full((len(examples), width), -1, dtype=torch.long)
    for row, example in enumerate(examples):
        length = len(example.ids) - 1
        ids[row, :length] = torch.tensor(example.ids[:-1])
        following = torch.tensor(example.ids[1:])
        targets[row, :length] = torch.where(torch.tensor(example.learned[1:]), following, -1)
    return ids, targets


def batches(seed: int, tokens: int, phase: Phase) -> Iterator[tuple[Tensor, Tensor]]:
    """Endless batches of about `tokens` tokens each, every pool sorted by length and its batches shuffled."""
    rng = Random(seed)
    while True:
        pool = [encode(draw_conversation(rng, phase.mixture, phase.several)) for _ in range(POOL)]
        pool = sorted((example for example in pool if len(example.ids) <= LONGEST), key=lambda e: len(e.ids))
        groups: list[list[Example]] = [[]]
        for example in pool:
            if (len(groups[-1]) + 1) * len(example.ids) > tokens and groups[-1]:
                groups.append([])
            groups[-1].append(example)
        rng.shuffle(groups)
        for group in groups:
            yield pad(group)
