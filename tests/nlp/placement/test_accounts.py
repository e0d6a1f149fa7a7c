"""What other reports of the same incident say of when it happened."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from nlp.placement import Account, place_accounts
from nlp.records import Granularity, Interval, Placed, PlacedBasis, Status

DAYS = st.dates().map(lambda day: day.isoformat())


def account(
    key: str, published: str | None, day: str | None = None, *, status: Status = Status.HAPPENED
) -> Account:
    when = Interval(earliest=day, latest=day, granularity=Granularity.DAY) if day else None
    own = Placed(earliest=None, latest=published, estimate=None, basis=PlacedBasis.REPORT)
    return Account(
        id=key,
        status=status,
        when=when,
        placed=None if day else own,
        published=published,
        name=f"{key} Post",
    )


def test_one_account_dates_the_others() -> None:
    placed = place_accounts([account("a", "2031-05-04", "2031-05-02"), account("b", "2031-05-09")])
    assert placed["a"] is None
    other = placed["b"]
    assert other is not None
    assert (other.earliest, other.latest, other.estimate) == ("2031-05-02",) * 3
    assert (other.basis, other.anchor) == (PlacedBasis.INCIDENT, "a Post: 2031-05-02")


def test_accounts_that_differ_date_nothing() -> None:
    told = [account("a", "2031-05-04", "2031-05-02"), account("b", "2031-05-04", "2031-05-03")]
    other = place_accounts([*told, account("c", "2031-05-09")])["c"]
    assert other is not None
    assert (other.earliest, other.latest) == (None, "2031-05-04")
    assert other.rule == "not after the first report that tells it"


def test_a_day_that_an_account_cannot_hold_is_not_taken_over() -> None:
    later = account("a", "2031-05-09", "2031-05-08")
    placed = place_accounts([later, account("b", "2031-05-04")])["b"]
    assert placed is not None
    assert placed.latest == "2031-05-04"
    assert placed.estimate is None


def test_plans_keep_their_place() -> None:
    plan = account("b", "2031-05-01", status=Status.PLANNED)
    assert place_accounts([account("a", "2031-05-04", "2031-05-02"), plan])["b"] == plan.placed


def test_a_bet_that_all_agree_on_is_shared() -> None:
    bet = account("a", "2031-05-04")
    assert bet.placed is not None
    bet = replace(bet, placed=replace(bet.placed, estimate="2031-05-03"))
    shared = place_accounts([bet, account("b", "2031-05-05")])["b"]
    assert shared is not None
    assert (shared.earliest, shared.latest, shared.estimate) == (None, "2031-05-04", "2031-05-03")
    other = replace(account("c", "2031-05-04"), placed=replace(bet.placed, estimate="2031-05-01"))
    apart = place_accounts([bet, other, account("b", "2031-05-05")])["b"]
    assert apart is not None
    assert apart.estimate is None


@given(st.lists(st.tuples(st.one_of(st.none(), DAYS), st.one_of(st.none(), DAYS)), max_size=5))
def test_never_after_the_own_report(told: list[tuple[str | None, str | None]]) -> None:
    accounts = [account(str(nth), published, day) for nth, (published, day) in enumerate(told)]
    placed = place_accounts(accounts)
    for each in accounts:
        found = placed[each.id]
        if found is not None and each.published:
            assert found.latest is not None
            assert found.latest <= each.published
