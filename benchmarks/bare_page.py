"""The page the overview is measured against: one query, one chart, one table, nothing kept between two runs.

It asks the plainest form of what the overview shows: how many actions of each status on each territory, today.
"""

import os

import altair as alt
import pandas as pd
import streamlit as st
from sqlalchemy import Engine, create_engine, func, select

from ctg_tracking.model import Action, Convention, ProgressReport, Territory


@st.cache_resource
def _engine() -> Engine:
    return create_engine(os.environ["CTG_DATABASE_URL"])


by_territory = (
    select(Territory.name, ProgressReport.status, func.count())
    .select_from(Action)
    .join(Convention, Convention.id == Action.convention_id)
    .join(Territory, Territory.id == Convention.territory_id)
    .outerjoin(ProgressReport, (ProgressReport.action_id == Action.id) & ProgressReport.until.is_(None))
    .where(Action.parent_id.is_(None))
    .group_by(Territory.name, ProgressReport.status)
)
with _engine().connect() as connection:
    rows = pd.DataFrame(connection.execute(by_territory).all(), columns=["territoire", "statut", "actions"])

st.title("Page nue")
st.altair_chart(alt.Chart(rows).mark_bar().encode(x="actions:Q", y="territoire:N", color="statut:N"))
st.dataframe(rows)
