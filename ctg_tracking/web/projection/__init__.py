"""A committee projected: slides, live figures and what is decided, as plain HTML of ours; no Streamlit, no menu.

routes     the addresses that read; `posting` those that write; `asking` what they are sent and answer
rendered   decks read and drawn once for all who watch; `memory` keeps them; `parts` filters them
page       the page around the slides; `slides`, `blocks`, `bars`, `curve`, `marks` draw
seance     what the writers of a committee see; `writing` calls the verbs of follow_up
"""

from ctg_tracking.web.projection.routes import Projection

__all__ = ["Projection"]
