"""Masters: the plain texts from which every sample and its gold are made.

A master has a head of `key: value` lines, a line `===`, and a body. Inside the body

    {{field|words}} or {{field=normalised|words}}   marks a gold value; marks may be nested
    # title   ## heading   ### small heading
    | a | b |       a row of a table
    : words         a line that stays a line of its own
    +++             a new page
    @include NAME key=value; key=value              a text of common/, with $key filled in
    === attachment NAME                             the rest is an attachment of the mail

and any other lines up to an empty line are one paragraph.
"""

import re
import string
from dataclasses import dataclass, field
from pathlib import Path

from normal import CLAUSES, normalised

HERE = Path(__file__).parent


@dataclass
class Block:
    """One block of a text: kind is title, heading, small, table, lines, page or para."""

    kind: str
    rows: list


@dataclass
class Part:
    """A text with an optional file name: the document itself, or an attachment of it."""

    name: str | None
    text: str
    blocks: list


@dataclass
class Master:
    path: Path
    head: dict
    parts: list
    fields: dict = field(default_factory=dict)

    @property
    def file(self):
        return self.head["file"]


def read(path):
    """The master at a path."""
    raw = path.read_text(encoding="utf-8")
    head_text, body = raw.split("\n===\n", 1)
    head = {}
    for line in head_text.splitlines():
        if line[:1].isspace():
            head[key] += " " + line.strip()
        else:
            key, value = line.split(":", 1)
            head[key.strip()] = value.strip()
    plain, fields = unmark(include(body), path)
    pieces = re.split(r"^=== attachment (.+)$", plain, flags=re.M)
    parts = [Part(None, pieces[0], blocks(pieces[0]))]
    for name, text in zip(pieces[1::2], pieces[2::2]):
        parts.append(Part(name.strip(), text, blocks(text)))
    return Master(path, head, parts, fields)


def include(body):
    """The body with each @include line replaced by the filled-in common text."""

    def fill(match):
        name, _, rest = match.group(1).partition(" ")
        values = dict(pair.strip().split("=", 1) for pair in rest.split(";") if pair.strip())
        text = (HERE / "common" / (name + ".txt")).read_text(encoding="utf-8")
        return string.Template(text).substitute(values).strip()

    return re.sub(r"^@include (.+)$", fill, body, flags=re.M)


def unmark(body, path):
    """The body without its marks, and the gold values: name -> [{value, normalized}]."""
    out, open_marks, found = [], [], []
    for piece in re.split(r"(\{\{[a-z_]+(?:=[^|{}]*)?\||\}\})", body):
        if piece.startswith("{{"):
            name, _, norm = piece[2:-1].partition("=")
            mark = [name, " ".join(norm.split()) or None, len(out), None]
            found.append(mark)
            open_marks.append(mark)
        elif piece == "}}":
            mark = open_marks.pop()
            mark[3] = " ".join(re.sub(r"</?\w+>", "", "".join(out[mark[2]:])).split())
        else:
            out.append(piece)
    if open_marks:
        raise ValueError(f"{path}: the mark {open_marks[-1][0]} is not closed")
    fields = {}
    for name, norm, _, value in found:
        gold = {"value": value, "normalized": norm or normalised(name, value)}
        values = fields.setdefault(name, [])
        same = "value" if name in CLAUSES else "normalized"
        if all(gold[same] != other[same] for other in values):
            values.append(gold)
    return "".join(out), fields


def blocks(text):
    """The blocks of an unmarked text."""
    result = []
    for chunk in re.split(r"\n\s*\n", text.strip("\n")):
        lines = [line for line in chunk.split("\n") if line.strip()]
        while lines:
            kind, width = kind_of(lines[0])
            same = 1
            while same < len(lines) and kind not in ("title", "heading", "small", "page") and (
                kind_of(lines[same])[0] == kind
            ):
                same += 1
            rows = [line[width:].strip() for line in lines[:same]]
            if kind == "para":
                rows = [" ".join(" ".join(rows).split())]
            elif kind == "table":
                rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
            result.append(Block(kind, rows))
            lines = lines[same:]
    return result


def kind_of(line):
    for start, kind in (("### ", "small"), ("## ", "heading"), ("# ", "title"), ("+++", "page")):
        if line.startswith(start):
            return kind, len(start)
    if line.startswith("|"):
        return "table", 0
    if line.startswith(":"):
        return "lines", 1
    return "para", 0
