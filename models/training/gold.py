"""What is known of a document, and whether a candidate agrees with it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from enum import Enum


@dataclass
class Gold:
    """The right values of one field; none of both lists where the field is absent.

    kind says how texts are compared: text, date, number, duration, place, sex, or evidence.
    spans say where a value stands; an equal text elsewhere is then neither right nor wrong.
    """

    kind: str
    values: list[str] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)


@dataclass
class Document:
    """A text with its gold; a field that gold lacks is unlabelled, not absent."""

    type: str
    source: str
    name: str
    part: int
    text: str
    gold: dict[str, Gold]


class Verdict(Enum):
    """Whether a candidate is a right value; UNSURE is never held against a model."""

    RIGHT = 1
    UNSURE = 2
    WRONG = 3


def part(name: str) -> int:
    """The part of the split, 0 to 9: SHA-256 of the name, as a number, modulo ten."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 10


def basic(text: str) -> str:
    """Text without characters beyond the basic plane, so that Java and Python count alike."""
    return re.sub("[\U00010000-\U0010ffff]", "?", text)


MONTHS = {
    name: number + 1
    for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split())
}
NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": 30, "forty": 40, "sixty": 60, "ninety": 90}
_NUMERIC = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\b")
_ISO = re.compile(r"\b(\d{4})-?(\d{2})-?(\d{2})\b")
_MONTH_FIRST = re.compile(r"\b([A-Za-z]{3,9})\.? (\d{1,2})(?: ?(?:st|nd|rd|th))?,? ?(\d{4})\b")
_DAY_FIRST = re.compile(
    r"\b(\d{1,2})(?: ?(?:st|nd|rd|th))?(?: day)?(?: of)? ([A-Za-z]{3,9})\.?,? ?(\d{4})\b"
)
SEXES = {
    "female": "female", "woman": "female", "lady": "female", "girl": "female", "f": "female",
    "male": "male", "man": "male", "gentleman": "male", "boy": "male", "m": "male",
}  # fmt: skip


def words(text: str) -> str:
    """Letters and digits in lower case with one blank between words."""
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()


def date(text: str) -> str | None:
    """The first complete date as ISO 8601; digits are read month first."""
    text = " ".join(text.split())
    if m := _ISO.search(text):
        return f"{m[1]}-{m[2]}-{m[3]}"
    if m := _MONTH_FIRST.search(text):
        if month := MONTHS.get(m[1][:3].lower()):
            return f"{m[3]}-{month:02d}-{int(m[2]):02d}"
    if m := _DAY_FIRST.search(text):
        if month := MONTHS.get(m[2][:3].lower()):
            return f"{m[3]}-{month:02d}-{int(m[1]):02d}"
    if m := _NUMERIC.search(text):
        month, day, year = int(m[1]), int(m[2]), int(m[3])
        if month > 12 >= day:
            month, day = day, month
        if year < 100:
            year += 1900 if year > 35 else 2000
        return f"{year}-{month:02d}-{day:02d}"
    return None


def numbers(text: str) -> set[int]:
    """The numbers in a text, in digits or as a word."""
    found = {int(d) for d in re.findall(r"\d{1,6}", text)}
    return found | {NUMBERS[w] for w in re.findall(r"[a-z]+", text.lower()) if w in NUMBERS}


def _unit(text: str) -> str:
    m = re.search(r"(day|week|month|year)", text.lower())
    return m[1] if m else ""


def _text(candidate: str, value: str) -> Verdict:
    a, b = words(candidate), words(value)
    if a == b:
        return Verdict.RIGHT
    one, other = set(a.split()), set(b.split())
    common = len(one & other)
    close = common and 2 * common / (len(one) + len(other)) >= 0.5
    return Verdict.UNSURE if close or (a and (a in b or b in a)) else Verdict.WRONG


def agree(kind: str, candidate: str, value: str) -> Verdict:
    """Whether the candidate says the value."""
    if kind == "date":
        one, other = date(candidate), date(value)
        if other is None:
            return _text(candidate, value)
        return Verdict.RIGHT if one == other else Verdict.WRONG
    if kind == "number":
        return Verdict.RIGHT if numbers(candidate) & numbers(value) else Verdict.WRONG
    if kind == "duration":
        same = numbers(candidate) & numbers(value) and _unit(candidate) == _unit(value)
        return Verdict.RIGHT if same else Verdict.WRONG
    if kind == "sex":
        return Verdict.RIGHT if SEXES.get(words(candidate)) == value else Verdict.WRONG
    if kind == "place":
        a, b = words(candidate), words(value)
        return Verdict.RIGHT if f" {b} " in f" {a} " or f" {a} " in f" {b} " else Verdict.WRONG
    return _text(candidate, value)


def judge(gold: Gold, candidate: str, start: int, end: int) -> Verdict:
    """Whether the candidate, which stands from start to end, is right."""
    overlap = max((min(e, end) - max(s, start) for s, e in gold.spans), default=0)
    if gold.kind == "evidence":
        shorter = min((min(e - s, end - start) for s, e in gold.spans
                       if min(e, end) > max(s, start)), default=1)  # fmt: skip
        if overlap >= max(15, 0.5 * shorter):
            return Verdict.RIGHT
        return Verdict.UNSURE if overlap > 0 else Verdict.WRONG
    verdicts = [agree(gold.kind, candidate, value) for value in gold.values]
    if Verdict.RIGHT in verdicts:
        return Verdict.RIGHT if overlap > 0 or not gold.spans else Verdict.UNSURE
    return Verdict.UNSURE if Verdict.UNSURE in verdicts else Verdict.WRONG


class Finder:
    """Finds strings in a text whatever white space stands between their words."""

    def __init__(self, text: str) -> None:
        self._flat: list[str] = []
        self._place: list[int] = []
        blank = True
        for i, c in enumerate(text):
            if not c.isspace():
                self._flat.append(c.lower())
                self._place.append(i)
            elif not blank:
                self._flat.append(" ")
                self._place.append(i)
            blank = c.isspace()
        self._text = "".join(self._flat)

    def find(self, wanted: str, most: int = 20) -> list[tuple[int, int]]:
        """Where the string stands between borders of words."""
        wanted = " ".join(wanted.split()).lower()
        spans: list[tuple[int, int]] = []
        at = self._text.find(wanted) if len(wanted) > 1 else -1
        while at >= 0 and len(spans) < most:
            end = at + len(wanted)
            before = at > 0 and self._text[at - 1].isalnum() and wanted[0].isalnum()
            after = end < len(self._text) and self._text[end].isalnum() and wanted[-1].isalnum()
            if not before and not after:
                spans.append((self._place[at], self._place[end - 1] + 1))
            at = self._text.find(wanted, at + 1)
        return spans
