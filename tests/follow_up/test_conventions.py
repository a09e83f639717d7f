"""Creating and amending a convention: what is known is kept, what is not stays unknown."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from ctg_tracking.errors import BadInput, Conflict, NotAllowed, NotFound
from ctg_tracking.follow_up.conventions import (
    ConventionDraft,
    SignatoryDraft,
    amend_convention,
    create_convention,
    years_after,
)
from ctg_tracking.model import Convention, Reader
from ctg_tracking.model.words import Role, SignatoryKind
from ctg_tracking.store import Store
from tests.factories import EVRY, GRIGNY, an_account


def stored(store: Store, reference: str) -> Convention:
    with store.read() as session:
        convention = session.scalars(select(Convention).where(Convention.reference == reference)).one()
        assert convention.signatories is not None
        assert convention.amendments is not None
        return convention


def test_the_end_follows_from_the_start_and_the_term(store: Store, author: Reader) -> None:
    reference = create_convention(store, author, ConventionDraft(EVRY, starts_on=date(2023, 1, 1), term_years=4))
    assert reference == "CTG-91228-2023"
    assert stored(store, reference).ends_on == date(2026, 12, 31)


def test_what_nobody_knows_stays_unknown(store: Store, author: Reader) -> None:
    convention = stored(store, create_convention(store, author, ConventionDraft(EVRY)))
    unknown = (convention.starts_on, convention.ends_on, convention.term_years, convention.signed_on)
    assert unknown == (None, None, None, None)


def test_signatories_and_predecessors_are_kept(store: Store, author: Reader) -> None:
    first = create_convention(store, author, ConventionDraft(EVRY, starts_on=date(2019, 1, 1), term_years=4))
    second = create_convention(
        store,
        author,
        ConventionDraft(
            EVRY,
            starts_on=date(2023, 1, 1),
            term_years=5,
            predecessors=[first],
            signatories=[SignatoryDraft("MSA", SignatoryKind.MSA, date(2023, 6, 1))],
        ),
    )
    assert [(s.name, s.joined_on) for s in stored(store, second).signatories] == [("MSA", date(2023, 6, 1))]


@pytest.mark.parametrize(("draft", "sentence"), [
    (ConventionDraft("99999"), "Territoire.*99999.*code Insee"),
    (ConventionDraft(EVRY, term_years=6), "Durée.*de 1 à 5"),
    (ConventionDraft(EVRY, starts_on=date(2023, 1, 1), ends_on=date(2022, 1, 1)), "Fin de la convention"),
    (ConventionDraft(EVRY, predecessors=["CTG-0"]), "Convention précédente"),
])  # fmt: skip
def test_a_bad_draft_says_what_was_expected(
    store: Store, author: Reader, draft: ConventionDraft, sentence: str
) -> None:
    with pytest.raises(BadInput, match=sentence):
        create_convention(store, author, draft)


def test_a_reference_is_given_once(store: Store, author: Reader) -> None:
    create_convention(store, author, ConventionDraft(EVRY, reference="CTG-A"))
    with pytest.raises(Conflict, match="CTG-A"):
        create_convention(store, author, ConventionDraft(GRIGNY, reference="CTG-A"))


def test_rights_are_those_on_the_territory(store: Store, author: Reader) -> None:
    with store.write(author) as work:
        elsewhere = an_account(work, Role.COORDINATOR, GRIGNY)
        reading = an_account(work, Role.READER)
    with pytest.raises((NotAllowed, NotFound)):
        create_convention(store, elsewhere, ConventionDraft(EVRY))
    with pytest.raises(NotAllowed):
        create_convention(store, reading, ConventionDraft(EVRY))


def test_an_amendment_may_prolong_and_never_shorten(store: Store, author: Reader) -> None:
    draft = ConventionDraft(EVRY, starts_on=date(2020, 1, 1), term_years=4)
    reference = create_convention(store, author, draft)
    with pytest.raises(BadInput, match="Nouvelle fin"):
        amend_convention(store, author, reference, signed_on=date(2023, 6, 1), new_ends_on=date(2023, 6, 30))
    signed = date(2023, 11, 1)
    assert amend_convention(store, author, reference, signed_on=signed, new_ends_on=date(2024, 12, 31)) == 1
    assert stored(store, reference).amendments[0].new_ends_on == date(2024, 12, 31)


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)), st.integers(1, 5))
def test_a_term_is_whole_years_less_a_day(start: date, years: int) -> None:
    days = (years_after(start, years) - start).days + 1
    assert days in (365 * years, 365 * years + 1, 365 * years + 2)
