"""The language of a text, from its letters and its commonest words. Cheap, and honest about doubt."""

from __future__ import annotations

import re
from collections import Counter

from nlp.rules import load_rules

SAMPLE = 2000
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    (re.compile("[\u0400-\u04ff]"), "cyrillic"),
    (re.compile("[\u0600-\u06ff]"), "arabic"),
    (re.compile("[\u0590-\u05ff]"), "he"),
    (re.compile("[\u0370-\u03ff]"), "el"),
    (re.compile("[\u3040-\u30ff]"), "ja"),
    (re.compile("[\uac00-\ud7af]"), "ko"),
    (re.compile("[\u4e00-\u9fff]"), "zh"),
    (re.compile("[\u0900-\u097f]"), "hi"),
    (re.compile("[\u0e00-\u0e7f]"), "th"),
    (re.compile("[\u10a0-\u10ff]"), "ka"),
    (re.compile("[\u0530-\u058f]"), "hy"),
)


def guess_language(text: str, *, declared: str | None = None) -> str:
    """Return an ISO 639-1 code: what the words show, else what is ``declared``, else the language shipped.

    A foreign script decides at once; within it and among Latin languages, the words of
    ``nlp/rules/languages.toml`` that no rival shares. Where nothing tells, the language stands that this
    program reads: a caption of three names is no other one.
    """
    sample = text[:SAMPLE]
    letters = sum(map(len, _WORD.findall(sample))) or 1
    rules = load_rules("languages")
    for script, name in () if sample.isascii() else _SCRIPTS:
        if len(script.findall(sample)) > 0.4 * letters:
            if name not in rules["scripts"]:
                return name
            return _best(sample, rules["scripts"][name]) or _code(declared) or rules["defaults"][name]
    return _best(sample, rules["latin"]) or _code(declared) or rules["shipped"]


def _best(sample: str, languages: dict[str, str]) -> str | None:
    counts = Counter(word.lower() for word in _WORD.findall(sample))
    scores = sorted(
        ((sum(counts[word] for word in words.split()), code) for code, words in languages.items()),
        reverse=True,
    )
    (best, code), (runner_up, _) = scores[0], scores[1]
    enough = max(3, 0.12 * counts.total()) if code != load_rules("languages")["shipped"] else 1
    return code if best > enough and best > 1.3 * runner_up else None


def _code(declared: str | None) -> str | None:
    match = re.match(r"[a-zA-Z]{2}(?![a-zA-Z])", declared or "")
    return match[0].lower() if match else None
