"""A quick look at many pairs of events at once: which of them no evidence left to look at can make one.

For every pair the highest score that it can still reach is reckoned from columns of numbers. What takes sets
to compare (names, words, stories) is held as bits, into which members are hashed: bits in common say how many
members two sets have in common at most. So a pair left out here would never have scored above 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from nlp.incidents.resolution.comparison_view import OPEN, View, build_view
from nlp.incidents.resolution.day_numbers import CLOSE
from nlp.incidents.resolution.records import EventFacts
from nlp.incidents.resolution.weights import OTHER_STORY, SAME_STORY, SAME_WORDS, STORY_SLOPE, WEIGHTS

NAME_BITS, WORD_BITS, STORY_BITS = 512, 512, 2048
_NAMED = sum(
    WEIGHTS[name] * most
    for name, most in (
        ("same place", 1.0),
        ("same patient", 1.0),
        ("same agent", 1.0),
        ("shared name", 2.0),
        ("same target", 1.0),
        ("same kind of patient", 1.5),
        ("same numbers", 1.0),
    )
)  # what shared names, places and numbers can add at most

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]
Weights = NDArray[np.float64]
Bits = NDArray[np.uint64]


class Screen:
    """Columns of the events of a case."""

    def __init__(self, facts: Sequence[EventFacts]) -> None:
        count = len(facts)
        self._ends = np.zeros((count, 2), dtype=np.int64)
        self._published = np.full(count, -1, dtype=np.int64)
        self._codes = np.zeros((count, 5), dtype=np.int64)  # trigger, family, type, kin, document
        self._flags = np.zeros((count, 8), dtype=np.bool_)
        self._names = np.zeros((count, NAME_BITS // 64), dtype=np.uint64)
        self._words = np.zeros((count, WORD_BITS // 64), dtype=np.uint64)
        self._sizes = np.zeros((count, 2), dtype=np.int64)  # words; how many of them share a bit with another
        self._story = np.zeros(count, dtype=np.int64)
        numbers: dict[str, int] = {}
        stories: dict[frozenset[str], int] = {}
        for index, each in enumerate(facts):
            view = build_view(each)
            self._ends[index] = view.first, view.last
            if view.published is not None:
                self._published[index] = view.published
            texts = (
                each.trigger,
                view.family,
                "other" if each.type == "other" else f"t:{each.type}",
                view.kin,
                each.document_id,
            )
            self._codes[index] = [numbers.setdefault(text, len(numbers)) for text in texts]
            self._flags[index] = (
                view.planned, view.denied, view.speech, each.series, bool(each.refers_to),
                each.interval is None, view.once,
                each.noun and each.interval is None,
            )  # fmt: skip
            self._names[index] = _bits(_evidence(view), NAME_BITS)[0]
            self._words[index], spare = _bits(each.words, WORD_BITS)
            self._sizes[index] = len(each.words), spare
            self._story[index] = stories.setdefault(each.story, len(stories))
        self._other = numbers.setdefault("other", len(numbers))
        packed = [_bits(story, STORY_BITS) for story in stories]
        self._stories = np.array([bits for bits, _ in packed], dtype=np.uint64)
        self._story_sizes = np.array(
            [(len(story), spare) for story, (_, spare) in zip(stories, packed, strict=True)], dtype=np.int64
        )

    def keep(self, left: Numbers, right: Numbers) -> Mask:
        """Which of the pairs ``left[i], right[i]`` (indices of events) can score above 0."""
        most, possible = self._plain(left, right)
        possible &= most + WEIGHTS["same story"] > 0
        at = np.flatnonzero(possible)
        most = most[at] + self._told(left[at], right[at])
        possible[at] = most > 0
        return possible

    def _plain(self, left: Numbers, right: Numbers) -> tuple[Weights, Mask]:
        """The highest score but for the stories, and whether types, days and status allow one happening."""
        one, two = self._flags[left].T, self._flags[right].T
        what = self._what(left, right)
        first, last = self._ends[:, 0], self._ends[:, 1]
        apart = np.maximum(first[right] - last[left], first[left] - last[right])
        plan = (one[0] == two[0]) | (one[0] & two[7]) | (two[0] & one[7])
        possible: Mask = (apart <= CLOSE) & plan & (what > -np.inf) & (left != right)
        most = WEIGHTS["base"] + what + self._time(left, right, apart)
        most += np.where(one[1] != two[1], max(WEIGHTS["denies what is told"], 0), 0)
        most += np.where(one[2] & two[2], WEIGHTS["acts of speech"], 0)
        up = one[4] | two[4]
        most += np.where(
            up, WEIGHTS["taken up"], np.where(one[3] != two[3], WEIGHTS["several against one"], 0)
        )
        shared = (self._names[left] & self._names[right]).any(axis=1)
        most += np.where(shared, _NAMED, 0)
        return most, possible

    def _what(self, left: Numbers, right: Numbers) -> Weights:
        one, two = self._codes[left].T, self._codes[right].T
        typed = (one[2] != self._other) & (two[2] != self._other)
        conditions = [
            one[0] == two[0],
            one[1] == two[1],
            typed & (one[2] == two[2]),
            typed & (one[3] == two[3]),
        ]
        names = ("same trigger", "same meaning", "same type", "kindred types")
        return np.select(conditions, [WEIGHTS[name] for name in names], default=-np.inf)

    def _time(self, left: Numbers, right: Numbers, apart: Numbers) -> Weights:
        undated = [self._flags[side, 5] for side in (left, right)]
        reports = [self._published[side] for side in (left, right)]
        first = self._ends[:, 0]
        before = np.zeros(len(left), dtype=np.bool_)
        for dated, told in ((0, 1), (1, 0)):
            start = first[(left, right)[dated]]
            before |= undated[told] & (reports[told] >= 0) & (reports[told] < start) & (start > -OPEN)
        known = (reports[0] >= 0) & (reports[1] >= 0)
        between = np.abs(reports[0] - reports[1])
        once = self._flags[left, 6] & self._flags[right, 6]
        far = WEIGHTS["reported far apart"] * np.where(
            once, np.minimum(0.3, between / 300), np.minimum(1, between / 60)
        )
        told_of = np.select(
            [before, ~known, between <= 3, between <= 20],
            [WEIGHTS["reported before it happened"], 0, WEIGHTS["reported together"], 0],
            default=far,
        )
        of_itself = np.select(
            [apart <= 0, apart == 1, apart <= CLOSE],
            [WEIGHTS["same day"], WEIGHTS["a day apart"], WEIGHTS["days apart"]],
            default=WEIGHTS["different dates"],
        )
        return np.where(undated[0] | undated[1], told_of, of_itself)

    def _told(self, left: Numbers, right: Numbers) -> Weights:
        """What the documents and the words can add at most."""
        sizes = np.minimum(self._sizes[left, 0], self._sizes[right, 0])
        both = np.bitwise_count(self._words[left] & self._words[right]).sum(axis=1)
        common = both + np.minimum(self._sizes[left, 1], self._sizes[right, 1])
        share = common / np.maximum(4, sizes)
        words = np.where(share >= SAME_WORDS, np.minimum(share, 1) * WEIGHTS["same words"], 0)
        words += np.where((both > 0) & (common >= sizes), WEIGHTS["copied sentence"], 0)
        same = self._codes[left, 4] == self._codes[right, 4]
        return words + np.where(same, WEIGHTS["same document"], self._stories_most(left, right))

    def _stories_most(self, left: Numbers, right: Numbers) -> Weights:
        one, two = self._story[left], self._story[right]
        both = np.bitwise_count(self._stories[one] & self._stories[two]).sum(axis=1)
        sizes = np.minimum(self._story_sizes[one, 0], self._story_sizes[two, 0])
        spare = np.minimum(self._story_sizes[one, 1], self._story_sizes[two, 1])
        share = (both + spare) / np.maximum(1, sizes)
        alike = WEIGHTS["same story"] * np.minimum(1, share * STORY_SLOPE)
        other = WEIGHTS["other story"] * (1 - share * 10)
        return np.where(
            sizes == 0, 0, np.where(share >= SAME_STORY, alike, np.where(share < OTHER_STORY, other, 0))
        )


def _evidence(view: View) -> set[str]:
    """All by which two events can turn out to share a place, a participant or a number."""
    facts = view.facts
    found = {*view.everyone, *facts.within, *view.place_words, *view.target_heads}
    found |= {*view.kinds, *view.units}
    if facts.place:
        found.add(facts.place)
    return found


def _bits(members: Iterable[str], width: int) -> tuple[Bits, int]:
    """Members hashed into bits, and how many of them fell on a bit that another one had set."""
    value, count = 0, 0
    for member in members:
        value |= 1 << crc32(member.encode("utf-8", "replace")) % width
        count += 1
    found = np.frombuffer(value.to_bytes(width // 8, "little"), dtype="<u8").astype(np.uint64)
    return found, count - value.bit_count()
