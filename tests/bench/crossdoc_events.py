"""Event coreference across documents on ECB+: ``python -m tests.bench.crossdoc_events CORPUS``.

All topics at once, no gold topic. "gold": the corpus's event mentions are given, their types, participants,
places and times are read by this project. "end to end": the events are this project's own, scored in the
sentences that the corpus annotates. The scorer (``score_coref.py``) lies in CORPUS. Prints CoNLL F1 beside
that of joining mentions of one stem.
"""

from __future__ import annotations

import argparse
import importlib.util
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from unittest import mock

from spacy.language import Language
from spacy.tokens import Token

import nlp.extract.events
from nlp.entities import build_chains, resolve_entities
from nlp.extract import extract
from nlp.extract.what.triggers import Trigger, TriggerFinder
from nlp.incidents import EventFacts, build_facts, resolve_incidents, story_terms
from nlp.incidents.resolution.stemming import stem
from nlp.records import Document, Event, Extraction, Span, Status
from nlp.rules.event_rules import OTHER
from nlp.text.pipeline import DEFAULT_MODEL, build_language
from nlp.text.prepare import prepare_text

ACTIONS = ("ACTION", "NEG_ACTION")
CLOSING = frozenset(".,;:!?)'’”%]") | {"'s", "’s", "n't", "n’t", "'re", "'ve", "'ll", "'d", "'m"}
OPENING = frozenset("([$“‘#")


@dataclass(slots=True)
class Article:
    """One file: its text, and its gold event mentions as mention id -> (start, end, cluster)."""

    document: Document
    gold: dict[str, tuple[int, int, str]] = field(default_factory=dict)
    sentences: list[tuple[int, int]] = field(default_factory=list)


def read_article(path: Path) -> Article:
    """Read an ECB+ file; the address in its first line is marked as boilerplate."""
    root = ElementTree.parse(path).getroot()
    tokens = [(t.get("t_id"), t.get("sentence"), t.text or "") for t in root.iter("token")]
    pieces: list[str] = []
    at, before, place = 0, None, {}
    sentences: dict[str | None, list[int]] = {}
    for number, sentence, word in tokens:
        joined = before is None or (before[1] == sentence and (word in CLOSING or before[0] in OPENING))
        pieces.append(word if joined else " " + word)
        start = at + (not joined)
        at = start + len(word)
        place[number] = (start, at)
        sentences.setdefault(sentence, [start, at])[1] = at
        before = (word, sentence)
    text = "".join(pieces)
    address = tuple((low, high) for low, high in sentences.values() if text[low:].startswith("http"))
    document = Document(id=path.name, path=path.name, title=path.name, text=text, boilerplate=address)
    article = Article(document)
    clusters = dict(_clusters(root, path.name))
    for mark in root.find("Markables") or ():
        anchors = [place[a.get("t_id")] for a in mark.findall("token_anchor")]
        if anchors and mark.tag.startswith(ACTIONS):
            key = f"{path.name}|{mark.get('m_id')}"
            start, end = min(anchors)[0], max(anchors)[1]
            article.gold[key] = (start, end, clusters.get(mark.get("m_id"), key))
    starts = [start for start, _, _ in article.gold.values()]
    article.sentences = [
        (low, high) for low, high in sentences.values() if any(low <= s < high for s in starts)
    ]
    return article


def _clusters(root: ElementTree.Element, name: str) -> Iterator[tuple[str | None, str]]:
    for relation in root.find("Relations") or ():
        cross = relation.tag == "CROSS_DOC_COREF"
        cluster = relation.get("note") if cross else f"{name}:{relation.get('r_id')}"
        for source in relation.findall("source"):
            yield source.get("m_id"), str(cluster)


class GivenTriggers(TriggerFinder):
    """Finds what the project finds and, beside it, the words it is told to take for events."""

    heads: tuple[Token, ...] = ()

    def find(self) -> list[Trigger]:
        """All triggers in reading order."""
        known = {trigger.token.i: trigger for trigger in super().find()}
        for token in self.heads:
            nominal = token.pos_ in {"NOUN", "PROPN"}
            bare = Trigger(token=token, end=token, type=OTHER, clause=token, rule="given", nominal=nominal)
            known.setdefault(token.i, bare)
        return [known[index] for index in sorted(known)]


def read_gold_events(article: Article, language: Language) -> tuple[Extraction, dict[str, str]]:
    """The gold mentions as events, and key -> stem of the trigger."""
    document = article.document
    doc = language(prepare_text(document))
    heads: dict[str, Token] = {}
    for key, (start, end, _) in article.gold.items():
        heads[key] = doc.char_span(start, end, alignment_mode="expand").root
    GivenTriggers.heads = tuple(heads.values())
    with mock.patch.object(nlp.extract.events, "TriggerFinder", GivenTriggers):
        found = extract(doc, document)
    events = []
    for key, token in heads.items():
        read = next((e for e in found.events if e.trigger.start <= token.idx < e.trigger.end), None)
        events.append(replace(read or _bare_event(token, document), id=key))
    return replace(found, events=tuple(events)), {k: stem(t.lemma_) for k, t in heads.items()}


def _bare_event(token: Token, document: Document) -> Event:
    """An event of which nothing is known but its word."""
    low, high = token.sent.start_char, token.sent.end_char
    return Event(
        id="",
        document_id=document.id,
        type=OTHER.name,
        trigger=Span(start=token.idx, end=token.idx + len(token), text=token.text),
        sentence=Span(start=low, end=high, text=document.text[low:high]),
        when=None,
        participants=(),
        place=None,
        status=Status.HAPPENED,
        attribution=(),
    )


def gather_facts(extractions: Sequence[Extraction]) -> list[EventFacts]:
    """Facts of all events, identity resolved over all documents."""
    chains = [chain for each in extractions for chain in build_chains(each.mentions)]
    entity = {chain: e.id for e in resolve_entities(chains) for chain in e.chain_ids}
    facts = []
    for each in extractions:
        named = {m.id: entity[m.chain] for m in each.mentions if m.chain in entity}
        story = story_terms(prepare_text(each.document), list(named.values()))
        facts += [_facts(event, named, story) for event in each.events]
    return facts


def _facts(event: Event, named: Mapping[str, str], story: frozenset[str]) -> EventFacts:
    return build_facts(event, published=None, publisher=None, entity_of=named, story=story)


def align(event: Event, article: Article) -> str:
    """The gold mention that an event's trigger overlaps, else a key of its own."""
    start, end = event.trigger.start, event.trigger.end
    return next((k for k, (low, high, _) in article.gold.items() if start < high and low < end), event.id)


def load_scorer(corpus: Path) -> Callable[[Mapping[str, str], Mapping[str, str]], dict[str, Any]]:
    """``score`` of the corpus's own scorer."""
    spec = importlib.util.spec_from_file_location("score_coref", corpus / "score_coref.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{corpus} holds no score_coref.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Callable[[Mapping[str, str], Mapping[str, str]], dict[str, Any]] = module.score
    return found


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    args = parser.parse_args()
    score, language = load_scorer(args.corpus), build_language(args.model)
    gold: dict[str, str] = {}
    stems: dict[str, str] = {}
    given, own, aligned = [], [], {}
    for path in sorted(args.corpus.glob("*/*.xml")):
        article = read_article(path)
        gold |= {key: cluster for key, (_, _, cluster) in article.gold.items()}
        extraction, found = read_gold_events(article, language)
        stems |= found
        given.append(extraction)
        plain = extract(language(prepare_text(article.document)), article.document)
        own.append(plain)
        for event in plain.events:
            if any(low <= event.trigger.start < high for low, high in article.sentences):
                aligned[event.id] = align(event, article)
    made = {e: i.id for i in resolve_incidents(gather_facts(given)) for e in i.event_ids}
    free = {e: i.id for i in resolve_incidents(gather_facts(own)) for e in i.event_ids}
    results = {
        "stem": score(gold, stems),
        "gold": score(gold, made),
        "end_to_end": score(gold, {aligned[e]: free[e] for e in aligned}),
    }
    for name, result in results.items():
        for measure in ("MUC", "B3", "CEAFe"):
            print(f"crossdoc.events.{name}.{measure}\t{result[measure][2]}\tF1")
        print(f"crossdoc.events.{name}\t{result['CoNLL']}\tCoNLL F1")


if __name__ == "__main__":
    main()
