"""According to whom: sources, the cues that mark them, and what they are quoted for.

Cues come from ``nlp/rules/attribution.toml``; the content of each is read off the parse
(:mod:`nlp.extract.frames`) or, for direct speech, off the quotation marks (:mod:`nlp.extract.speech`). What
counts as source, cue and content follows the PolNeAR guidelines (Newell et al., LREC 2018).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from nlp.extract.cues import CueRule, Cues, load_cues
from nlp.extract.frames import Stretch, contents_of, cut, subtree
from nlp.extract.quotes import Quotation, find_quotations
from nlp.extract.reading import Reading
from nlp.extract.sources import agent_of, antecedent_of, source_edges, subject_of
from nlp.extract.speech import Speech
from nlp.records import Attribution, Stance

UNNAMED = "unnamed source"
_NEVER = frozenset({"it", "there", "you", "this", "that", "which"})
_FIRST = frozenset({"i", "we", "me", "us"})  # in a quotation its speaker, who answers for it all anyway
_MODALS = frozenset({"may", "might", "could", "should", "must", "would", "can"})


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributedContent:
    """Some content and who answers for it.

    ``chain`` has the source nearest to the reader first; ``content`` are the character ranges said, the cue and
    the source cut out; ``cue`` and ``source`` the ranges of the marking words and of the source as it stands
    beside them (a relative pronoun, where ``chain`` has its antecedent), None for an unnamed source.
    ``vouches`` is False where the source wants, weighs or judges the content, or is said *not* to say it:
    then the content does not rest on its word. ``rule`` names the frame.
    """

    chain: tuple[Attribution, ...]
    content: tuple[tuple[int, int], ...]
    cue: tuple[int, int]
    source: tuple[int, int] | None = None
    vouches: bool = True
    rule: str = ""


def extract_attributions(reading: Reading) -> tuple[AttributedContent, ...]:
    """Return what ``reading`` attributes to a source, in the order of the cues."""
    return _Extractor(reading).run()


def attribution_of(contents: Sequence[AttributedContent], offset: int) -> tuple[Attribution, ...]:
    """Return the chain that governs the character at ``offset``, the source nearest to the reader first."""
    around = [
        content
        for content in contents
        if content.vouches and any(start <= offset < end for start, end in content.content)
    ]
    around.sort(key=lambda content: content.content[0][0] - content.content[-1][1])
    chain: list[Attribution] = []
    for content in around:
        chain.extend(link for link in content.chain if link not in chain)
    return tuple(chain)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A cue with its content, still in token indices."""

    cue: Stretch
    source: Token | None
    head: Token
    content: tuple[Stretch, ...]
    stance: Stance
    vouches: bool
    rule: str
    exact: tuple[tuple[int, int], ...] = ()  # character ranges, where quotation marks gave them


class _Extractor:
    """One pass over one document."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.doc = reading.doc
        self.text = reading.doc.text
        self.cues: Cues = load_cues()
        self.quotations: tuple[Quotation, ...] = find_quotations(self.text)
        self.speech = Speech(self.doc, self.quotations)

    def run(self) -> tuple[AttributedContent, ...]:
        found: list[AttributedContent] = []
        for one in self.find():
            made = self.build(one)
            if made is not None:
                found.append(made)
        found.sort(key=lambda content: content.cue)
        return tuple(found)

    def find(self) -> Iterator[_Found]:
        verbs, nouns, adverbs = self.cues.verbs, self.cues.nouns, self.cues.adverbs
        for token, lemma in candidates(self.reading, self.cues):
            pos = token.pos_
            if pos == "VERB" or (pos == "AUX" and lemma in verbs):
                if lemma == "accord":
                    yield from self.read_according(token)
                elif lemma in verbs:
                    yield from self.read_verb(token, verbs[lemma])
            elif pos == "NOUN" and lemma in nouns:
                yield from self.read_noun(token, nouns[lemma])
            elif pos == "NOUN" and lemma in self.cues.views:
                yield from self.read_view(token)
            elif pos == "ADV" and lemma in adverbs:
                yield from self.read_adverb(token, adverbs[lemma])
            elif pos == "ADJ" and lemma in self.cues.adjectives:
                yield from self.read_adjective(token, self.cues.adjectives[lemma])

    def read_verb(self, verb: Token, rules: tuple[CueRule, ...]) -> Iterator[_Found]:
        source = subject_of(verb)
        unnamed = source is None
        taken: list[Stretch] = []
        for rule in rules:
            if rule.documents and not self.is_document(source):
                continue
            for frame, content in contents_of(verb, rule):
                if frame == "object" and self.speech.covers(content[0], verb):
                    continue
                if any(low <= end and start <= high for low, high in content for start, end in taken):
                    continue
                if unnamed and frame not in ("passive", "clause", "on", "as"):
                    continue
                taken.extend(content)
                yield self.verb_found(verb, source, content, rule, frame)
        if not taken:
            for rule in rules:
                if "quote" in rule.frames:
                    speaker = source or self.speech.speaker(verb)
                    said = self.speech.said(verb, speaker)
                    if said:
                        one = self.verb_found(verb, speaker, (), rule, "quote")
                        yield replace(one, exact=said)
                        return

    def verb_found(
        self, verb: Token, source: Token | None, content: tuple[Stretch, ...], rule: CueRule, frame: str
    ) -> _Found:
        group = verb_group(verb)
        vouches = rule.vouches and not unreal(verb)
        return _Found(
            cue=group,
            source=source,
            head=verb,
            content=content,
            stance=rule.stance,
            vouches=vouches,
            rule=frame,
        )

    def is_document(self, source: Token | None) -> bool:
        return source is not None and source.lemma_.lower() in self.cues.documents

    def read_according(self, token: Token) -> Iterator[_Found]:
        prep = next((c for c in token.children if c.lower_ == "to"), None)
        source = next((c for c in prep.children if c.dep_ == "pobj"), None) if prep is not None else None
        if prep is None or source is None:
            return
        yield _Found(
            cue=(token.i, prep.i),
            source=source,
            head=token,
            stance=Stance.STATES,
            vouches=True,
            content=cut(self.scope(token), subtree(token)),
            rule="according",
        )

    def scope(self, adjunct: Token) -> Stretch:
        """What an adjunct such as "according to X" covers: the sentence when it stands at either end of one."""
        sentence = adjunct.sent
        low, high = subtree(adjunct)
        ends = all(t.is_punct or t.is_space for t in self.doc[high + 1 : sentence.end])
        starts = all(t.is_punct or t.is_space for t in self.doc[sentence.start : low])
        inside = self.speech.around(adjunct.idx)
        if (starts or ends) and inside is None:
            return sentence.start, sentence.end - 1
        return subtree(clause_above(adjunct))

    def read_noun(self, noun: Token, rule: CueRule) -> Iterator[_Found]:
        source = noun_source(noun)
        content: tuple[Stretch, ...] = ()
        for child in noun.children:
            if child.dep_ == "acl" and child.pos_ in ("VERB", "AUX") and child.i > noun.i:
                marked = child.left_edge.lower_ == "that" or child.left_edge.tag_ == "TO"
                if marked and child.tag_ not in ("VBG",):
                    content = (subtree(child),)
            elif (
                child.dep_ in ("prep",)
                and child.lower_ in ("of", "about", "for", "over", "against")
                and source is not None
            ):
                content = content or tuple(subtree(g) for g in child.children if g.dep_ in ("pobj", "pcomp"))
        if content and source is not None:
            yield _Found(
                cue=(noun.i, noun.i),
                source=source,
                head=noun,
                content=content,
                stance=rule.stance,
                vouches=rule.vouches,
                rule="noun",
            )

    def read_view(self, noun: Token) -> Iterator[_Found]:
        prep = noun.head
        source = next((c for c in noun.children if c.dep_ == "poss"), None)
        if prep.lower_ == "in" and prep.dep_ == "prep" and source is not None:
            yield _Found(
                cue=(prep.i, noun.i),
                source=source,
                head=noun,
                stance=Stance.STATES,
                vouches=True,
                content=cut(subtree(clause_above(prep)), subtree(prep)),
                rule="view",
            )

    def read_adverb(self, adverb: Token, stance: Stance) -> Iterator[_Found]:
        whole = subtree(clause_above(adverb))
        yield _Found(
            cue=(adverb.i, adverb.i),
            source=None,
            head=adverb,
            stance=stance,
            vouches=True,
            content=cut(whole, (adverb.i, adverb.i)),
            rule="adverb",
        )

    def read_adjective(self, adjective: Token, rule: CueRule) -> Iterator[_Found]:
        if adjective.head.pos_ not in ("AUX", "VERB") or adjective.dep_ != "acomp":
            return
        source = subject_of(adjective.head)
        for child in adjective.children:
            if child.dep_ == "ccomp" and source is not None:
                yield _Found(
                    cue=(adjective.head.i, adjective.i),
                    source=source,
                    head=adjective,
                    stance=rule.stance,
                    vouches=rule.vouches,
                    content=(subtree(child),),
                    rule="adjective",
                )

    def build(self, found: _Found) -> AttributedContent | None:
        source = found.source
        if source is not None and source.lower_ in _NEVER and source.tag_ not in ("WDT", "WP"):
            if source.lower_ != "it" or found.rule in ("passive",):
                return None
        if source is not None and source.lower_ in _FIRST and self.speech.around(source.idx) is not None:
            return None
        edges = source_edges(source, stop=found.head) if source is not None else None
        ranges = found.exact or self.ranges(found, edges)
        if not ranges:
            return None
        cue = self.chars(found.cue)
        if cue is None:
            return None
        link = self.link(source, cue, found.stance)
        return AttributedContent(
            chain=(link,),
            content=ranges,
            cue=cue,
            vouches=found.vouches,
            rule=found.rule,
            source=self.chars(edges) if edges else None,
        )

    def ranges(self, found: _Found, edges: Stretch | None) -> tuple[tuple[int, int], ...]:
        parts = list(found.content)
        for hole in (found.cue, edges):
            if hole is not None and found.rule not in ("object", "phrase", "prep"):
                parts = [piece for part in parts for piece in cut(part, hole)]
        ranges = [chars for part in parts if (chars := self.chars(part)) is not None]
        cue = self.chars(found.cue)
        if cue is None or not ranges:
            return ()
        return self.speech.snap(sorted(ranges), cue, found.head)

    def chars(self, stretch: Stretch) -> tuple[int, int] | None:
        """Characters of a stretch of tokens without loose punctuation and white space at its edges."""
        low, high = stretch
        doc = self.doc
        while low <= high and (doc[low].is_space or (doc[low].is_punct and not opens(doc[low]))):
            low += 1
        while high >= low and (doc[high].is_space or (doc[high].is_punct and not closes(doc[high]))):
            high -= 1
        if low > high:
            return None
        return doc[low].idx, doc[high].idx + len(doc[high])

    def link(self, source: Token | None, cue: tuple[int, int], stance: Stance) -> Attribution:
        cue_text = self.reading.document.text[cue[0] : cue[1]]
        if source is None:
            return Attribution(text=UNNAMED, cue=cue_text, stance=stance)
        token = antecedent_of(source)
        span = self.reading.phrase(token)
        mention = self.reading.mention_at(token, covering=False)
        return Attribution(
            text=span.text,
            cue=cue_text,
            stance=stance,
            start=span.start,
            end=span.end,
            mention_id=mention.id if mention is not None else None,
        )


def candidates(reading: Reading, cues: Cues) -> Iterator[tuple[Token, str]]:
    """Yield (token, lemma) for each token whose lemma is a cue's: one look-up a token."""
    strings = reading.doc.vocab.strings
    wanted = {
        strings[lemma]: lemma
        for group in (cues.verbs, cues.nouns, cues.adverbs, cues.adjectives, cues.views, ("accord",))
        for lemma in group
    }
    for index, lemma in enumerate(reading.doc.to_array(["LEMMA"]).tolist()):
        if lemma in wanted:
            yield reading.doc[index], wanted[lemma]


def verb_group(verb: Token) -> Stretch:
    """The verb with the auxiliaries, negations and adverbs directly before it, and its particle."""
    low = high = verb.i
    for child in reversed(list(verb.lefts)):
        if child.dep_ not in ("aux", "auxpass", "neg", "advmod") or child.i != low - 1:
            break
        low = child.i
    for child in verb.rights:
        if child.dep_ == "prt" and child.i == high + 1:
            high = child.i
    return low, high


def unreal(verb: Token) -> bool:
    """Whether the saying itself is denied, asked about or only possible."""
    for child in verb.children:
        if child.dep_ == "neg" or (child.dep_ == "aux" and child.lower_ in _MODALS):
            return True
    return any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in verb.children)


def clause_above(token: Token) -> Token:
    """The predicate of the clause a modifier stands in."""
    above = token.head
    while above.pos_ not in ("VERB", "AUX") and above.head.i != above.i:
        above = above.head
    return above


def noun_source(noun: Token) -> Token | None:
    """Whose claim it is: "X's claim", "the claim by X", "a warning from X"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
            return next((g for g in child.children if g.dep_ == "pobj"), None)
        if child.dep_ == "acl" and child.tag_ == "VBN":
            found = agent_of(child)
            if found is not None:
                return found
    return None


def opens(token: Token) -> bool:
    """Whether a mark may begin a content: an opening quotation mark or bracket."""
    return token.lower_[0] in "“‘\"«„`'([$"


def closes(token: Token) -> bool:
    """Whether a mark may end a content."""
    return token.lower_[-1] in "”’\"»')]%?!"
