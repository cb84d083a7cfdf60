"""Correction dialogs for names, quotes, topics and repeated lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from components import count_of, join_words, library
from components.library.corrections import set_gender
from components.library.corrections.wording import COUNTED_AS
from components.library.queries.voice import read_gender
from components.types import ENTITY_TYPES, GENDERS
from components.ui.address import link_params
from components.ui.correcting import PENDING, ask_to_correct, save_correction
from components.ui.faults import as_part
from components.ui.names import entity_names, name_choices
from components.ui.session import current_frames, library_path
from components.ui.words import escape_markdown


def open_asked_correction() -> bool:
    """Open the dialog if a click has requested it, and return whether it did; call it once per run."""
    kind, ids = st.session_state.pop(PENDING, ("", ()))
    if not kind:
        return False
    title, render = _DIALOGS[kind]
    st.dialog(title, width="medium")(as_part(render))(ids)
    return True


def _grey(text: str) -> None:
    st.markdown(f":small[:gray[{text}]]")


def _render_merge(ids: Sequence[str]) -> None:
    choices = name_choices()
    if len(ids) == 1:
        st.markdown(f"**{escape_markdown(entity_names(ids)[0])}** is the same as")
        others = [entity_id for entity_id in choices if entity_id != ids[0]]
        other = st.selectbox(
            "Other name", others, format_func=choices.__getitem__, index=None, placeholder="Choose or type",
            key="merge_other",
        )  # fmt: skip
        ids = (*ids, other) if other else ids
    if len(ids) < 2:
        return
    names = entity_names(ids)
    spelt = dict(zip(ids, names, strict=False))
    into = st.radio("Keep the name", list(ids), format_func=lambda one: escape_markdown(spelt[one]), key="merge_into")
    _grey("All mentions, quotes and sentences are counted under this name, in articles added later too.")
    if st.button(f"Merge {count_of(len(ids), 'name')}", key="merge_do"):
        save_correction(
            lambda: library.merge_entities(library_path(), list(ids), into), f"{join_words(names)} are now one."
        )


def _render_split(ids: Sequence[str]) -> None:
    entity = library.read_entity(current_frames(), ids[0])
    aliases = {alias: n for alias, n in entity.aliases if alias != entity.name} if entity else {}
    if not aliases:
        st.markdown("It is always written the same way, so there is nothing to split off.")
        return
    alias = st.radio(
        "Which of these is somebody or something else?", list(aliases), key="split_alias",
        format_func=lambda one: f"{escape_markdown(one)}, {count_of(aliases[one], 'mention')}",
    )  # fmt: skip
    if st.button("Split off", key="split_do"):
        save_correction(
            lambda: library.split_alias(library_path(), ids[0], alias), f"{alias} is a name of its own now."
        )


def _render_rename(ids: Sequence[str]) -> None:
    old = entity_names(ids)[0]
    name = st.text_input("Name", value=old, key="rename_name", max_chars=200).strip()
    if st.button("Rename", key="rename_do", disabled=not name or name == old):
        save_correction(lambda: library.rename_entity(library_path(), ids[0], name), f"{old} is now {name}.")


def _render_retype(ids: Sequence[str]) -> None:
    names = join_words(entity_names(ids))
    type_ = st.radio(escape_markdown(names), ENTITY_TYPES, format_func=str.capitalize, key="retype_type")
    if st.button("Change type", key="retype_do"):

        def retype() -> None:
            for one in ids:
                library.retype_entity(library_path(), one, type_)

        save_correction(retype, f"{names}: now {type_}.")


def _render_gender(ids: Sequence[str]) -> None:
    frames = current_frames()
    entity = library.read_entity(frames, ids[0])
    if entity is None or entity.type != "person":
        st.markdown("This name is no person any more.")
        return
    now = read_gender(frames, ids[0])
    _grey("How articles write of a person. Voices counts by it; a first name, an honorific or a pronoun told it.")
    gender = st.radio(
        escape_markdown(entity.name), GENDERS, GENDERS.index(now), format_func=_GENDER_CHOICES.__getitem__,
        key="gender_choice",
    )  # fmt: skip
    if st.button("Change gender", key="gender_do", disabled=gender == now):
        save_correction(
            lambda: set_gender(library_path(), ids[0], gender),
            f"{entity.name} is counted {COUNTED_AS[gender]} now.",
        )


_GENDER_CHOICES = {"women": "Woman", "men": "Man", "other": "Other", "unknown": "Unknown"}


def _render_hide(ids: Sequence[str]) -> None:
    names = join_words(entity_names(ids))
    st.markdown(f"**{escape_markdown(names)}** will be left out of every table and chart.")
    if st.button("Hide", key="hide_do"):

        def hide() -> None:
            for one in ids:
                library.hide_entity(library_path(), one)

        save_correction(hide, f"{names} {'is' if len(ids) == 1 else 'are'} hidden.")


def _render_treat(ids: Sequence[str]) -> None:
    name = entity_names(ids)[0]
    text = st.text_input(
        f"Always treat these words as {escape_markdown(name)}", key="treat_text", placeholder="As the articles write it"
    ).strip()
    if st.button("Do so", key="treat_do", disabled=not text):
        save_correction(
            lambda: library.reassign_mentions(library_path(), text, ids[0]), f"“{text}” is now always {name}."
        )


def _render_quote(ids: Sequence[str]) -> None:
    quote = library.read_quote(current_frames(), library_path(), ids[0])
    if quote is None:
        st.markdown("This quote is no longer there.")
        return
    st.markdown(escape_markdown(quote.content))
    who = quote.speaker_name or quote.speaker_text or "nobody"
    _grey(f"Found as the speaker: {escape_markdown(who)}, {quote.confidence:.0%} sure")
    choices = name_choices()
    entity_id = st.selectbox(
        "Who said it?", list(choices), format_func=choices.__getitem__, index=None, placeholder="Choose or type a name",
        key="quote_speaker",
    )  # fmt: skip
    text = st.text_input("Or in your own words, if nobody in the list fits", key="quote_text", placeholder="a resident")
    with st.container(horizontal=True):
        if st.button("Save the speaker", key="quote_save", disabled=not (entity_id or text.strip())):
            save_correction(
                lambda: library.set_speaker(library_path(), ids[0], entity_id, text.strip()),
                "The speaker has been corrected.",
            )
        if st.button("This is not a quote", key="quote_reject", type="tertiary"):
            save_correction(lambda: library.reject_quote(library_path(), ids[0]), "The quote has been removed.")


def _render_topic(ids: Sequence[str]) -> None:
    topics = current_frames().topics.set_index("topic_id")
    if ids[0] not in topics.index:
        st.markdown("This topic is no longer there.")
        return
    old = str(topics.at[ids[0], "label"])
    label = st.text_input("Name of the topic", value=old, key="topic_label", max_chars=100).strip()
    _grey(f"Its words: {escape_markdown(', '.join(topics.at[ids[0], 'keywords']))}")
    if st.button("Rename", key="topic_do", disabled=not label or label == old):
        save_correction(lambda: library.rename_topic(library_path(), ids[0], label), f"The topic is now “{label}”.")


def _render_line(ids: Sequence[str]) -> None:
    """Render the choices for a line that its source repeats."""
    article = library.read_article(current_frames(), library_path(), ids[0])
    line = next((one for one in article.no_news if one.start == int(ids[1])), None) if article else None
    if article is None or line is None or line.counts:
        st.markdown("This line is already counted.")
        return
    st.markdown(escape_markdown(article.text[line.start : line.end]))
    _grey(
        f"Repeated in {count_of(line.n_articles, 'article')} of this source; not counted. "
        "Names, quotes and sentences in it are left out of every table and chart."
    )
    if st.button("Count it", key="line_do"):
        save_correction(lambda: library.count_line(library_path(), ids[0], line.start), "The line is counted now.")


def _render_name(ids: Sequence[str]) -> None:
    """Render the corrections for a marked name in an article."""
    entity = library.read_entity(current_frames(), ids[0])
    if entity is None:
        st.markdown("This name is no longer there.")
        return
    described = f", {escape_markdown(entity.description)}" if entity.description else ""
    amount = f"{count_of(entity.n_mentions, 'mention')} in {count_of(entity.n_articles, 'article')}"
    st.markdown(f"**{escape_markdown(entity.name)}**, {entity.type}{described}. {amount}.")
    st.page_link(
        "pages/entities.py", label="Open its page", icon=":material/arrow_forward:", icon_position="right",
        query_params=link_params(entity=ids[0]),
    )  # fmt: skip
    st.markdown("Something wrong?")
    render_name_actions(ids, key="name")


def render_name_actions(ids: Sequence[str], *, key: str) -> None:
    """Render a button for each correction that applies to this many names of their types."""
    entity = library.read_entity(current_frames(), ids[0]) if len(ids) == 1 else None
    with st.container(horizontal=True, gap="small"):
        for kind, label in NAME_ACTIONS.items():
            if kind == "gender" and (entity is None or entity.type != "person"):
                continue
            if len(ids) == 1 or kind in ("merge", "retype", "hide"):
                said = "Merge" if kind == "merge" and len(ids) > 1 else label
                if st.button(said, key=f"{key}_{kind}", type="secondary"):
                    ask_to_correct(kind, ids)
                    st.rerun()


NAME_ACTIONS = {
    "merge": "Merge with another name",
    "split": "Split off a spelling",
    "rename": "Rename",
    "retype": "Change type",
    "gender": "Change gender",
    "treat": "Add a spelling",
    "hide": "Hide",
}
_DIALOGS: dict[str, tuple[str, Callable[[Sequence[str]], None]]] = {
    "merge": ("Merge names", _render_merge),
    "split": ("Split off a spelling", _render_split),
    "rename": ("Rename", _render_rename),
    "retype": ("Change type", _render_retype),
    "gender": ("Change gender", _render_gender),
    "hide": ("Hide", _render_hide),
    "treat": ("Add a spelling", _render_treat),
    "name": ("A name", _render_name),
    "quote": ("Correct this quote", _render_quote),
    "topic": ("Rename a topic", _render_topic),
    "line": ("A repeated line", _render_line),
}
