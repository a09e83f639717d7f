"""When something breaks before any page is drawn: one French sentence, the right status, the detail in the log only."""

from sqlalchemy.exc import DBAPIError
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from ctg_tracking.web.asking import is_navigation
from ctg_tracking.web.headers import DOOR_POLICY
from ctg_tracking.web.html import refusal_page

_DATABASE = "La base de données ne répond pas. Réessayez dans un instant."
_ANYTHING = "Une erreur inattendue a interrompu cette demande. Réessayez dans un instant."


def sorry(request: Request, error: Exception) -> Response:
    """Answer to a request that failed: 503 when the store does not answer, else 500; the server logs the error."""
    database = isinstance(error, DBAPIError)
    sentence, status = (_DATABASE, 503) if database else (_ANYTHING, 500)
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY"}
    if not is_navigation(request):
        return PlainTextResponse(f"{sentence}\n", status, headers)
    page = refusal_page("Un instant", sentence)
    return HTMLResponse(page, status, headers | {"Content-Security-Policy": DOOR_POLICY})
