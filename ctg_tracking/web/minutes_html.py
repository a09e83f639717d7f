"""The page around minutes: what it is, who shares it, its PDF; readable on a phone, in the dark and on paper."""

from datetime import date, datetime

from ctg_tracking.model import french
from ctg_tracking.outputs.markup import EMPTY, Html, element, joined
from ctg_tracking.web.html import NAME

PDF = "releve.pdf"


def shared_page(body: str, title: str, *, path: str, closed_at: datetime | None, expires_on: date | None) -> str:
    """Minutes opened by a link: read-only, shared by the coordination, of a committee closed on such a day."""
    told = ["Page en lecture seule, partagée par la coordination"]
    if closed_at is not None:
        told.append(f"comité clos le {french.long_day(closed_at.astimezone(french.PARIS).date())}")
    if expires_on is not None:
        told.append(f"lien valable jusqu’au {french.long_day(expires_on)}")
    return _page(body, title, f"{', '.join(told)}.", path, EMPTY)


def signed_in_page(body: str, title: str, *, path: str, draft: bool) -> str:
    """Minutes read by somebody signed in, drafts too."""
    told = "Projet, à relire avant la clôture." if draft else "Relevé final."
    return _page(body, title, told, path, element("a", "Revenir aux comités", href="/comites"))


def _page(body: str, title: str, told: str, path: str, back: Html) -> str:
    links = joined(back, element("a", "Télécharger le PDF", href=f"{path}/{PDF}"))
    banner = element(
        "header",
        element("p", element("b", NAME), " ", element("span", told)),
        element("nav", links, aria_label="Relevé"),
        class_="bandeau",
    )
    head = element("title", f"{title} – {NAME}")
    return f"""<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow, noarchive">
{head}
<link rel="icon" href="/connexion/icone.svg" type="image/svg+xml">
<link rel="stylesheet" href="/connexion/releve.css">
</head>
<body>
{banner}
<main>{body}</main>
</body>
</html>
"""
