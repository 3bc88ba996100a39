"""Names, places and words of our own for made-up documents."""

from __future__ import annotations

import random
from datetime import date, timedelta

WOMEN = (
    "Martha Ana Grace Helen Ingrid Maria Nadia Olivia Priya Rosa Sofia Tamika Ursula Vera Wanda Yuki Zoe"
    " Amara Beatriz Chloe Deborah Elena Fatima Gloria Hannah Irene Joan Keiko Lucia Mei Naomi Opal Pearl"
    " Ruth Sarah Teresa Valerie Winifred Yolanda Agnes Bridget Carmen Dolores Esther Farah Greta Hilda"
).split()
MEN = (
    "Alan Bruno Carl David Edgar Felix George Hector Ivan James Karl Liam Marcus Nathan Omar Pedro Quentin"
    " Rahul Samuel Tomas Victor Walter Xavier Yusuf Aaron Boris Chen Dmitri Elias Frank Gustav Hiro Isaac"
    " Jorge Kenneth Leon Miguel Noel Otto Peter Ravi Stefan Theo Umar Vincent Wesley Anton Basil Cyrus"
).split()
SURNAMES = (
    "Abbott Alvarez Andersson Baker Bauer Becker Bianchi Brooks Castillo Chen Collins Costa Cruz Dalton"
    " Diaz Dubois Edwards Eriksen Farley Fischer Flores Foster Garcia Gibson Gomez Grant Gupta Haas Hansen"
    " Harris Hayes Huang Ibrahim Ivanov Jackson Jensen Johansson Kaplan Keller Kim Kowalski Larsen Lee"
    " Lindqvist Lopez Mahmoud Marsh Martin Mendoza Meyer Miller Moreau Morgan Murphy Nakamura Nguyen Novak"
    " O'Brien Okafor Olsen Ortiz Owens Park Patel Pereira Petrov Price Quinn Ramirez Reyes Rossi Russell"
    " Sanders Santos Schmidt Silva Singh Smith Soto Stone Suzuki Svensson Tanaka Taylor Torres Tran Turner"
    " Vargas Vogel Wagner Walsh Wang Weber West Winter Wong Wood Yamada York Young Zhang Zimmerman"
).split()
PLACES = (
    "Alder Ash Aspen Bayside Bell Birch Blue Brook Cedar Central Clear Copper Crown East Elm Ever Fair Fern"
    " Fox Glen Golden Granite Green Harbor Hazel High Hill Iron Lake Laurel Lime Linden Maple Meadow Mercy"
    " Mill Moss North Oak Olive Orchard Park Pine Quarry Red Ridge River Rock Rose Saint Silver South Spring"
    " Star Stone Summit Sun Timber Union Vale Valley West White Willow Wind Wood"
).split()
ENDINGS = "field ton ford dale brook view wood gate port haven crest mont bury stead well".split()
TRADES = (
    "Logistics Systems Foods Media Networks Pharma Biologics Energy Software Robotics Textiles Marine"
    " Analytics Devices Holdings Capital Beverages Aviation Plastics Optics Steel Motors Therapeutics"
    " Diagnostics Entertainment Semiconductor Packaging Communications Services Technologies"
).split()
FORMS = ", Inc.|, LLC| Ltd.| Corporation| GmbH| Limited|, L.P.| Co., Ltd.| S.A.| Inc| Holdings, Inc.".split(
    "|"
)
STATES = (
    "New York|California|Delaware|Texas|Florida|Illinois|Massachusetts|New Jersey|Nevada|Washington|Georgia"
    "|Ohio|Pennsylvania|Michigan|Minnesota|Virginia|Colorado|Arizona|Utah|Oregon|Maryland|North Carolina"
    "|Tennessee|Missouri|Wisconsin|Indiana|Connecticut|Kansas|Louisiana"
).split("|")
COUNTRIES = "England|Germany|France|Singapore|Hong Kong|Israel|Ireland|Canada|Japan|Switzerland".split("|")
DRUGS = (
    "lisinopril metformin atorvastatin amlodipine omeprazole levothyroxine albuterol gabapentin losartan"
    " sertraline furosemide prednisone tramadol warfarin clopidogrel pantoprazole citalopram trazodone"
    " insulin ibuprofen acetaminophen aspirin amoxicillin azithromycin ciprofloxacin hydrochlorothiazide"
    " metoprolol carvedilol simvastatin rosuvastatin montelukast fluticasone duloxetine bupropion"
    " tamsulosin finasteride glipizide allopurinol spironolactone digoxin apixaban rivaroxaban"
).split()
DOSES = "5 mg|10 mg|20 mg|25 mg|40 mg|50 mg|75 mg|81 mg|100 mg|250 mg|500 mg|850 mg|1000 mg|2 puffs|10 units".split("|")
OFTEN = "daily|once daily|twice daily|b.i.d.|t.i.d.|nightly|at bedtime|every 6 hours|as needed|by mouth daily|p.o. daily|every morning".split("|")
ALLERGENS = "penicillin|sulfa drugs|codeine|latex|shellfish|peanuts|morphine|iodine contrast|aspirin|amoxicillin|eggs|bee stings|adhesive tape|cephalosporins".split("|")
NO_ALLERGY = "No known drug allergies|NKDA|No known allergies|None known|NKA".split("|")
ILLS = (
    "hypertension|type 2 diabetes mellitus|hyperlipidemia|asthma|chronic obstructive pulmonary disease"
    "|coronary artery disease|atrial fibrillation|hypothyroidism|osteoarthritis of the left knee"
    "|gastroesophageal reflux disease|major depressive disorder|generalized anxiety disorder"
    "|chronic kidney disease, stage 3|congestive heart failure|migraine without aura|lumbar disc herniation"
    "|iron deficiency anemia|community-acquired pneumonia|acute appendicitis|cholelithiasis|cellulitis of the"
    " right leg|rotator cuff tear|carpal tunnel syndrome|urinary tract infection|deep vein thrombosis"
    "|seasonal allergic rhinitis|obstructive sleep apnea|gout|psoriasis|nephrolithiasis|osteoporosis"
).split("|")
WORKS = (
    "laparoscopic cholecystectomy|laparoscopic appendectomy|total knee arthroplasty, left|colonoscopy with"
    " biopsy|coronary artery bypass grafting|cataract extraction, right eye|arthroscopic rotator cuff repair"
    "|inguinal hernia repair|carpal tunnel release|upper endoscopy|lumbar microdiscectomy|cesarean section"
    "|tonsillectomy|open reduction internal fixation of the right ankle|hysterectomy|skin lesion excision"
).split("|")
COMPLAINTS = (
    "chest pain|shortness of breath|abdominal pain|low back pain|headache|dizziness|cough and fever|left knee"
    " pain|fatigue|sore throat|right shoulder pain|nausea and vomiting|palpitations|swelling of the legs"
    "|blurred vision|rash on both arms|difficulty sleeping|numbness of the right hand|painful urination"
    "|follow-up of diabetes|annual physical examination|medication refill|ear pain|fall at home"
).split("|")
MONTHS = (
    "January February March April May June July August September October November December"
).split()


def surname(chance: random.Random) -> str:
    """A family name, now and then a double one."""
    one = chance.choice(SURNAMES)
    return f"{one}-{chance.choice(SURNAMES)}" if chance.random() < 0.05 else one


def person(chance: random.Random, sex: str | None = None) -> tuple[str, str, str]:
    """First name, middle initial or "", family name."""
    female = chance.random() < 0.5 if sex is None else sex == "female"
    middle = f"{chance.choice('ABCDEFGHJKLMNPRSTVW')}." if chance.random() < 0.2 else ""
    return chance.choice(WOMEN if female else MEN), middle, surname(chance)


def written(name: tuple[str, str, str], chance: random.Random) -> str:
    """The name in one of the ways in which records write it."""
    first, middle, last = name
    plain = " ".join(p for p in name if p)
    comma = f"{last}, {first}" + (f" {middle}" if middle else "")
    return chance.choice([plain, plain, plain, comma, comma.upper(), plain.upper()])


def clinician(chance: random.Random) -> str:
    """A clinician with a title or credentials."""
    name = " ".join(p for p in person(chance) if p)
    return chance.choice([f"Dr. {name}", f"{name}, MD", f"{name}, M.D.", f"{name}, DO", f"{name}, NP",
                          f"{name} MD", f"Dr. {name.split()[-1]}"])  # fmt: skip


def town(chance: random.Random) -> str:
    return chance.choice(PLACES) + chance.choice(ENDINGS)


def hospital(chance: random.Random) -> str:
    kind = chance.choice(["General Hospital", "Medical Center", "Clinic", "Regional Hospital", "Family Practice",
                          "Health Center", "Memorial Hospital", "University Hospital", "Urgent Care",
                          "Orthopedic Institute", "Surgery Center", "Health System"])  # fmt: skip
    return f"{chance.choice([town(chance), chance.choice(PLACES), 'St. ' + chance.choice(MEN)])} {kind}"


def company(chance: random.Random) -> str:
    first = chance.choice([town(chance), surname(chance), f"{chance.choice(PLACES)} {chance.choice(PLACES)}"])
    name = f"{first} {chance.choice(TRADES)}{chance.choice(FORMS)}"
    return name.upper() if chance.random() < 0.25 else name


def day(chance: random.Random, first: int, last: int) -> date:
    """A day of the years from first to last."""
    return date(first, 1, 1) + timedelta(days=chance.randrange(365 * (last - first + 1)))


def said(when: date, chance: random.Random, numeric: float = 0.5) -> str:
    """The date in one of the ways in which people write it."""
    month = MONTHS[when.month - 1]
    if chance.random() < numeric:
        return chance.choice([
            f"{when.month:02d}/{when.day:02d}/{when.year}",
            f"{when.month}/{when.day}/{when.year}",
            when.isoformat(),
            f"{when.month:02d}-{when.day:02d}-{when.year}",
        ])  # fmt: skip
    return chance.choice([
        f"{month} {when.day}, {when.year}",
        f"{month} {when.day}, {when.year}",
        f"{month[:3]} {when.day}, {when.year}",
        f"{when.day} {month} {when.year}",
    ])  # fmt: skip


def phone(chance: random.Random) -> str:
    a, b, c = chance.randrange(200, 999), chance.randrange(100, 999), chance.randrange(10000)
    return chance.choice([f"({a}) {b}-{c:04d}", f"{a}-{b}-{c:04d}", f"{a}.{b}.{c:04d}"])


def number(chance: random.Random) -> str:
    """An identifier of a record."""
    digits = str(chance.randrange(10**5, 10 ** chance.choice([6, 7, 8, 10])))
    return chance.choice([digits, digits, digits.zfill(8), f"MR{digits}", f"{digits[:3]}-{digits[3:]}",
                          f"H-{digits}", f"A{digits}"])  # fmt: skip
