"""Of what sort a phrase is: a weapon, people, money, by its mention and its words."""

from __future__ import annotations

from spacy.tokens import Token

from nlp.extract.parse.parsed_document import ParsedDocument
from nlp.rules.event_patterns import Condition, WordClass
from nlp.rules.event_rules import EventRules


class Sorts:
    """Tells the sorts of the phrases of one reading."""

    def __init__(self, reading: ParsedDocument, rules: EventRules) -> None:
        self.reading = reading
        self.rules = rules

    def fits(self, token: Token, condition: Condition) -> bool:
        """Whether ``token`` heads a phrase that is one of a condition's lemmas or classes."""
        lemma = token.lemma_.lower()
        if lemma in condition.lemmas or token.lower_ in condition.lemmas:
            return True
        return any(self.is_a(token, word_class) for word_class in condition.classes)

    def is_a(self, token: Token, word_class: WordClass) -> bool:
        """Whether ``token`` heads a phrase of ``word_class``, by its mention's type or by its lemma.

        Looks through quantities: "a group of soldiers" are soldiers, "dynamite sticks" dynamite.
        """
        mention = self.reading.mention_at(token)
        if mention is not None and mention.type in word_class.types:
            return True
        lemma = token.lemma_.lower()
        if token.tag_ == "NNPS" or (token.pos_ == "PROPN" and token.is_sent_start):
            lemma = token.lower_.removesuffix("s")  # "Drones" at the head of a sentence is no name
        if lemma in word_class.nouns and (mention is None or not word_class.types or token.pos_ != "PROPN"):
            return True
        if lemma in self.rules.syntax["partitives"]:
            for child in self.reading.children(token):
                if child.lower_ == "of":
                    return any(self.is_a(obj, word_class) for obj in self.reading.children(child))
                if child.dep_ == "compound" and self.is_a(child, word_class):
                    return True
        return False
