"""Made-up clinical documents in many layouts; nothing in them is of a real person."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

import names
from draft import Draft

KINDS = {
    "patient_name": "text",
    "mrn": "text",
    "date_of_birth": "date",
    "age": "number",
    "sex": "sex",
    "dates_of_service": "date",
    "provider": "text",
    "facility": "text",
    "chief_complaint": "text",
    "diagnoses": "text",
    "procedures": "text",
    "medications": "text",
    "allergies": "text",
}
LABELS = {
    "patient_name": "Patient|Patient Name|Name|Patient's Name|Pt Name|Name of Patient|PATIENT|Full Name",
    "mrn": "MRN|Medical Record Number|Medical Record No.|Chart No.|Record Number|Patient ID|Hospital Number|MR#",
    "date_of_birth": "DOB|Date of Birth|Birth Date|D.O.B.|Born",
    "age": "Age|Patient Age|AGE",
    "sex": "Sex|Gender|SEX|Administrative Sex",
    "dates_of_service": "Date of Service|DOS|Visit Date|Date of Visit|Date of Exam|Encounter Date|Admission Date"
    "|Date of Consultation",
    "provider": "Provider|Attending Physician|Physician|Primary Care Physician|PCP|Attending|Surgeon|Seen by"
    "|Dictated by|Signed by",
    "facility": "Facility|Hospital|Clinic|Service Location|Practice",
    "chief_complaint": "Chief Complaint|CC|Reason for Visit|Presenting Complaint|Reason for Referral",
}
OTHERS = (
    ("Phone", names.phone),
    ("Emergency Contact", lambda c: names.written(names.person(c), c)),
    ("Insurance", lambda c: f"{names.company(c)}, policy {names.number(c)}"),
    ("Account No.", lambda c: str(c.randrange(10**6, 10**9))),
    ("Guarantor", lambda c: names.written(names.person(c), c)),
    ("Printed", lambda c: names.said(names.day(c, 2015, 2024), c)),
    ("Address", lambda c: f"{c.randrange(1, 9999)} {c.choice(names.PLACES)} Street, {names.town(c)}"),
    ("Marital Status", lambda c: c.choice(["Single", "Married", "Widowed"])),
    ("Next of Kin", lambda c: names.written(names.person(c), c)),
    ("Pharmacy", lambda c: f"{names.town(c)} Pharmacy"),
    ("Language", lambda c: c.choice(["English", "Spanish", "Mandarin"])),
)
HEADS = {
    "diagnoses": "Diagnoses|Assessment|Impression|Problem List|Past Medical History|Discharge Diagnoses|Diagnosis"
    "|Active Problems|Final Diagnosis",
    "procedures": "Procedures|Procedure|Procedure Performed|Operation|Past Surgical History|Operations Performed",
    "medications": "Medications|Current Medications|Discharge Medications|Home Medications|Medication List",
    "allergies": "Allergies|Drug Allergies|Allergies and Adverse Reactions|ALLERGIES",
}
ASIDES = (
    "REVIEW OF SYSTEMS\nNegative except as noted above.",
    "SOCIAL HISTORY\nLives with family. Does not smoke. Drinks wine on weekends.",
    "VITAL SIGNS\nBlood pressure 128/76, pulse 72, temperature 98.4, weight 174 pounds.",
    "PHYSICAL EXAMINATION\nThe lungs are clear. The heart has a regular rhythm. The abdomen is soft.",
    "PLAN\nContinue the present treatment. Return in four weeks, or sooner if symptoms get worse.",
)


@dataclass
class Person:
    """A made-up patient and what was found at one visit."""

    chance: random.Random
    name: tuple[str, str, str] = field(init=False)
    sex: str = field(init=False)
    born: date = field(init=False)
    seen: date = field(init=False)
    shown: str = field(init=False)

    def __post_init__(self) -> None:
        self.sex = self.chance.choice(["female", "male"])
        self.name = names.person(self.chance, self.sex)
        self.seen = names.day(self.chance, 2005, 2024)
        self.born = self.seen - timedelta(days=self.chance.randrange(365 * 2, 365 * 92))
        self.shown = names.written(self.name, self.chance)

    @property
    def age(self) -> str:
        return str((self.seen - self.born).days // 365)

    @property
    def title(self) -> str:
        return self.chance.choice(["Ms.", "Mrs."]) if self.sex == "female" else "Mr."

    def noun(self) -> str:
        women, men = ["female", "woman", "lady"], ["male", "man", "gentleman"]
        return self.chance.choice(women if self.sex == "female" else men)

    def pronoun(self) -> str:
        return "She" if self.sex == "female" else "He"


def _label(name: str, chance: random.Random) -> str:
    return chance.choice(LABELS[name].split("|"))


def _put(draft: Draft, who: Person, name: str) -> None:
    chance = who.chance
    if name == "patient_name":
        draft.put(name, who.shown)
    elif name == "mrn":
        draft.put(name, names.number(chance))
    elif name == "date_of_birth":
        draft.put(name, names.said(who.born, chance, 0.75))
    elif name == "age":
        draft.put(name, who.age)
        draft.add(chance.choice(["", "", " years", " y"]))
    elif name == "sex":
        draft.put(name, chance.choice([who.sex, who.sex.title(), who.sex[0].upper()]), who.sex)
    elif name == "dates_of_service":
        draft.put(name, names.said(who.seen, chance, 0.7))
    elif name == "provider":
        draft.put(name, names.clinician(chance))
    elif name == "facility":
        draft.put(name, names.hospital(chance))
    else:
        draft.put(name, chance.choice(names.COMPLAINTS))


def _pairs(draft: Draft, who: Person, wanted: list[str]) -> None:
    """Labels and values, with other labels between them, a line or a column each."""
    chance = who.chance
    colon = chance.choice([": ", ": ", ":\t", ":\n", " - ", ":  "])
    between = chance.choice(["\n", "\n", "\n", "    ", " | "])
    rows: list[str | tuple[str, Callable[[random.Random], str]]] = list(wanted)
    rows += chance.sample(OTHERS, chance.randrange(0, 5))
    if chance.random() < 0.7:
        chance.shuffle(rows)
    for index, row in enumerate(rows):
        if index:
            draft.add("\n" if index % 3 == 0 else between)
        if isinstance(row, str):
            draft.add(_label(row, chance) + colon)
            _put(draft, who, row)
        else:
            draft.add(row[0] + colon + row[1](chance))


def _table(draft: Draft, who: Person, wanted: list[str]) -> None:
    """A line of headings over a line of values."""
    bar = who.chance.choice([" | ", "\t", "   "])
    draft.add(bar.join(_label(name, who.chance) for name in wanted) + "\n")
    for index, name in enumerate(wanted):
        draft.add(bar if index else "")
        _put(draft, who, name)


def _items(draft: Draft, name: str, chance: random.Random) -> None:
    """A section with a list."""
    if name == "allergies" and chance.random() < 0.35:
        values = [chance.choice(names.NO_ALLERGY)]
    else:
        source = {"diagnoses": names.ILLS, "procedures": names.WORKS, "allergies": names.ALLERGENS}
        count = chance.choice([1, 1, 2, 3, 4] if name != "medications" else [1, 2, 3, 5])
        pool = source.get(name, names.DRUGS)
        values = [v if name != "medications" else _drug(v, chance) for v in chance.sample(pool, count)]
    head = chance.choice(HEADS[name].split("|"))
    draft.add("\n\n", head.upper() if chance.random() < 0.5 else head)
    style = chance.choice(["- ", "• ", "1", "", "line"])
    if style == "line":
        draft.add(": ")
        for index, value in enumerate(values):
            draft.add(", " if index else "").put(name, value)
        draft.add(".")
        return
    draft.add(chance.choice([":", ""]))
    for index, value in enumerate(values):
        draft.add("\n", f"{index + 1}. " if style == "1" else style).put(name, value)


def _drug(name: str, chance: random.Random) -> str:
    name = name.title() if chance.random() < 0.4 else name
    return f"{name} {chance.choice(names.DOSES)}" + (
        f" {chance.choice(names.OFTEN)}" if chance.random() < 0.7 else ""
    )


def _story(draft: Draft, who: Person) -> None:
    """The history in prose, with relatives, clinicians and dates that are not the patient's."""
    chance = who.chance
    first, _, last = who.name
    opening = chance.choice(["The patient", f"{who.title} {last}", who.pronoun(), f"{first} {last}"])
    if opening == f"{first} {last}":
        draft.put("patient_name", opening)
    elif opening == f"{who.title} {last}":
        draft.add(opening).doubt("patient_name")
    else:
        draft.add(opening)
    draft.add(" is a ").put("age", who.age).add(chance.choice(["-year-old ", " year old ", "-year-old "]))
    draft.put("sex", who.noun(), who.sex)
    draft.add(chance.choice([" who presents with ", " who comes in for ", " here for ", " complaining of "]))
    if draft.gold["chief_complaint"].values:
        draft.add(draft.gold["chief_complaint"].values[0])
    else:
        draft.put("chief_complaint", chance.choice(names.COMPLAINTS))
    draft.add(chance.choice([" since last week. ", ". ", " for the past three days. "]))
    relative, noun = chance.choice([("mother", "woman"), ("brother", "man"), ("son", "boy"), ("wife", "woman")])
    if chance.random() < 0.4:
        draft.add(f"A {chance.randrange(5, 90)}-year-old {relative} has {chance.choice(names.ILLS)}. ")
    if chance.random() < 0.3:
        draft.add(f"The history was given by {' '.join(names.person(chance)[::2])}, the patient's {relative}, ")
        draft.add(f"a {noun} who lives nearby. ")
    if chance.random() < 0.3:
        draft.add(f"The last tetanus shot was on {names.said(names.day(chance, 1998, 2020), chance)}. ")


def _letter(draft: Draft, who: Person) -> None:
    chance = who.chance
    draft.put("facility", names.hospital(chance)).add("\n")
    draft.add(names.said(who.seen + timedelta(days=chance.randrange(1, 9)), chance, 0.2) + "\n\n")
    draft.doubt("dates_of_service")
    draft.add(f"{names.clinician(chance)}\n{chance.randrange(1, 999)} {chance.choice(names.PLACES)} Road\n\nRe: ")
    draft.doubt("provider")
    draft.put("patient_name", who.shown)
    if chance.random() < 0.7:
        draft.add(chance.choice([", DOB ", "\nDate of birth: ", "   born "]))
        _put(draft, who, "date_of_birth")
    if chance.random() < 0.5:
        draft.add(chance.choice(["\nMRN: ", ", MRN ", "\nOur ref: "]))
        _put(draft, who, "mrn")
    draft.add(f"\n\nDear {chance.choice(['Doctor', 'Dr. ' + names.surname(chance), 'colleague'])},\n\n")
    _story(draft, who)
    draft.add(f"\n\nSincerely,\n{names.clinician(chance)}\n")


def _strip(draft: Draft, who: Person) -> None:
    """A label as printed on a tube or a wristband."""
    chance = who.chance
    first, middle, last = who.name
    draft.put("patient_name", f"{last}, {first} {middle}".strip().upper()).add("  ")
    draft.put("sex", who.sex[0].upper(), who.sex).add(chance.choice(["  ", " / "]))
    draft.add(chance.choice(["DOB ", "DOB: ", "Born "]))
    _put(draft, who, "date_of_birth")
    draft.add("\n", chance.choice(["MRN ", "MRN: ", "MR# "]))
    _put(draft, who, "mrn")
    draft.add(f"\nAcct {chance.randrange(10**7, 10**9)}  Collected {names.said(who.seen, chance, 1)}\n")
    draft.doubt("dates_of_service")


def make(chance: random.Random) -> Draft:
    """One document."""
    draft, who = Draft(dict(KINDS)), Person(chance)
    layout = chance.choices(["form", "table", "letter", "note", "strip", "summary"], [5, 2, 3, 4, 1, 4])[0]
    if layout == "letter":
        _letter(draft, who)
    elif layout == "strip":
        _strip(draft, who)
        return draft
    elif layout == "note":
        if chance.random() < 0.6:
            draft.add(chance.choice(["CHIEF COMPLAINT\n", "Chief complaint: ", "CC: ", "REASON FOR VISIT:\n"]))
            _put(draft, who, "chief_complaint")
            draft.add("\n\nHISTORY OF PRESENT ILLNESS\n")
        _story(draft, who)
    else:
        if chance.random() < 0.6:
            draft.put("facility", names.hospital(chance)).add("\n")
        draft.add(chance.choice(["DISCHARGE SUMMARY\n\n", "PATIENT RECORD\n", "REFERRAL FORM\n\n", "ENCOUNTER NOTE\n"]))
        wanted = [n for n in LABELS if n != "facility" and chance.random() < 0.65]
        (_table if layout == "table" else _pairs)(draft, who, wanted or ["patient_name"])
    for aside in chance.sample(ASIDES, chance.randrange(0, 3)):
        draft.add("\n\n", aside)
    for name in HEADS:
        if chance.random() < (0.55 if layout != "form" else 0.25):
            _items(draft, name, chance)
    if chance.random() < 0.3 and layout != "letter":
        draft.add(chance.choice(["\n\nElectronically signed by ", "\n\nDictated by: ", "\n\nSigned: "]))
        _put(draft, who, "provider")
        draft.add("\n")
    return draft
