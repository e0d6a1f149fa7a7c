"""Entities across documents on ECB+: gold mentions clustered over all topics at once, no topic given.

    python -m tests.bench.crossdoc CORPUS [--only TOPIC ...] [--model NAME]

CORPUS is a folder of topics with ``score_coref.py`` beside them. A gold mention gets the entity of ours that
covers it best; where that is in no entity its chain, and where there is none it stands alone.

"by story" adds what a reader takes for granted and the graph leaves out on purpose: in reports of one story,
told by their words and entities and by no gold topic, unnamed things of one noun ("the driver") are one.
"""

from __future__ import annotations

import argparse
import importlib.util
import math
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from nlp.entities import build_chains, resolve_entities
from nlp.extract.who.mentions import PRONOUNS, extract_mentions
from nlp.incidents import story_terms
from nlp.incidents.resolution.event_facts import head_of
from nlp.incidents.resolution.stemming import stem
from nlp.records import Document, Mention
from nlp.text.pipeline import DEFAULT_MODEL, build_language
from tests.bench.ecb import GoldMention, read_topics

SAME_STORY = 0.3  # share of the lighter report's telling terms that two reports of one story have in common
MEASURES = ("MUC", "B3", "CEAFe", "CoNLL")


def load_scorer(path: Path) -> Callable[[dict[Any, Any], dict[Any, Any]], dict[str, Any]]:
    """The ``score`` function of a scorer that stands beside its corpus."""
    spec = importlib.util.spec_from_file_location("score_coref", path)
    if spec is None or spec.loader is None:
        sys.exit(f"no scorer at {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.score  # type: ignore[no-any-return]


def covering(gold: GoldMention, mentions: Sequence[Mention]) -> Mention | None:
    """Our mention that stands for a gold one: headed inside it, and overlapping it most."""
    inside = [m for m in mentions if gold.start <= m.head < gold.end]
    return max(inside, key=lambda m: _overlap(gold, m), default=None)


def _overlap(gold: GoldMention, mention: Mention) -> float:
    low, high = max(gold.start, mention.start), min(gold.end, mention.end)
    return max(high - low, 0) / (max(gold.end, mention.end) - min(gold.start, mention.start))


def last_word(gold: GoldMention) -> str:
    """The baseline's key: the last word of the mention."""
    words = gold.text.lower().split()
    return words[-1] if words else gold.text


def group_stories(terms: Mapping[str, frozenset[str]]) -> dict[str, int]:
    """Number of the story of each report: linked where enough of their terms are shared, rare ones most."""
    spread = Counter(term for found in terms.values() for term in found)
    rarity = {term: math.log(len(terms) / count) for term, count in spread.items()}
    weight = {name: sum(rarity[t] for t in found) for name, found in terms.items()}
    story = {name: number for number, name in enumerate(sorted(terms))}
    for left, right in combinations(sorted(terms), 2):
        shared = sum(rarity[t] for t in terms[left] & terms[right])
        if shared > SAME_STORY * min(weight[left], weight[right]) and story[left] != story[right]:
            low, high = sorted((story[left], story[right]))
            story = {name: low if number == high else number for name, number in story.items()}
    return story


def noun_of(mention: GoldMention) -> str:
    """The head noun of a phrase by its shape, in the singular."""
    return stem(head_of(mention.text))


def main() -> None:
    """Run the bench and print one line a figure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--model", default=DEFAULT_MODEL)
    args = parser.parse_args()
    score = load_scorer(args.corpus / "score_coref.py")
    language = build_language(args.model)
    gold: dict[Any, str] = {}
    word: dict[Any, str] = {}
    said: dict[Any, str] = {}
    chains = []
    found = 0
    texts: dict[str, str] = {}
    named: dict[str, list[str]] = {}
    noun: dict[Any, str] = {}
    for article in read_topics(args.corpus):
        if args.only and article.name.split("_")[0] not in args.only:
            continue
        document = Document(
            id=article.name, path=article.name, title="", text=article.text, published=date(2010, 1, 1)
        )
        mentions = extract_mentions(language(article.text), document)
        chains += build_chains(mentions)
        texts[article.name] = article.text
        named[article.name] = [m.chain for m in mentions]
        for mention in article.mentions:
            key = (article.name, mention.start, mention.end)
            ours = covering(mention, mentions)
            found += ours is not None
            gold[key] = mention.cluster
            word[key] = last_word(mention)
            noun[key] = noun_of(mention)
            said[key] = ours.chain if ours else f"alone {key}"
    entity = {chain: e.id for e in resolve_entities(chains) for chain in e.chain_ids}
    known = {name: [entity[c] for c in held if c in entity] for name, held in named.items()}
    stories = group_stories({name: story_terms(text, known[name]) for name, text in texts.items()})
    unnamed: dict[str, Any] = {}
    for key, chain in said.items():
        if chain not in entity and noun[key] not in PRONOUNS:
            unnamed.setdefault(chain, (stories[key[0]], noun[key]))
    by_story = {key: entity.get(c) or unnamed.get(c, c) for key, c in said.items()}
    said = {key: entity.get(chain, chain) for key, chain in said.items()}
    print(f"ECB+ stories told apart\t{len(set(stories.values()))}\tstories")
    print(f"ECB+ gold entity mentions that we have\t{100 * found / len(gold):.1f}\t%")
    for name, system in (("last word", word), ("dateline", said), ("dateline, by story", by_story)):
        result = score(gold, system)
        for measure in MEASURES:
            value = result[measure]
            print(f"ECB+ entities {measure}, {name}\t{value if measure == 'CoNLL' else value[2]}\tF1")


if __name__ == "__main__":
    main()
