"""The analyst's own hand: what was missed added, what was misread repaired, each by one decision."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from nlp.case.decide import log
from nlp.case.decide.amendments import Fields
from nlp.case.decide.apply_to_records import added_event_id
from nlp.case.decide.event_verdicts import Verdict, VerdictKind
from nlp.case.decide.passages import passage_ref
from nlp.case.decide.remarks import Remark, RemarkKind, TargetKind, list_remarks
from nlp.case.decide.suggest import suggest_event
from nlp.case.file.database import Database
from nlp.entities import Decision
from nlp.errors import CaseError
from nlp.query import RemarkRow


class Hand(ABC):
    """The ways to add, to repair and to note; what makes the decisions is the case."""

    _database: Database

    @abstractmethod
    def _publish(self) -> None:
        """Have what is written by now seen."""

    @abstractmethod
    def decide(
        self, kind: str, targets: Sequence[str], *, value: str = "", author: str = "", reason: str = ""
    ) -> Decision | Verdict:
        """Make a decision and apply it."""

    def suggest_event(self, document_id: str, start: int, end: int) -> Fields:
        """What the program would read as the fields of an event on these words of a report.

        Raises:
            CaseError: the words are not in the case.
        """
        return suggest_event(self._database, passage_ref(document_id, start, end))

    def add_event(
        self, document_id: str, start: int, end: int, *, author: str = "", reason: str = "", **fields: Any
    ) -> str:
        """Make the words ``start``..``end`` (characters) of a report an event; returns its id.

        Args:
            fields: ``type``, ``status``, ``when`` (in words, or ISO), ``place``, ``participants`` and
                ``sources``: each of these an object (or a list of such) with ``text`` or ``entity`` (an id),
                and ``role``, ``amount``, ``unit`` or ``stance``. What isn't given stays open.

        Raises:
            CaseError: the words are not in the case, or a field is not what it should be.
        """
        target = passage_ref(document_id, start, end)
        return added_event_id(self._amend(VerdictKind.ADD_EVENT, [target], fields, author, reason))

    def edit_event(self, event_id: str, *, author: str = "", reason: str = "", **fields: Any) -> Verdict:
        """Change fields of an event, as :meth:`add_event` takes them; ``when=""`` takes its time away.

        Raises:
            CaseError: no such event, or a field is not what it should be.
        """
        return self._amend(VerdictKind.EDIT_EVENT, [event_id], fields, author, reason)

    def add_entity(
        self,
        document_id: str,
        start: int,
        end: int,
        *,
        type: str,
        name: str = "",
        author: str = "",
        reason: str = "",
    ) -> Verdict:
        """Make the words ``start``..``end`` of a report an entity, wherever else in it they stand too.

        Raises:
            CaseError: the words are not in the case, or there is no such type.
        """
        target = passage_ref(document_id, start, end)
        fields = {"type": type, "name": name}
        return self._amend(VerdictKind.ADD_ENTITY, [target], fields, author, reason)

    def add_relation(
        self, source: str, target: str, *, author: str = "", reason: str = "", **fields: Any
    ) -> Verdict:
        """Draw a relation from one entity to another.

        Args:
            fields: ``type`` ("ownership", ..., "linked"), ``label``, ``status`` ("current", "former",
                "alleged", "denied"), ``share`` (percent), ``when`` (in words, or ISO).

        Raises:
            CaseError: no such entities, or a field is not what it should be.
        """
        return self._amend(VerdictKind.ADD_RELATION, [source, target], fields, author, reason)

    def edit_relation(
        self, relation_id: str, *, author: str = "", reason: str = "", **fields: Any
    ) -> Verdict:
        """Change fields of a relation, as :meth:`add_relation` takes them.

        Raises:
            CaseError: no such relation, or a field is not what it should be.
        """
        return self._amend(VerdictKind.EDIT_RELATION, [relation_id], fields, author, reason)

    def remark(
        self,
        kind: RemarkKind | str,
        target: TargetKind | str,
        ref: str,
        value: str = "",
        *,
        author: str = "",
        replaces: str = "",
    ) -> Remark:
        """Write a note, tag or weight beside something of the case, on the log of decisions.

        Args:
            kind: "note", "tag", "untag", "importance" (1 to 3), "reliability" (A to F),
                "credibility" (1 to 6) or "seen" ("yes"); an empty value takes a weight back.
            target: what ``ref`` is the id of: "document", "event", "incident", "entity", "relation",
                "passage" (``DOCUMENT:START-END``), "source" (a publisher's name) or "day" (ISO).
            replaces: id of the note that this is a new wording of; an empty value then takes it away.

        Raises:
            CaseError: an unknown kind or target, or a value that is not of its scale.
        """
        if kind not in set(RemarkKind) or target not in set(TargetKind):
            raise CaseError(f"a remark is {', '.join(RemarkKind)} on {', '.join(TargetKind)}")
        with self._database.transaction():
            made = log.record_remark(
                self._database,
                RemarkKind(kind),
                TargetKind(target),
                ref,
                value=value,
                author=author,
                replaces=replaces,
            )
        self._publish()
        return made

    def remarks(self) -> list[RemarkRow]:
        """What analysts have written beside the facts and not taken back, oldest first."""
        return list_remarks(self._database, log.remarks_in_force(self._database))

    def _amend(
        self,
        kind: VerdictKind,
        targets: Sequence[str],
        fields: Mapping[str, Any],
        author: str,
        reason: str,
    ) -> Verdict:
        value = orjson.dumps(dict(fields)).decode()
        made = self.decide(kind, targets, value=value, author=author, reason=reason)
        assert isinstance(made, Verdict)  # noqa: S101  (what such a kind makes)
        return made
