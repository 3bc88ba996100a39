"""Public clinical texts: ACI-Bench notes, MTSamples reports, MACCROBAT case reports."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

from gold import SEXES, Document, Finder, Gold, basic, part, words

NOTE = "clinical-note"
SUMMARY = "#summary"
_HEADING = re.compile(r"(?:^|(?<=[,.\n ]))\s*([A-Z][A-Z0-9 /&()'-]{2,45}):\s*,?\s*")
_AGE = re.compile(
    r"\b(\d{1,3})[- ]?(?:years?|yr|y)[-/ ]?(?:old|o)\b\.?,?"
    r"(?:[- ](?:[A-Za-z-]+ ){0,3}?(male|female|man|woman|boy|girl|gentleman|lady)\b)?",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.\n]{30,}?(?:\.(?=\s)|\n|$)")

_SECTIONS = {
    "chief_complaint": "chief complaint|reason for (?:visit|consultation|consult|admission|referral|exam)"
    "|presenting complaint|cc",
    "allergies": "allergies|drug allergies|allergy",
    "medications": "(?:current |home |discharge )?medications?|meds",
    "diagnoses": "(?:(?:pre|post)-?operative |admitting |admission |discharge |final |principal )?diagnos[ei]s"
    "|impressions?|assessment|past medical history",
    "procedures": "(?:operations?|procedures?)(?: performed)?|title of (?:operation|procedure)"
    "|name of procedure|past surgical history",
}


def aci_bench(file: Path) -> Iterator[Document]:
    """Notes of visits, with what the visit's record says of the patient."""
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = basic(row["note"])
        finder = Finder(text)
        gold = {
            "age": Gold("number", [str(row["age"])]),
            "patient_name": Gold("text", [f"{row['first_name']} {row['family_name']}"]),
            "chief_complaint": Gold("text", [row["chief_complaint"] or ""]),
        }
        if sex := SEXES.get(words(row["gender"])):
            gold["sex"] = Gold("sex", [sex])
        gold |= _in_sections(text, _lines_with_headings(text), set(gold))
        if not finder.find(gold["patient_name"].values[0], 1):
            del gold["patient_name"]
        yield Document(NOTE, "aci", row["id"], part(row["id"]), text, gold)


def mtsamples(file: Path) -> Iterator[Document]:
    """Transcribed reports, laid out in one of several ways; headings and patterns are the labels."""
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        chance = random.Random(row["id"])
        text, sections = _laid_out(basic(row["text"]), chance)
        gold = _in_sections(text, sections, set())
        gold |= _age_and_sex(text)
        if best := _nearest_sentence(text, row["description"]):
            gold[SUMMARY] = Gold("evidence", [], [best])
        yield Document(NOTE, "mtsamples", row["id"], part(row["id"]), text, gold)


def maccrobat(folder: Path) -> Iterator[Document]:
    """Case reports with marked entities; only age, sex and drugs are fields of ours."""
    for file in sorted(folder.glob("*.txt")):
        marks = file.with_suffix(".ann").read_text(encoding="utf-8").splitlines()
        found: dict[str, list[str]] = {}
        for mark in marks:
            columns = mark.split("\t")
            if len(columns) == 3 and columns[0].startswith("T"):
                found.setdefault(columns[1].split(" ")[0], []).append(columns[2])
        text = basic(file.read_text(encoding="utf-8"))
        gold: dict[str, Gold] = {}
        if ages := [a for a in found.get("Age", []) if re.search(r"\d", a)]:
            gold["age"] = Gold("number", ages[:1])
        if sexes := [SEXES[words(s)] for s in found.get("Sex", []) if words(s) in SEXES]:
            gold["sex"] = Gold("sex", sexes[:1])
        yield Document(NOTE, "maccrobat", file.name, part(file.name), text, gold)


def _laid_out(raw: str, chance: random.Random) -> tuple[str, list[tuple[str, int, int]]]:
    """The report with its headings on lines of their own, and (heading, start, end) of sections."""
    before = chance.choice(["\n\n", "\n", "\n"])
    after = chance.choice([": ", ":\n", ": ", "\n"])
    title = chance.random() < 0.4
    out = ""
    sections: list[tuple[str, int, int]] = []
    at = 0
    for m in [*_HEADING.finditer(raw), None]:
        body = raw[at : m.start() if m else len(raw)].strip(" ,")
        out += re.sub(r"(?<=[.\w]),(?=\d{1,2}\. )", "\n", body)
        if sections:
            heading, start, _ = sections[-1]
            sections[-1] = (heading, start, len(out))
        if m:
            heading = m[1].strip()
            out += (before if out else "") + (heading.title() if title else heading) + after
            sections.append((heading.lower(), len(out), len(out)))
            at = m.end()
    return out, sections


def _lines_with_headings(text: str) -> list[tuple[str, int, int]]:
    heads = list(re.finditer(r"(?m)^([A-Z][A-Z /&]{3,45}):?[ ]*$", text))
    ends = [h.start() for h in heads[1:]] + [len(text)]
    return [(h[1].strip().lower(), h.end(), end) for h, end in zip(heads, ends, strict=True)]


def _in_sections(
    text: str, sections: list[tuple[str, int, int]], known: set[str]
) -> dict[str, Gold]:
    """Whatever stands in a section is a value of its field; elsewhere is wrong only for lists."""
    gold: dict[str, Gold] = {}
    for field, pattern in _SECTIONS.items():
        spans = [(s, e) for h, s, e in sections if re.fullmatch(pattern, h) and e > s]
        if spans and field not in known:
            gold[field] = Gold("evidence", [], spans)
    return gold


def _age_and_sex(text: str) -> dict[str, Gold]:
    """What the first mention of an age says, unless others disagree."""
    found = list(_AGE.finditer(text))
    gold: dict[str, Gold] = {}
    if found and found[0].start() < 1500:
        gold["age"] = Gold("number", [found[0][1]])
    sexes = [SEXES[m[2].lower()] for m in found if m[2]]
    if sexes and len(set(sexes)) == 1:
        gold["sex"] = Gold("sex", sexes[:1])
    return gold


def _nearest_sentence(text: str, summary: str) -> tuple[int, int] | None:
    """The sentence that shares most words with the summary, if it shares enough."""
    wanted = set(words(summary).split())
    best, span = 0.0, None
    for m in _SENTENCE.finditer(text):
        said = set(words(m[0]).split())
        common = len(wanted & said)
        score = 2 * common / (len(wanted) + len(said)) if said else 0.0
        if score > best:
            best, span = score, (m.start(), m.end())
    return span if best >= 0.25 else None
