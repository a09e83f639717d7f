"""The door's pages as HTML: no script, no outside host, readable with the keyboard and by a screen reader.

Each function gives a whole page; every value that comes from somebody is escaped.
"""

from collections.abc import Sequence
from html import escape

from ctg_tracking.accounts.signing_in import Profile

NAME = "Suivi CTG"
_LONG_NAME = "Suivi des conventions territoriales globales"


def sign_in_page(
    *,
    vers: str,
    email: str = "",
    refusal: str | None = None,
    notice: str | None = None,
    profiles: Sequence[Profile] = (),
) -> str:
    """The sign-in form; `profiles` are offered without password, `refusal` says why the last try failed.

    The profiles come first, except after a failed try, whose message must be on the screen of a phone.
    """
    title = f"Erreur\u202f: connexion – {NAME}" if refusal else f"Connexion – {NAME}"
    offered = _offered(profiles, vers) if profiles else ""
    width = "" if profiles else ' class="etroit"'
    return _page(
        title,
        f"""<main{width}>
{_BRAND}
<h1>Connexion</h1>
<div class="volets">
{offered if not refusal else ""}<section class="volet" aria-labelledby="compte">
<h2 id="compte">Avec votre compte</h2>
{_message(refusal, notice)}{_form(vers, email, wrong=refusal is not None)}
<p class="aide">Mot de passe oublié, ou pas encore de compte&#8239;? Demandez à la personne responsable de l’outil.</p>
</section>
{offered if refusal else ""}</div>
</main>""",
    )


def sign_out_page(name: str) -> str:
    """Asks the signed-in person to confirm; a mere link must not sign anyone out."""
    return _page(
        f"Déconnexion – {NAME}",
        f"""<main class="etroit">
{_BRAND}
<section class="volet">
<h1>Se déconnecter</h1>
<p>Vous êtes connecté·e en tant que <b>{escape(name)}</b>.</p>
<form method="post" action="/deconnexion"><button class="principal">Se déconnecter</button></form>
<p class="aide"><a href="/">Revenir à l’accueil</a></p>
</section>
</main>""",
    )


def refusal_page(title: str, sentence: str) -> str:
    """A page that says no in one sentence and leads back to the first page."""
    return _page(
        f"{title} – {NAME}",
        f"""<main class="etroit">
{_BRAND}
<section class="volet">
<h1>{escape(title)}</h1>
<p>{escape(sentence)}</p>
<p><a href="/">Revenir à l’accueil</a></p>
</section>
</main>""",
    )


_BRAND = f"""<header class="marque"><img src="/connexion/icone.svg" alt="">
<p><b>{NAME}</b><span>{_LONG_NAME}</span></p></header>"""


def _page(title: str, body: str) -> str:
    return f"""<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<link rel="icon" href="/connexion/icone.svg" type="image/svg+xml">
<link rel="stylesheet" href="/connexion/connexion.css">
</head>
<body>
{body}
</body>
</html>
"""


def _message(refusal: str | None, notice: str | None) -> str:
    if refusal:
        return f'<p class="message erreur" id="erreur" role="alert">{escape(refusal)}</p>\n'
    return f'<p class="message" role="status">{escape(notice)}</p>\n' if notice else ""


def _form(vers: str, email: str, *, wrong: bool) -> str:
    about = ' aria-invalid="true" aria-describedby="erreur"' if wrong else ""
    return f"""<form method="post" action="/connexion">
<input type="hidden" name="vers" value="{escape(vers)}">
<label for="email">Adresse e-mail</label>
<input type="email" id="email" name="email" value="{escape(email)}"
 autocomplete="username" required maxlength="254"{about}>
<label for="password">Mot de passe</label>
<input type="password" id="password" name="password"
 autocomplete="current-password" required maxlength="256"{about}>
<button class="principal">Se connecter</button>
</form>"""


def _offered(profiles: Sequence[Profile], vers: str) -> str:
    buttons = "\n".join(_button(profile) for profile in profiles)
    return f"""<section class="volet" aria-labelledby="demonstration">
<h2 id="demonstration">Essayer la démonstration</h2>
<p>Entrez sans mot de passe, avec l’un de ces profils. Ils ne sont proposés que sur cet ordinateur.</p>
<form method="post" action="/connexion/demonstration">
<input type="hidden" name="vers" value="{escape(vers)}">
<ul class="profils">
{buttons}
</ul>
</form>
</section>
"""


def _button(profile: Profile) -> str:
    role = "" if profile.name == profile.role.label else f'<span class="role">{escape(profile.role.label)}</span>'
    return (
        f'<li><button name="profile" value="{profile.key}"><b>{escape(profile.name)}</b>'
        f"{role}<span>{escape(profile.scope)}</span></button></li>"
    )
