"""The deck of a committee: its slides in order, the figures of the store frozen or not, decisions as they are taken."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from ctg_tracking.errors import NotFound
from ctg_tracking.figures.committees import agenda_of, the_committee
from ctg_tracking.figures.frozen import frozen_summary
from ctg_tracking.figures.live import live_summary
from ctg_tracking.figures.picture import WHOLE, Part
from ctg_tracking.follow_up.committees import (
    DecisionDraft,
    Invited,
    choose_shown,
    close_committee,
    decide,
    fill_agenda,
    invite,
    open_committee,
)
from ctg_tracking.follow_up.progress import Progress
from ctg_tracking.model import Action, Convention, Reader
from ctg_tracking.model.words import ActorKind, Nature, Origin, Outcome, Role, Status
from ctg_tracking.outputs.blocks import Bars, Block, Bullets, Curve, Deck, Figures, Marked, Shares, Slide, Table, Text
from ctg_tracking.outputs.deck import committee_deck, read_ground
from ctg_tracking.outputs.deck.fitting import room_of
from ctg_tracking.outputs.deck.measuring import GAP, height
from ctg_tracking.store import Store, clock
from tests.committees import ETAMPOIS_CTG, EVRY_CTG, TODAY, Plans, a_copil, ago, some_plans
from tests.factories import (
    ETAMPOIS,
    EVRY,
    GRIGNY,
    a_convention,
    a_report,
    an_account,
    an_action,
    an_actor,
    an_administrator,
    an_axe,
    an_indicator,
)

BOTH = (EVRY_CTG, ETAMPOIS_CTG)
HEAD = ["titre", "avancement"]


def made(store: Store, reader: Reader, committee_id: int, part: Part = WHOLE, on: date = TODAY) -> Deck:
    with store.read() as session:
        return committee_deck(session, reader, committee_id, on, part)


def slide(deck: Deck, key: str) -> Slide:
    return next(one for one in deck.slides if one.key == key)


def said(blocks: Sequence[Block]) -> str:
    """All the words of some blocks."""
    return " ".join(_said(blocks))


def _said(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Text():
                yield block.words
            case Bullets():
                yield from (block.title, *(f"{line.words} {line.detail}" for line in block.items))
            case Figures():
                yield from (f"{figure.value} {figure.words}" for figure in block.figures)
            case Shares():
                yield from (f"{share.label} {share.told}" for share in block.shares)
            case Bars():
                yield from (f"{row.label} {row.told} {row.late}" for row in block.rows)
            case Table():
                cells = (cell for row in block.rows for cell in row)
                yield from (cell.words if isinstance(cell, Marked) else cell for cell in cells)
            case Curve():
                yield block.told
            case _:
                yield from (f"{step.day} {step.label} {step.told}" for step in block.steps)


def families(deck: Deck) -> list[str]:
    """The kinds of slides, each told once where it comes."""
    kinds = [one.kind.value for one in deck.slides]
    return [kind for number, kind in enumerate(kinds) if number == 0 or kinds[number - 1] != kind]


def test_figures_are_those_of_the_store_frozen_or_not_and_of_each_bar(
    store: Store, author: Reader, plans: Plans
) -> None:
    committee_id = a_copil(store, author, *BOTH, opened=False)
    for opened in (False, True):
        if opened:
            open_committee(store, author, committee_id)
        deck = made(store, author, committee_id)
        assert deck.day.startswith("Chiffres figés au" if opened else "Situation au")
        bars = [block for one in deck.slides for block in one.blocks if isinstance(block, Bars)]
        assert [block.caption for block in bars] == [
            "État des actions par thème",
            "État des actions par territoire",
            "État des actions par année de signature, en parts",
        ]
        with store.read() as session:
            whole = live_summary(session, author, BOTH, TODAY)
            assert [row.counts for row in bars[0].rows] == [row.counts for row in whole.themes]
            assert {block.total for block in bars} == {whole.total}
            for row in (row for block in bars for row in block.rows):
                if row.part is not None:
                    frozen = opened and frozen_summary(session, author, committee_id, row.part)
                    alone = frozen or live_summary(session, author, BOTH, TODAY, row.part)
                    assert alone.total == row.counts, row.label
        figures = next(block for block in slide(deck, "avancement").blocks if isinstance(block, Figures))
        told = [(figure.value, figure.words) for figure in figures.figures]
        assert told == [
            (str(whole.total.engaged), f"actions engagées sur {whole.total.countable}"),
            (str(whole.total.done), "réalisée"),
            (str(whole.total.late), "en retard"),
        ]


def test_a_committee_is_decided_live_on_figures_that_stay(store: Store, author: Reader, plans: Plans) -> None:
    committee_id = a_copil(store, author, EVRY_CTG, opened=False)
    fill_agenda(store, author, committee_id)
    invite(store, author, committee_id, [Invited("Commune d’Évry"), Invited("Caf")])
    open_committee(store, author, committee_id)
    with store.read() as session:
        committee = the_committee(session, author, committee_id)
        ground = read_ground(session, author, committee, TODAY)
        item = next(one for one in agenda_of(session, committee_id) if one.action_id == plans.late)
        before = committee_deck(session, author, committee_id, TODAY, ground=ground)
    key = f"point-{item.id}"
    assert not slide(before, key).news
    text = "\n".join(["Retenir le CCAS, puis ouvrir à la rentrée"] * 30)
    draft = DecisionDraft(
        text,
        Outcome.CONTINUE,
        owner="Camille Essai",
        due_on=TODAY + timedelta(9),
        agenda_item_id=item.id,
        progress=Progress(Status.DONE, done="Ouverte ce matin"),
    )
    decide(store, author, committee_id, draft)
    with store.read() as session:
        after = committee_deck(session, author, committee_id, TODAY, ground=ground)
        assert after == committee_deck(session, author, committee_id, TODAY), "a ground read before is the ground"
    (news,) = slide(after, key).news
    assert news.mark == Status.DONE.look
    assert "décidé en séance" in news.words
    point = " ".join(said(one.blocks) for one in after.slides if one.item_id == item.id)
    assert "En cours" in point, "the frozen status stays"
    assert point.count("CCAS, puis ouvrir à la rentrée") == 30, "no word of a decision is cut"
    record = " ".join(said(one.blocks) for one in after.slides if one.kind.value == "decisions")
    assert "Camille Essai" in record
    assert [one.key for one in after.slides if one.key in ("avancement", "axes", "renouvellement")] == [
        "avancement", "axes", "renouvellement"
    ]  # fmt: skip
    for kept in ("avancement", "axes", "renouvellement"):
        assert slide(after, kept) == slide(before, kept)
    close_committee(store, author, committee_id)
    closed = made(store, author, committee_id)
    assert said(slide(closed, "presents").blocks) == "Présence non renseignée Commune d’Évry  Caf "


@pytest.mark.parametrize(
    ("references", "expected"),
    [
        ((EVRY_CTG,), "titre avancement etat changements point axe indicateur renouvellement decisions"),
        (BOTH, "titre avancement etat changements point indicateur renouvellement decisions"),
        ((ETAMPOIS_CTG,), "titre avancement etat changements point axe renouvellement decisions"),
    ],
    ids=["a commune", "several", "an intercommunality"],
)
def test_slides_come_in_the_order_of_a_committee(
    sqlite_store: Store, references: tuple[str, ...], expected: str
) -> None:
    author = an_administrator(sqlite_store)
    some_plans(sqlite_store, author)
    committee_id = a_copil(sqlite_store, author, *references, opened=False)
    deck = made(sqlite_store, author, committee_id)
    assert families(deck) == expected.split()
    assert len({one.key for one in deck.slides}) == len(deck.slides)
    for one in deck.slides:
        assert one.note.startswith(f"{deck.day} · Source\u202f: "), one.key
        assert sum(map(height, one.blocks)) + GAP * (len(one.blocks) - 1) <= room_of(one), one.key


def test_a_part_is_told_and_filters_all_but_the_agenda(sqlite_store: Store) -> None:
    author = an_administrator(sqlite_store)
    some_plans(sqlite_store, author)
    committee_id = a_copil(sqlite_store, author, opened=False)
    fill_agenda(sqlite_store, author, committee_id)
    open_committee(sqlite_store, author, committee_id)
    whole, part = (made(sqlite_store, author, committee_id, one) for one in (WHOLE, Part(axes=("Axe 10",))))
    axe = "Axe 10 (sans titre dans le document)"
    for key in ("avancement", "axes", "changements", "renouvellement"):
        assert slide(part, key).subtitle.endswith(axe), key
    (sentence,) = slide(part, "axes").blocks
    assert isinstance(sentence, Text), "a chart of one bar is a sentence"
    assert sentence.words == f"{axe}\u202f: 0 engagée sur 0, 0\u00a0réalisée."
    kept = [[one for one in deck.slides if one.item_id] for deck in (whole, part)]
    assert kept[0] == kept[1] != []
    assert [one.title for one in part.slides if one.kind.value == "axe"] == [axe]


def test_communes_served_are_looked_at_one_by_one(sqlite_store: Store) -> None:
    author = an_administrator(sqlite_store)
    some_plans(sqlite_store, author)
    committee_id = a_copil(sqlite_store, author, ETAMPOIS_CTG)
    deck = made(sqlite_store, author, committee_id)
    assert said(slide(deck, "communes").blocks).startswith("Les mêmes actions servent les "), "all serve all"
    with sqlite_store.write(author) as work:
        whole = a_convention(work, "CTG-MEMBRES", territory=ETAMPOIS)
        axe = an_axe(work, whole, "1")
        an_action(work, whole, heading=axe, communes=["91223"], status=Status.DONE, on=ago(3))
        an_action(work, whole, heading=axe)
    committee_id = a_copil(sqlite_store, author, "CTG-MEMBRES")
    bars = next(block for block in slide(made(sqlite_store, author, committee_id), "communes").blocks)
    assert isinstance(bars, Bars)
    row = next(row for row in bars.rows if row.label == "Étampes")
    assert row.part == Part(communes=("91223",))
    alone = made(sqlite_store, author, committee_id, row.part)
    assert slide(alone, "avancement").subtitle == "Étampes"
    assert said(slide(alone, "avancement").blocks).startswith("1 action engagée sur 2 1 réalisée 0 en retard")


def test_a_plan_that_says_nothing_is_told_so(sqlite_store: Store) -> None:
    author = an_administrator(sqlite_store)
    with sqlite_store.write(author) as work:
        a_convention(work, "CTG-VIDE", territory=GRIGNY, starts_on=None, ends_on=None)
    deck = made(sqlite_store, author, a_copil(sqlite_store, author, "CTG-VIDE"))
    assert [one.key for one in deck.slides] == [
        "titre", "avancement", "changements", "points", "renouvellement", "decisions"
    ]  # fmt: skip
    told = {one.key: said(one.blocks) for one in deck.slides}
    assert "Signataires\u202f: non renseignés" in told["titre"]
    assert "lieu non renseigné" in told["titre"]
    assert told["avancement"].startswith("Aucune action. Importez le tableau")
    assert told["changements"].startswith("Premier comité")
    assert told["points"].startswith("Aucun point à l’ordre du jour")
    assert told["renouvellement"].startswith("Date de fin non renseignée")
    assert told["decisions"] == "Aucune décision pour l’instant."
    assert not any("simul" in one.note or "document" in one.note for one in deck.slides), "a real store has no origins"


def test_few_actions_have_no_share_and_an_unknown_end_says_so(sqlite_store: Store) -> None:
    author = an_administrator(sqlite_store)
    some_plans(sqlite_store, author)
    deck = made(sqlite_store, author, a_copil(sqlite_store, author, ETAMPOIS_CTG))
    shares = next(block for block in slide(deck, "avancement").blocks if isinstance(block, Shares)).shares
    assert [(share.label, share.percent, share.told) for share in shares] == [
        ("Engagées", None, "1 sur 2 (moins de 5 actions)"),
        ("Réalisées", None, "0 sur 2 (moins de 5 actions)"),
        ("Durée écoulée", None, "Date de fin non renseignée"),
    ]


def test_results_and_indicators_are_those_chosen_else_the_best_followed(sqlite_store: Store) -> None:
    author = an_administrator(sqlite_store)
    plans = some_plans(sqlite_store, author)
    committee_id = a_copil(sqlite_store, author, opened=False)
    assert "resultats" not in [one.key for one in made(sqlite_store, author, committee_id).slides], "no result measured"
    with sqlite_store.write(author) as work:
        evry = work.session.get_one(Convention, plans.evry)
        late = work.session.get_one(Action, plans.late)
        measured = an_indicator(
            work, evry, "Familles aidées", action=late, nature=Nature.RESULT, baseline=0, target=100, unit="familles",
            values=[(ago(300), 40), (ago(30), 62)],
        )  # fmt: skip
        measured_id = measured.id
    deck = made(sqlite_store, author, committee_id)
    assert said(slide(deck, "resultats").blocks).startswith(
        "62\u00a0familles Familles aidées · cible 100 · atteinte 62"
    )
    shown = [one.key for one in deck.slides if one.kind.value == "indicateur"]
    assert shown == [f"indicateur-{plans.places}", f"indicateur-{measured_id}"], "those that have a curve"
    curve = next(b for b in slide(deck, f"indicateur-{plans.places}").blocks if isinstance(b, Curve))
    assert [value for _on, value in curve.points] == [12, 20, 25]
    assert (curve.target, curve.baseline) == ((None, 40.0), (None, 10.0))
    choose_shown(sqlite_store, author, committee_id, results=(plans.places,), actions=(plans.done,), indicators=())
    deck = made(sqlite_store, author, committee_id)
    assert said(slide(deck, "resultats").blocks).startswith("25\u00a0places Places")
    assert not [one for one in deck.slides if one.kind.value == "indicateur"]
    assert slide(deck, f"action-{plans.done}").title == "2. Former"


def test_no_person_is_named_beside_what_is_late(sqlite_store: Store) -> None:
    author = an_administrator(sqlite_store)
    plans = some_plans(sqlite_store, author)
    with sqlite_store.write(author) as work:
        body = an_actor(work, EVRY, "Centre social", kind=ActorKind.ORGANISATION).id
    first = a_copil(sqlite_store, author, on=ago(100))
    due_on = ago(50)
    for text, who in (("Trouver un lieu", {"owner": "Camille Essai"}), ("Ouvrir un poste", {"owner_id": body})):
        decide(sqlite_store, author, first, DecisionDraft(text, due_on=due_on, action_id=plans.late, **who))
    close_committee(sqlite_store, author, first)
    committee_id = a_copil(sqlite_store, author, opened=False)
    fill_agenda(sqlite_store, author, committee_id)
    deck = made(sqlite_store, author, committee_id)
    points = " ".join(said(one.blocks) for one in deck.slides if one.item_id)
    assert "Trouver un lieu" in points
    assert "en retard" in points
    assert "Centre social" in points
    assert "CCAS" in points
    assert "Camille Essai" not in " ".join(said(one.blocks) for one in deck.slides)


def test_a_demonstration_says_so_and_where_its_values_come_from(sqlite_store: Store) -> None:
    author = an_administrator(sqlite_store)
    plans = some_plans(sqlite_store, author)
    committee_id = a_copil(sqlite_store, author, opened=False)
    assert not made(sqlite_store, author, committee_id).demonstration
    with sqlite_store.write(author) as work:
        clock.mark_demonstration(work.session, TODAY)
        late = work.session.get_one(Action, plans.late)
        late.origin = Origin.DOCUMENT
        a_report(work, late, Status.IN_PROGRESS, ago(1), origin=Origin.SIMULATED)
    deck = made(sqlite_store, author, committee_id)
    assert deck.demonstration
    assert slide(deck, "avancement").note.endswith("points d’étape (simulations)")
    axe = next(one for one in deck.slides if one.kind.value == "axe")
    assert axe.note.endswith("points d’étape (documents, simulations)")


def test_who_may_not_see_a_committee_has_no_deck(sqlite_store: Store) -> None:
    author = an_administrator(sqlite_store)
    some_plans(sqlite_store, author)
    committee_id = a_copil(sqlite_store, author, *BOTH)
    with sqlite_store.write(author) as work:
        elsewhere = an_account(work, Role.READER, GRIGNY)
    with pytest.raises(NotFound):
        made(sqlite_store, elsewhere, committee_id)


def test_on_a_ground_read_before_a_deck_costs_few_statements(sqlite_store: Store) -> None:
    author = an_administrator(sqlite_store)
    some_plans(sqlite_store, author)
    committee_id = a_copil(sqlite_store, author, *BOTH)
    with sqlite_store.read() as session:
        ground = read_ground(session, author, the_committee(session, author, committee_id), TODAY)
        seen: list[str] = []
        event.listen(session.connection(), "before_cursor_execute", lambda *told: seen.append(told[2]))
        committee_deck(session, author, committee_id, TODAY, ground=ground)
    assert 0 < len(seen) <= 12, seen
