"""Normalised forms of gold values, and the fields that each kind of document has."""

import datetime
import re

CLAUSES = """most_favored_nation competitive_restriction_exception non_compete exclusivity
no_solicit_of_customers no_solicit_of_employees non_disparagement termination_for_convenience
rofr_rofo_rofn change_of_control anti_assignment revenue_profit_sharing price_restrictions
minimum_commitment volume_restriction ip_ownership_assignment joint_ip_ownership license_grant
non_transferable_license affiliate_license_licensor affiliate_license_licensee unlimited_license
irrevocable_or_perpetual_license source_code_escrow post_termination_services audit_rights
uncapped_liability cap_on_liability liquidated_damages warranty_duration insurance
covenant_not_to_sue third_party_beneficiary""".split()
DATES = ["agreement_date", "effective_date", "expiration_date", "date_of_birth", "dates_of_service"]
FIELDS = {
    "contract": ["document_name", "parties", "agreement_date", "effective_date", "expiration_date",
                 "renewal_term", "notice_period", "governing_law", "contract_value", *CLAUSES],
    "clinical-note": ["patient_name", "mrn", "date_of_birth", "age", "sex", "dates_of_service",
                      "provider", "facility", "chief_complaint", "diagnoses", "procedures",
                      "medications", "allergies"],
}
MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september",
          "october", "november", "december"]
STRAIGHT = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " "})


def normalised(name, value):
    """The normalised form of a value whose master states none."""
    if name in CLAUSES:
        return "true"
    if name in DATES:
        return date(value)
    if name == "sex":
        return {"m": "male", "f": "female"}[value.strip()[0].lower()] if value else value
    if name == "contract_value":
        raise ValueError(f"state the normalised amount of {value!r} in the master")
    return " ".join(value.translate(STRAIGHT).split())


def date(value):
    """ISO 8601 form of a date in words or digits; digits are month first unless they are ISO or CDA."""
    if match := re.fullmatch(r"(\d{4})-?(\d\d)-?(\d\d)", value):
        year, month, day = match.groups()
    elif match := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", value):
        month, day, year = match.groups()
    else:
        words = re.findall(r"[a-z]+|\d+", value.lower())
        month = next(i for i, name in enumerate(MONTHS, 1)
                     if any(len(w) > 2 and name.startswith(w) for w in words))
        day = next(word for word in words if word.isdigit() and len(word) < 3)
        year = next(word for word in words if word.isdigit() and len(word) == 4)
    return datetime.date(int(year), int(month), int(day)).isoformat()


def wrong(kind, name, gold):
    """What is wrong with a gold value, or None."""
    norm = gold["normalized"]
    if name not in FIELDS[kind]:
        return f"{name} is no field of {kind}"
    if not gold["value"]:
        return f"{name} has an empty value"
    if name in CLAUSES and norm != "true":
        return f"{name} must be true"
    if name in DATES and datetime.date.fromisoformat(norm) is None:
        return f"{name} is no date"
    if name == "contract_value" and not re.fullmatch(r"\d+\.\d\d [A-Z]{3}", norm):
        return f"{name} is no amount: {norm}"
    if name == "sex" and norm not in ("male", "female"):
        return f"{name} is {norm}"
    return None
