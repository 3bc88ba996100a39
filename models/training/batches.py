"""Batches of examples: rows of equal length with the mask that keeps branches apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

import numpy as np
import torch
from torch import Tensor


@dataclass
class Batch:
    """Rows of tokens and what is learned from them; places count over the flattened rows."""

    tokens: Tensor  # (rows, length)
    positions: Tensor  # (rows, length)
    owners: Tensor  # (rows, length): 0 chunk, n the n-th branch, -1 padding
    places: Tensor  # (decisions)
    allowed: Tensor  # (sum of alloweds)
    decision: Tensor  # (sum of alloweds): which decision each allowed token belongs to
    right: Tensor  # (sum of alloweds): whether it is right
    fields: Tensor  # (decisions)
    copies: Tensor  # places after which the next token is learned as text
    texts: Tensor  # places in chunks after which the next token is learned, at a lower weight

    def to(self, device: torch.device) -> Batch:
        moved = (getattr(self, f.name).to(device, non_blocking=True) for f in fields(self))
        return Batch(*moved)

    def mask(self) -> Tensor:
        """(rows, 1, length, length): what each token sees; padding sees itself."""
        owner, length = self.owners, self.owners.shape[1]
        same = owner[:, :, None] == owner[:, None, :]
        sees = same | (owner[:, None, :] == 0)
        past = torch.ones(length, length, dtype=torch.bool, device=owner.device).tril()
        itself = torch.eye(length, dtype=torch.bool, device=owner.device)
        return ((sees & past) | itself).unsqueeze(1)


class Examples:
    """The examples of one shard."""

    def __init__(self, arrays: dict[str, np.ndarray]) -> None:
        self._a = {k: v.astype(np.int64) for k, v in arrays.items() if v.dtype.kind != "U"}
        self.field_names = [str(name) for name in arrays["field_names"]]
        self.source_names = [str(name) for name in arrays["source_names"]]
        self._at = {
            k[6:]: np.concatenate([[0], np.cumsum(v)])
            for k, v in self._a.items()
            if k.startswith("count_")
        }
        self._allowed_at = np.concatenate([[0], np.cumsum(self._a["alloweds"])])
        self.lengths = self._a["count_tokens"]
        self.sources = self._a["row_source"]
        self.documents = self._a["row_document"]

    def __len__(self) -> int:
        return len(self.lengths)

    def batch(
        self, rows: np.ndarray, length: int, chance: np.random.Generator, text: dict[str, float]
    ) -> Batch:
        """The examples of some rows.

        text is the share of chunk tokens learned as text, by source or for "other" ones.
        """
        other = text.get("other", 0.0)
        a, at = self._a, self._at
        shape = (len(rows), length)
        tokens = np.zeros(shape, np.int64)
        positions = np.zeros(shape, np.int64)
        owners = np.full(shape, -1, np.int64)
        places, alloweds, decisions, rights, named, copies, texts = [], [], [], [], [], [], []
        count = 0
        for row, example in enumerate(rows):
            span = slice(at["tokens"][example], at["tokens"][example + 1])
            ids = a["tokens"][span]
            chunk = int(a["row_chunk"][example])
            sizes = a["branches"][at["branches"][example] : at["branches"][example + 1]]
            names = a["fields"][at["branches"][example] : at["branches"][example + 1]]
            tokens[row, : len(ids)] = ids
            positions[row, :chunk] = np.arange(chunk)
            owners[row, :chunk] = 0
            starts = np.cumsum(sizes) - sizes
            within = np.arange(len(ids) - chunk) - np.repeat(starts, sizes)
            positions[row, chunk : len(ids)] = chunk + within
            owners[row, chunk : len(ids)] = np.repeat(np.arange(1, len(sizes) + 1), sizes)
            base = row * length
            first, last = at["places"][example], at["places"][example + 1]
            places.append(base + a["places"][first:last])
            named.append(names[a["place_branch"][first:last]])
            lens = a["alloweds"][first:last]
            alloweds.append(a["allowed"][self._allowed_at[first] : self._allowed_at[last]])
            decisions.append(count + np.repeat(np.arange(last - first), lens))
            offsets = np.arange(lens.sum()) - np.repeat(np.cumsum(lens) - lens, lens)
            rights.append(offsets < np.repeat(a["rights"][first:last], lens))
            count += last - first
            copies.append(base + a["copies"][at["copies"][example] : at["copies"][example + 1]])
            share = text.get(self.source_names[self.sources[example]], other)
            texts.append(base + np.flatnonzero(chance.random(chunk - 1) < share))
        flat = [np.concatenate(x) for x in (places, alloweds, decisions, rights, named, copies, texts)]
        places_, allowed_, decision_, right_, fields_, copies_, texts_ = map(torch.from_numpy, flat)
        return Batch(
            torch.from_numpy(tokens),
            torch.from_numpy(positions),
            torch.from_numpy(owners),
            places_,
            allowed_,
            decision_,
            right_,
            fields_,
            copies_,
            texts_,
        )

    def rows(
        self, size: int, chance: np.random.Generator, weights: dict[str, float]
    ) -> Iterator[np.ndarray]:
        """Rows for batches of one epoch, of like lengths, in random order.

        A source's weight is how often each of its examples comes in the epoch, on average.
        """
        wanted = np.array([weights.get(name, 1.0) for name in self.source_names])[self.sources]
        times = np.floor(wanted + chance.random(len(wanted))).astype(int)
        drawn = chance.permutation(np.repeat(np.arange(len(wanted)), times))
        window = size * 32
        groups: list[np.ndarray] = []
        for at in range(0, len(drawn), window):
            part = drawn[at : at + window]
            part = part[np.argsort(self.lengths[part], kind="stable")]
            groups += [part[i : i + size] for i in range(0, len(part) - size + 1, size)]
        for index in chance.permutation(len(groups)):
            yield groups[index]
