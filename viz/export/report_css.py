"""How a report looks: a printed page's typography, in the fonts that any computer has."""

from __future__ import annotations

from viz.kit.theme import DARK, LIGHT, SANS, STANDINGS

_RULES = """
body { margin: 0 auto; max-width: 1100px; padding: 32px 24px 80px;
  background: var(--surface); color: var(--ink);
  font: 16px/1.5 SERIF; font-variant-numeric: tabular-nums; }
h1 { font-size: 34px; line-height: 1.15; margin: 4px 0 10px; }
h2 { font-size: 23px; margin: 40px 0 8px; padding-bottom: 4px;
  border-bottom: 1px solid var(--line); }
h3 { font-size: 18px; margin: 22px 0 4px; }
h4 { font-size: 16px; margin: 12px 0 2px; }
.brand, .note, .source, figcaption, caption, th, td, .standing { font-family: SANS;
  font-size: 13px; }
.brand, .note, .source, figcaption { color: var(--muted); }
p { margin: 4px 0; }
.standfirst { font-size: 19px; color: var(--muted); }
figure { margin: 24px 0; }
figure svg { width: 100%; height: auto; border: 1px solid var(--line); }
article { break-inside: avoid; margin: 0 0 14px; }
blockquote { margin: 2px 0 4px; padding-left: 12px; border-left: 2px solid var(--line);
  overflow-wrap: anywhere; }
mark { background: var(--mark); color: inherit; }
table { border-collapse: collapse; margin: 8px 0; width: 100%; }
caption { text-align: left; font-weight: 600; }
th, td { text-align: left; vertical-align: top; padding: 3px 12px 3px 0;
  border-top: 1px solid var(--line); }
th { width: 34%; font-weight: 600; }
.standing { margin-left: 10px; font-weight: 600; }
ul { padding-left: 20px; }
li { overflow-wrap: anywhere; }
@media print { body { max-width: none; padding: 0; font-size: 12px; }
}
"""


def draw_report_css() -> str:
    """The stylesheet of a report: light, and dark where the reader's system is."""
    rules = _RULES.replace("SERIF", "Charter, Georgia, 'Times New Roman', serif").replace("SANS", SANS)
    said = "".join(f".{name} {{ color: {style.light}; }}\n" for name, style in STANDINGS.items())
    dark = "".join(f".{name} {{ color: {style.dark}; }}\n" for name, style in STANDINGS.items())
    night = f"@media screen and (prefers-color-scheme: dark) {{\n:root {{ {_colours(DARK)} }}\n{dark}}}\n"
    return f":root {{ {_colours(LIGHT)} }}\n{rules}{said}{night}"


def _colours(mode: dict[str, str]) -> str:
    return " ".join(f"--{name}: {mode[name]};" for name in ("surface", "ink", "muted", "line", "mark"))
