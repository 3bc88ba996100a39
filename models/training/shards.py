"""Compressed examples: chunks with their branches and decisions, as flat arrays.

usage: shards.py WORK OUTPUT [--seed S] [--tag T]

Reads WORK/gold.jsonl, WORK/texts and WORK/questions.jsonl (see documents.py and Questions.java).
Writes train-*.npz.xz of parts 0 to 4 and development.npz.xz of part 5; no other part is read. With
a tag, train-T*.npz.xz alone, so that several sets can be trained on together.
"""

from __future__ import annotations

import argparse
import io
import json
import lzma
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path as File

import numpy as np

from examples import DOC, Choice, Path, copy, path
from gold import Gold, Verdict, judge

TRAINING = range(5)
DEVELOPMENT = 5
MOST_BRANCH_TOKENS = 224
COPIES = 0.5  # share of questions that are also asked without candidates
SUMMARIES = 0.4  # share of the summary's questions that are kept, since every chunk has one
SUMMARY = "#summary"
MOST_SWAPPED = 3  # questions for other clauses about a chunk
SHARD_EXAMPLES = 20000
FLAT = {
    "tokens": np.uint16,
    "branches": np.uint16,  # length of each
    "fields": np.uint8,  # of each branch
    "places": np.uint16,  # of each decision, in the example
    "place_branch": np.uint8,
    "rights": np.uint8,
    "alloweds": np.uint16,  # number of each decision
    "allowed": np.uint16,
    "copies": np.uint16,  # places after which the next token is learned as text
}
COUNTS = ("tokens", "branches", "places", "allowed", "copies")


@dataclass
class Example:
    """A chunk with some of its branches."""

    source: str
    document: int
    chunk: list[int]
    paths: list[Path]


class Writer:
    """Collects examples and writes them as one compressed file."""

    def __init__(self, fields: list[str], sources: list[str]) -> None:
        self._fields, self._sources = fields, sources
        self._flat: dict[str, list[int]] = {name: [] for name in FLAT}
        self._counts: dict[str, list[int]] = {name: [] for name in COUNTS}
        self._rows: dict[str, list[int]] = {"chunk": [], "source": [], "document": []}
        self.size = 0

    def add(self, example: Example) -> None:
        before = {name: len(self._flat[name]) for name in COUNTS}
        tokens = [DOC, *example.chunk]
        for index, found in enumerate(example.paths):
            start = len(tokens)
            tokens += found.tokens
            self._flat["branches"].append(len(found.tokens))
            self._flat["fields"].append(self._fields.index(found.field))
            for decision in found.decisions:
                self._flat["places"].append(start + decision.at)
                self._flat["place_branch"].append(index)
                self._flat["rights"].append(decision.right)
                self._flat["alloweds"].append(len(decision.allowed))
                self._flat["allowed"] += decision.allowed
            end = len(tokens) - 1
            self._flat["copies"] += range(end - found.copied, end)
        self._flat["tokens"] += tokens
        for name in COUNTS:
            self._counts[name].append(len(self._flat[name]) - before[name])
        self._rows["chunk"].append(len(example.chunk) + 1)
        self._rows["source"].append(self._sources.index(example.source))
        self._rows["document"].append(example.document)
        self.size += 1

    def write(self, file: File) -> None:
        arrays = {name: np.array(values, FLAT[name]) for name, values in self._flat.items()}
        arrays |= {f"count_{n}": np.array(v, np.uint32) for n, v in self._counts.items()}
        arrays |= {f"row_{n}": np.array(v, np.uint32) for n, v in self._rows.items()}
        arrays["field_names"] = np.array(self._fields)
        arrays["source_names"] = np.array(self._sources)
        raw = io.BytesIO()
        np.savez(raw, **arrays)
        file.write_bytes(lzma.compress(raw.getvalue(), preset=6))


def read(file: File) -> dict[str, np.ndarray]:
    """The arrays of a shard."""
    loaded = np.load(io.BytesIO(lzma.decompress(file.read_bytes())))
    return {name: loaded[name] for name in loaded.files}


def paths(branch: dict, text: str, ids: list[int], gold: Gold, chance: random.Random) -> list[Path]:
    """What one question of a chunk teaches."""
    choices = [
        Choice(text[s:e], tuple(ids[first:last]), judge(gold, text[s:e], s, e))
        for s, e, first, last in branch["choices"]
    ]
    if not choices:
        return []
    found = [path(branch["field"], branch["question"], choices, branch["many"], chance)]
    if chance.random() < COPIES:
        found.append(copy(branch["field"], branch["question"], choices))
    return [p for p in found if p is not None]


def swapped(
    chunk: dict,
    text: str,
    golds: dict[str, Gold],
    questions: dict[str, list[int]],
    chance: random.Random,
) -> list[Path]:
    """Other clauses asked about the chunk's sentences, those that stand there first.

    The product asks for a clause where its cues are; the contrast with other clauses is learned from
    the same sentences at little cost.
    """
    asked = {branch["field"] for branch in chunk["branches"]}
    sentences = {
        tuple(c)
        for branch in chunk["branches"]
        if branch["field"] in golds and golds[branch["field"]].kind == "evidence"
        for c in branch["choices"]
    }
    others = [f for f, g in golds.items() if g.kind == "evidence" and f in questions and f not in asked]
    if not sentences or not others:
        return []
    chance.shuffle(others)
    there = [f for f in others if any(min(e, c[1]) > max(s, c[0]) for s, e in golds[f].spans for c in sentences)]
    absent = [f for f in others if f not in there]
    found: list[Path | None] = []
    for field in there[:MOST_SWAPPED] + absent[: max(1, MOST_SWAPPED - len(there))]:
        choices = [
            Choice(text[s:e], tuple(chunk["ids"][first:last]), judge(golds[field], text[s:e], s, e))
            for s, e, first, last in sorted(sentences)
        ]
        right = [c for c in choices if c.verdict is Verdict.RIGHT][:2]
        rest = [c for c in choices if c.verdict is Verdict.WRONG]
        some = right + chance.sample(rest, min(len(rest), chance.randrange(1, 5)))
        chance.shuffle(some)
        if some:
            found.append(path(field, questions[field], some, False, chance))
    return [p for p in found if p is not None]


def examples(work: File, parts: set[int], seed: int) -> Iterator[Example]:
    """Examples of the documents of some parts, each document's in order.

    Training parts have swapped questions too, and not every summary.
    """
    training = DEVELOPMENT not in parts
    questions: dict[tuple[str, str], list[int]] = {}
    for line in open(work / "questions.jsonl", encoding="utf-8"):
        asked = json.loads(line)
        for chunk in asked["chunks"]:
            for branch in chunk["branches"]:
                questions[asked["type"], branch["field"]] = branch["question"]
    golds = {}
    for line in open(work / "gold.jsonl", encoding="utf-8"):
        row = json.loads(line)
        if row["part"] in parts:
            golds[row["stem"]] = row
    for line in open(work / "questions.jsonl", encoding="utf-8"):
        asked = json.loads(line)
        row = golds.get(asked["name"])
        if row is None:
            continue
        chance = random.Random(f"{seed}/{asked['name']}")
        file = work / "texts" / asked["type"] / f"{asked['name']}.txt"
        text = file.read_bytes().decode()
        known = {name: Gold(**values) for name, values in row["gold"].items()}
        for chunk in asked["chunks"]:
            found: list[Path] = []
            for branch in chunk["branches"]:
                spared = training and branch["field"] == SUMMARY and chance.random() > SUMMARIES
                if branch["field"] in known and not spared:
                    found += paths(branch, text, chunk["ids"], known[branch["field"]], chance)
            if training and asked["type"] == "contract":
                mine = {f: q for (t, f), q in questions.items() if t == "contract" and f != SUMMARY}
                found += swapped(chunk, text, known, mine, chance)
            chance.shuffle(found)
            for group in _groups(found):
                yield Example(row["source"], int(asked["name"]), chunk["ids"], group)


def _groups(found: list[Path]) -> Iterator[list[Path]]:
    """The branches in groups of at most so many tokens; a longer branch stands alone."""
    group: list[Path] = []
    tokens = 0
    for p in found:
        if group and tokens + len(p.tokens) > MOST_BRANCH_TOKENS:
            yield group
            group, tokens = [], 0
        group.append(p)
        tokens += len(p.tokens)
    if group:
        yield group


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=File)
    parser.add_argument("output", type=File)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tag", default="", help="for names of another set's files")
    args = parser.parse_args()
    args.output.mkdir(parents=True, exist_ok=True)
    fields, sources = set(), set()
    for line in open(args.work / "gold.jsonl", encoding="utf-8"):
        row = json.loads(line)
        fields |= set(row["gold"])
        sources.add(row["source"])
    kinds = sorted(fields), sorted(sources)
    if not args.tag:
        development = Writer(*kinds)
        for example in examples(args.work, {DEVELOPMENT}, args.seed):
            development.add(example)
        development.write(args.output / "development.npz.xz")
        print("development", development.size)
    training = list(examples(args.work, set(TRAINING), args.seed))
    random.Random(args.seed).shuffle(training)
    for at in range(0, len(training), SHARD_EXAMPLES):
        writer = Writer(*kinds)
        for example in training[at : at + SHARD_EXAMPLES]:
            writer.add(example)
        writer.write(args.output / f"train-{args.tag}{at // SHARD_EXAMPLES:03d}.npz.xz")
    print("training", len(training))


if __name__ == "__main__":
    main()
