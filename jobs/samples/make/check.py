"""Checks of the produced files: every gold value stands in the text that a reader gets out of it.

Text comes from other programs than those that wrote it where there are such: pdftotext, LibreOffice
for its own formats, Tesseract for scans. Blanks and line breaks are ignored.
"""

import email
import email.policy
import html.parser
import re
import shutil
import subprocess
import xml.etree.ElementTree
from pathlib import Path

from PIL import Image

import normal
import office
import render

LARGEST_SCAN = 400_000


def pages(path):
    """Pages of a PDF or TIFF; a format without pages has one."""
    if path.suffix == ".pdf":
        info = subprocess.run(["pdfinfo", str(path)], check=True, capture_output=True, text=True).stdout
        return int(re.search(r"^Pages:\s+(\d+)", info, re.M).group(1))
    if path.suffix == ".tiff":
        with Image.open(path) as picture:
            return picture.n_frames
    return 1


def all_of(made, samples, work):
    """Prints a line a file and what is wrong; the exit status."""
    faults = 0
    texts = work / "texts"
    texts.mkdir()
    office_files = [path for _, m, path in made if path.suffix in (".docx", ".odt", ".rtf") and "spoil" not in m.head]
    named = {path: texts / f"{i}{path.suffix}" for i, path in enumerate(office_files)}
    for path, copy in named.items():
        shutil.copyfile(path, copy)
    office.convert(list(named.values()), "txt", texts)
    for kind, m, path in made:
        problems, note = [], "cannot be read, as meant"
        if m.head.get("spoil") == "encrypted":
            locked = subprocess.run(["pdftotext", str(path), "-"], capture_output=True)
            problems += [] if locked.returncode else ["opens without a password"]
        elif "spoil" not in m.head:
            if path in named:
                words = named[path].with_suffix(".txt").read_text(encoding="utf-8-sig")
            else:
                words = text_of(path, texts, m.head)
            kind_name = "clinical-note" if kind == "clinical" else "contract"
            problems, found = gold_problems(kind_name, m, words)
            count = sum(map(len, m.fields.values()))
            note = f"{pages(path):2} p, {len(words.split()):5} words, gold {found}/{count}"
            if "scan" in m.head:
                note += f", words read {recall(m, words):.3f}"
                if path.stat().st_size > LARGEST_SCAN:
                    problems.append("too large")
        print(f"{path.stat().st_size:7} {note:50} {path.relative_to(samples)}")
        for problem in problems:
            print("        ", problem)
        faults += len(problems)
    total = sum(f.stat().st_size for f in samples.rglob("*") if f.is_file() and "make" not in f.parts)
    print(f"{len(made)} files made, {total / 1e6:.2f} MB in all, {faults} problems")
    return 1 if faults else 0


def gold_problems(kind, m, words):
    """What is wrong with the gold, and how many values stand in the words."""
    problems, found, text = [], 0, squeezed(words)
    for name, values in m.fields.items():
        for gold in values:
            if problem := normal.wrong(kind, name, gold):
                problems.append(problem)
            if squeezed(gold["value"]) in text:
                found += 1
            elif "scan" in m.head:
                print("         not read by Tesseract:", name, "=", gold["value"][:90])
            else:
                problems.append(f"{name} is not in the text: {gold['value'][:90]}")
    return problems, found


def squeezed(words):
    return re.sub(r"\s+", "", words)


def recall(m, words):
    """Share of the master's words that were read, whatever their order."""
    want = " ".join(render.text(part.blocks, {}) for part in m.parts).split()
    have = set(words.split())
    return sum(word in have for word in want) / len(want)


def text_of(path, work, head):
    if path.suffix == ".pdf" and "scan" not in head:
        return subprocess.run(["pdftotext", str(path), "-"], check=True, capture_output=True).stdout.decode()
    if path.suffix == ".txt":
        return path.read_bytes().decode(head.get("encoding", "utf-8"))
    if path.suffix == ".html":
        return page_text(path.read_text(encoding="utf-8"))
    if path.suffix == ".xml":
        return xml_text(xml.etree.ElementTree.parse(path).getroot())
    if path.suffix == ".eml":
        return mail_text(path, work)
    stem = work / "ocr"
    if path.suffix == ".pdf":
        subprocess.run(["pdfimages", "-png", str(path), str(stem)], check=True)
        pictures = sorted(work.glob("ocr-*.png"))
    else:
        pictures = [path]
    words = "".join(subprocess.run(["tesseract", str(p), "-", "--dpi", "300"], check=True, capture_output=True)
                    .stdout.decode() for p in pictures)
    for picture in work.glob("ocr-*.png"):
        picture.unlink()
    return words


def xml_text(root):
    """Text of the elements, then the values of the attributes: a birth date stands in one."""
    return " ".join([*root.itertext(), *(v for element in root.iter() for v in element.attrib.values())])


def page_text(page):
    class Words(html.parser.HTMLParser):
        words = []

        def handle_data(self, data):
            self.words.append(data)

    parser = Words()
    parser.words = []
    parser.feed(page)
    return " ".join(parser.words)


def mail_text(path, work):
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    words = [message.get_body().get_content()]
    for part in message.iter_attachments():
        file = work / ("mail" + Path(part.get_filename()).suffix)
        file.write_bytes(part.get_content())
        if file.suffix == ".pdf":
            words.append(text_of(file, work, {}))
        else:
            office.convert([file], "txt", work)
            words.append(file.with_suffix(".txt").read_text(encoding="utf-8-sig"))
    return "\n".join(words)
