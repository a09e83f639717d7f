"""« Exporter »: the forms a thing leaves in, the making of one, its progress, then the file to take.

    exports.offer(place, store, reader, exports.of_committee(committee), key="comite")

One line on a page, anywhere a container is. The panel is a fragment: while a file is being made it asks each second how
far it is, without running the page again. A person has one export at a time: asking another, or another page, gives up
the former; leaving does too, half a minute later. The rights are those of the account when the file is made.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ctg_tracking.errors import Refusal
from ctg_tracking.figures.committees import CommitteeRow
from ctg_tracking.figures.selection import Selection
from ctg_tracking.model import Reader, french
from ctg_tracking.model.words import MeetingState
from ctg_tracking.outputs.jobs import Job, Step
from ctg_tracking.outputs.requests import FORMS, MIMES, OF_ONE, Kind, Paper, Produced, Request, What
from ctg_tracking.screen.html import Html, div, element
from ctg_tracking.screen.plain import plain
from ctg_tracking.store import Store

_JOB = "_export"
_BEAT = """
export default function ({ data, setTriggerValue, parentElement }) {
  if (!data.focus) {
    const timer = setInterval(() => setTriggerValue("beat", Date.now()), 1000);
    return () => clearInterval(timer);
  }
  const timer = setInterval(() => {
    const button = document.querySelector(`.st-key-${data.focus} button`);
    const { heldSince } = parentElement.dataset;
    if (heldSince && Date.now() - heldSince > 2000) return clearInterval(timer);
    const lost = !document.activeElement || document.activeElement === document.body;
    if (!button || (heldSince && !lost)) return;
    button.focus();
    if (document.activeElement === button) parentElement.dataset.heldSince ||= Date.now();
  }, 100);
  return () => clearInterval(timer);
}
"""
_beat = st.components.v2.component("ctg_export", js=_BEAT, isolate_styles=False)
"""Asks the panel to run again each second; with `focus`, gives the focus to a button once it is there.

Once is not enough: the last beat may run the panel again at that very moment, and draw the button anew. For two seconds
the button takes a focus that fell on nothing; a focus moved elsewhere by the person is left alone.
"""

_LABELS = {
    Kind.XLSX: "Excel",
    Kind.CSV: "CSV",
    Kind.PPTX: "PowerPoint",
    Kind.PDF: "PDF",
    Kind.ICS: "Calendrier (ICS)",
    Kind.ZIP: "Dossier de passation (ZIP)",
}


@dataclass(frozen=True)
class Offer:
    """A form that is offered: the words of its button, and what it asks."""

    label: str
    request: Request


@dataclass(frozen=True)
class _Asked:
    """The export of this person: from which panel, what was offered, and its making."""

    key: str
    offer: Offer
    job: Job


def of_plan(selection: Selection, as_of: date, *, alone: bool) -> list[Offer]:
    """The forms of the plan selected; those that several plans can take when it is not alone."""
    kinds = [kind for kind in FORMS[What.PLAN] if alone or (What.PLAN, kind) not in OF_ONE]
    return [Offer(_LABELS[kind], Request(What.PLAN, kind, selection, as_of)) for kind in kinds]


def of_handover(reference: str, as_of: date) -> list[Offer]:
    """The pack of who takes over a convention; whole, whatever the filters on its actions."""
    asked = Request(What.HANDOVER, Kind.ZIP, Selection(conventions=(reference,)), as_of)
    return [Offer(_LABELS[Kind.ZIP], asked)]


def of_portfolio(selection: Selection, as_of: date) -> list[Offer]:
    """The forms of the conventions selected."""
    return [Offer(_LABELS[kind], Request(What.PORTFOLIO, kind, selection, as_of)) for kind in FORMS[What.PORTFOLIO]]


def of_committee(committee: CommitteeRow) -> list[Offer]:
    """The forms of a committee: its deck, its minutes once it has been opened, and its tables."""

    def asking(kind: Kind, paper: Paper | None = None) -> Request:
        return Request(What.COMMITTEE, kind, committee_id=committee.id, paper=paper)

    slides = [
        Offer("Diaporama (PowerPoint)", asking(Kind.PPTX)),
        Offer("Diaporama (PDF)", asking(Kind.PDF, Paper.DECK)),
    ]
    minutes = [Offer("Relevé (PDF)", asking(Kind.PDF, Paper.MINUTES))]
    tables = [
        Offer("Données (Excel)", asking(Kind.XLSX)),
        Offer("Décisions (CSV)", asking(Kind.CSV)),
        Offer("Calendrier (ICS)", asking(Kind.ICS)),
    ]
    return [*slides, *(minutes if committee.state is not MeetingState.PREPARED else ()), *tables]


def offer(
    place: DeltaGenerator, store: Store, reader: Reader, offers: Sequence[Offer], *, key: str, note: str = ""
) -> None:
    """The « Exporter » button in `place`, opening on these forms; `key` tells this panel from the others.

    `note`: what is to be known before choosing, in plain French.
    """
    with place.popover("Exporter", width="content"):
        _panel(store, reader, tuple(offers), key, note)


@st.fragment
def _panel(store: Store, reader: Reader, offers: tuple[Offer, ...], key: str, note: str) -> None:
    asked = _current(offers, key)
    state = asked.job.look() if asked else None
    if asked and isinstance(state, Step):
        _making(asked, state)
        return
    if asked and isinstance(state, Produced):
        _made(asked, state)
    elif isinstance(state, Refusal):
        st.error(plain(str(state)))
    elif note:
        st.html(_said(note))
    for number, one in enumerate(offers):
        st.button(
            one.label, key=f"{key}_{number}", on_click=_begin, args=(store, reader, one, key), width="stretch",
        )  # fmt: skip


def _current(offers: Sequence[Offer], key: str) -> _Asked | None:
    """The export asked from this panel, unless what the page shows has changed since: it is given up then."""
    asked: _Asked | None = st.session_state.get(_JOB)
    if asked is None or asked.key != key:
        return None
    if asked.offer not in offers:
        _give_up()
        return None
    return asked


def _begin(store: Store, reader: Reader, one: Offer, key: str) -> None:
    _give_up()
    st.session_state[_JOB] = _Asked(key, one, Job(store, reader, one.request))


def _give_up() -> None:
    asked: _Asked | None = st.session_state.pop(_JOB, None)
    if asked is not None:
        asked.job.abandon()


def _making(asked: _Asked, step: Step) -> None:
    st.progress(step.share, text=plain(f"{asked.offer.label}\u202f: {step.words[:1].lower()}{step.words[1:]}…"))
    st.button("Annuler", key=f"{asked.key}_annuler", on_click=_give_up, width="stretch")
    _beat(data={"focus": ""}, key=f"{asked.key}_battement", on_beat_change=lambda: None)


def _made(asked: _Asked, made: Produced) -> None:
    content = made.file.content
    st.download_button(
        f"Télécharger {asked.offer.label} · {_size(len(content))}",
        lambda: content,
        file_name=made.file.name,
        mime=MIMES[asked.offer.request.kind],
        on_click="ignore",
        type="primary",
        width="stretch",
        key=f"{asked.key}_fichier",
    )
    told = (f"{made.file.name} ({made.held})", *made.notes)
    st.html(div("", *map(_said, told), role="status"))
    _beat(data={"focus": f"{asked.key}_fichier"}, key=f"{asked.key}_focus", on_beat_change=lambda: None)


def _said(words: str) -> Html:
    """A line no wider than the buttons need."""
    return element("p", french.typeset(words), class_="ctg-petit", style="max-width:22rem;overflow-wrap:anywhere")


def _size(octets: int) -> str:
    """« 45 ko », « 1,2 Mo »."""
    if octets < 1_000_000:
        return f"{french.number(max(octets // 1000, 1))}\u00a0ko"
    return f"{french.number(octets / 1_000_000, 1)}\u00a0Mo"
