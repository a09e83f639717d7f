"""Markup built by hand: nothing a person typed becomes a tag."""

from ctg_tracking.model.words import Origin, Status
from ctg_tracking.screen import bars, looks
from ctg_tracking.screen.html import div, element, link
from ctg_tracking.screen.tables import NUMERIC, table

ATTACK = '<img src=x onerror=alert(1)>"'


def test_text_and_attributes_are_escaped() -> None:
    assert element("p", ATTACK, title=ATTACK) == (
        '<p title="&lt;img src=x onerror=alert(1)&gt;&quot;">&lt;img src=x onerror=alert(1)&gt;&quot;</p>'
    )


def test_markup_inside_markup_is_kept() -> None:
    assert div("a", element("b", "x"), None_=None, hidden=True) == '<div class="a" hidden><b>x</b></div>'


def test_links_stay_in_the_page() -> None:
    assert link("/fiche?action=3", "Ouvrir") == '<a href="/fiche?action=3" target="_self" class="ctg-lien">Ouvrir</a>'


def test_a_status_is_a_glyph_a_word_and_a_colour() -> None:
    shown = looks.status(Status.DONE)
    assert "●" in shown
    assert "Réalisée" in shown
    assert Status.DONE.look.colour in shown


def test_origin_shows_only_in_a_demonstration() -> None:
    assert looks.origin(None) == ""
    assert "simulé" in looks.origin(Origin.SIMULATED)


def test_bars_tell_each_count_in_text_beside_their_fill() -> None:
    bar = bars.Bar(
        ATTACK, (bars.Segment(Status.DONE.look, 3), bars.Segment(Status.DROPPED.look, 0)), "3 engagées sur 3"
    )
    shown = bars.stacked([bar], caption="Statut par axe")
    assert "<img" not in shown
    assert "width:100.00%" in shown
    assert "3 engagées sur 3" in shown
    assert "Réalisée" in shown
    assert "Abandonnée" not in shown


def test_bars_share_the_scale_of_the_longest_unless_normalised() -> None:
    long, short = (bars.Bar("x", (bars.Segment(Status.DONE.look, count),), "") for count in (4, 1))
    assert "width:25.00%" in bars.stacked([long, short], caption="")
    assert "width:25.00%" not in bars.stacked([long, short], caption="", normalised=True)


def test_a_table_names_its_rows_and_columns() -> None:
    shown = table(["Territoire", ("Actions", NUMERIC)], [["Orsay", 3]], caption="Par territoire")
    assert '<th scope="row">Orsay</th><td class="n">3</td>' in shown
    assert '<th scope="col" class="n">Actions</th>' in shown
