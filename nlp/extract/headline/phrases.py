"""Noun phrases of headlines: short, and by name where a pronoun or a description stands for one."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from nlp.extract.parse.arguments import conjuncts
from nlp.extract.parse.parsed_document import ParsedDocument
from nlp.records import Attribution, EntityType, Mention, MentionKind

_LEFT = frozenset(
    {"det", "predet", "amod", "compound", "nummod", "quantmod", "poss", "nmod", "advmod", "neg"}
)
_LONGEST = 48  # characters of a phrase; beyond, what follows "of" is left out
_LISTED = 3  # coordinated phrases told in full
_COMMON = frozenset({"DET", "PRON", "ADJ", "NUM", "ADP", "ADV", "VERB"})


class Phrases:
    """Says who and what the phrases of one reading are."""

    def __init__(
        self, reading: ParsedDocument, times: frozenset[int], words: dict[str, frozenset[str]]
    ) -> None:
        self.reading = reading
        self._words = words
        self._times = times
        self.only: int | None = None  # where the one place stands that is told of several
        self._names: dict[str, Mention] = {}
        for mention in reading.mentions:
            if mention.kind != MentionKind.NAME:
                continue
            known = self._names.get(mention.chain)
            if known is None or (mention.type == EntityType.PERSON and len(mention.name) > len(known.name)):
                self._names[mention.chain] = mention

    def say(self, token: Token, attribution: tuple[Attribution, ...] = ()) -> str | None:
        """The phrase of ``token`` in words; None for a pronoun that nothing explains."""
        parts = list(conjuncts(self.reading, token))
        if self.only is not None and any(self._at(part) == self.only for part in parts):
            parts = [part for part in parts if self._at(part) == self.only]
        said = [self._one(part, attribution) for part in parts[:_LISTED]]
        if None in said[:1]:
            return None
        words = [each for each in said if each]
        if len(parts) > _LISTED:
            return f"{', '.join(words)} and others"
        return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"

    def _at(self, token: Token) -> int:
        mention = self.reading.mention_at(token)
        return mention.start if mention is not None else token.idx

    def name_of(self, mention_id: str | None) -> str | None:
        """The name of what a mention means, None where the document gives none."""
        if mention_id is None:
            return None
        known = self._names.get(self.reading.chain_of(mention_id))
        return " ".join(known.name.split()) if known else None

    def _one(self, token: Token, attribution: tuple[Attribution, ...]) -> str | None:
        mention = self.reading.mention_at(token, covering=False)
        if token.lower_ in self._words["speakers"]:
            return self.source(attribution)
        if token.lower_.endswith(("self", "selves")):
            return token.text
        if mention is None and token.pos_ == "PROPN":
            mention = self.reading.mention_at(token)
        if mention is not None:
            own = self._by_name(token, mention)
            if own is not None:
                return own
        if token.pos_ == "PRON" and token.tag_ in {"PRP", "PRP$", "DT", "WP", "WDT", "EX"}:
            return None
        return self._phrase(token)

    def _by_name(self, token: Token, mention: Mention) -> str | None:
        name = self.name_of(mention.id)
        if name is None:
            return None
        if mention.kind == MentionKind.NAME:
            whole = mention.type == EntityType.PERSON and name.endswith(mention.name.split()[-1:][0])
            return name if whole else self._phrase(token)
        if mention.kind == MentionKind.PRONOUN or mention.type == EntityType.PERSON:
            return name
        return None

    def source(self, attribution: tuple[Attribution, ...]) -> str | None:
        """Who speaks last in a chain of hearsay, by name."""
        for link in reversed(attribution):
            if link.start is None:
                continue
            said = self.name_of(link.mention_id) or _plain(link.text)
            if said.lower() not in self._words["unnamed"]:
                return said
        return None

    def _phrase(self, token: Token) -> str:
        kept = sorted({token, *self._left(token)}, key=lambda t: t.i)
        words = join(kept)
        first = kept[0]
        common = first.pos_ in _COMMON or first.tag_ == "NNS"
        if common and first.text.istitle() and self._opens(first):
            words = words[:1].lower() + words[1:]
        if any(c.dep_ == "poss" and c.i in self._times for c in self.reading.children(token)):
            words = f"the {words}"  # "Wednesday's attack": its date stands beside the headline
        tail = self._of(token)
        return f"{words} {tail}" if tail and len(words) + len(tail) < _LONGEST else words

    def _opens(self, token: Token) -> bool:
        """Whether a capital is its sentence's or its quotation's, and no name's."""
        mention = self.reading.mention_at(token)
        if mention is not None and mention.kind == MentionKind.NAME and mention.start <= token.idx:
            return False
        before = self.reading.doc[token.i - 1] if token.i else None
        return token.is_sent_start or before is None or before.is_punct or before.is_space

    def _left(self, token: Token) -> Iterator[Token]:
        for child in self.reading.children(token):
            if child.i < token.i and (child.dep_ in _LEFT or (child.text == "-" and child.dep_ == "punct")):
                if child.i in self._times and child.dep_ not in {"det", "nummod", "quantmod"}:
                    continue
                yield child
                if child.dep_ == "amod" and all(t.pos_ not in {"VERB", "AUX"} for t in child.lefts):
                    yield from (t for t in child.subtree if t.i < child.i)
                elif child.dep_ == "poss":
                    yield from (t for t in child.subtree if t.dep_ not in {"relcl", "appos"})
                else:
                    yield from self._left(child)
            elif child.dep_ in {"nummod", "case"} and child.i == token.i + 1 and child.i not in self._times:
                yield child

    def _of(self, token: Token) -> str:
        for child in self.reading.children(token):
            if child.lower_ in {"of", "for"} and child.dep_ == "prep" and child.i == token.i + 1:
                for held in self.reading.children(child):
                    if held.dep_ == "pobj" and held.i not in self._times:
                        said = self.say(held)
                        return f"{child.lower_} {said}" if said else ""
        return ""


def join(tokens: list[Token]) -> str:
    """Words as the text spaces them."""
    pieces = []
    for token, after in zip(tokens, [*tokens[1:], None], strict=True):
        apart = bool(token.whitespace_) or (after is not None and after.i != token.i + 1)
        pieces.append(token.text + (" " if apart else ""))
    return " ".join("".join(pieces).split())


def _plain(text: str) -> str:
    return " ".join(text.split()).strip("“”\"',;: ")
