"""Dialogs in which a person puts right a name, a quote or a judgement."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from components import library
from components.types import ENTITY_TYPES, DatelineError
from components.ui.address import link_params
from components.ui.session import current_frames, library_path, show_changes
from components.ui.words import count_of, escape_markdown, join_words

_PENDING = "correcting"
N_OFFERED = 2000  # names in a list to choose from, the most mentioned first


def ask_to_correct(kind: str, ids: Sequence[str]) -> None:
    """The dialog opens with the next run: `merge`, `rename`, `split`, `hide`, `retype`, `treat`, `name`, `quote`."""
    st.session_state[_PENDING] = (kind, tuple(ids))


def open_asked_correction() -> bool:
    """Once per run: opens the dialog if a click has asked for it, and says whether it did."""
    asked = st.session_state.pop(_PENDING, None)
    if asked is None:
        return False
    kind, ids = asked
    title, render = _DIALOGS[kind]
    st.dialog(title, width="medium")(render)(*ids) if kind in ("rename", "split", "quote", "treat") else st.dialog(title, width="medium")(render)(ids)
    return True


def _save(change: Callable[[], object], said: str) -> None:
    """Writes a correction; the dialog closes and every screen shows it."""
    try:
        change()
    except DatelineError as error:
        st.markdown(escape_markdown(str(error)))
        return
    show_changes()
    st.session_state["corrected"] = said
    st.rerun()


def render_corrected() -> None:
    """Once per run: says what was just corrected, with a way back."""
    said = st.session_state.pop("corrected", None)
    if said:
        st.toast(f"{escape_markdown(said)} It can be undone under Names.")


def name_choices() -> dict[str, str]:
    """Entity ids with name and type, the most mentioned first."""
    leading = current_frames().entities.nlargest(N_OFFERED, "n_mentions")
    return {
        entity_id: f"{name} ({type_})"
        for entity_id, name, type_ in zip(leading["entity_id"], leading["name"], leading["type"], strict=True)
    }


def _names(entity_ids: Sequence[str]) -> list[str]:
    frames = current_frames()
    return [str(frames.entity_names[n]) for n in frames.numbers_of(list(entity_ids))]


def _render_merge(ids: Sequence[str]) -> None:
    choices = name_choices()
    names = _names(ids)
    if len(ids) == 1:
        others = [entity_id for entity_id in choices if entity_id != ids[0]]
        st.markdown(f"**{escape_markdown(names[0])}** is the same as")
        other = st.selectbox("Other name", others, format_func=lambda i: choices[i], index=None, placeholder="Choose or type", key="merge_other")
        ids = (*ids, other) if other else ids
        names = _names(ids)
    if len(ids) < 2:
        return
    into = st.radio("Keep the name", list(ids), format_func=lambda i: escape_markdown(dict(zip(ids, names, strict=False)).get(i, i)), key="merge_into")
    st.markdown(":small[:gray[All mentions, quotes and sentences are counted under it, also in articles added later. It can be undone.]]")
    if st.button(f"Merge {count_of(len(ids), 'name')}", key="merge_do"):
        _save(lambda: library.merge_entities(library_path(), list(ids), into), f"{join_words(names)} are now one.")


def _render_rename(entity_id: str) -> None:
    old = _names([entity_id])[0]
    name = st.text_input("Name", value=old, key="rename_name").strip()
    if st.button("Rename", key="rename_do", disabled=not name or name == old):
        _save(lambda: library.rename_entity(library_path(), entity_id, name), f"{old} is now {name}.")


def _render_split(entity_id: str) -> None:
    entity = library.read_entity(current_frames(), entity_id)
    aliases = {alias: n for alias, n in entity.aliases if alias != entity.name}
    if not aliases:
        st.markdown("It is written in one way only, so there is nothing to split off.")
        return
    alias = st.radio("Which is somebody or something else?", list(aliases), format_func=lambda a: f"{escape_markdown(a)}, {count_of(aliases[a], 'mention')}", key="split_alias")
    if st.button("Split off", key="split_do"):
        _save(lambda: library.split_alias(library_path(), entity_id, alias), f"{alias} now stands for itself.")


def _render_retype(ids: Sequence[str]) -> None:
    names = _names(ids)
    type_ = st.radio(f"{escape_markdown(join_words(names))} is", ENTITY_TYPES, key="retype_type", horizontal=True)
    if st.button("Change type", key="retype_do"):
        _save(lambda: [library.retype_entity(library_path(), i, type_) for i in ids], f"{join_words(names)}: {type_}.")


def _render_hide(ids: Sequence[str]) -> None:
    names = _names(ids)
    st.markdown(f"**{escape_markdown(join_words(names))}** will be left out of every table and chart.")
    if st.button("Hide", key="hide_do"):
        _save(lambda: [library.hide_entity(library_path(), i) for i in ids], f"{join_words(names)} is hidden.")


def _render_treat(entity_id: str) -> None:
    name = _names([entity_id])[0]
    text = st.text_input(f"Always treat these words as {escape_markdown(name)}", key="treat_text", placeholder="As written in the articles").strip()
    if st.button("Do so", key="treat_do", disabled=not text):
        _save(lambda: library.treat_as(library_path(), text, entity_id), f"{text} is always {name}.")


def _render_quote(quote_id: str) -> None:
    quote = library.read_quote(current_frames(), library_path(), quote_id)
    if quote is None:
        st.markdown("This quote is no longer there.")
        return
    st.markdown(f"“{escape_markdown(quote.content.strip('“”\"'))}”")
    who = quote.speaker_name or quote.speaker_text or "nobody"
    st.markdown(f":gray[Found: {escape_markdown(who)}, {quote.confidence:.0%} sure]")
    choices = name_choices()
    entity_id = st.selectbox("Who said it?", list(choices), format_func=lambda i: choices[i], index=None, placeholder="Choose a name", key="quote_speaker")
    text = st.text_input("Or in words, where nobody of the list fits", placeholder="a resident", key="quote_text").strip()
    with st.container(horizontal=True):
        if st.button("Save the speaker", key="quote_save", disabled=not (entity_id or text)):
            _save(lambda: library.set_speaker(library_path(), quote_id, entity_id, text), "The speaker is corrected.")
        if st.button("This is no quote", key="quote_reject", type="tertiary"):
            _save(lambda: library.reject_quote(library_path(), quote_id), "The quote is taken out.")


def _render_name(ids: Sequence[str]) -> None:
    """What a marked name in an article offers."""
    entity_id = ids[0]
    row = library.read_entity(current_frames(), entity_id)
    st.markdown(f"**{escape_markdown(row.name)}**, {row.type}{', ' + escape_markdown(row.description) if row.description else ''}. {count_of(row.n_mentions, 'mention')} in {count_of(row.n_articles, 'article')}.")
    st.page_link("pages/entities.py", label="Open its page", icon=":material/arrow_forward:", icon_position="right", query_params=link_params(entity=entity_id))
    st.markdown("Something wrong?")
    with st.container(horizontal=True):
        for kind, label in NAME_ACTIONS.items():
            if st.button(label, key=f"name_{kind}"):
                ask_to_correct(kind, [entity_id])
                st.rerun()


NAME_ACTIONS = {
    "merge": "Merge with another name",
    "split": "Split off an alias",
    "rename": "Rename",
    "retype": "Change type",
    "treat": "Always treat … as this",
    "hide": "Hide",
}
_DIALOGS: dict[str, tuple[str, Callable[..., None]]] = {
    "merge": ("Merge names", _render_merge),
    "rename": ("Rename", _render_rename),
    "split": ("Split off an alias", _render_split),
    "retype": ("Change type", _render_retype),
    "hide": ("Hide a name", _render_hide),
    "treat": ("Always treat as", _render_treat),
    "quote": ("Correct this quote", _render_quote),
    "name": ("A name", _render_name),
}
