"""The projection as it is read: who sees it, what its page and its slides say, what its pulse moves with."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest

from ctg_tracking.figures.picture import Part
from ctg_tracking.follow_up.committees import close_committee
from ctg_tracking.follow_up.progress import Progress, report_progress
from ctg_tracking.model.words import LATE, Band, MeetingState, Role, Status
from ctg_tracking.store import Store
from ctg_tracking.web import projection
from ctg_tracking.web.projection.page import STATIC, STYLES
from ctg_tracking.web.projection.parts import address_of, part_of
from tests.committees import TODAY
from tests.factories import ETAMPOIS
from tests.web.asgi import NAVIGATION, ask
from tests.web.projecting import Projected


def slides(projected: Projected, **more: object) -> dict[str, dict[str, str]]:
    told = projected.told("/diapositives", **more)
    return {slide["cle"]: slide for slide in told["diapositives"]}


def test_the_page_holds_every_slide_and_no_style_nor_script_of_its_own(store: Store) -> None:
    projected = Projected(store)
    page = projected.got()
    assert page.status == 200
    keys = re.findall(r'data-cle="([^"]+)"', page.text)
    assert keys[0] == "titre"
    assert keys == [*slides(projected)]
    assert " style=" not in page.text
    assert "<style" not in page.text
    assert "script-src 'self';" in page.headers["content-security-policy"]
    assert "unsafe" not in page.headers["content-security-policy"]
    assert page.headers["cache-control"] == "no-store"
    state = json.loads(page.text.partition('id="depart">')[2].partition("</script>")[0])
    assert (state["etat"], state["ecrit"], state["comite"]) == ("open", True, projected.committee_id)


def test_only_those_who_may_see_every_convention_see_it(store: Store) -> None:
    projected = Projected(store)
    there, elsewhere = projected.cookie(projected.reader()), projected.cookie(projected.reader(ETAMPOIS))
    page = projected.got(cookie=there)
    assert (page.status, 'id="decision"' in page.text) == (200, False)
    assert projected.got("/seance", cookie=there).status == 403
    for path in ("", "/pouls", "/diapositives", "/seance"):
        refused = projected.got(path, cookie=elsewhere)
        assert refused.status == 404, path
        assert "introuvable" in refused.text
    assert ask(projected.app, f"/projection/{2**40}", headers=there).status == 404
    assert ask(projected.app, "/projection/1/autre", headers=there).status == 404
    assert ask(projected.app, f"/projection/{projected.committee_id}", headers=NAVIGATION).status == 303
    assert projected.got("/pouls", cookie={}).status == 401


def test_the_pulse_moves_with_a_report_and_only_the_slides_that_tell_it_move(store: Store) -> None:
    projected = Projected(store)
    word, before = projected.told("/pouls")["mot"], slides(projected)
    assert projected.told("/pouls")["mot"] == word
    report_progress(store, projected.author, projected.plans.late, Progress(Status.DONE, done="Crèche ouverte"))
    assert projected.told("/pouls")["mot"] != word
    after = slides(projected)
    moved = {key for key in after if after[key]["empreinte"] != before.get(key, after[key])["empreinte"]}
    point = f"point-{projected.points[0]}"
    assert point in moved
    assert "Depuis l’ouverture" in after[point]["html"]
    assert {"avancement", "axes"} & moved == set()  # frozen figures stay


def test_slides_already_shown_are_not_sent_again(store: Store) -> None:
    projected = Projected(store)
    first = projected.got("/diapositives")
    print_ = json.loads(first.text)["empreinte"]
    assert projected.got("/diapositives", headers={"if-none-match": first.headers["etag"]}).status == 304
    again = slides(projected, query=f"vu={print_}")
    assert all("html" not in slide for slide in again.values())
    report_progress(store, projected.author, projected.plans.late, Progress(Status.DONE))
    sent = {key for key, slide in slides(projected, query=f"vu={print_}").items() if "html" in slide}
    assert 0 < len(sent) < len(again)
    assert all("html" in slide for slide in slides(projected, query="vu=inconnu").values())


def test_a_filter_is_named_and_shows_its_part_only(sqlite_store: Store) -> None:
    projected = Projected(sqlite_store)
    bars = slides(projected)["axes"]["html"]
    address = re.search(r'data-part="([^"]+)"', bars)
    assert address is not None
    told = projected.told("/diapositives", query=address[1].replace("&amp;", "&"))
    assert told["filtre"] == "Axe 2. Petite enfance"
    assert told["part"] == address[1]
    assert "Écouter" not in json.dumps(told, ensure_ascii=False)
    assert projected.got("/diapositives", query="annee=douze").status == 422
    assert projected.got("", query="annee=douze").status == 422
    assert projected.got("/diapositives", query="axe-id=douze").status == 422
    assert projected.got("/diapositives", query="axe=" + "a" * 5_000).status == 422


@pytest.mark.parametrize(
    "part",
    [
        Part(),
        Part(axes=("Axe 1. L’enfance & la jeunesse", None)),
        Part(axes=("12", 12)),
        Part(conventions=("CTG-A",), territories=("91228",), signature_years=(2024, None), communes=("91001",)),
    ],
)
def test_a_part_comes_back_from_its_address(part: Part) -> None:
    assert part_of(address_of(part)) == part
    assert part_of(f"vu=abc&{address_of(part)}") == part


def test_before_its_opening_the_figures_are_live_and_afterwards_frozen(store: Store) -> None:
    projected = Projected(store, opened=False)
    before = projected.told("/diapositives")
    assert before["jour"].startswith("Situation au")
    said = Progress(Status.DONE, on=TODAY - timedelta(1))
    report_progress(store, projected.author, projected.plans.silent, said)
    assert projected.told("/diapositives")["empreinte"] != before["empreinte"]
    opened = projected.posted("/ouverture", {})
    assert opened.status == 200
    assert "chiffres figés au" in opened.text
    assert projected.told("/diapositives")["jour"].startswith("Chiffres figés au")
    close_committee(store, projected.author, projected.committee_id)
    page = projected.got()
    assert '"ecrit": false' in page.text
    assert 'id="decision"' not in page.text


def test_styles_and_scripts_are_asked_again_each_time(sqlite_store: Store) -> None:
    projected = Projected(sqlite_store, opened=False)
    who = projected.cookie()
    for name in (*STYLES, "projection.js", "apparence.js", "ecrire.js"):
        asset = ask(projected.app, f"{STATIC}/{name}", headers=who)
        assert (asset.status, asset.headers["cache-control"]) == (200, "private, no-cache")
        again = ask(projected.app, f"{STATIC}/{name}", headers=who | {"if-none-match": asset.headers["etag"]})
        assert again.status == 304
    assert ask(projected.app, f"{STATIC}/projection.js").status == 401


def test_the_colour_of_every_mark_has_its_class() -> None:
    colours = (Path(projection.__file__).parent / "static" / "couleurs.css").read_text("utf-8")
    looks = [*(status.look for status in Status), *(band.look for band in Band), LATE]
    looks += [state.look for state in MeetingState]
    lacking = [look for look in looks if f".c-{look.colour[1:].lower()} {{ color: {look.colour}; }}" not in colours]
    assert lacking == []


def test_what_people_wrote_never_becomes_markup(sqlite_store: Store) -> None:
    projected = Projected(sqlite_store)
    wrong = "</script><img src=x onerror=alert(1)>"
    sent = projected.posted("/decisions", {"point": projected.points[1], "texte": wrong, "issue": ""})
    assert sent.status == 200
    page = projected.got().text
    assert "<img" not in page
    assert "&lt;img src=x" in page
    writer = projected.reader(role=Role.COORDINATOR)
    assert projected.got("/seance", cookie=projected.cookie(writer)).status == 200
