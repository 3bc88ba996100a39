"""Turns a question of the product into a path of tokens with the decisions along it.

The product walks a trie of the candidates' tokens: wherever more than one token is allowed, it
compares those tokens only. Such a place is a decision, and what is learned is the decision: the
probability of the right tokens among the allowed ones. Where one token is allowed nothing is learned.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from gold import Verdict

DOC, END, FIELD, VALUE, NONE = 1, 2, 3, 4, 5
MOST_VALUES = 6
LONGEST_COPY = 24


@dataclass
class Decision:
    """What is allowed after the token at index `at` of a branch, the right tokens first."""

    at: int
    allowed: list[int]
    right: int


@dataclass
class Path:
    """A branch: its question and the answer as far as it is decided.

    The last `copied` tokens are learned as plain text too, as a model must know them that is not
    told the candidates.
    """

    field: str
    tokens: list[int]
    decisions: list[Decision] = field(default_factory=list)
    copied: int = 0

    def decide(self, allowed: set[int], right: set[int], token: int) -> None:
        """Goes on by the token, which is one of the right ones."""
        if len(right) < len(allowed):
            ordered = sorted(right) + sorted(allowed - right)
            self.decisions.append(Decision(len(self.tokens) - 1, ordered, len(right)))
        self.tokens.append(token)


@dataclass(frozen=True)
class Choice:
    """A candidate with its tokens and what gold says of it."""

    text: str
    tokens: tuple[int, ...]
    verdict: Verdict

    @property
    def key(self) -> str:
        """Equal for values of which a list says one."""
        return self.text.casefold()


def distinct(choices: list[Choice]) -> list[Choice]:
    """One choice for each sequence of tokens, with the most favourable verdict."""
    best: dict[tuple[int, ...], Choice] = {}
    for choice in choices:
        known = best.get(choice.tokens)
        if known is None or choice.verdict.value < known.verdict.value:
            best[choice.tokens] = choice
    return list(best.values())


def path(
    name: str, question: list[int], offered: list[Choice], many: bool, chance: random.Random
) -> Path | None:
    """The branch to learn from; None when gold does not tell right from wrong."""
    left = distinct(offered)
    found = Path(name, list(question))
    for told in range(MOST_VALUES):
        wanted = [c for c in left if c.verdict is Verdict.RIGHT]
        if not wanted:
            if told == 0:
                _absent(found, left)
            break
        said = chance.choice(wanted) if not many else wanted[0]
        if not _value(found, said, left, many, first=told == 0):
            break
        left = [c for c in left if c.key != said.key]
    if not found.decisions:
        return None
    del found.tokens[found.decisions[-1].at + 1 :]
    return found


def copy(name: str, question: list[int], offered: list[Choice]) -> Path | None:
    """The same question without candidates: the first right value whole, or "absent"."""
    wanted = [c for c in offered if c.verdict is Verdict.RIGHT]
    if not wanted and any(c.verdict is Verdict.UNSURE for c in offered):
        return None
    answer = [*(wanted[0].tokens if wanted else (NONE,)), END]
    if len(answer) > LONGEST_COPY:
        return None
    return Path(name, [*question, *answer], copied=len(answer))


def _absent(found: Path, left: list[Choice]) -> None:
    allowed = {c.tokens[0] for c in left} | {NONE}
    right = {c.tokens[0] for c in left if c.verdict is Verdict.UNSURE} | {NONE}
    found.decide(allowed, right, NONE)


def _value(found: Path, said: Choice, left: list[Choice], many: bool, first: bool) -> bool:
    """Says one value and what follows it; whether another value follows."""
    others = many and any(c.key != said.key for c in left)
    more = others and any(c.verdict is Verdict.RIGHT and c.key != said.key for c in left)
    doubt = others and any(c.verdict is Verdict.UNSURE and c.key != said.key for c in left)
    for depth in range(len(said.tokens) + 1):
        below = [c for c in left if c.tokens[:depth] == said.tokens[:depth]]
        longer = [c for c in below if len(c.tokens) > depth]
        allowed = {c.tokens[depth] for c in longer}
        right = {c.tokens[depth] for c in longer if c.verdict is not Verdict.WRONG}
        if depth == 0 and first:
            allowed.add(NONE)
        complete = [c for c in below if depth and len(c.tokens) == depth]
        follows = ({VALUE} if more else set()) | ({END} if not more or doubt else set())
        if doubt:
            follows.add(VALUE)
        if complete:
            allowed |= {END, VALUE} if others else {END}
            right |= follows if complete[0].verdict is not Verdict.WRONG else set()
        if depth < len(said.tokens):
            found.decide(allowed, right, said.tokens[depth])
        else:
            found.decide(allowed, right, VALUE if more else END)
    return more
