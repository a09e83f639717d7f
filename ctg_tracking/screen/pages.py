"""The register of screens: file, title, address, place in the menu, who sees it there.

The order of rows is the order of the menu (« Suivre », « Réunir », « Prévoir », « Alimenter »). A hidden row has
an address and no entry. What a person may read or write on a screen is not decided here but by the figures and
the verbs, on the stored rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ctg_tracking.model import Reader
from ctg_tracking.model.words import Role
from ctg_tracking.settings import APP_ROOT

_EVERYONE: Final = frozenset(Role)
_WRITERS_OF_PLANS: Final = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})


@dataclass(frozen=True)
class Screen:
    """One screen: a script of `pages/`, and how it is reached."""

    file: str
    title: str
    url_path: str
    section: str
    roles: frozenset[Role] = _EVERYONE
    hidden: bool = False

    def is_for(self, reader: Reader) -> bool:
        """Whether one of the reader's roles makes use of it."""
        return any(reader.has(role) for role in self.roles)

    @property
    def path(self) -> Path:
        """The script, absolute."""
        return APP_ROOT / "pages" / self.file


OVERVIEW: Final = Screen("overview.py", "Vue d’ensemble", "vue-d-ensemble", "Suivre")
PLAN: Final = Screen("plan.py", "Plan d’actions", "plan-d-actions", "Suivre")
ACTION: Final = Screen("action.py", "Fiche action", "fiche", "Suivre", hidden=True)
MY_ACTIONS: Final = Screen("my_actions.py", "Mes actions", "mes-actions", "Suivre", frozenset({Role.PILOT}))
COMMITTEE: Final = Screen("committee.py", "Comités", "comites", "Réunir")
RENEWALS: Final = Screen("renewals.py", "Renouvellements", "renouvellements", "Prévoir")
IMPORTS: Final = Screen("imports.py", "Imports", "imports", "Alimenter", _WRITERS_OF_PLANS)

SCREENS: Final = (OVERVIEW, PLAN, ACTION, MY_ACTIONS, COMMITTEE, RENEWALS, IMPORTS)
ADDRESSES: Final = frozenset({"/", *(f"/{screen.url_path}" for screen in SCREENS)})
"""Every path that a person may open."""


def menu_of(reader: Reader) -> Sequence[Screen]:
    """The entries of a reader's menu, in order; « Mes actions » comes first for a pilot."""
    seen = [screen for screen in SCREENS if not screen.hidden and screen.is_for(reader)]
    return sorted(seen, key=lambda screen: screen is not MY_ACTIONS)
