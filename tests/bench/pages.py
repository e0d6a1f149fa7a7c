"""The body of saved web pages in four forms: what is read as report against what people marked.

    python -m tests.bench.pages PAGES_DIR [--form html] [--show PAGE] [--keep DIR]

PAGES_DIR holds ``truth.json`` ({page: {"url", "body"}}) and ``html/PAGE``, gzipped. Each page is read as
it is, as Markdown a scraper makes of it (links, menus and lists kept), as the text of a JSON record (all
blocks of the page in their order; menus run into one line, captions into the paragraph behind them), and
as a PDF printed by Chromium, where one is installed. Compared are word 4-grams of what is not marked as
boilerplate with those of the body; each page weighs the same (as in scrapinghub's article-extraction-
benchmark).
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement, HTMLParser, document_fromstring  # type: ignore[import-untyped]

from nlp.readers.registry import read_blob
from nlp.readers.source.report_draft import Blob
from nlp.records import Document

GRAM = 4
SILENT = frozenset({
    "script", "style", "noscript", "template", "head", "svg", "iframe", "select", "button",
})  # fmt: skip
INLINE = frozenset({
    "a", "abbr", "b", "bdi", "cite", "code", "del", "em", "font", "i", "ins", "label", "mark", "q", "s",
    "small", "span", "strong", "sub", "sup", "time", "tt", "u", "wbr", "img",
})  # fmt: skip
MENUS, CAPTIONS = frozenset({"ul", "ol", "nav"}), frozenset({"figcaption", "figure"})
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")


def grams(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return Counter(tuple(words[i : i + GRAM]) for i in range(max(1, len(words) - GRAM + 1)))


def live_text(name: str, data: bytes) -> str:
    """What is read of a file outside boilerplate."""
    blob = Blob(path=name, name=name, size=len(data), opener=lambda: io.BytesIO(data))
    pieces = []
    for document in read_blob(blob):
        if isinstance(document, Document):
            at = 0
            for start, end in document.boilerplate:
                pieces.append(document.text[at:start])
                at = end
            pieces.append(document.text[at:])
    return "\n".join(pieces)


def blocks(tree: HtmlElement, *, links: bool) -> Iterator[tuple[HtmlElement, str]]:
    """Every block of a page that shows text, with it; links as Markdown where asked for."""
    pieces: list[str] = []
    hidden = 0
    owner = tree
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            hidden += tag in SILENT
            if tag not in INLINE:
                if text := " ".join("".join(pieces).split()):
                    yield owner, text
                pieces, owner = [], element
            if links and tag == "a" and element.get("href"):
                pieces.append("[")
            if links and tag == "img" and element.get("src"):
                pieces.append(f"![{element.get('alt') or ''}]({element.get('src')})")
            if not hidden:
                pieces.append(element.text or "")
        else:
            if links and tag == "a" and element.get("href"):
                pieces.append(f"]({element.get('href')})")
            if tag not in INLINE:
                if text := " ".join("".join(pieces).split()):
                    yield owner, text
                parent = element.getparent()
                pieces, owner = [], parent if parent is not None else tree
            hidden -= tag in SILENT
            if not hidden:
                pieces.append(element.tail or "")


def parse(html: str) -> HtmlElement:
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", html)
    return document_fromstring(text, parser=HTMLParser(remove_comments=True, remove_pis=True))


def as_html(html: str) -> tuple[str, bytes]:
    return "page.html", html.encode()


def as_markdown(html: str) -> tuple[str, bytes]:
    lines = []
    for element, text in blocks(parse(html), links=True):
        text = re.sub(r"\[\s*\]\([^)]*\)", "", text).strip()
        if not text:
            continue
        tag = next((e.tag for e in (element, *element.iterancestors()) if e.tag not in {"div", "span"}), "")
        level = re.fullmatch(r"h([1-6])", str(tag))
        mark = (
            "#" * int(level[1]) + " "
            if level
            else "- "
            if tag == "li"
            else "> "
            if tag == "blockquote"
            else ""
        )
        lines.append(f"{mark}{text}")
    joined = "\n\n".join(lines)
    return "page.md", re.sub(r"(?m)^(- .*)\n\n(?=- )", r"\1\n", joined).encode()


def as_json(html: str) -> tuple[str, bytes]:
    lines: list[str] = []
    glue = menu = None
    for element, text in blocks(parse(html), links=False):
        ups = [element, *element.iterancestors()]
        here = next((e for e in ups if e.tag in MENUS), None)
        linked = element.tag in {"li", "a"} or any(e.tag == "li" for e in ups)
        short = here is not None and linked and len(text) < 60
        if lines and (glue or (short and menu is here)):
            lines[-1] += " " + text
        else:
            lines.append(text)
        glue = any(e.tag in CAPTIONS for e in ups[:3])
        menu = here if short else None
    return "page.json", json.dumps({"text": "\n".join(lines)}).encode()


def as_pdf(html: str) -> tuple[str, bytes] | None:
    browser = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if browser is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        page, made = Path(folder) / "page.html", Path(folder) / "page.pdf"
        page.write_text(re.sub(r"(?is)<script\b.*?</script>", "", html), encoding="utf-8")
        command = [
            browser, "--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={made}",
            "--no-pdf-header-footer", "--host-resolver-rules=MAP * ~NOTFOUND",
            f"--user-data-dir={folder}/profile", str(page),
        ]  # fmt: skip
        try:
            subprocess.run(command, capture_output=True, timeout=90, check=False)
        except subprocess.TimeoutExpired:
            return None
        return ("page.pdf", made.read_bytes()) if made.exists() else None


FORMS: dict[str, Callable[[str], tuple[str, bytes] | None]] = {
    "html": as_html,
    "markdown": as_markdown,
    "json": as_json,
    "pdf": as_pdf,
}


def made(form: str, page: str, html: str, keep: Path | None) -> tuple[str, bytes] | None:
    """A page in a form, from the folder of those made before where there is one."""
    if keep is None or form == "html":
        return FORMS[form](html)
    found = next(iter(keep.glob(f"{page}.{form}.*")), None)
    if found is not None:
        return f"page{found.suffix}", found.read_bytes()
    fresh = FORMS[form](html)
    if fresh:
        keep.mkdir(parents=True, exist_ok=True)
        (keep / f"{page}.{form}{Path(fresh[0]).suffix}").write_bytes(fresh[1])
    return fresh


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pages", type=Path)
    parser.add_argument("--form", choices=FORMS, action="append")
    parser.add_argument("--keep", type=Path, help="folder in which pages in other forms are kept")
    parser.add_argument("--show", help="print what one page lacks and has too much; all: a line a page")
    options = parser.parse_args(arguments)
    truth = json.loads((options.pages / "truth.json").read_text(encoding="utf-8"))
    for form in options.form or FORMS:
        sums = [0.0, 0.0, 0.0]
        pages = 0
        for page, wanted in sorted(truth.items()):
            packed = (options.pages / "html" / page).read_bytes()
            html = gzip.decompress(packed).decode("utf-8", "replace")
            file = made(form, page, html, options.keep)
            if file is None:
                continue
            pages += 1
            text = live_text(*file)
            want, got = grams(wanted["body"]), grams(text)
            hits = sum((want & got).values())
            extra, lacking = sum(got.values()) - hits, sum(want.values()) - hits
            total = hits + extra + lacking
            sums = [a + b / total for a, b in zip(sums, (hits, extra, lacking), strict=True)]
            if options.show == "all":
                print(
                    f"# {page} {form} P {hits / (hits + extra or 1):.2f} R {hits / (hits + lacking or 1):.2f}"
                )
            elif options.show and page.startswith(options.show):
                _show(text, wanted["body"])
        if not pages:
            print(f"{form}: none made (no Chromium)")
            continue
        hit, extra, lacking = sums
        print(f"{form}_precision\t{100 * hit / (hit + extra):.1f}\t%\t({pages} pages)")
        print(f"{form}_recall\t{100 * hit / (hit + lacking):.1f}\t%")


def _show(text: str, body: str) -> None:
    for name, mine, other in (("TOO MUCH", text, body), ("LACKING", body, text)):
        have = grams(other)
        for line in mine.split("\n"):
            found = grams(line)
            if line.strip() and sum((found & have).values()) < 0.5 * sum(found.values()):
                print(f"{name}: {line[:300]}")


if __name__ == "__main__":
    sys.exit(main())
