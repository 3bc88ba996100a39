"""Plain text as shards, for language modelling.

usage: corpus.py CORPUS OUTPUT --tokenizer FILE [--tokens N]

CORPUS holds NAME.txt.xz whose documents are parted by lines <|endoftext|>. OUTPUT gets
train-text-NNN.npz.xz with rows of 512 tokens, an equal share of each file. Text is cleaned as the
product cleans a prompt.
"""

from __future__ import annotations

import argparse
import lzma
import re
from collections.abc import Iterator
from pathlib import Path

from tokenizers import Tokenizer

from shards import Example, Writer

ROW = 511  # and the token that begins a document
SHARD_ROWS = 12000
BREAK = "<|endoftext|>"


def clean(text: str) -> str:
    """Blanks to one blank, line breaks to one line break."""
    text = re.sub(r"[ \t\u00a0]+", " ", re.sub(r"[\r\f]", "\n", text))
    return re.sub(r" ?\n[ \n]*", "\n", text).strip()


def rows(file: Path, tokenizer: Tokenizer, most: int) -> Iterator[list[int]]:
    """Rows of a file's documents until so many tokens are given; a document's last row is left."""
    given = 0
    for document in lzma.decompress(file.read_bytes()).decode().split(BREAK):
        ids = tokenizer.encode(clean(document), add_special_tokens=False).ids
        for at in range(0, len(ids) - ROW + 1, ROW):
            yield ids[at : at + ROW]
            given += ROW
            if given >= most:
                return


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--tokens", type=int, default=20_000_000)
    args = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(args.tokenizer))
    files = sorted(args.corpus.glob("*.txt.xz"))
    args.output.mkdir(parents=True, exist_ok=True)
    writer, number = Writer(["text"], ["corpus"]), 0
    for file in files:
        for ids in rows(file, tokenizer, args.tokens // len(files)):
            writer.add(Example("corpus", 0, ids, []))
            if writer.size == SHARD_ROWS:
                writer.write(args.output / f"train-text-{number:03d}.npz.xz")
                writer, number = Writer(["text"], ["corpus"]), number + 1
    if writer.size:
        writer.write(args.output / f"train-text-{number:03d}.npz.xz")


if __name__ == "__main__":
    main()
