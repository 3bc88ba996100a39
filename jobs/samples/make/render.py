"""Blocks to flat OpenDocument text, HTML and plain text."""

import re
import textwrap
from xml.sax.saxutils import escape

SPACES = {name: "urn:oasis:names:tc:opendocument:xmlns:" + path for name, path in {
    "office": "office:1.0", "style": "style:1.0", "text": "text:1.0", "table": "table:1.0",
    "fo": "xsl-fo-compatible:1.0", "svg": "svg-compatible:1.0", "meta": "meta:1.0"}.items()}
SPACES["dc"] = "http://purl.org/dc/elements/1.1/"
PAPER = {"letter": ("8.5in", "11in"), "a4": ("21cm", "29.7cm")}
SUBCLAUSE = re.compile(r"\([a-z]{1,4}\) ")


def fodt(blocks, head):
    """Flat OpenDocument text, from which LibreOffice makes PDF, DOCX, ODT and RTF.

    Paragraphs are kept on one page, so that no running footer cuts a gold value in two.
    """
    font, size = head.get("font", "Liberation Serif"), float(head.get("size", "11.5"))
    width, height = PAPER[head.get("paper", "letter")]
    names = " ".join(f'xmlns:{name}="{uri}"' for name, uri in SPACES.items())

    def style(name, text="", para="", parent="Standard"):
        return (f'<style:style style:name="{name}" style:family="paragraph"'
                f' style:parent-style-name="{parent}"><style:paragraph-properties {para}/>'
                f'<style:text-properties {text}/></style:style>')

    styles = "".join([
        '<style:default-style style:family="paragraph"><style:text-properties'
        f' style:font-name="{font}" fo:font-size="{size}pt" fo:language="en" fo:country="US"/>'
        '</style:default-style>',
        '<style:style style:name="Standard" style:family="paragraph"/>',
        style("Body", para=f'fo:margin-bottom="0.11in" fo:line-height="{head.get("spacing", "115%")}"'
              f' fo:text-align="{head.get("align", "justify")}" fo:keep-together="always"'),
        style("Sub", para='fo:margin-left="0.4in"', parent="Body"),
        style("Line", para='fo:margin-bottom="0.02in"'),
        style("LastLine", para='fo:margin-bottom="0.14in"'),
        style("Title", f'fo:font-size="{size + 4}pt" fo:font-weight="bold"',
              'fo:text-align="center" fo:margin-top="0.1in" fo:margin-bottom="0.2in"'),
        style("Head", f'fo:font-size="{size + 0.5}pt" fo:font-weight="bold"',
              'fo:margin-top="0.12in" fo:margin-bottom="0.07in" fo:keep-with-next="always"'),
        style("Small", 'fo:font-weight="bold" fo:font-style="italic"',
              'fo:margin-bottom="0.05in" fo:keep-with-next="always"'),
        style("Break", para='fo:break-before="page"'),
        style("Cell", f'fo:font-size="{size - 0.5}pt"'),
        style("Furniture", f'fo:font-size="{size - 3}pt"', 'fo:text-align="center"'),
    ])

    def furniture(name):
        words = escape(head.get(name, ""))
        words = words.replace("[page]", "<text:page-number text:select-page=\"current\"/>")
        words = words.replace("[pages]", "<text:page-count/>")
        return f'<style:{name}><text:p text:style-name="Furniture">{words}</text:p></style:{name}>' if words else ""

    gap = '<style:header-footer-properties fo:min-height="0.3in" fo:margin-{}="0.15in"/>'
    layout = (f'<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="{width}"'
              f' fo:page-height="{height}" fo:margin="{head.get("margin", "1in")}"/>'
              f'<style:header-style>{gap.format("bottom")}</style:header-style>'
              f'<style:footer-style>{gap.format("top")}</style:footer-style></style:page-layout>')
    cell = ('<style:style style:name="Box" style:family="table-cell"><style:table-cell-properties'
            ' fo:border="0.5pt solid #444444" fo:padding="0.04in"/></style:style>'
            '<style:style style:name="Row" style:family="table-row"><style:table-row-properties'
            ' fo:keep-together="always"/></style:style>')
    return (f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {names} office:version="1.2"'
            ' office:mimetype="application/vnd.oasis.opendocument.text">'
            f'<office:meta><dc:title>{escape(head.get("title", ""))}</dc:title></office:meta>'
            f'<office:font-face-decls><style:font-face style:name="{font}" svg:font-family="\'{font}\'"/>'
            f'</office:font-face-decls><office:styles>{styles}</office:styles>'
            f'<office:automatic-styles>{layout}{cell}</office:automatic-styles>'
            '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L">'
            f'{furniture("header")}{furniture("footer")}</style:master-page></office:master-styles>'
            f'<office:body><office:text>{"".join(_fodt_blocks(blocks))}</office:text></office:body>'
            '</office:document>\n')


def _fodt_blocks(blocks):
    def p(style, words):
        return f'<text:p text:style-name="{style}">{escape(words)}</text:p>'

    for block in blocks:
        rows = block.rows
        if block.kind == "page":
            yield p("Break", "")
        elif block.kind == "table":
            yield "<table:table>" + '<table:table-column/>' * len(rows[0])
            for row in rows:
                yield '<table:table-row table:style-name="Row">' + "".join(
                    f'<table:table-cell table:style-name="Box">{p("Cell", c)}</table:table-cell>'
                    for c in row) + "</table:table-row>"
            yield "</table:table>" + p("Line", "")
        elif block.kind == "lines":
            for i, row in enumerate(rows, 1):
                yield p("LastLine" if i == len(rows) else "Line", row)
        elif block.kind == "para":
            yield p("Sub" if SUBCLAUSE.match(rows[0]) else "Body", rows[0])
        else:
            style = {"title": "Title", "heading": "Head", "small": "Small"}[block.kind]
            level = {"title": 1, "heading": 2, "small": 3}[block.kind]
            yield (f'<text:h text:style-name="{style}" text:outline-level="{level}">'
                   f'{escape(rows[0])}</text:h>')


def html(blocks, head):
    """A web page with the furniture that saved pages have: navigation, style, footer."""
    out = ["<!DOCTYPE html>", '<html lang="en">', "<head>", '<meta charset="utf-8">',
           f"<title>{escape(head['title'])}</title>",
           "<style>body{font-family:Georgia,serif;max-width:46em;margin:2em auto}"
           "table{border-collapse:collapse}td{border:1px solid #999;padding:3px 8px}"
           ".nav{color:#666;font-size:smaller}</style>", "</head>", "<body>"]
    if head.get("header"):
        out.append(f'<div class="nav">{escape(head["header"])}</div>')
    for block in blocks:
        rows = block.rows
        if block.kind == "page":
            out.append("<hr>")
        elif block.kind == "table":
            out.append("<table>")
            out += ["<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>" for row in rows]
            out.append("</table>")
        elif block.kind == "lines":
            out.append("<p>" + "<br>\n".join(map(escape, rows)) + "</p>")
        else:
            tag = {"title": "h1", "heading": "h2", "small": "h3", "para": "p"}[block.kind]
            out.append(f"<{tag}>" + "\n".join(textwrap.wrap(escape(rows[0]), 100)) + f"</{tag}>")
    if head.get("footer"):
        out.append(f'<div class="nav">{escape(head["footer"])}</div>')
    return "\n".join([*out, "</body>", "</html>", ""])


def text(blocks, head):
    """Plain text, wrapped at the head's width (0: one line a paragraph)."""
    width, out = int(head.get("width", "78")), []
    for block in blocks:
        rows = block.rows
        if block.kind == "table":
            wide = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
            rows = ["  ".join(c.ljust(w) for c, w in zip(row, wide)).rstrip() for row in rows]
        elif block.kind == "title" and width:
            rows = [row.center(width).rstrip() for row in rows]
        elif block.kind == "page":
            rows = ["\f"]
        elif block.kind == "para" and width:
            rows = textwrap.wrap(rows[0], width, break_long_words=False, break_on_hyphens=False)
        out.append("\n".join(rows))
    return "\n\n".join(out) + "\n"
