"""Entities across documents on ECB+: gold mentions clustered over all topics at once, no topic given.

    python -m tests.bench.crossdoc CORPUS [--only TOPIC ...] [--model NAME]

CORPUS is a folder of topics with ``score_coref.py`` beside them. A gold mention gets the entity of ours that
covers it best; where that is in no entity its chain, and where there is none it stands alone.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from nlp.extract.mentions import extract_mentions
from nlp.identity import build_chains, resolve_entities
from nlp.language import DEFAULT_MODEL, build_language
from nlp.records import Document, Mention
from tests.bench.ecb import GoldMention, read_topics

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
    for article in read_topics(args.corpus):
        if args.only and article.name.split("_")[0] not in args.only:
            continue
        document = Document(
            id=article.name, path=article.name, title="", text=article.text, published=date(2010, 1, 1)
        )
        mentions = extract_mentions(language(article.text), document)
        chains += build_chains(mentions)
        for mention in article.mentions:
            key = (article.name, mention.start, mention.end)
            ours = covering(mention, mentions)
            found += ours is not None
            gold[key] = mention.cluster
            word[key] = last_word(mention)
            said[key] = ours.chain if ours else f"alone {key}"
    entity = {chain: e.id for e in resolve_entities(chains) for chain in e.chain_ids}
    said = {key: entity.get(chain, chain) for key, chain in said.items()}
    print(f"ECB+ gold entity mentions that we have\t{100 * found / len(gold):.1f}\t%")
    for name, system in (("last word", word), ("dateline", said)):
        result = score(gold, system)
        for measure in MEASURES:
            value = result[measure]
            print(f"ECB+ entities {measure}, {name}\t{value if measure == 'CoNLL' else value[2]}\tF1")


if __name__ == "__main__":
    main()
