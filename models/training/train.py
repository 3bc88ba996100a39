"""Trains a model on shards, from given weights or from nothing, until a time or a number of tokens.

usage: train.py SHARDS OUTPUT --config FILE [--start FOLDER] [--minutes M] [--tokens N]

OUTPUT gets checkpoint.pt, from which the same command goes on, curve.tsv, and at the end config.json
with the weights in pieces; `weights.py join OUTPUT FOLDER` puts them together. Time counts from the
first start, pauses included, so that training ends when it should.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import queue
import threading
import time
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import numpy as np
import torch

import weights
from batches import Batch, Examples
from loss import Losses, losses
from model import Llama, Shape, size
from shards import read

CHECKPOINT_SECONDS = 150


def stream(shards: Path, config: dict, seed: int) -> Iterator[Batch]:
    """Batches without end from all shards, each epoch in another order."""
    files = sorted(shards.glob("train-*.npz.xz"))
    if not files:
        raise SystemExit(f"no train-*.npz.xz in {shards}; see README.md")
    parts = [Examples(read(file)) for file in files]
    chance = np.random.default_rng(seed)
    while True:
        plan = [
            (part, rows)
            for part in parts
            for rows in part.rows(config["rows"], chance, config["sources"])
        ]
        for index in chance.permutation(len(plan)):
            part, rows = plan[index]
            longest = int(part.lengths[rows].max())
            length = -(-longest // config["length_step"]) * config["length_step"]
            yield part.batch(rows, length, chance, config["text"])


def ahead(batches: Iterator[Batch], depth: int = 8) -> Iterator[Batch]:
    """The same batches, made by a thread while others are used."""
    made: queue.Queue[Batch] = queue.Queue(depth)

    def fill() -> None:
        for batch in batches:
            made.put(batch)

    threading.Thread(target=fill, daemon=True).start()
    while True:
        yield made.get()


def rate(config: dict, step: int, progress: float) -> float:
    """Warm-up over steps, then a cosine over the budget down to a share of the rate."""
    warm = min(1.0, (step + 1) / config["warm"])
    floor = config["floor"]
    return config["rate"] * warm * (floor + (1 - floor) * 0.5 * (1 + math.cos(math.pi * progress)))


class Run:
    """One training run and its state."""

    def __init__(self, args: argparse.Namespace) -> None:
        self._args = args
        self._config = json.loads(args.config.read_text(encoding="utf-8"))
        self._device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        torch.manual_seed(args.seed)
        torch.set_float32_matmul_precision("high")
        shape = Shape(**self._config["shape"])
        model = weights.load(args.start) if args.start else Llama(shape)
        self._model = model.to(self._device)
        matrices = [p for p in self._model.parameters() if p.dim() > 1]
        vectors = [p for p in self._model.parameters() if p.dim() == 1]
        self._optimizer = torch.optim.AdamW(
            [
                {"params": matrices, "weight_decay": self._config["decay"]},
                {"params": vectors, "weight_decay": 0.0},
            ],
            lr=self._config["rate"],
            betas=(0.9, 0.95),
            fused=self._device.type == "cuda",
        )
        self._step = self._tokens = 0
        self._started = time.time()
        self._forward = torch.compile(self._model) if args.compile else self._model
        args.output.mkdir(parents=True, exist_ok=True)
        self._checkpoint = args.output / "checkpoint.pt"
        if self._checkpoint.exists():
            self._resume()
        print(json.dumps(size(self._model) | {"device": str(self._device)}), flush=True)

    def _resume(self) -> None:
        state = torch.load(self._checkpoint, map_location=self._device, weights_only=True)
        self._model.load_state_dict(state["model"])
        self._optimizer.load_state_dict(state["optimizer"])
        self._step, self._tokens = state["step"], state["tokens"]
        self._started = state["started"]
        print(f"goes on after step {self._step}", flush=True)

    def _save(self) -> None:
        state = {
            "model": self._model.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "step": self._step,
            "tokens": self._tokens,
            "started": self._started,
        }
        partial = self._checkpoint.with_suffix(".partial")
        torch.save(state, partial)
        os.replace(partial, self._checkpoint)

    def _progress(self) -> float:
        minutes = (time.time() - self._started) / 60 / self._args.minutes
        return max(minutes, self._tokens / self._args.tokens)

    def _learn(self, batch: Batch) -> Losses:
        batch = batch.to(self._device)
        wide = torch.autocast(self._device.type, torch.bfloat16)
        with wide if self._args.bf16 else nullcontext():
            hidden = self._forward(batch.tokens, batch.positions, batch.mask())
            found = losses(self._model, hidden, batch)
        self._optimizer.zero_grad(set_to_none=True)
        found.total(self._config["weights"]).backward()
        torch.nn.utils.clip_grad_norm_(self._model.parameters(), 1.0)
        self._optimizer.step()
        return found

    def train(self) -> None:
        """Learns until the budget is spent, then writes the weights."""
        saved = logged = time.time()
        told: list[tuple[float, ...]] = []
        seen = self._tokens
        seed = self._args.seed + self._step  # another order after an interruption
        with open(self._args.output / "curve.tsv", "a", encoding="utf-8") as curve:
            if self._step == 0:
                curve.write("step\tminutes\ttokens\trate\tdecisions\topen\tcopies\ttext\ttokens_s\n")
            for batch in ahead(stream(self._args.shards, self._config, seed)):
                progress = self._progress()
                if progress >= 1:
                    break
                for group in self._optimizer.param_groups:
                    group["lr"] = rate(self._config, self._step, progress)
                real = int((batch.owners >= 0).sum())
                found = self._learn(batch)
                self._step += 1
                self._tokens += real
                parts = (found.mean, found.open, found.copies, found.text)
                told.append(tuple(float(part.detach()) for part in parts))
                if self._step % self._args.log == 0:
                    now = time.time()
                    means = [sum(t[i] for t in told) / len(told) for i in range(4)]
                    row = [self._step, round((now - self._started) / 60, 2), self._tokens,
                           f"{self._optimizer.param_groups[0]['lr']:.2e}",
                           *(f"{m:.4f}" for m in means),
                           round((self._tokens - seen) / (now - logged))]  # fmt: skip
                    line = "\t".join(map(str, row))
                    curve.write(line + "\n")
                    curve.flush()
                    print(line, flush=True)
                    told, seen, logged = [], self._tokens, now
                if time.time() - saved > CHECKPOINT_SECONDS:
                    self._save()
                    saved = time.time()
        self._save()
        weights.write_pieces(self._model, self._args.output, self._args.type)
        print(f"done after {self._step} steps and {self._tokens} tokens", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shards", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="folder of a model to start from")
    parser.add_argument("--minutes", type=float, default=math.inf)
    parser.add_argument("--tokens", type=float, default=math.inf)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--log", type=int, default=25, help="steps between lines of the curve")
    parser.add_argument("--type", choices=["F32", "BF16"], default="F32", help="of the weights")
    parser.add_argument("--bf16", action="store_true", help="compute in bfloat16")
    parser.add_argument("--compile", action="store_true", help="with torch.compile")
    args = parser.parse_args()
    if args.minutes == math.inf and args.tokens == math.inf:
        parser.error("give --minutes, --tokens or both")
    torch.set_num_threads(args.threads)
    Run(args).train()


if __name__ == "__main__":
    main()
