"""Documents made up by rules, for layouts and identifiers that the public texts lack."""

from __future__ import annotations

import random
from collections.abc import Iterator

import made_contracts
import made_notes
from gold import Document, part

CONTRACTS = 0.25  # share of the documents


def documents(count: int, seed: int) -> Iterator[Document]:
    """So many documents; the same for the same seed."""
    for index in range(count):
        name = f"made-{seed}-{index}"
        chance = random.Random(name)
        contract = chance.random() < CONTRACTS
        draft = (made_contracts if contract else made_notes).make(chance)
        kind = "contract" if contract else "clinical-note"
        source = "made-contract" if contract else "made-note"
        yield Document(kind, source, name, part(name), draft.text, draft.gold)
