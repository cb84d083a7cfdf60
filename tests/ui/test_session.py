"""What a page that polls does while a person clicks."""

from __future__ import annotations

from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequests, ScriptRequestType
from streamlit.testing.v1 import AppTest

POLLED = """
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData
from components.ui.session import run_again

if "clicked" in st.query_params:
    st.markdown("the click came through")
elif "polled" not in st.session_state:
    st.session_state["polled"] = True
    # A click on a link arrives just before the fragment wants to run the page anew.
    get_script_run_ctx().script_requests.request_rerun(RerunData(query_string="clicked=1"))
    run_again()
else:
    st.markdown("the click is lost")
"""


def test_two_requests_become_one_with_the_page_of_the_second() -> None:
    """What Streamlit does, because of which `run_again` looks for a click first."""
    requests = ScriptRequests()
    requests.request_rerun(RerunData(page_script_hash="where the link leads"))
    requests.request_rerun(RerunData(page_script_hash="the page that polls"))
    request = requests.on_scriptrunner_yield()
    assert request is not None
    assert request.type == ScriptRequestType.RERUN
    assert request.rerun_data.page_script_hash == "the page that polls"


def test_a_click_that_waits_is_taken_before_the_page_is_run_anew() -> None:
    app = AppTest.from_string(POLLED, default_timeout=60).run()
    assert [one.value for one in app.markdown] == ["the click came through"]
