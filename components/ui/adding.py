"""Ways to add articles, and dates that need a person."""

from __future__ import annotations

from typing import Literal

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from components import count_of, format_date, library, name_place
from components.articles import READABLE_SUFFIXES, TABLE_SUFFIXES, TableInfo, find_page_parts, inspect_table
from components.library.worker.ingest import read_added, read_added_ids
from components.types import DatelineError
from components.ui.address import link_params
from components.ui.correcting import save_correction
from components.ui.evidence import render_first
from components.ui.fetching import render_addresses, render_listed
from components.ui.page import render_note
from components.ui.pasting import render_paste
from components.ui.progress import are_first_read, await_first
from components.ui.session import current_frames, library_path, show_changes
from components.ui.watching import render_watched
from components.ui.words import escape_markdown, format_byline

FILES, FOLDER, WEB, PASTE = "Files", "A folder", "The web", "Pasted text"
FIELDS = {
    "text": "Text",
    "title": "Title",
    "date": "Date",
    "source": "Source",
    "author": "Author",
    "url": "Web address",
    "section": "Section",
}
NOT_HERE = "— not in this table —"
_ROUND = "adding_round"  # counter in widget keys, which resets the widgets after something was added
_TABLES, _CLEAR = "adding_tables", "adding_clear"  # tables that wait for their columns; files that need not
_MOVED = "adding_moved_on"  # the library for which this session was moved on to the Overview
N_ADDED = 5  # of the articles added, listed at first
_ADDED_TO = "adding_added_to"  # the library that this session last added to


def render_date_question() -> None:
    """Ask once whether 03/04/2025 is in April or in March, if any date depends on it."""
    waiting = library.needs_attention(library_path())
    if not waiting:
        return
    example = waiting[0]
    with st.container(gap="xsmall"):
        st.header("Which comes first, day or month?", anchor=False)
        dates = f"{count_of(len(waiting), 'date')} can be read two ways, such as"
        place = name_place(example.path) or example.title
        st.markdown(f"{dates} **{escape_markdown(example.hint)}** in {escape_markdown(place)}.")
        with st.container(horizontal=True):
            if st.button(f"The day: {format_date(example.if_day_first)}", key="day_first"):
                _answer(day_first=True)
            if st.button(f"The month: {format_date(example.if_month_first)}", key="month_first"):
                _answer(day_first=False)


def _answer(*, day_first: bool) -> None:
    first = "day" if day_first else "month"
    save_correction(
        lambda: library.answer_day_first(library_path(), day_first), f"Dates are read with the {first} first."
    )


def render_metadata_upload() -> None:
    """Render the upload of a table, matched by file name, that fills in titles, dates, sources and authors."""
    popover = st.popover("Fill in dates and sources from a table", type="tertiary", key="metadata", on_change="rerun")
    if not popover.open:
        return
    with popover.container(width=420):
        st.markdown("A CSV or JSON lines file with a column for the file name, and any of title, date, source, author.")
        table = st.file_uploader("Table", type=[suffix.lstrip(".") for suffix in TABLE_SUFFIXES], key="metadata_table")
        if table is not None and st.button("Fill in", key="metadata_fill"):
            save_correction(
                lambda: library.apply_metadata_table(library_path(), table.name, table.getvalue()),
                f"Dates and sources are filled in from {table.name}.",
            )


# Adding articles: files, a folder, pasted text, the sample.


def render_adding() -> None:
    """Render the ways to add one's own articles."""
    way = st.segmented_control(
        "Add articles from",
        [FILES, FOLDER, WEB, PASTE],
        default=FILES,
        key="adding_way",
        persist_state="session",
        required=True,
    )
    if way == PASTE:
        if render_paste(_key):
            _added()
    elif way == WEB:
        if render_addresses(_key):
            _added()
    else:
        _render_upload(folder=way == FOLDER)
        if way == FOLDER and render_watched(_key):
            _added()
    _render_tables()
    _render_added()


def render_listed_addresses() -> None:
    """Offer to fetch addresses that came in a list, or that failed."""
    if render_listed():
        _added()


def _render_added() -> None:
    """Report the result of this session's last import once it is finished, with a list of what came in."""
    said, ids = state_added()
    if not said:
        return
    st.markdown(said)
    articles = current_frames().articles.set_index("article_id")
    render_first([articles.loc[one] for one in ids if one in articles.index], N_ADDED, _render_one, key="added")


def _render_one(article: pd.Series) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"line_added_{article.name}"):
        link = link_params(article=str(article.name))
        st.page_link("pages/read.py", label=escape_markdown(article["title"]), query_params=link, width="content")
        render_note(format_byline(article["source"], article["date"], article["date_origin"]), width="content")


def state_added(*, hints: bool = True) -> tuple[str, list[str]]:
    """What came of this session's last import, in words, and the articles it brought; "" while it is running.

    `hints` say where on the Articles page to put right what needs a hand.
    """
    added = read_added(library_path()) if st.session_state.get(_ADDED_TO) == str(library_path()) else None
    if added is None:
        return "", []
    ids = read_added_ids(library_path())
    articles = current_frames().articles
    undated = int((articles["article_id"].isin(ids) & (articles["date"] == "")).sum())
    parts = []
    if added.n_added:
        parts.append(f"{count_of(added.n_added, 'article')} added.")
    if added.n_known:
        are = "was" if added.n_known == 1 else "were"
        so = "." if added.n_added else ", so nothing was added."
        parts.append(f"{count_of(added.n_known, 'article')} {are} here already{so}")
    if undated:
        have = "has" if undated == 1 else "have"
        parts.append(f"{undated:,} {have} no date{': type it into the table below' if hints else ''}.")
    if added.n_skipped:
        parts.append(f"{count_of(added.n_skipped, 'thing')} could not be read{': see below why' if hints else ''}.")
    return " ".join(parts), ids if added.n_added else []


def render_added_note() -> None:
    """Render what came of the last import in one line that leads to the list; for the page one is moved on to."""
    if st.session_state.get(_MOVED) != str(library_path()):
        return
    said, _ = state_added(hints=False)
    if said:
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="added_note"):
            render_note(said, width="content")
            st.page_link(
                "pages/articles.py", label="See the list", icon=":material/arrow_forward:", icon_position="right",
                query_params=link_params(),
            )  # fmt: skip


def move_on() -> None:
    """Open the Overview once the first articles are read, unless a table still waits for its columns."""
    if not any(st.session_state.get(_TABLES, {}).values()) and are_first_read():
        st.session_state[_MOVED] = str(library_path())
        st.switch_page("pages/overview.py", query_params=link_params())
    st.session_state.pop(_MOVED, None)


def render_sample(*, key: str, first: bool) -> None:
    """Render a button that opens the sample articles; on an empty page it comes first and says what they are."""
    if first:
        with st.container(key="sample_first", gap="xsmall"):
            st.header("See it at work first", anchor=False)
            st.markdown("45 invented articles about a port town, its strike and its politics, read in about a minute.")
            _render_sample_button(key, "secondary")
    else:
        _render_sample_button(key, "tertiary")


def _render_sample_button(key: str, kind: Literal["secondary", "tertiary"]) -> None:
    if st.button(
        "Open the sample articles", key=key, type=kind, icon=":material/arrow_forward:", icon_position="right"
    ):
        _added(library.add_sample(library_path()))


def _key(name: str) -> str:
    return f"adding_{name}_{st.session_state.get(_ROUND, 0)}"


def _added(n_files: int = 0, *, renew: bool = True) -> None:
    """Start the worker, confirm what was added, and reset the widgets unless files still stand in them."""
    await_first()
    library.ensure_worker(library_path())
    if n_files:
        st.toast(f"{count_of(n_files, 'file')} {'is' if n_files == 1 else 'are'} being read.")
    st.session_state[_ADDED_TO] = str(library_path())
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + renew
    show_changes()
    st.rerun()


def _render_upload(*, folder: bool) -> None:
    suffixes = [suffix.lstrip(".") for suffix in READABLE_SUFFIXES]
    chosen = st.file_uploader(
        "A folder of articles" if folder else "Articles",
        type=suffixes,
        accept_multiple_files="directory" if folder else True,
        key=_key("folder" if folder else "files"),
    )
    if not chosen:
        kinds = "texts, web pages and web archives, PDF, Word, mail, exports of news databases, lists of references, "
        kinds += "tables (CSV, JSON, Excel) and zip archives; scans, if Tesseract is installed"
        st.markdown(f":small[:gray[Dateline reads {kinds}. Nothing leaves this computer.]]")
        return
    parts = find_page_parts([file.name for file in chosen])
    ready = [file for file in chosen if file.name not in parts and not _waits_for_columns(file)]
    if ready and st.button(f"Read {count_of(len(ready), 'file')}", key=_key("read")):
        _added(library.add_uploads(library_path(), ((file.name, file.getvalue()) for file in ready)))


def _waits_for_columns(file: UploadedFile) -> bool:
    """True for a table whose text column is uncertain; it is kept until its columns are confirmed."""
    if not file.name.lower().endswith(TABLE_SUFFIXES):
        return False
    waiting, clear = st.session_state.setdefault(_TABLES, {}), st.session_state.setdefault(_CLEAR, set())
    if file.file_id not in waiting:
        data = file.getvalue()
        try:
            info = inspect_table(file.name, data)
        except DatelineError:
            info = None  # the worker reports it as skipped
        if info is None or info.is_clear:
            waiting[file.file_id] = None
            clear.add(file.file_id)
        else:
            waiting[file.file_id] = (file.name, data, info)
    return file.file_id not in clear


def _render_tables() -> None:
    """Ask for the columns of each table that waits for it; the guess only needs to be confirmed."""
    waiting: dict[str, tuple[str, bytes, TableInfo] | None] = st.session_state.get(_TABLES, {})
    for file_id, table in waiting.items():
        if table is None:
            continue
        name, data, info = table
        with st.container(gap="small", key=f"table_{file_id}"):
            chosen = _ask_for_columns_of(name, info, file_id)
            with st.container(horizontal=True, gap="small"):
                label = f"Read {escape_markdown(name)}"
                if st.button(label, key=f"table_read_{file_id}", disabled="text" not in chosen):
                    waiting[file_id] = None
                    _added(
                        library.add_uploads(library_path(), [(name, data)], {"mapping": {name: chosen}}), renew=False
                    )
                if st.button("Leave it out", key=f"table_drop_{file_id}", type="tertiary"):
                    waiting[file_id] = None
                    st.rerun()


def _ask_for_columns_of(name: str, info: TableInfo, number: str) -> dict[str, str]:
    st.header(f"Which column is what in {escape_markdown(name)}?", anchor=False)
    if info.mapping:
        st.markdown(":small[:gray[Guessed from their names and cells. Put right what is wrong, then read it.]]")
    st.dataframe(info.preview, hide_index=True, height="content", alt=f"The first rows of {name}")
    chosen: dict[str, str] = {}
    columns = st.columns(3)
    for position, (field, label) in enumerate(FIELDS.items()):
        options = [NOT_HERE, *info.columns]
        guess = info.mapping.get(field)
        column = columns[position % 3].selectbox(
            label, options, index=options.index(guess) if guess in options else 0, key=f"column_{number}_{field}"
        )
        if column != NOT_HERE:
            chosen[field] = column
    if "text" not in chosen:
        st.markdown("Name the column that holds the text of the articles; the others can stay empty.")
    return chosen
