"""Made-up contracts: title, preamble, term, price, notices and law, with dates and names beside them."""

from __future__ import annotations

import random
from datetime import date, timedelta

import names
from draft import Draft

KINDS = {
    "document_name": "text",
    "parties": "text",
    "agreement_date": "date",
    "effective_date": "date",
    "expiration_date": "date",
    "renewal_term": "duration",
    "notice_period": "duration",
    "governing_law": "place",
    "contract_value": "text",
}
TITLES = (
    "Services Agreement|Master Services Agreement|Supply Agreement|License Agreement|Distribution Agreement"
    "|Consulting Agreement|Lease Agreement|Reseller Agreement|Maintenance Agreement|Joint Venture Agreement"
    "|Sponsorship Agreement|Hosting Agreement|Manufacturing Agreement|Non-Disclosure Agreement|Loan Agreement"
    "|Franchise Agreement|Development Agreement|Marketing Affiliate Agreement|Transportation Agreement"
).split("|")
WORDS = {30: "thirty", 60: "sixty", 90: "ninety", 10: "ten", 15: "fifteen", 1: "one", 2: "two", 3: "three",
         5: "five", 6: "six", 12: "twelve", 7: "seven", 45: "forty-five", 120: "one hundred twenty"}  # fmt: skip
FILLERS = (
    "Each party shall keep the other's information confidential for three (3) years after disclosure.",
    "Invoices are due within forty-five (45) days of receipt.",
    "The Supplier shall deliver the goods within ten (10) business days of an order.",
    "Either party may terminate this Agreement upon thirty (30) days written notice of a material breach.",
    "The Customer shall inspect the goods within five (5) days of delivery.",
    "No failure to exercise a right is a waiver of it.",
    "Headings are for convenience only and do not affect the meaning of this Agreement.",
    "This Agreement may be signed in counterparts, each of which is an original.",
    "Late payments bear interest at one percent (1%) a month.",
    "The Provider shall maintain general liability insurance of at least $1,000,000 per occurrence.",
    "A fee of $250 is charged for each returned payment.",
)


def _count(number: int, unit: str, chance: random.Random) -> str:
    word = WORDS[number]
    unit = unit if number == 1 else unit + "s"
    return chance.choice([f"{word} ({number}) {unit}", f"{number} {unit}", f"{word} {unit}",
                          f"{word} ({number}) {unit}"])  # fmt: skip


def _preamble(draft: Draft, chance: random.Random, made: date, starts: date) -> None:
    title = chance.choice(TITLES)
    if chance.random() < 0.8:
        shown = title.upper() if chance.random() < 0.6 else title
        draft.put("document_name", shown).add(chance.choice(["\n\n", "\n", "\n\n\n"]))
        draft.add(chance.choice(["This Agreement", f"This {title}"]))
    else:
        draft.add("This ").put("document_name", title)
    draft.add(chance.choice([' (the "Agreement")', ' (this "Agreement")', ""]))
    draft.add(chance.choice([" is made as of ", " is entered into on ", " is dated ", ", dated as of "]))
    draft.put("agreement_date", names.said(made, chance, 0.15))
    if chance.random() < 0.3:
        draft.add(chance.choice([", and effective as of ", " and is effective on "]))
        draft.put("effective_date", names.said(starts, chance, 0.15))
    elif chance.random() < 0.5:
        draft.add(' (the "Effective Date")').doubt("effective_date")
    one, other = names.company(chance), names.company(chance)
    home = chance.choice(names.STATES)
    roles = chance.choice([("Supplier", "Customer"), ("Licensor", "Licensee"), ("Company", "Consultant"),
                           ("Landlord", "Tenant"), ("Provider", "Client")])  # fmt: skip
    draft.add(chance.choice([" by and between ", ", between ", " by and among "])).put("parties", one)
    draft.add(chance.choice([f", a {home} corporation", f", a company organized under the laws of {home}", ""]))
    draft.add(f' ("{roles[0]}") and ').put("parties", other)
    draft.add(chance.choice([f", a {chance.choice(names.STATES)} limited liability company", ""]))
    draft.add(f' ("{roles[1]}").\n\n')


def _term(draft: Draft, chance: random.Random, starts: date) -> None:
    years = chance.choice([1, 2, 3, 5])
    if chance.random() < 0.5:
        ends = starts + timedelta(days=365 * years)
        draft.add(chance.choice(["This Agreement expires on ", "The term ends on ",
                                 "This Agreement shall remain in force until "]))  # fmt: skip
        draft.put("expiration_date", names.said(ends, chance, 0.15)).add(". ")
    else:
        draft.add(f"The initial term is {_count(years, 'year', chance)} from the date above. ")
    if chance.random() < 0.55:
        renewal = chance.choice([("year", 1), ("year", 2), ("month", 6), ("month", 12), ("year", 1)])
        draft.add(chance.choice(["It renews automatically for successive terms of ",
                                 "Thereafter it shall be automatically renewed for periods of ",
                                 "This Agreement shall renew for additional periods of "]))  # fmt: skip
        draft.put("renewal_term", _count(renewal[1], renewal[0], chance)).add(" each")
        draft.add(chance.choice([", unless a party gives notice of non-renewal at least ",
                                 " unless either party notifies the other of its intent not to renew at least "]))  # fmt: skip
        days = chance.choice([30, 60, 90, 120, 45])
        draft.put("notice_period", _count(days, "day", chance)).add(" before the end of the term")
        draft.add(". ")
    draft.add("\n\n")


def make(chance: random.Random) -> Draft:
    """One contract."""
    draft = Draft(dict(KINDS))
    made = names.day(chance, 1998, 2023)
    starts = made + timedelta(days=chance.choice([0, 1, 15, 30, 60]))
    if chance.random() < 0.25:
        draft.add(f"EXHIBIT 10.{chance.randrange(1, 40)}\n\n")
    _preamble(draft, chance, made, starts)
    sections = [lambda: _term(draft, chance, starts)]
    sections += [lambda text=text: draft.add(text, "\n\n") for text in chance.sample(FILLERS, chance.randrange(2, 8))]
    if chance.random() < 0.8:
        sections.append(lambda: _law(draft, chance))
    if chance.random() < 0.5:
        sections.append(lambda: _value(draft, chance))
    chance.shuffle(sections)
    for index, section in enumerate(sections):
        draft.add(f"{index + 1}. ")
        section()
    if chance.random() < 0.4:
        draft.add(f"Amended notices of {names.said(names.day(chance, 1995, 2024), chance, 0.1)} remain in force.\n")
    return draft


def _law(draft: Draft, chance: random.Random) -> None:
    law = chance.choice(names.STATES if chance.random() < 0.75 else names.COUNTRIES)
    draft.add(chance.choice(["This Agreement is governed by the laws of ",
                             "This Agreement shall be construed in accordance with the laws of ",
                             "The validity of this Agreement shall be governed by the law of "]))  # fmt: skip
    draft.add(chance.choice(["the State of ", ""]) if law in names.STATES else "").put("governing_law", law)
    draft.add(chance.choice([", without regard to conflicts of law", ""]) + ". ")
    if chance.random() < 0.3:
        draft.add(f"The courts of {chance.choice(names.STATES)} have jurisdiction over the parties. ")
    draft.add("\n\n")


def _value(draft: Draft, chance: random.Random) -> None:
    amount = chance.randrange(5, 5000) * 1000
    draft.add(chance.choice(["The total contract price is ", "The Customer shall pay a total fee of ",
                             "The aggregate purchase price is "]))  # fmt: skip
    draft.put("contract_value", chance.choice([f"${amount:,}", f"${amount:,}.00", f"US${amount:,}"]))
    draft.add(f", of which ${amount // 5:,} is due on signing.\n\n")
