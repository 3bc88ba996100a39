"""Public contracts with the clauses that lawyers marked (CUAD)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from gold import Document, Finder, Gold, basic, date, part

CLAUSES = {
    "most_favored_nation": "Most Favored Nation",
    "competitive_restriction_exception": "Competitive Restriction Exception",
    "non_compete": "Non-Compete",
    "exclusivity": "Exclusivity",
    "no_solicit_of_customers": "No-Solicit Of Customers",
    "no_solicit_of_employees": "No-Solicit Of Employees",
    "non_disparagement": "Non-Disparagement",
    "termination_for_convenience": "Termination For Convenience",
    "rofr_rofo_rofn": "Rofr/Rofo/Rofn",
    "change_of_control": "Change Of Control",
    "anti_assignment": "Anti-Assignment",
    "revenue_profit_sharing": "Revenue/Profit Sharing",
    "price_restrictions": "Price Restrictions",
    "minimum_commitment": "Minimum Commitment",
    "volume_restriction": "Volume Restriction",
    "ip_ownership_assignment": "Ip Ownership Assignment",
    "joint_ip_ownership": "Joint Ip Ownership",
    "license_grant": "License Grant",
    "non_transferable_license": "Non-Transferable License",
    "affiliate_license_licensor": "Affiliate License-Licensor",
    "affiliate_license_licensee": "Affiliate License-Licensee",
    "unlimited_license": "Unlimited/All-You-Can-Eat-License",
    "irrevocable_or_perpetual_license": "Irrevocable Or Perpetual License",
    "source_code_escrow": "Source Code Escrow",
    "post_termination_services": "Post-Termination Services",
    "audit_rights": "Audit Rights",
    "uncapped_liability": "Uncapped Liability",
    "cap_on_liability": "Cap On Liability",
    "liquidated_damages": "Liquidated Damages",
    "warranty_duration": "Warranty Duration",
    "insurance": "Insurance",
    "covenant_not_to_sue": "Covenant Not To Sue",
    "third_party_beneficiary": "Third Party Beneficiary",
}
DATES = {
    "agreement_date": "Agreement Date",
    "effective_date": "Effective Date",
    "expiration_date": "Expiration Date",
}
TERMS = {
    "renewal_term": "Renewal Term",
    "notice_period": "Notice Period To Terminate Renewal",
}
SUMMARY = "#summary"


def cuad(folder: Path, extracted: Path | None = None) -> Iterator[Document]:
    """The contracts whose gold is in the folder, named by their PDF files.

    Without `extracted` the text is that of the folder; with it, that of NAME.pdf.txt there, and
    contracts without one are left out.
    """
    for file in sorted((folder / "gold").glob("*.json")):
        name = file.stem + ".pdf"
        source = extracted / f"{name}.txt" if extracted else folder / "txt" / f"{file.stem}.txt"
        if source.exists():
            marked = {k.lower(): v for k, v in json.loads(file.read_text(encoding="utf-8")).items()}
            text = basic(source.read_bytes().decode())
            kind = "cuad-pdf" if extracted else "cuad"
            yield Document("contract", kind, name, part(name), text, _gold(text, marked))


def _gold(text: str, marked: dict[str, dict]) -> dict[str, Gold]:
    finder = Finder(text)
    places = {
        category: [place for span in found["spans"] for place in finder.find(span, 3)]
        for category, found in marked.items()
    }
    gold = {
        "document_name": Gold("text", marked["document name"]["spans"]),
        "parties": Gold("text", marked["parties"]["spans"]),
        "governing_law": _law(marked["governing law"], places["governing law"]),
    }
    for field, category in DATES.items():
        gold[field] = _date(marked[category.lower()], finder)
    for field, category in TERMS.items():
        answer = str(marked[category.lower()]["answer"])
        spans = places[category.lower()]
        gold[field] = Gold("duration", [answer] if spans else [], spans)
    for field, category in CLAUSES.items():
        gold[field] = Gold("evidence", [], places[category.lower()])
    told = [p for c, found in places.items() for p in found if p[1] - p[0] >= 60]
    gold[SUMMARY] = Gold("evidence", [], told)
    return gold


def _law(found: dict, places: list[tuple[int, int]]) -> Gold:
    named = [p.strip() for p in re.split(r"[;/,]", str(found["answer"])) if p.strip()]
    return Gold("place", named if places else [], places)


def _date(found: dict, finder: Finder) -> Gold:
    """The dates of the spans and of the answer, where they first stand."""
    values = [s for s in [*found["spans"], str(found["answer"])] if date(s)]
    first = [place for span in found["spans"] for place in finder.find(span, 1)]
    return Gold("date", values, first)
