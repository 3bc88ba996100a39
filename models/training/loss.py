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
    """Mean losses in nats.

    decisions is one value for each decision; open is the mean of the same decisions among all tokens,
    without which the model would say anything where it is not told the candidates.
    """

    decisions: Tensor
    open: Tensor
    copies: Tensor
    text: Tensor

    @property
    def mean(self) -> Tensor:
        """Of the decisions; 0 where a batch has none."""
        return self.decisions.sum() / max(1, len(self.decisions))

    def total(self, weights: dict[str, float]) -> Tensor:
        """Each kind by its weight; decisions have weight 1."""
        return (
            self.mean
            + weights["open"] * self.open
            + weights["copies"] * self.copies
            + weights["text"] * self.text
        )


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


def _open(model: Llama, hidden: Tensor, found: Tensor, batch: Batch) -> Tensor:
    """The mean of minus the log probability of the right tokens among all tokens."""
    if len(batch.places) == 0:
        return hidden.new_zeros((), dtype=torch.float32)
    logits = hidden[batch.places] @ model.embeddings.to(hidden.dtype).t()
    right = _log_sums(found[batch.right], batch.decision[batch.right], len(batch.places))
    return (torch.logsumexp(logits.float(), -1) - right).mean()


def _text(model: Llama, hidden: Tensor, places: Tensor, flat: Tensor) -> Tensor:
    if len(places) == 0:
        return hidden.new_zeros((), dtype=torch.float32)
    logits = hidden[places] @ model.embeddings.to(hidden.dtype).t()
    return functional.cross_entropy(logits.float(), flat[places + 1])


def losses(model: Llama, hidden: Tensor, batch: Batch) -> Losses:
    """hidden is (rows, length, hidden)"""
    hidden = hidden.reshape(-1, hidden.shape[-1])
    flat = batch.tokens.reshape(-1)
    found = scores(model, hidden, batch)
    return Losses(
        decisions(found, batch),
        _open(model, hidden, found, batch),
        _text(model, hidden, batch.copies, flat),
        _text(model, hidden, batch.texts, flat),
    )
