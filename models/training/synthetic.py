"""Documents made up by rules."""
from __future__ import annotations
from collections.abc import Iterator
from gold import Document


def documents(count: int, seed: int) -> Iterator[Document]:
    return iter(())
