"""What is learned: decisions among allowed tokens, and a little plain text."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from batches import Batch
from model import Llama


@dataclass
class Losses:
    """Mean losses in nats; `decisions` is one value for each decision."""

    decisions: Tensor
    copies: Tensor
    text: Tensor

    @property
    def mean(self) -> Tensor:
        """Of the decisions; 0 where a batch has none."""
        return self.decisions.sum() / max(1, len(self.decisions))

    def total(self, copies: float, text: float) -> Tensor:
        return self.mean + copies * self.copies + text * self.text


def _log_sums(scores: Tensor, groups: Tensor, count: int) -> Tensor:
    """The logarithm of the sum of exponentials in each group."""
    top = torch.full((count,), -torch.inf, device=scores.device)
    top = top.scatter_reduce(0, groups, scores.detach(), "amax").clamp(min=-1e30)
    sums = torch.zeros(count, device=scores.device)
    sums = sums.index_add(0, groups, (scores - top[groups]).exp())
    return sums.log() + top


def scores(model: Llama, hidden: Tensor, batch: Batch) -> Tensor:
    """The scores of all allowed tokens; hidden is (rows * length, hidden)."""
    at = hidden[batch.places[batch.decision]].float()
    return (at * model.embeddings[batch.allowed].float()).sum(-1)


def decisions(found: Tensor, batch: Batch) -> Tensor:
    """For each decision, minus the log probability of the right tokens among the allowed ones."""
    count = len(batch.places)
    every = _log_sums(found, batch.decision, count)
    right = _log_sums(found[batch.right], batch.decision[batch.right], count)
    return every - right


def _text(model: Llama, hidden: Tensor, places: Tensor, flat: Tensor) -> Tensor:
    if len(places) == 0:
        return hidden.new_zeros((), dtype=torch.float32)
    logits = hidden[places] @ model.embeddings.to(hidden.dtype).t()
    return functional.cross_entropy(logits.float(), flat[places + 1])


def losses(model: Llama, hidden: Tensor, batch: Batch) -> Losses:
    """hidden is (rows, length, hidden)"""
    hidden = hidden.reshape(-1, hidden.shape[-1])
    flat = batch.tokens.reshape(-1)
    return Losses(
        decisions(scores(model, hidden, batch), batch),
        _text(model, hidden, batch.copies, flat),
        _text(model, hidden, batch.texts, flat),
    )
