"""The application, with one more address that makes it forget its chart templates.

`python -m benchmarks.forgetful_app --port N`, for the « cold » samples only: without it a template is built once in the
life of a server, and there would be one sample per start. All the rest is measured on `ctg-tracking serve` as it is.
"""

import sys

import streamlit as st
import uvicorn
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from benchmarks.servers import FORGET, port_asked
from dashboard import app as application

CHARTS = "ctg_tracking.screen.charts"


def forget() -> None:
    """Empty what the charts of the screens keep between two runs, and Streamlit's data cache."""
    for name, module in list(sys.modules.items()):
        if name.startswith(CHARTS):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
    st.cache_data.clear()


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Forget when asked to; else the application."""
    if scope["type"] == "http" and scope["path"] == FORGET:
        forget()
        await PlainTextResponse("oublié")(scope, receive, send)
    else:
        await application(scope, receive, send)


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=port_asked(), log_level="warning", access_log=False)
