"""Structured clinical records as the product shows them, with their own entries as gold (C-CDA)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from gold import Document, Gold, basic, part

_H = "{urn:hl7-org:v3}"
_SEXES = {"F": "female", "M": "male"}


def ccda(folder: Path, extracted: Path) -> Iterator[Document]:
    """The documents of a folder whose text NAME.xml.txt was extracted."""
    for file in sorted(folder.glob("*.xml")):
        source = extracted / f"{file.name}.txt"
        if source.exists():
            text = basic(source.read_bytes().decode())
            root = ElementTree.parse(file).getroot()
            yield Document("clinical-note", "ccda", file.name, part(file.name), text, _gold(root))


def _gold(root: ElementTree.Element) -> dict[str, Gold]:
    gold: dict[str, Gold] = {}
    patient = root.find(f"{_H}recordTarget/{_H}patientRole/{_H}patient")
    if patient is None:
        return gold
    name = patient.find(f"{_H}name")
    if name is not None:
        given = [e.text.strip() for e in name.findall(f"{_H}given") if e.text and e.text.strip()]
        family = [e.text.strip() for e in name.findall(f"{_H}family") if e.text and e.text.strip()]
        if given and family:
            forms = {f"{' '.join(given)} {family[0]}", f"{given[0]} {family[0]}",
                     f"{family[0]}, {' '.join(given)}", f"{family[0]}, {given[0]}"}  # fmt: skip
            gold["patient_name"] = Gold("text", sorted(forms))
    born = patient.find(f"{_H}birthTime")
    if born is not None and len(born.get("value", "")) >= 8:
        gold["date_of_birth"] = Gold("date", [born.get("value", "")[:8]])
    sex = patient.find(f"{_H}administrativeGenderCode")
    if sex is not None and sex.get("code") in _SEXES:
        gold["sex"] = Gold("sex", [_SEXES[sex.get("code", "")]])
    if drugs := sorted(_drugs(root)):
        gold["medications"] = Gold("text", drugs)
    return gold


def _drugs(root: ElementTree.Element) -> set[str]:
    """What the coded entries of substance administrations call their materials."""
    found: set[str] = set()
    for entry in root.iter(f"{_H}substanceAdministration"):
        for material in entry.iter(f"{_H}manufacturedMaterial"):
            for code in material.iter(f"{_H}code"):
                if code.get("displayName"):
                    found.add(code.get("displayName", ""))
    return found
