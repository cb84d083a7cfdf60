"""One chart with its words, clicks, choices and downloads, on a page or alone before an audience."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from components import count_of, exports, library
from components.charts import chart_config, read_click
from components.charts.axes import list_points, shorten, write_on_point
from components.library import View
from components.types import PERIODS, EvidenceQuery
from components.ui.address import put_param, read_choice, render_one_of, write_choice
from components.ui.evidence import ask_for_evidence, open_asked_evidence
from components.ui.exhibits import build_exhibit
from components.ui.exhibits.common import Exhibit, Options, choose_focus, choose_names
from components.ui.faults import as_part, guarded, part, render_fault
from components.ui.page import PRESENTED, current_style, frame, render_note, render_section_title
from components.ui.session import current_frames, library_path, run_again
from components.ui.shared import DRAWING
from components.ui.tables import name_choices, names_by_id
from components.ui.words import escape, escape_markdown

MOST_SHOWN, MOST_COLOURED = 8, 3
STAGE = Path(__file__).with_name("stage.css")
_NAMES = ("who", "focus", "period", "measure")
_pictures = st.components.v2.component(
    "chart_pictures",
    html="""
<button type="button" data-format="png">Picture (PNG)</button>
<button type="button" data-format="svg">Drawing (SVG)</button>
""",
    css="""
button {
  display: block; width: 100%; min-height: 2.5rem; padding: .25rem .75rem; margin: 0 0 .5rem; cursor: pointer;
  font: 400 .875rem var(--st-font); color: var(--st-text-color); background: var(--st-background-color);
  border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius);
}
button:last-child { margin: 0; }
button:hover, button:focus-visible { border-color: var(--st-primary-color); color: var(--st-primary-color); }
""",
    js=Path(__file__).with_name("pictures.js").read_text("utf-8"),
)
BELOW = 24  # pixels left free below the chart
# What a presented chart's link may hold of the presenter's own, and how many characters of each.
OWN = {"title": 120, "subtitle": 240, "note": 160, "note_at": 400}
_BEFORE = "address_before_presenting"
FOLLOW_SECONDS = 4  # seconds between checks for new results
# Escape or the small button returns to the chart's page. The component also reports the window's size and the height
# available to the chart, so that type grows with the screen and all of the chart fits it.
_leave = st.components.v2.component(
    PRESENTED,
    html="""
<button type="button" title="Leave (Escape)" aria-label="Leave">✕</button>
""",
    css="""
button {
  border: 0; background: none; cursor: pointer; padding: .25rem .5rem; border-radius: var(--st-button-radius);
  font: 400 max(1.25rem, calc(22 * var(--u, 0px))) var(--st-font);
  color: var(--st-gray-text-color, var(--st-text-color));
}
button:hover, button:focus-visible { color: var(--st-primary-color); outline: 1px solid var(--st-border-color); }
""",
    js=Path(__file__).with_name("stage.js").read_text("utf-8"),
)


def read_chart_choices(*names: str) -> dict[str, list[str]]:
    """The user's choices as exhibit options; empty if the page decides."""
    return {name: read_choice(name) for name in names or _NAMES}


def render_chart_choices(view: View) -> None:
    """Render pills that highlight names, and controls for names, period and measure."""
    options = Options(read_chart_choices())
    shown = choose_names(view, options)
    focus = choose_focus(options, shown, MOST_COLOURED)
    names = names_by_id(view.frames, shown)
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="chart_choices"):
        st.session_state["choice_focus"] = focus
        st.pills(
            "Coloured lines", list(names), format_func=lambda one: escape_markdown(names[one]), key="choice_focus",
            selection_mode="multi", label_visibility="collapsed", wrap=True, on_change=_take_focus, args=(focus,),
        )  # fmt: skip
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="chart_settings"):
        period = library.choose_period(view)
        render_one_of("Period", "period", {period: period.capitalize() for period in PERIODS}, period)
        render_one_of("Measure", "measure", {"count": "Mentions", "share": "Share of articles"}, "count")
        popover = st.popover("Choose names", type="tertiary", on_change="rerun", key="chart_names")
        if popover.open:
            with popover.container(width=400):
                _render_names(shown)


def _render_names(shown: list[str]) -> None:
    offered = name_choices()
    st.session_state["choice_who"] = [one for one in shown if one in offered]
    st.multiselect(
        f"Names on the charts (at most {MOST_SHOWN})", list(offered), format_func=offered.__getitem__, key="choice_who",
        max_selections=MOST_SHOWN, on_change=_take_names,
    )  # fmt: skip
    if read_choice("who"):
        st.button("Back to the names mentioned most", key="chart_names_reset", type="tertiary", on_click=_reset_names)


def _take_focus(before: list[str]) -> None:
    """Keep the newest choices: a fourth name replaces the first."""
    chosen = list(st.session_state["choice_focus"])
    in_order = [one for one in before if one in chosen] + [one for one in chosen if one not in before]
    write_choice("focus", in_order[-MOST_COLOURED:])


def _take_names() -> None:
    write_choice("who", list(st.session_state["choice_who"])[:MOST_SHOWN])


def _reset_names() -> None:
    write_choice("who", [])
    write_choice("focus", [])


# Renders an exhibit: headline, clickable figure, presentation link and downloads.


def render_exhibit(exhibit: Exhibit, *, key: str, heading: bool = True) -> None:
    """Render headline, note and figure, and below it the peak, presentation mode and downloads."""
    if exhibit.fault is not None:
        render_fault(exhibit.fault)
        return
    if heading:
        render_section_title(exhibit.headline, exhibit.note)
    with part("This chart"):
        render_figure(exhibit, key=key)
    with part(), st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if exhibit.peak is not None:
            label = shorten(exhibit.peak_label, 60) or "See the articles behind the peak"
            st.button(
                escape_markdown(label), key=f"{key}_peak", type="tertiary", icon=":material/arrow_forward:",
                icon_position="right", on_click=ask_for_evidence, args=(exhibit.peak,),
            )  # fmt: skip
        st.button(
            "Present this chart", key=f"{key}_present", type="tertiary", icon=":material/slideshow:",
            icon_position="right", on_click=_present, args=(exhibit,),
        )  # fmt: skip
        _render_downloads(exhibit, key)
        _render_undated(exhibit, key)
        if exhibit.method:
            with st.popover("How this was counted", type="tertiary", key=f"{key}_method").container(width=400):
                st.markdown(escape_markdown(exhibit.method))


def render_figure(exhibit: Exhibit, *, key: str) -> None:
    """Render the figure alone; a click on a point opens its evidence."""
    clicks = st.session_state.get(f"{key}_clicks", 0)
    with DRAWING:  # a changed figure loses its selection, so that the same point can be clicked again
        exhibit.figure.update_layout(meta={"clicks": clicks})
        st.plotly_chart(
            exhibit.figure, theme=None, config=chart_config(), alt=exhibit.alt, key=key,
            on_select=lambda: _take_click(exhibit, key), selection_mode="points",
        )  # fmt: skip


@guarded
def _take_click(exhibit: Exhibit, key: str) -> None:
    points = st.session_state[key]["selection"]["points"]
    if not points:
        return
    st.session_state[f"{key}_clicks"] = st.session_state.get(f"{key}_clicks", 0) + 1
    query = exhibit.to_query(read_click(points[0]))
    if query is not None:
        ask_for_evidence(query)


def _render_downloads(exhibit: Exhibit, key: str) -> None:
    popover = st.popover("Download", type="tertiary", on_change="rerun", key=f"{key}_download")
    if popover.open:
        style = current_style()
        data = {
            "chart": key, "filename": f"dateline-{exhibit.name}", "headline": exhibit.headline, "note": exhibit.note,
            "paper": style.paper, "ink": style.ink, "muted": style.muted,
        }  # fmt: skip
        with popover.container(gap="xsmall"):
            _pictures(data=data, key=f"{key}_pictures", height="content")
            st.download_button(
                "Numbers (CSV)", lambda: exports.harmless_csv(exhibit.table), f"dateline-{exhibit.name}.csv",
                "text/csv", key=f"{key}_csv", on_click="ignore", width="stretch",
            )  # fmt: skip


def describe_undated(exhibit: Exhibit) -> str:
    """The note `3 undated articles are not on this chart`; empty if there are none."""
    verb = "is" if exhibit.n_undated == 1 else "are"
    return f"{count_of(exhibit.n_undated, 'undated article')} {verb} not on this chart" if exhibit.n_undated else ""


def _render_undated(exhibit: Exhibit, key: str) -> None:
    if exhibit.n_undated:
        st.button(
            describe_undated(exhibit), key=f"{key}_undated", type="tertiary", on_click=ask_for_evidence,
            args=(exhibit.undated or EvidenceQuery("articles", undated=True),),
        )  # fmt: skip


# Presentation mode: one live chart, full screen, without navigation or controls.


def is_presenting() -> bool:
    """True if the address asks for presentation mode."""
    return "present" in st.query_params


def _present(exhibit: Exhibit) -> None:
    """Show the chart alone, in the same tab; the address is then a link to it."""
    st.session_state[_BEFORE] = {key: st.query_params.get_all(key) for key in st.query_params}
    for name, values in {"present": exhibit.name, **exhibit.options}.items():
        put_param(name, values)


def _stop_presenting() -> None:
    """Return to the chart's page, in the view it had."""
    before = st.session_state.pop(_BEFORE, None)
    if before is not None:
        st.query_params.from_dict(before)
    for name in ("present", *OWN):
        put_param(name, "")


def render_presented() -> None:
    """Render the chart named in the address, in large type, with the presenter's own words if the link has any."""
    exhibit = build_exhibit(st.query_params["present"], presenting=True)
    headline = exhibit.headline if exhibit and exhibit.headline else "This chart cannot be shown"
    st.html(STAGE)
    open_asked_evidence()
    with frame("stretch").container(gap="small", key="stage"):
        st.html(f'<h1 class="dl-presented">{escape(_own("title") or headline)}</h1>')
        with st.container(key="stage_corner", horizontal=True, gap="xsmall", width="content"):
            if exhibit is not None and exhibit.fault is None:
                _render_own_words(exhibit, headline)
            stage = (st.session_state.get(PRESENTED) or {}).get("stage") or {}
            data = {"stage": stage, "below": BELOW, "params": ["present", "embed", *OWN]}
            _leave(
                key=PRESENTED, data=data, on_stage_change=lambda: None, on_leave_change=_stop_presenting,
                height="content", width="content",
            )  # fmt: skip
        if exhibit is None:
            st.markdown("The link does not name a chart, or what it showed is no longer in the library.")
        elif exhibit.fault is not None:
            render_fault(exhibit.fault)
        else:
            undated = describe_undated(exhibit)
            note = _own("subtitle") or (f"{exhibit.note} {undated}." if undated else exhibit.note)
            st.html(f'<p class="dl-presented-note">{escape(note)}</p>')
            if _own("note"):
                write_on_point(exhibit.figure, _own("note_at"), _own("note"), current_style(presenting=True))
            render_figure(exhibit, key=f"presented_{exhibit.name}")
    _follow(current_frames().revision)


def _own(name: str) -> str:
    """The presenter's own words in the address, in one line and of bounded length."""
    return " ".join(st.query_params.get(name, "").split())[: OWN[name]]


def _render_own_words(exhibit: Exhibit, headline: str) -> None:
    popover = st.popover("Words", type="tertiary", on_change="rerun", key="stage_words")
    if not popover.open:
        return
    with popover.container(width=400, gap="small"):
        render_note("Title, subtitle and note stay in the link. Leave a field empty for Dateline's own words.")
        for name, label, placeholder in (
            ("title", "Title", headline),
            ("subtitle", "Subtitle", exhibit.note),
            ("note", "Note on a point", "Anything, in a few words"),
        ):
            st.session_state[f"own_{name}"] = _own(name)
            st.text_input(
                label, key=f"own_{name}", placeholder=placeholder, max_chars=OWN[name],
                on_change=_take_own, args=(name,),
            )  # fmt: skip
        points = list_points(exhibit.figure)
        now = _own("note_at")
        st.session_state["own_note_at"] = now if now in points else None
        st.selectbox(
            "Which point", list(points), format_func=points.__getitem__, index=None, key="own_note_at",
            placeholder="The point the note is about", on_change=_take_own, args=("note_at",),
        )  # fmt: skip


def _take_own(name: str) -> None:
    put_param(name, str(st.session_state[f"own_{name}"] or "")[: OWN[name]])


@st.fragment(run_every=FOLLOW_SECONDS)
@as_part
def _follow(drawn: int) -> None:
    """Redraw the chart when the library has changed."""
    if library.read_revision(library_path()) != drawn:
        run_again()
