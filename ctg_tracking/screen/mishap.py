"""What a person reads when a page fails: the refusal's own sentence, or one that owns up; never a traceback."""

import logging

import streamlit as st

from ctg_tracking.errors import Refusal

_log = logging.getLogger(__name__)


def show_mishap(error: Exception) -> bool:
    """Shows an error that a page let through; True tells Streamlit that it has been shown."""
    if isinstance(error, Refusal):
        st.error(str(error))
        return True
    _log.error("a page failed", exc_info=error)
    st.error("Une erreur inattendue a interrompu cette page. Ce qui était déjà enregistré l’est toujours.")
    return True
