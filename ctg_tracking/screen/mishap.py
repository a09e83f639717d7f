"""What a person reads when a page fails: the refusal's own sentence, or one that owns up; never a traceback."""

import streamlit as st
from sqlalchemy.exc import DBAPIError

from ctg_tracking.errors import Refusal
from ctg_tracking.screen.plain import plain


def show_mishap(error: Exception) -> bool:
    """Shows an error that a page let through (Streamlit has logged it); True: it needs no other showing."""
    if isinstance(error, Refusal):
        st.error(plain(str(error)))
    elif isinstance(error, DBAPIError):
        st.error("La base de données ne répond pas. Réessayez dans un instant.")
    else:
        st.error("Une erreur inattendue a interrompu cette page. Ce qui était déjà enregistré l’est toujours.")
    return True
