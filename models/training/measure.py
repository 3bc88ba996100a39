"""Measures models on the development shard: choices, absence, and answers of whole documents.

usage: measure.py SHARD MODEL... [--examples N] [--gold FILE] [--json FILE]

A question is right when every decision on its path is. A document's answer to a field is the most
probable one over its chunks; it is right as gold says, or when all chunks say "absent" and it is.
Intervals are of 95 %, by drawing documents again (1,000 times). With --examples so many chunks are
drawn, and figures of documents mean little. With gold.jsonl clinical questions are also parted by the
sex and the age group of the patient, as gold tells them.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

import weights
from batches import Batch, Examples
from examples import NONE
from gold import numbers
from loss import scores
from model import Llama
from shards import read

ROWS = 16


@dataclass
class Question:
    """One question of a chunk as a model answered it."""

    document: int
    source: str
    field: str
    absent: bool  # by gold
    nothing: float  # probability of "absent"; NaN where it could not be said
    said_nothing: bool
    right: bool
    probability: float  # of the answer, when it is a value


def _questions(model: Llama, batch: Batch, examples: Examples, rows: np.ndarray) -> list[Question]:
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        hidden = model(batch.tokens, batch.positions, batch.mask())
        found = scores(model, hidden.reshape(-1, hidden.shape[-1]), batch).float().numpy()
    length = batch.tokens.shape[1]
    owner = batch.owners.reshape(-1)[batch.places].numpy()
    row = (batch.places // length).numpy()
    starts = np.searchsorted(batch.decision.numpy(), np.arange(len(row) + 1))
    grouped: dict[tuple[int, int], list[int]] = defaultdict(list)
    for decision in range(len(row)):
        grouped[int(row[decision]), int(owner[decision])].append(decision)
    answered = []
    for (at, _), taken in grouped.items():
        right, probability, nothing, said, absent = True, 1.0, float("nan"), False, False
        for order, decision in enumerate(taken):
            span = slice(starts[decision], starts[decision + 1])
            allowed, fine = batch.allowed[span].numpy(), batch.right[span].numpy()
            odds = np.exp(found[span] - found[span].max())
            odds /= odds.sum()
            best = int(odds.argmax())
            if order == 0 and NONE in allowed:
                nothing = float(odds[allowed == NONE][0])
                said = bool(allowed[best] == NONE)
                absent = bool(fine[allowed == NONE][0])
            right = right and bool(fine[best])
            probability *= float(odds[best])
            if not right:
                break
        field = examples.field_names[int(batch.fields[taken[0]])]
        example = rows[at]
        answered.append(
            Question(
                int(examples.documents[example]),
                examples.source_names[int(examples.sources[example])],
                str(field),
                absent,
                nothing,
                said,
                right,
                0.0 if said else probability,
            )
        )
    return answered


def ask(model: Llama, examples: Examples, chosen: np.ndarray) -> list[Question]:
    """The answers to the questions of some examples."""
    chance = np.random.default_rng(0)
    order = chosen[np.argsort(examples.lengths[chosen], kind="stable")]
    answered = []
    for at in range(0, len(order), ROWS):
        rows = order[at : at + ROWS]
        batch = examples.batch(rows, int(examples.lengths[rows].max()), chance, {})
        if len(batch.places):
            answered += _questions(model, batch, examples, rows)
    return answered


def area(probability: np.ndarray, label: np.ndarray) -> float:
    """Area under the receiver operating characteristic, ties counted half."""
    if label.all() or not label.any():
        return float("nan")
    ranks = np.empty(len(probability))
    order = np.argsort(probability, kind="stable")
    values = probability[order]
    first = np.searchsorted(values, values, "left")
    last = np.searchsorted(values, values, "right")
    ranks[order] = (first + last + 1) / 2
    ones = label.sum()
    return float((ranks[label].sum() - ones * (ones + 1) / 2) / (ones * (len(label) - ones)))


def calibration(probability: np.ndarray, label: np.ndarray) -> float:
    """Expected calibration error over ten bins of equal width."""
    bins = np.minimum((probability * 10).astype(int), 9)
    error = sum(
        abs(probability[bins == b].sum() - label[bins == b].sum()) for b in range(10)
    )  # fmt: skip
    return float(error / max(1, len(label)))


def by_document(questions: list[Question]) -> dict[tuple[int, str], float]:
    """For each document and field, whether the answer is right."""
    grouped: dict[tuple[int, str], list[Question]] = defaultdict(list)
    for q in questions:
        grouped[q.document, q.field].append(q)
    right = {}
    for document, asked in grouped.items():
        best = max(asked, key=lambda q: q.probability)
        if best.probability > 0:
            right[document] = float(best.right)
        else:
            right[document] = float(all(q.absent for q in asked))
    return right


def interval(values: np.ndarray) -> list[float]:
    """95 % of means over values drawn again."""
    if len(values) == 0:
        return [0.0, 0.0]
    chance = np.random.default_rng(0)
    means = values[chance.integers(0, len(values), (1000, len(values)))].mean(1)
    return [round(float(x), 3) for x in np.quantile(means, [0.025, 0.975])]


def figures(questions: list[Question]) -> dict[str, object]:
    """The figures of some questions of one field or of many."""
    able = [q for q in questions if not np.isnan(q.nothing)]
    nothing = np.array([q.nothing for q in able])
    absent = np.array([q.absent for q in able], bool)
    documents = np.array(list(by_document(questions).values()))
    present = [q for q in questions if not q.absent]
    empty = [q for q in questions if q.absent]
    return {
        "questions": len(questions),
        "right": round(float(np.mean([q.right for q in questions])), 3),
        "present": len(present),
        "present_right": round(float(np.mean([q.right for q in present])), 3) if present else None,
        "absent_right": round(float(np.mean([q.right for q in empty])), 3) if empty else None,
        "absence_area": round(area(nothing, absent), 3) if able else None,
        "absence_error": round(calibration(nothing, absent), 3) if able else None,
        "documents": len(documents),
        "document_right": round(float(documents.mean()), 3),
        "interval": interval(documents),
    }


def patients(file: Path) -> dict[int, list[str]]:
    """The groups to which the patient of each clinical document belongs, as far as gold says."""
    groups: dict[int, list[str]] = {}
    for line in open(file, encoding="utf-8"):
        row = json.loads(line)
        found = []
        if sexes := row["gold"].get("sex", {}).get("values"):
            found.append(sexes[0])
        ages = row["gold"].get("age", {}).get("values")
        if ages and (years := sorted(numbers(ages[0]))):
            found.append("under 18" if years[0] < 18 else "18 to 64" if years[0] < 65 else "65 and over")
        groups[int(row["stem"])] = found
    return groups


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shard", type=Path)
    parser.add_argument("models", type=Path, nargs="+")
    parser.add_argument("--examples", type=int, default=10**9)
    parser.add_argument("--sources", default="")
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    torch.set_num_threads(2)
    examples = Examples(read(args.shard))
    chosen = np.arange(len(examples))
    if args.sources:
        wanted = set(args.sources.split(","))
        chosen = chosen[[examples.source_names[s] in wanted for s in examples.sources]]
    chosen = np.random.default_rng(7).permutation(chosen)[: args.examples]
    known = patients(args.gold) if args.gold else {}
    table: dict[str, dict[str, dict[str, object]]] = defaultdict(dict)
    for folder in args.models:
        questions = ask(weights.load(folder).eval(), examples, chosen)
        groups: dict[str, list[Question]] = defaultdict(list)
        for q in questions:
            groups[f"{q.source} {q.field}"].append(q)
            groups[f"{q.source} all"].append(q)
            for group in known.get(q.document, []):
                groups[f"{q.source} patients {group}"].append(q)
        for name, asked in groups.items():
            table[name][folder.name] = figures(asked)
    for name in sorted(table):
        for model, row in table[name].items():
            print(f"{name:45s} {model:12s} " + " ".join(f"{k}={v}" for k, v in row.items()))
    if args.json:
        args.json.write_text(json.dumps(table, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
