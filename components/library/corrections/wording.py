"""Corrections in plain words, for the correction log on screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from components import cut_at_word, format_date, join_words
from components.library.corrections.log import Line, Record

COUNTED_AS = {
    "women": "as a woman",
    "men": "as a man",
    "other": "as a person of another gender",
    "unknown": "as a person of unknown gender",
}
MOST_NAMES = 4  # spelled out in one sentence
MOST_CHARACTERS = 90  # of a quote or sentence


def describe_line(line: Line) -> str:
    """Describe a line of the log in one sentence."""
    return _SENTENCES[line.kind](line.key, line.value)


def name_of(entity: Record) -> str:
    """The displayed name of an entity, in quotation marks."""
    return f"“{entity.get('shown', entity['name'])}”"


def _merge(key: Record, value: Record) -> str:
    entities, into = key["entities"], value["into"]
    names = list(dict.fromkeys(map(name_of, [*entities, into])))
    if len(names) == 1:  # one name with several types
        names = list(dict.fromkeys(f"{name_of(entity)} ({entity['type']})" for entity in [*entities, into]))
        return f"{_join(names)} are one, called {name_of(into)}."
    return f"{_join(names)} are one, called {name_of(into)}."


def _rename(key: Record, value: Record) -> str:
    return f"{name_of(key['entity'])} is called “{value['name']}”."


def _split(key: Record, value: Record) -> str:
    return f"“{value['alias']}” is a name of its own, apart from {name_of(key['entity'])}."


def _retype(key: Record, value: Record) -> str:
    article = "an" if value["type"][0] in "aeio" else "a"
    return f"{name_of(key['entity'])} is {article} {value['type']}."


def _gender(key: Record, value: Record) -> str:
    return f"{name_of(key['entity'])} is counted {COUNTED_AS[value['gender']]}."


def _hide(key: Record, value: Record) -> str:  # noqa: ARG001 - all share one signature
    return f"{name_of(key['entity'])} is hidden."


def _reassign(key: Record, value: Record) -> str:
    return f"“{key['text']}” is always {name_of(value['entity'])}."


def _refuse(key: Record, value: Record) -> str:  # noqa: ARG001
    return f"{_join([name_of(entity) for entity in key['entities']])} are not one."


def _speaker(key: Record, value: Record) -> str:
    who = value["text"] if value["entity"] is None else name_of(value["entity"]).strip("“”")
    return f"“{_cut(key['quote']['text'])}” was said by {who} (in “{key['quote']['article']['title']}”)."


def _reject(key: Record, value: Record) -> str:  # noqa: ARG001
    return f"“{_cut(key['quote']['text'])}” is no quote (in “{key['quote']['article']['title']}”)."


def _sentiment(key: Record, value: Record) -> str:
    return f"“{_cut(key['sentence']['text'])}” is {value['label']} about {name_of(key['entity'])}."


def _count(key: Record, value: Record) -> str:  # noqa: ARG001
    whose = f" of {key['source']}" if key["source"] else ""
    line = str(key["shown"] if "shown" in key else key["line"])
    return f"“{_cut(line)}”, repeated in many articles{whose}, is counted."


def _topic(key: Record, value: Record) -> str:
    return f"The topic “{key['label']}” is called “{value['label']}”."


def _copy(key: Record, value: Record) -> str:
    title = key["article"]["title"]
    if value["counts"] == "first":
        return f"“{title}” stands for its copies, in place of the older one."
    return f"“{title}” is no copy, and counts by itself."


def _source(key: Record, value: Record) -> str:
    names = [f"“{name}”" for name in dict.fromkeys([*key["sources"], value["into"]])]
    if len(key["sources"]) == 1:
        return f"The source “{key['sources'][0]}” is called “{value['into']}”."
    return f"The sources {_join(names)} are one, called “{value['into']}”."


def _sources_apart(key: Record, value: Record) -> str:  # noqa: ARG001
    return f"The sources {_join([f'“{name}”' for name in key['sources']])} are not one."


def _stories_merge(key: Record, value: Record) -> str:  # noqa: ARG001
    titles = [f"“{article['title']}”" for article in key["articles"]]
    return f"The stories of {_join(titles)} are one."


def _stories_move(key: Record, value: Record) -> str:
    titles = _join([f"“{article['title']}”" for article in key["articles"]])
    belong = "belongs" if len(key["articles"]) == 1 else "belong"
    if value["into"] is None:
        return f"{titles} {'is a story of its own' if len(key['articles']) == 1 else 'are a story of their own'}."
    return f"{titles} {belong} to the story of “{value['into']['title']}”."


def _story_name(key: Record, value: Record) -> str:
    return f"The story of “{key['article']['title']}” is called “{value['label']}”."


def _article(key: Record, value: Record) -> str:
    articles, field = key["articles"], key["field"]
    whose = f"“{articles[0]['title']}”" if len(articles) == 1 else f"{len(articles):,} articles"
    if not value["value"]:
        return f"{whose} {'has' if len(articles) == 1 else 'have'} no {field}."
    new = _spell_date(value["value"]) if field == "date" else f"“{value['value']}”"
    return f"The {field} of {whose} is {new}."


def _join(names: Sequence[str]) -> str:
    if len(names) > MOST_NAMES:
        names = [*names[: MOST_NAMES - 1], f"{len(names) - MOST_NAMES + 1:,} more"]
    return join_words(names)


def _cut(text: str) -> str:
    return cut_at_word(text.strip("“”\"'‘’ "), MOST_CHARACTERS)


def _spell_date(iso: str) -> str:
    try:
        return format_date(iso)
    except ValueError:  # in an imported file that was edited by hand
        return iso


_SENTENCES: dict[str, Callable[[Record, Record], str]] = {
    "merge": _merge,
    "rename": _rename,
    "split": _split,
    "retype": _retype,
    "gender": _gender,
    "hide": _hide,
    "treat": _reassign,
    "refuse": _refuse,
    "speaker": _speaker,
    "reject": _reject,
    "sentiment": _sentiment,
    "count": _count,
    "topic": _topic,
    "copy": _copy,
    "source": _source,
    "sources_apart": _sources_apart,
    "stories_merge": _stories_merge,
    "stories_move": _stories_move,
    "story_name": _story_name,
    "article": _article,
}
