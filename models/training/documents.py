"""Collects documents with gold labels, each as a text file for Questions.java and a line of gold.jsonl.

usage: documents.py DATA OUTPUT [--texts FOLDER] [--synthetic N] [--seed S]

DATA is the folder of public documents (see README.md); --texts is the folder of what Texts.java
wrote of its PDF and C-CDA files, in folders pdf and ccda. OUTPUT gets a folder of texts for each
document type, and gold.jsonl with the type, name, source, part and gold of each document.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import clinical
import contracts
import records
import synthetic
from gold import Document


def documents(data: Path, texts: Path | None, made: int, seed: int) -> Iterator[Document]:
    """All documents, those of the public sets first."""
    yield from contracts.cuad(data / "contracts" / "cuad")
    yield from clinical.aci_bench(data / "medical" / "aci-bench.jsonl")
    yield from clinical.mtsamples(data / "medical" / "mtsamples.jsonl")
    yield from clinical.maccrobat(data / "medical" / "maccrobat")
    yield from synthetic.documents(made, seed)
    if texts:
        yield from contracts.cuad(data / "contracts" / "cuad", texts / "pdf")
        yield from records.ccda(data / "medical" / "ccda", texts / "ccda")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--synthetic", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    counts: dict[str, int] = {}
    args.output.mkdir(parents=True, exist_ok=True)
    with open(args.output / "gold.jsonl", "w", encoding="utf-8") as lines:
        for number, document in enumerate(documents(args.data, args.texts, args.synthetic, args.seed)):
            folder = args.output / "texts" / document.type
            folder.mkdir(parents=True, exist_ok=True)
            stem = f"{number:06d}"
            (folder / f"{stem}.txt").write_bytes(document.text.encode())
            row = asdict(document)
            del row["text"]
            lines.write(json.dumps({"stem": stem, **row}) + "\n")
            counts[document.source] = counts.get(document.source, 0) + 1
    print(counts)


if __name__ == "__main__":
    main()
