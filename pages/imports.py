"""Imports."""

import streamlit as st

from ctg_tracking.screen.session import signed_in

reader = signed_in()

st.title("Imports")
