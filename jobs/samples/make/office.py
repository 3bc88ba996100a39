"""LibreOffice, and the removal of what it writes differently on every run."""

import io
import re
import subprocess
import zipfile
from pathlib import Path

MOMENT = "2024-06-03T08:00:00"
FILTERS = {"pdf": "pdf:writer_pdf_Export", "docx": "docx:MS Word 2007 XML", "odt": "odt:writer8",
           "rtf": "rtf:Rich Text Format", "txt": "txt:Text (encoded):UTF8"}


def convert(files, kind, folder):
    """Files of a format LibreOffice reads, converted side by side into a folder."""
    if not files:
        return
    profile = Path(folder, "profile").resolve().as_uri()
    subprocess.run(["soffice", "-env:UserInstallation=" + profile, "--headless", "--convert-to",
                    FILTERS[kind], "--outdir", str(folder), *map(str, files)],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600)
    for file in files:
        made = Path(folder, file.stem + "." + kind)
        if not made.exists():
            raise RuntimeError(f"LibreOffice made no {made.name} of {file}")
        if kind == "pdf":
            settle_pdf(made)
        elif kind in ("docx", "odt"):
            made.write_bytes(settled_zip(made.read_bytes()))
        elif kind == "rtf":
            made.write_bytes(settled_rtf(made.read_bytes()))


def settle_pdf(path, encrypt=None):
    """A fixed creation date and file id; with (user, owner) passwords also 128-bit AES."""
    data = path.read_bytes()
    data = re.sub(rb"(/(?:CreationDate|ModDate) ?\(D:)\d{14}", rb"\g<1>20240603080000", data)
    # LibreOffice derives both from the clock.
    data = re.sub(rb"(/DocChecksum ?/|/ID ?\[ ?<)[0-9A-Fa-f]{32}", lambda m: m.group(1) + b"0" * 32, data)
    path.write_bytes(data)
    how = ["--deterministic-id"]
    if encrypt:
        # Fixed ids and vectors are unsafe for secrets; here they keep the file the same on every run.
        how = ["--encrypt", *encrypt, "128", "--use-aes=y", "--", "--static-id", "--static-aes-iv"]
    subprocess.run(["qpdf", str(path), *how, str(path) + ".new"], check=True)
    Path(str(path) + ".new").replace(path)


def settled_zip(data):
    """The same archive with fixed dates, and without random revision ids."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename.endswith((".xml", ".rels", ".rdf")):
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d+)?", MOMENT.encode(), content)
                content = re.sub(rb'(config:name="Rsid(?:Root)?" config:type="int">)\d+', rb"\g<1>1", content)
                content = re.sub(rb'w:rsid\w*="\w+"|<w:rsids>.*?</w:rsids>', b"", content, flags=re.S)
            if entry.filename.startswith("Thumbnails/"):
                continue
            if entry.filename == "META-INF/manifest.xml":
                content = re.sub(rb"\s*<manifest:file-entry[^>]*Thumbnails[^>]*/>", b"", content)
            info = zipfile.ZipInfo(entry.filename, (2024, 6, 3, 8, 0, 0))
            info.compress_type = entry.compress_type
            new.writestr(info, content)
    return out.getvalue()


def settled_rtf(data):
    """The same text with fixed dates and without random revision ids."""
    data = re.sub(rb"\\(creatim|revtim|printim)\\yr\d+\\mo\d+\\dy\d+\\hr\d+\\min\d+",
                  rb"\\\g<1>\\yr2024\\mo6\\dy3\\hr8\\min0", data)
    return re.sub(rb"\\rsid(?:root)?\d+", b"", data)
