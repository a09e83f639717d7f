"""The page the overview is measured against: one query, one chart, one table, nothing kept between two runs."""

import os

import altair as alt
import pandas as pd
import streamlit as st
from sqlalchemy import create_engine, func, select

from ctg_tracking.model import Action, Convention, Territory


@st.cache_resource
def _engine() -> object:
    return create_engine(os.environ["CTG_DATABASE_URL"])


number = func.count().label("actions")
by_territory = (
    select(Territory.name, number)
    .join(Convention, Convention.territory_id == Territory.id)
    .join(Action, Action.convention_id == Convention.id)
    .group_by(Territory.name)
    .order_by(number.desc())
    .limit(100)
)
with _engine().connect() as connection:  # type: ignore[attr-defined]
    rows = pd.DataFrame(connection.execute(by_territory).all(), columns=["territoire", "actions"])

st.title("Page nue")
st.altair_chart(alt.Chart(rows).mark_bar().encode(x="actions:Q", y=alt.Y("territoire:N", sort="-x")))
st.dataframe(rows)
