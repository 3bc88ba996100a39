"""A text under way, with the gold of the values put into it."""

from __future__ import annotations

from gold import Gold


class Draft:
    """Text with the places of its values; fields never put are absent."""

    def __init__(self, kinds: dict[str, str]) -> None:
        self._kinds = kinds
        self._parts: list[str] = []
        self._length = 0
        self._gold = {name: Gold(kind) for name, kind in kinds.items()}

    def add(self, *texts: str) -> Draft:
        """Adds texts that hold no value."""
        for text in texts:
            self._parts.append(text)
            self._length += len(text)
        return self

    def put(self, field: str, value: str, means: str | None = None) -> Draft:
        """Adds a value; `means` is what it is compared as, where the words differ."""
        if field in self._gold:
            self._gold[field].values.append(means or value)
            self._gold[field].spans.append((self._length, self._length + len(value)))
        return self.add(value)

    def doubt(self, field: str) -> Draft:
        """Says that the field may stand somewhere unmarked, so that nothing is learned of it."""
        self._gold.pop(field, None)
        return self

    @property
    def text(self) -> str:
        return "".join(self._parts)

    @property
    def gold(self) -> dict[str, Gold]:
        return self._gold
