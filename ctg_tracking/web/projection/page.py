"""The page that holds the slides: heading, foot with controls, panels that open over it. No menu, no inline style."""

import json
from collections.abc import Mapping, Sequence

from ctg_tracking.model.words import Outcome, Status
from ctg_tracking.outputs.blocks import Deck
from ctg_tracking.outputs.markup import EMPTY, Html, element, joined
from ctg_tracking.outputs.mentions import DEMONSTRATION_DATA
from ctg_tracking.web.html import NAME
from ctg_tracking.web.projection import words
from ctg_tracking.web.projection.rendered import Rendered

STATIC = "/projection/statique"
STYLES = ("couleurs.css", "cadre.css", "blocs.css", "etroit.css", "panneaux.css")


def page(rendered: Rendered, state: Mapping[str, object], *, writer: bool) -> str:
    """The whole page; `state` is what the scripts begin with, `writer` whether decisions may be taken from it."""
    deck = rendered.deck
    panels = joined(_summary(), _help(writer), *((_decision(), _exchanges(), _attendance()) if writer else ()))
    sections = "\n".join(slide.html for slide in rendered.slides)
    return f"""<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{_escaped(deck.title)} – {NAME}</title>
<link rel="icon" href="/connexion/icone.svg" type="image/svg+xml">
{"".join(f'<link rel="stylesheet" href="{STATIC}/{name}">' for name in STYLES)}
<script src="{STATIC}/apparence.js"></script>
<script type="module" src="{STATIC}/projection.js"></script>
</head>
<body>
{_heading(deck, str(state["filtre"]))}
<main id="diapositives">
{sections}
</main>
{_foot(len(rendered.slides), writer)}
{panels}
<p id="message" aria-hidden="true" hidden></p>
<p class="lu" id="annonce" role="status" aria-live="polite"></p>
<script type="application/json" id="depart">{_json(state)}</script>
</body>
</html>
"""


def _heading(deck: Deck, filtered: str) -> Html:
    all_ = element("button", "0", type="button", data_fait="tout", aria_label="Tout voir", title="Tout voir")
    shown = element(
        "p", "Filtre\u202f: ", element("b", filtered, id="filtre"), all_, class_="filtre", hidden=not filtered
    )
    label = element("p", DEMONSTRATION_DATA, class_="demonstration") if deck.demonstration else EMPTY
    day = element("p", deck.day, class_="jour", id="jour")
    wrong = element("p", id="etat", role="status", hidden=True)
    return element("header", element("h1", deck.title, id="comite"), wrong, shown, day, label, class_="bandeau")


def _foot(slides: int, writer: bool) -> Html:
    """Always there: the controls, the page number; the timer, which the scripts put beside the point it counts."""
    timer = element("button", element("span", class_="lu"), " ", element("span"), type="button", data_fait="minuterie")
    return element(
        "footer",
        element("div", timer, id="minuterie", hidden=True),
        element("div", *(_writing(*one) for one in words.WRITING if writer), class_="commandes", id="ecrire"),
        element(
            "div",
            _control("←", "Diapositive précédente", "precedente"),
            element("p", f"1/{slides}", id="numero"),
            _control("→", "Diapositive suivante", "suivante"),
            _control("?", "Aide et commandes", "aide"),
            class_="commandes",
        ),
        class_="pied",
    )


def _control(shown: str, told: str, does: str) -> Html:
    return element("button", shown, type="button", data_fait=does, aria_label=told, title=told)


def _writing(key: str, short: str, told: str, does: str) -> Html:
    """A key on a projector, a word where fingers lead."""
    if key == short:
        return _control(key, told, does)
    shown = joined(element("span", key, class_="touche-seule"), element("span", short, class_="mot"))
    return element("button", shown, type="button", data_fait=does, aria_label=told, title=told)


def _summary() -> Html:
    return _panel("sommaire", "Sommaire", element("ol", id="sommaire-liste"))


def _help(writer: bool) -> Html:
    shown = [*words.READING_KEYS, *(words.WRITING_KEYS if writer else ())]
    rows = (
        element(
            "li",
            element("kbd", keys),
            element("button", told, type="button", data_fait=does) if does else element("span", told),
        )
        for keys, told, does in shown
    )
    return _panel("aide", "Commandes", element("ul", *rows, class_="touches"))


def _decision() -> Html:
    outcomes = (
        element("label", _input("issue", "radio", value=outcome.value), element("kbd", place), outcome.label)
        for place, outcome in enumerate(Outcome, 1)
    )
    form = element(
        "form",
        element("p", class_="sur", id="decision-sur"),
        element("fieldset", element("legend", "Décision"), *outcomes, class_="issues"),
        _field("En quelques mots", element("textarea", name="texte", rows="2", maxlength="5000")),
        element(
            "div",
            _field("Qui la porte", _input("porteur", "text", list="porteurs", autocomplete="off", maxlength="500")),
            _field("Pour quand", _input("echeance", "text", placeholder="30 juin 2027", maxlength="60")),
            class_="cote",
        ),
        element(
            "div",
            _field("Nouveau statut de l’action", _statuses()),
            _field("Motif", _input("motif", "text", maxlength="5000"), hidden=True, id="champ-motif"),
            _field("Date de reprise", _input("reprise", "text", maxlength="60"), hidden=True, id="champ-reprise"),
            class_="cote", id="champ-statut",
        ),
        element("p", id="decision-refus", class_="refus", role="alert", hidden=True),
        element(
            "div",
            element("button", "Enregistrer", element("kbd", "Ctrl+Entrée"), class_="principal"),
            element("button", "Effacer la saisie", type="button", id="decision-effacer"),
            class_="valider",
        ),
        element("datalist", id="porteurs"),
        id="decision-saisie", novalidate=True,
    )  # fmt: skip
    taken = element("section", element("h3", "Décisions prises sur ce point"), element("ul", id="decision-prises"))
    return _panel("decision", "Décision", joined(form, taken))


def _statuses() -> Html:
    keep = element("option", "Inchangé", value="")
    options = (element("option", f"{row.look.glyph} {row.label}", value=row.value) for row in Status)
    return element("select", keep, *options, name="statut")


def _exchanges() -> Html:
    body = joined(
        element("p", class_="sur", id="echanges-sur"),
        _field("Échanges sur ce point", element("textarea", name="echanges", rows="9", maxlength="5000")),
        element("p", id="echanges-etat", class_="etat-saisie", role="status"),
        element(
            "div",
            element("p", "Une autre personne a écrit sur ce point. Son texte\u202f:"),
            element("blockquote", id="echanges-autre"),
            element("button", "Réunir les deux textes", type="button", id="echanges-reunir"),
            element("button", "Garder le mien", type="button", id="echanges-mien"),
            id="echanges-conflit", class_="refus", hidden=True,
        ),
    )  # fmt: skip
    return _panel("echanges", "Échanges", body)


def _attendance() -> Html:
    body = joined(
        element("ul", id="presents-liste"),
        element("p", id="presents-etat", class_="etat-saisie", role="status"),
    )  # fmt: skip
    return _panel("presents", "Présents", body)


def _panel(name: str, title: str, body: Html) -> Html:
    """A panel and its way out, on top: a finger has no Échap, and the summary is long."""
    heading = element("h2", title, id=f"{name}-titre")
    out = element("button", "×", type="button", data_fait="fermer", aria_label="Fermer", title="Fermer (Échap)")
    return element(
        "dialog", element("div", heading, out, class_="tete"), body, id=name, aria_labelledby=f"{name}-titre"
    )


def _field(label: str, control: Html, **attributes: object) -> Html:
    return element("label", element("span", label), control, **attributes)


def _input(name: str, kind: str, **attributes: object) -> Html:
    return Html(element("input", name=name, type=kind, **attributes).removesuffix("</input>"))


def _escaped(words_: str) -> Html:
    return joined(words_)


def _json(state: Mapping[str, object] | Sequence[object]) -> str:
    """JSON that cannot end the element it stands in."""
    return json.dumps(state, ensure_ascii=False).replace("<", "\\u003c")
