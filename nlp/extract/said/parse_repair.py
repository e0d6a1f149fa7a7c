"""Mends what a small parser regularly gets wrong about reporting verbs, before anything is read off it.

Some confusions turn a source into a doer, so they are mended in the tree itself, where all readers see it:
a plural present tagged as a noun ("Lawyers for X allege that Y stole": *allege* an object of *for*, *Lawyers*
a second subject of *stole*), and a reporting clause that interrupts a relative one ("whom, their families
claim, took": *took* coordinated with *claim*);
a deed hung on the name of him who is accused or cleared of it ("suspect X of killing").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from nlp.extract.said.cue_rules import load_cues
from nlp.rules.event_rules import load_event_rules
from nlp.rules.language import Language, language_in_force

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_RELATIVE = frozenset({"WP", "WDT"})
_LONGEST = 8  # tokens of a source between two commas


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """Words with a preposition that charge or clear; the hashes of those words, and of reporting verbs."""

    charges: frozenset[str]
    charging: NDArray[np.uint64]
    cues: NDArray[np.uint64]


@dataclass(slots=True)
class _Edits:
    """New heads, labels and tags by token index."""

    heads: dict[int, int] = field(default_factory=dict)
    labels: dict[int, str] = field(default_factory=dict)
    verbs: dict[int, str] = field(default_factory=dict)
    lemmas: dict[int, str] = field(default_factory=dict)

    def hang(self, token: Token, head: Token, label: str) -> None:
        self.heads[token.i], self.labels[token.i] = head.i, label


def repair_parse(doc: Doc) -> int:
    """Mend the tree of ``doc`` in place; returns how many sentences were mended.

    A ``doc`` without a parse is left alone.
    """
    if not doc.has_annotation("DEP"):
        return 0
    edits, mended = _Edits(), 0
    words = language_in_force().build(_read_words)
    for token in _words(doc, "LEMMA", words.charging):
        if token.pos_ == "VERB":
            mended += _mend_charge(token, edits, words.charges)
    strings = doc.vocab.strings
    tags, labels, starts = (doc.to_array(name) for name in ("TAG", "DEP", "SENT_START"))
    for index in np.flatnonzero((tags == strings["VBG"]) & (labels == strings["acl"])).tolist():
        mended += _mend_harm(doc[index], edits)
    for index in np.flatnonzero((tags == strings["VBN"]) & (starts == 1)).tolist():
        mended += _mend_fronted(doc[index], edits)
    for cue in _words(doc, "LEMMA", words.cues):
        mended += _mend_participle(cue, edits) or _mend_citing(cue, edits)
    for cue in _words(doc, "LOWER", words.cues):
        mended += _mend_noun(cue, edits) or _mend_interruption(cue, edits)
    if mended:
        _apply(doc, edits)
    return mended


def _words(doc: Doc, attribute: str, keys: NDArray[np.uint64]) -> Iterator[Token]:
    """Tokens that have one of ``keys``, spaCy's hashes of words, for their lemma or form."""
    for index in np.flatnonzero(np.isin(doc.to_array(attribute), keys)).tolist():
        yield doc[index]


def _read_words(language: Language) -> _Vocabulary:
    status = load_event_rules().status
    charges = status["charging_words"] | status["clearing_words"] | status["finding_words"]
    return _Vocabulary(
        charges, _keys(word.split()[0] for word in charges), _keys(word for word in load_cues().verbs)
    )


def _keys(words: Iterable[str]) -> NDArray[np.uint64]:
    return np.array(sorted({get_string_id(word) for word in words}), "uint64")


def _mend_noun(cue: Token, edits: _Edits) -> bool:
    """ "Lawyers for X allege that Y stole": a noun before "that" whose clause has two subjects."""
    doc = cue.doc
    if cue.pos_ not in {"NOUN", "PROPN"} or cue.i + 2 >= len(doc) or doc[cue.i + 1].lower_ != "that":
        return False
    verb = doc[cue.i + 1].head
    if verb.pos_ not in {"VERB", "AUX"} or verb.i < cue.i:
        return False
    if verb.head.i == cue.i and any(c.dep_ == "nsubj" for c in cue.lefts):
        edits.verbs[cue.i] = "VBP"  # the tree is right, the tag is not
        return True
    first = next((c for c in verb.lefts if c.dep_ in _SUBJECTS and c.i < cue.i), None)
    root = cue.sent.root
    if root.pos_ in {"NOUN", "PROPN"} and root.i < cue.i and verb.dep_ in {"acl", "relcl"}:
        first = root  # "Lawyers [for the mill allege] that ...": a noun that is the whole sentence
    second = any(c.dep_ in _SUBJECTS and c.i > cue.i for c in verb.lefts)
    if first is None or not second or first.tag_ not in {"NNS", "NNPS", "PRP", "NNP"}:
        return False
    if first.i == root.i or verb.head.i == verb.i:
        edits.hang(cue, cue, "ROOT")
    else:
        edits.hang(cue, verb.head, verb.dep_)
    edits.verbs[cue.i] = "VBP"
    edits.hang(verb, cue, "ccomp")
    edits.hang(first, cue, "nsubj")
    last = doc[cue.i - 1]
    if last.i != first.i and cue.head.i < cue.i and last.head.i == cue.i:
        edits.hang(
            last, cue.head, cue.dep_
        )  # "Halden Works allege": what modified the noun was a noun itself
        for child in cue.lefts:
            if child.i < last.i:
                edits.hang(child, last, child.dep_)
    for child in (*verb.lefts, *(first.rights if first.i == root.i else ())):
        if child.i < cue.i and child.i != first.i and child.head.i == verb.i:
            edits.hang(child, cue, child.dep_)
        elif child.i > cue.i and child.dep_ == "punct":
            edits.hang(child, cue, "punct")
    return True


def _mend_participle(cue: Token, edits: _Edits) -> bool:
    """ "A blogger refuted claims that": a past tense taken for a participle before its own object."""
    held = cue.head
    if cue.dep_ != "amod" or cue.tag_ not in {"VBN", "VBD"} or held.i != cue.i + 1 or cue.i == cue.sent.start:
        return False
    told = any(c.dep_ in {"acl", "relcl"} and c.left_edge.dep_ == "mark" for c in held.children)
    subject = cue.doc[cue.i - 1]
    if not told or held.i != cue.sent.root.i or subject.pos_ not in {"NOUN", "PROPN"}:
        return False
    if subject.head.i not in {cue.i, held.i}:
        return False
    edits.hang(cue, cue, "ROOT")
    edits.hang(held, cue, "dobj")
    edits.hang(subject, cue, "nsubj")
    edits.verbs[cue.i] = "VBD"
    for child in held.children:
        if child.i < subject.i:
            edits.hang(child, subject, child.dep_)
        elif child.dep_ == "punct" and child.i > held.i:
            edits.hang(child, cue, "punct")
    return True


def _mend_citing(cue: Token, edits: _Edits) -> bool:
    """ "reported, citing X, that Y": the clause after the second comma is the verb's own."""
    doc, end = cue.doc, cue.sent.end
    if cue.i + 3 >= end or doc[cue.i + 1].text != "," or doc[cue.i + 2].lower_ not in {"citing", "quoting"}:
        return False
    that = next((t for t in doc[cue.i + 3 : end - 1] if t.lower_ == "that" and t.nbor(-1).text == ","), None)
    if that is None:
        return False
    verb = next((t for t in doc[that.i + 1 : end] if t.pos_ in {"VERB", "AUX"} and t.tag_ in _FINITE), None)
    while verb is not None and verb.dep_ in {"aux", "auxpass"} and verb.head.i > verb.i:
        verb = verb.head
    if verb is None or (verb.head.i == cue.i and verb.dep_ == "ccomp"):
        return False
    edits.hang(verb, cue, "ccomp")
    edits.hang(that, verb, "mark")
    if not any(c.dep_ in _SUBJECTS and c.i > that.i for c in verb.lefts):
        subject = next((c for c in reversed(list(verb.lefts)) if that.i < c.i and c.dep_ != "neg"), None)
        if subject is not None:
            edits.hang(subject, verb, "nsubj")
    return True


def _mend_charge(verb: Token, edits: _Edits, charges: frozenset[str]) -> bool:
    """ "suspect X of killing": what the accused is accused of hangs on the verb, not on his name."""
    done = False
    by = [held for c in verb.children if c.dep_ == "agent" for held in c.children if held.dep_ == "pobj"]
    for held in (*verb.children, *by):
        if held.dep_ not in {"dobj", "nsubjpass", "pobj"}:
            continue
        for link in held.rights:
            if link.dep_ == "prep" and link.i > held.i and f"{verb.lemma_.lower()} {link.lower_}" in charges:
                edits.hang(link, verb, "prep")
                done = True
                _mend_gerund(link, edits)
    for link in verb.children:
        if link.dep_ == "prep" and f"{verb.lemma_.lower()} {link.lower_}" in charges:
            done = _mend_gerund(link, edits) or done
    return done


def _mend_gerund(link: Token, edits: _Edits) -> bool:
    """ "accused of hiding losses": a gerund taken for the first part of a compound."""
    gerund = link.doc[link.i + 1] if link.i + 1 < len(link.doc) else link
    held = gerund.head
    if gerund.dep_ not in {"compound", "amod"} or held.dep_ != "pobj" or held.head.i != link.i:
        return False
    lemma = _base(gerund.lower_)
    if lemma is None:
        return False
    edits.hang(gerund, link, "pcomp")
    edits.hang(held, gerund, "dobj")
    edits.verbs[gerund.i], edits.lemmas[gerund.i] = "VBG", lemma
    return True


def _base(form: str) -> str | None:
    """The verb of which ``form`` is the gerund, where the rules know it; a noun ("shelling") is none."""
    rules = load_event_rules()
    if not form.endswith("ing") or form in rules.nouns:
        return None
    stem = form[:-3]
    single = stem[:-1] if stem[-1:] == stem[-2:-1] else stem
    known = (base for base in (stem, stem + "e", single) if base in rules.verbs or base in rules.light)
    return next(known, None)


def _mend_fronted(verb: Token, edits: _Edits) -> bool:
    """ "Killed in the blast were a nurse and two drivers": what follows "were" is the subject."""
    sent = verb.sent
    if verb.tag_ != "VBN" or verb.i != sent.start:
        return False
    be = next((t for t in sent if t.lower_ in {"was", "were", "are"} and t.head.i in {t.i, verb.i}), None)
    if be is None:
        return False
    struck = [
        t
        for t in sent
        if t.i > be.i and t.dep_ in {"attr", *_SUBJECTS} and t.head.i in {be.i, verb.i} and _is_nominal(t)
    ]
    if not struck or any(t.dep_ in _SUBJECTS for t in sent[: be.i - sent.start]):
        return False
    edits.hang(verb, verb, "ROOT")
    edits.hang(be, verb, "auxpass")
    edits.hang(struck[0], verb, "nsubjpass")
    for other in struck[1:]:
        edits.hang(other, struck[0], "conj")
    for child in be.children:
        if child.i not in edits.heads and child.dep_ == "punct":
            edits.hang(child, verb, "punct")
    return True


def _mend_harm(verb: Token, edits: _Edits) -> bool:
    """ "opened fire at a party, killing one": who kills is the subject of the clause, not the party."""
    rules, held = load_event_rules(), verb.head
    kinds = {rules.types[p.type].family for p in rules.verbs.get(verb.lemma_.lower(), ()) if not p.words}
    if not kinds & {"life", "conflict"} or held.dep_ not in {"pobj", "dobj"} or held.pos_ != "NOUN":
        return False
    lemma = held.lemma_.lower()
    if any(lemma in rules.classes[name].nouns for name in ("person", "weapon", "force", "vehicle")):
        return False
    above = held.head
    while above.pos_ == "ADP" and above.head.i != above.i:
        above = above.head
    if above.pos_ != "VERB" or not any(c.dep_ == "dobj" for c in verb.children):
        return False
    edits.hang(verb, above, "advcl")
    return True


def _is_nominal(token: Token) -> bool:
    return token.pos_ in {"NOUN", "PROPN", "NUM"}


def _mend_interruption(cue: Token, edits: _Edits) -> bool:
    """ "whom, their families claim, took": the clause after the second comma is the relative one."""
    doc = cue.doc
    after = cue.i + 1
    if cue.pos_ not in {"VERB", "NOUN"} or after + 1 >= len(doc) or doc[after].text != ",":
        return False
    low = cue.i - 1
    while low > cue.sent.start and cue.i - low <= _LONGEST and doc[low].text != ",":
        low -= 1
    pronoun = doc[low - 1] if low > cue.sent.start else cue
    if doc[low].text != "," or pronoun.tag_ not in _RELATIVE or pronoun.i == cue.sent.start:
        return False
    source = next((t for t in reversed(doc[low + 1 : cue.i]) if t.pos_ in {"NOUN", "PROPN", "PRON"}), None)
    verb = next((t for t in doc[after + 1 : cue.sent.end] if t.pos_ in {"VERB", "AUX"}), None)
    while verb is not None and verb.dep_ in {"aux", "auxpass"}:
        verb = verb.head
    antecedent = doc[pronoun.i - 1]
    while antecedent.dep_ in {"compound", "prep", "pobj", "punct"} and antecedent.head.i < pronoun.i:
        antecedent = antecedent.head
    if source is None or verb is None or verb.i <= cue.i or antecedent.pos_ not in {"NOUN", "PROPN", "PRON"}:
        return False
    if verb.is_ancestor(antecedent) and not _free(antecedent, verb, edits):
        return False
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    fresh = not any(c.dep_ in _SUBJECTS and c.i > cue.i for c in verb.children)
    edits.hang(verb, antecedent, "relcl")
    edits.hang(pronoun, verb, ("nsubjpass" if passive else "nsubj") if fresh else "dobj")
    edits.hang(cue, verb, "parataxis")
    edits.hang(source, cue, "nsubj")
    edits.verbs[cue.i] = cue.tag_ if cue.tag_.startswith("VB") else "VBP"
    return True


def _free(antecedent: Token, verb: Token, edits: _Edits) -> bool:
    """ "Two guards who, X allege, beat the prisoner were suspended": the last verb is the sentence's own."""
    main = next((c for c in verb.rights if c.pos_ in {"VERB", "AUX"} and c.dep_ in {"ccomp", "conj"}), None)
    if main is None:
        return False
    if verb.head.i == verb.i:
        edits.hang(main, main, "ROOT")
    else:
        edits.hang(main, verb.head, verb.dep_)
    passive = any(c.dep_ == "auxpass" for c in main.children)
    for child in main.lefts:
        if child.dep_ in _SUBJECTS:
            edits.hang(child, verb, "dobj")
    edits.hang(antecedent, main, "nsubjpass" if passive else "nsubj")
    for child in verb.children:
        if child.i > main.i and child.dep_ == "punct":
            edits.hang(child, main, "punct")
    return True


def _apply(doc: Doc, edits: _Edits) -> None:
    """Write the edits, unless they would make a circle of the tree."""
    columns: list[int | str] = ["HEAD", "DEP", "TAG", "POS"]
    rows = doc.to_array(columns)
    heads = [token.head.i for token in doc]
    for index, head in edits.heads.items():
        heads[index] = head
    if any(_circular(heads, index) for index in edits.heads):
        return
    strings = doc.vocab.strings
    for index, head in edits.heads.items():
        rows[index, 0] = np.int64(head - index).astype("uint64")
        rows[index, 1] = strings.add(edits.labels[index])
    for index, tag in edits.verbs.items():
        rows[index, 2], rows[index, 3] = strings.add(tag), strings["VERB"]
    doc.from_array(columns, cast(Any, rows))
    for index, lemma in edits.lemmas.items():
        doc[index].lemma_ = lemma
    for index, tag in edits.verbs.items():
        if tag == "VBP":
            doc[index].lemma_ = doc[index].lower_


def _circular(heads: list[int], index: int) -> bool:
    seen = set()
    while heads[index] != index:
        if index in seen:
            return True
        seen.add(index)
        index = heads[index]
    return False
