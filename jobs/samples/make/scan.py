"""Pages of a PDF as a scanner would give them back: crooked, grainy, without text."""

import subprocess
import time
import zlib
from pathlib import Path

import numpy
from PIL import Image, ImageFilter


def scanned(pdf, folder, grey):
    """The pages as pictures of 300 dots an inch: 8-bit grey, or black and white.

    The file's name seeds the noise, so that the same master always gives the same scan.
    """
    stem = Path(folder, pdf.stem + "-scan")
    subprocess.run(["pdftoppm", "-r", "300", "-gray", str(pdf), str(stem)], check=True)
    noise = numpy.random.default_rng(zlib.crc32(pdf.stem.encode()))
    return [_worn(Image.open(page), noise, grey) for page in sorted(Path(folder).glob(stem.name + "-*.pgm"))]


def _worn(page, noise, grey):
    angle = noise.uniform(0.25, 0.8) * noise.choice([-1, 1])
    page = page.rotate(angle, Image.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(0.9))
    ink = numpy.asarray(page, dtype=numpy.float32)
    ink = 30 + ink * 0.87 + noise.normal(0, 3.5, ink.shape)
    height, width = ink.shape
    for _ in range(90):
        y, x, r = noise.integers(0, height - 4), noise.integers(0, width - 4), noise.integers(1, 4)
        ink[y:y + r, x:x + r] -= noise.uniform(60, 160)
    # The shadow of the scanner's lid along one edge.
    ink[:, :14] -= numpy.linspace(120, 0, 14, dtype=numpy.float32)
    if grey:
        # A scanner's background suppression: paper becomes white, which also keeps the file small.
        ink = numpy.where(ink > 205, 255, ink)
        return Image.fromarray(ink.clip(0, 255).astype(numpy.uint8), "L")
    return Image.fromarray(numpy.where(ink > 150, 255, 0).astype(numpy.uint8), "L").convert("1")


def write_pdf(pages, path, quality):
    """A PDF of pictures only."""
    moment = time.struct_time((2024, 6, 3, 8, 0, 0, 0, 155, 0))
    pages[0].save(path, "PDF", resolution=300, save_all=True, append_images=pages[1:], quality=quality,
                  optimize=True,
                  producer="ScanStation", creationDate=moment, modDate=moment)


def write_tiff(pages, path):
    """A TIFF of several pages, fax group 4."""
    pages[0].save(path, "TIFF", compression="group4", dpi=(300, 300), save_all=True,
                  append_images=pages[1:])
