#!/usr/bin/python3
"""Makes jobs/samples/{contracts,clinical} and their gold from the masters beside this file.

    make.py            make everything, then check it
    make.py WORD ...   only the masters whose file names hold one of the words

The file name's ending chooses the format; `scan: grey|bilevel` makes a PDF of pictures, and
`spoil: encrypted|truncated|empty` a file that cannot be read.
"""

import email.message
import email.policy
import json
import shutil
import sys
import tempfile
from pathlib import Path

import check
import master
import normal
import office
import render
import scan

SAMPLES = Path(__file__).resolve().parent.parent
KINDS = {"contracts": "contract", "clinical": "clinical-note"}
FAILURES = {"encrypted": "ENCRYPTED", "truncated": "CORRUPT", "empty": "EMPTY"}


def main(words):
    masters = [(kind, master.read(path)) for kind in KINDS
               for path in sorted(Path(__file__).parent.glob(kind + "/*.txt"))]
    masters = [(k, m) for k, m in masters if not words or any(w in m.path.name for w in words)]
    with tempfile.TemporaryDirectory() as work:
        bodies = drafts(masters, Path(work))
        made = [(kind, m, finish(kind, m, bodies, Path(work))) for kind, m in masters]
        return check.all_of(made, SAMPLES, Path(work))


def drafts(masters, work):
    """Every part that LibreOffice writes: (master path, part index) -> file."""
    wanted, result = {}, {}
    for _, m in masters:
        for i, part in enumerate(m.parts):
            kind = Path(part.name or m.file).suffix[1:]
            if kind in ("pdf", "docx", "odt", "rtf", "tiff"):
                source = work / f"{m.path.parent.name}-{m.path.stem}-{i}.fodt"
                source.write_text(render.fodt(part.blocks, m.head), encoding="utf-8")
                kind = "pdf" if kind == "tiff" else kind
                wanted.setdefault(kind, []).append(source)
                result[m.path, i] = source.with_suffix("." + kind)
    for kind, sources in wanted.items():
        office.convert(sources, kind, work)
    return result


def finish(kind, m, bodies, work):
    """The sample and its gold, written in place; gives the sample's path."""
    target = SAMPLES / kind / m.file
    target.parent.mkdir(parents=True, exist_ok=True)
    draft, ending, spoil = bodies.get((m.path, 0)), target.suffix[1:], m.head.get("spoil")
    if spoil == "empty":
        target.write_bytes(b"")
    elif spoil == "truncated":
        data = draft.read_bytes()
        target.write_bytes(data[:len(data) * 3 // 5])
    elif "scan" in m.head:
        pages = scan.scanned(draft, work, m.head["scan"] == "grey")
        if ending == "tiff":
            scan.write_tiff(pages, target)
        else:
            scan.write_pdf(pages, target, int(m.head.get("quality", "20")))
            office.settle_pdf(target)
    elif ending == "eml":
        target.write_bytes(mail(m, bodies))
    elif ending in ("txt", "html", "xml"):
        page = m.parts[0]
        words = page.text.lstrip("\n") if ending == "xml" else getattr(
            render, "text" if ending == "txt" else ending)(page.blocks, m.head)
        data = words.encode(m.head.get("encoding", "utf-8"))
        target.write_bytes(data.replace(b"\n", b"\r\n") if "crlf" in m.head else data)
    else:
        if spoil == "encrypted":
            office.settle_pdf(draft, encrypt=(m.head["password"], m.head["password"] + "-owner"))
        shutil.copyfile(draft, target)
    write_gold(kind, m, target, bodies)
    return target


def mail(m, bodies):
    """A mail with the parts after the first as attachments."""
    message = email.message.EmailMessage(policy=email.policy.SMTP)
    for name in ("From", "To", "Cc", "Date", "Subject", "Message-ID"):
        if name.lower() in m.head:
            message[name] = m.head[name.lower()]
    message.set_content(render.text(m.parts[0].blocks, m.head))
    types = {".pdf": "pdf", ".docx": "vnd.openxmlformats-officedocument.wordprocessingml.document"}
    for i, part in enumerate(m.parts[1:], 1):
        message.add_attachment(bodies[m.path, i].read_bytes(), maintype="application",
                               subtype=types[Path(part.name).suffix], filename=part.name)
    message.set_boundary("=-cartulary-sample")
    return message.as_bytes()


def write_gold(kind, m, target, bodies):
    """The gold of a file; what is marked in a mail is the gold of its one attachment."""
    if "spoil" in m.head:
        gold = {"failure": FAILURES[m.head["spoil"]]}
    else:
        order = normal.FIELDS[KINDS[kind]]
        fields = {name: m.fields[name] for name in order if name in m.fields}
        gold = {"type": KINDS[kind], "fields": fields, "summary": m.head["summary"],
                "pages": check.pages(target)}
    files = [m.file]
    for i, part in enumerate(m.parts[1:], 1):
        files.append(m.file + "/" + part.name)
        golds = [{"type": KINDS[kind], "fields": {}, "pages": 1}, {**gold, "pages": check.pages(bodies[m.path, i])}]
    for file, gold in zip(files, golds if len(files) > 1 else [gold]):
        write_json(SAMPLES / (kind + "-gold") / (file + ".json"), gold)


def write_json(path, gold):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(gold, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
