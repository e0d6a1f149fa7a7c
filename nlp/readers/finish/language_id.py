"""The language of a text, by its letters and words. Cheap, and honest about doubt."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from nlp.rules import load_rules

SAMPLE = 2000
SURE = 0.9
LEAST_WORDS, SHORT = 4, 40
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
    """Return an ISO 639-1 code: what the text shows, else what is ``declared``, else the language shipped.

    A foreign script decides at once. Else py3langid does (Lui and Baldwin 2012), where it is sure, but
    a short text of foreign names with the shipped language's small words is in that language. Then the words
    of ``nlp/rules/languages.toml`` that no rival shares. Where nothing tells, the language stands that this
    program reads: a caption of three names is no other one.
    """
    sample = text[:SAMPLE]
    words = _WORD.findall(sample)
    letters = sum(map(len, words)) or 1
    rules = load_rules("languages")
    for script, name in () if sample.isascii() else _SCRIPTS:
        if len(script.findall(sample)) > 0.4 * letters:
            if name not in rules["scripts"]:
                return name
            return (
                _sure(sample)
                or _best(sample, rules["scripts"][name])
                or _code(declared)
                or rules["defaults"][name]
            )
    shipped, shown = rules["shipped"], _best(sample, rules["latin"])
    sure = _sure(sample) if len(words) >= LEAST_WORDS else None
    if sure and (sure == shipped or shown != shipped or len(words) > SHORT):
        return sure
    return shown or _code(declared) or shipped


def _sure(sample: str) -> str | None:
    """The language that py3langid is sure of; capitals are read as small letters."""
    found, share = _identifier().classify(sample.lower() if sample.isupper() else sample)
    return str(found) if share >= SURE else None


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


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
