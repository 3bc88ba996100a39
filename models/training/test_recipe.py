"""Tests of the recipe: python -m unittest discover -s models/training"""

from __future__ import annotations

import itertools
import random
import tempfile
import unittest
from pathlib import Path as File

import numpy as np
import torch

import loss
import synthetic
import weights
from batches import Examples
from examples import END, NONE, VALUE, Choice, Path, copy, path
from gold import Finder, Gold, Verdict, date, judge
from model import Llama, Shape
from shards import Example, Writer, read

QUESTION = [3, 40, 4]
SMALL = Shape(vocabulary=64, hidden=16, layers=2, heads=2, inner=32, positions=64)


def choice(tokens: tuple[int, ...], verdict: Verdict) -> Choice:
    return Choice(" ".join(map(str, tokens)), tokens, verdict)


def likelihood(found: Path, table: dict[tuple[int, ...], np.ndarray]) -> float:
    """The probability of all right answers that the path's decisions give, by a naive walk."""
    total = 1.0
    for decision in found.decisions:
        said = tuple(found.tokens[len(QUESTION) : decision.at + 1])
        odds = np.exp(table[said][decision.allowed])
        total *= odds[: decision.right].sum() / odds.sum()
    return total


class PathTest(unittest.TestCase):
    def test_absent_isToldFromEveryFirstToken(self) -> None:
        offered = [choice((10, 11), Verdict.WRONG), choice((12,), Verdict.WRONG)]
        found = path("f", QUESTION, offered, False, random.Random(0))
        assert found is not None
        self.assertEqual([(d.allowed, d.right) for d in found.decisions], [([NONE, 10, 12], 1)])
        self.assertEqual(found.tokens, QUESTION)

    def test_commonBeginning_isDecidedWhereChoicesPart(self) -> None:
        offered = [choice((10, 11), Verdict.RIGHT), choice((10, 12), Verdict.WRONG)]
        found = path("f", QUESTION, offered, False, random.Random(0))
        assert found is not None
        self.assertEqual([d.allowed for d in found.decisions], [[10, NONE], [11, 12]])

    def test_valueThatGoesOn_isDecidedAtItsEnd(self) -> None:
        offered = [choice((10,), Verdict.RIGHT), choice((10, 12), Verdict.WRONG)]
        found = path("f", QUESTION, offered, False, random.Random(0))
        assert found is not None
        self.assertEqual(found.decisions[-1].allowed, [END, 12])

    def test_list_saysEachRightValueAndThenEnds(self) -> None:
        offered = [choice((10,), Verdict.RIGHT), choice((11,), Verdict.WRONG), choice((12,), Verdict.RIGHT)]
        found = path("f", QUESTION, offered, True, random.Random(0))
        assert found is not None
        self.assertEqual(found.tokens[len(QUESTION) :], [10, VALUE, 12])
        self.assertEqual([(d.allowed, d.right) for d in found.decisions],
                         [([10, 12, NONE, 11], 2), ([VALUE, END], 1), ([12, 11], 1), ([END, VALUE], 1)])  # fmt: skip

    def test_unsureAlone_teachesNothing(self) -> None:
        self.assertIsNone(path("f", QUESTION, [choice((10,), Verdict.UNSURE)], False, random.Random(0)))
        self.assertIsNone(copy("f", QUESTION, [choice((10,), Verdict.UNSURE)]))

    def test_probabilitiesOfAllAnswers_sumToOne(self) -> None:
        chance = random.Random(5)
        for case in range(200):
            count = chance.randrange(1, 6)
            tokens = {tuple(chance.choice((10, 11)) for _ in range(chance.randrange(1, 4))) for _ in range(count)}
            scores = np.random.default_rng(case)
            table = {
                p: scores.normal(size=64)
                for n in range(5)
                for p in itertools.product((10, 11), repeat=n)
            }
            total = 0.0
            for right in [None, *sorted(tokens)]:
                offered = [choice(t, Verdict.RIGHT if t == right else Verdict.WRONG) for t in sorted(tokens)]
                found = path("f", QUESTION, offered, False, chance)
                assert found is not None
                total += likelihood(found, table)
            self.assertAlmostEqual(total, 1.0, places=9)


class BatchTest(unittest.TestCase):
    def setUp(self) -> None:
        torch.manual_seed(3)
        self._model = Llama(SMALL).eval()
        first = path("f", QUESTION, [choice((20, 21), Verdict.RIGHT), choice((22,), Verdict.WRONG)], False,
                     random.Random(0))  # fmt: skip
        second = copy("g", [3, 41, 4], [choice((23, 24), Verdict.RIGHT)])
        assert first is not None and second is not None
        writer = Writer(["f", "g"], ["s"])
        writer.add(Example("s", 7, [20, 21, 22, 23, 24, 25], [first, second]))
        writer.add(Example("s", 8, [22, 23], [second]))
        with tempfile.TemporaryDirectory() as folder:
            writer.write(File(folder) / "x")
            self._examples = Examples(read(File(folder) / "x"))
        self._batch = self._examples.batch(np.array([0, 1]), 24, np.random.default_rng(0), {"s": 1.0})

    def _hidden(self, tokens: list[int]) -> torch.Tensor:
        ids = torch.tensor([tokens])
        mask = torch.ones(1, 1, len(tokens), len(tokens), dtype=torch.bool).tril()
        return self._model(ids, torch.arange(len(tokens))[None], mask)[0]

    def test_branchesOfARow_areAsAlone(self) -> None:
        hidden = self._model(self._batch.tokens, self._batch.positions, self._batch.mask())
        chunk = [1, 20, 21, 22, 23, 24, 25]
        alone = self._hidden([*chunk, 3, 41, 4, 23, 24, END])
        owners = self._batch.owners[0]
        self.assertTrue(torch.allclose(hidden[0][owners == 2], alone[7:], atol=1e-5))
        self.assertTrue(torch.allclose(hidden[0][owners == 0], alone[:7], atol=1e-5))

    def test_losses_equalThoseByHand(self) -> None:
        hidden = self._model(self._batch.tokens, self._batch.positions, self._batch.mask())
        found = loss.losses(self._model, hidden, self._batch)
        scores = self._hidden([1, 20, 21, 22, 23, 24, 25, *QUESTION])[-1] @ self._model.embeddings.t()
        wanted = torch.logsumexp(scores[[20, 22, NONE]], 0) - scores[20]
        self.assertAlmostEqual(float(found.decisions[0]), float(wanted), places=4)
        self.assertEqual(len(self._batch.copies), 6)
        self.assertEqual(len(self._batch.texts), 8)


class WeightsTest(unittest.TestCase):
    def test_pieces_joinToTheSameModel(self) -> None:
        model = Llama(SMALL)
        for kind in ("F32", "BF16"):
            with tempfile.TemporaryDirectory() as folder:
                weights.write_pieces(model, File(folder), kind)
                weights.join(File(folder), File(folder) / "whole")
                again = weights.load(File(folder) / "whole")
            for name, tensor in model.state_dict().items():
                near = tensor if kind == "F32" else tensor.bfloat16().float()
                self.assertTrue(torch.equal(near, again.state_dict()[name]), name)


    def test_mix_isTheMeanOfBoth(self) -> None:
        models = [Llama(SMALL), Llama(SMALL)]
        with tempfile.TemporaryDirectory() as folder:
            for model, name in zip(models, "ab", strict=True):
                weights.write_pieces(model, File(folder) / "pieces", "F32")
                weights.join(File(folder) / "pieces", File(folder) / name)
            weights.mix(File(folder) / "a", File(folder) / "b", 0.75, File(folder) / "c")
            mixed = weights.load(File(folder) / "c").state_dict()
        one, other = (model.state_dict() for model in models)
        for name in mixed:
            wanted = 0.25 * one[name] + 0.75 * other[name]
            self.assertTrue(torch.allclose(mixed[name], wanted, atol=1e-6), name)


class GoldTest(unittest.TestCase):
    def test_dates_inManyForms_areTheSame(self) -> None:
        for text in ("June 1, 1999", "1st day of June, 1999", "6/1/99", "1999-06-01", "19990601", "Jun 1 1999"):
            self.assertEqual(date(text), "1999-06-01", text)

    def test_equalTextElsewhere_isUnsure(self) -> None:
        gold = Gold("date", ["June 1, 1999"], [(10, 22)])
        self.assertIs(judge(gold, "1 June 1999", 10, 21), Verdict.RIGHT)
        self.assertIs(judge(gold, "1 June 1999", 90, 101), Verdict.UNSURE)
        self.assertIs(judge(gold, "2 June 1999", 10, 21), Verdict.WRONG)

    def test_finder_otherWhiteSpace_finds(self) -> None:
        text = "The  Quick\nBrown fox; quick brownish"
        self.assertEqual([text[s:e] for s, e in Finder(text).find("quick brown")], ["Quick\nBrown"])

    def test_madeDocuments_holdTheirValues(self) -> None:
        for document in synthetic.documents(300, 9):
            for name, gold in document.gold.items():
                self.assertEqual(len(gold.values), len(gold.spans))
                for value, (start, end) in zip(gold.values, gold.spans, strict=True):
                    self.assertIs(judge(gold, document.text[start:end], start, end), Verdict.RIGHT,
                                  (name, value))  # fmt: skip


if __name__ == "__main__":
    unittest.main()
