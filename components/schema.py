"""Schema: every table's columns, types and meaning, declared once.

The library's SQL, the frames behind charts, the CSV and Parquet files and the README of an export follow from it. Most
exported columns are stored under other names: rows refer to each other by number, kinds, types and labels are codes.
"""

from __future__ import annotations

from components.columns import JSON, NO_TEXT, NUMBER, REAL, TEXT, WHOLE, Column, Table, own
from components.internal_tables import KEPT, STATE
from components.types import ARTICLE_STATUSES, DATE_ORIGINS, ENTITY_TYPES, MENTION_KINDS, QUOTE_KINDS, SENTIMENT_LABELS

VERSION = 8  # of the library's schema

_IN_ARTICLE = "article INTEGER NOT NULL"
_START, _END = "start INTEGER NOT NULL", '"end" INTEGER NOT NULL'
_NO_LIST = "TEXT NOT NULL DEFAULT '[]'"
_SPANS = "a list of [start, end] in articles.text"

_DECLARED = (
    *STATE,
    Table("articles", "One news text a row.", (
        NUMBER,
        Column("article_id", TEXT, "The article's id.", "article_id TEXT NOT NULL UNIQUE"),
        Column("title", TEXT, "Its title.", "title TEXT NOT NULL"),
        Column("text", TEXT, "Its whole text; all positions count its characters.", "text TEXT NOT NULL", False),
        Column("date", TEXT, "When it was published, as year-month-day; empty if unknown.", f"date {NO_TEXT}"),
        Column("date_origin", TEXT, f"Where the date is from: {', '.join(DATE_ORIGINS)}.",
               "date_origin TEXT NOT NULL DEFAULT 'none'"),
        own(f"date_hint {NO_TEXT}", "A possible but uncertain date."),
        Column("source", TEXT, "The paper, site or agency that published it.", f"source {NO_TEXT}"),
        Column("author", TEXT, "Who wrote it.", f"author {NO_TEXT}"),
        Column("url", TEXT, "Its web address.", f"url {NO_TEXT}"),
        Column("language", TEXT, "Its language as an ISO 639-1 code.", f"language {NO_TEXT}"),
        Column("n_words", WHOLE, "How many words it has.", "n_words INTEGER NOT NULL DEFAULT 0"),
        Column("path", TEXT, "The file it was read from: pile.zip/a.txt; table.csv#3 for a row.", f"path {NO_TEXT}"),
        Column("status", TEXT, f"Its status: {', '.join(ARTICLE_STATUSES)}.",
               "status TEXT NOT NULL DEFAULT 'waiting'"),
        own(f"reason {NO_TEXT}", "Why not all of it was analysed, in a sentence."),
        Column("duplicate_of", TEXT, "The article that it is a copy of, if any.", f"duplicate_of {NO_TEXT}"),
        Column("pipeline", TEXT, "Name and version of the pipeline that analysed it.", f"pipeline {NO_TEXT}", False),
        own("sha256 TEXT NOT NULL", "Of file, title and text: tells what is added again.", in_frames=False),
        own("added_at TEXT NOT NULL", "When it was added.", in_frames=False),
        own("deleted_at TEXT", "When it was deleted, if it was.", in_frames=False),
        own("topics_by INTEGER NOT NULL DEFAULT 0", "The fit of the topics that it was assigned by; 0: none yet.",
             in_frames=False),
        own(f"sentiment_by {NO_TEXT}", "What scored its sentiment; empty: not scored yet.", in_frames=False),
        own("terms TEXT NOT NULL DEFAULT '{}'", "Its topic terms as JSON: term -> count.", in_frames=False),
        Column("section", TEXT, "The section it stood in: Sports, Metro Desk.", f"section {NO_TEXT}", since=5),
        own(f"note {NO_TEXT}", "What to know of how its text was read: by OCR.", in_frames=False, since=5),
        Column("not_english", JSON, f"Where it is not English: {_SPANS}.", f"not_english {_NO_LIST}", False, since=5),
    ), (
        "sha256 (sha256)", "status (status) WHERE status = 'waiting'",
        "unjudged (n) WHERE status = 'analysed' AND sentiment_by = ''",
    )),
    Table("fingerprints", "Hashes of a text, by which near-duplicates are found.", (
        own("hash INTEGER NOT NULL", "Of a band of its MinHash signature, or of the whole text."),
        own(_IN_ARTICLE, "The article."),
    ), ("hash (hash)", "article (article)")),
    Table("edge_lines", "Lines near the start and the end of a text.", (
        own("hash INTEGER NOT NULL", "Of the line."),
        own(_IN_ARTICLE, "The article it is in."),
        own("place INTEGER NOT NULL", "0 near the article's start, 1 near its end."),
        own(_START, "Its first character."),
        own(_END, "The position after its last character."),
    ), ("hash (hash)", "article (article)"), since=2),
    Table("repeated_lines", "Lines that a source repeats in many articles.", (
        NUMBER,
        own("source TEXT NOT NULL", "Whose articles."),
        own("text TEXT NOT NULL", "The line."),
        own("n_articles INTEGER NOT NULL", "How many articles have it."),
    ), since=2),
    Table("repeated_places", "Positions of repeated lines.", (
        own("line INTEGER NOT NULL", "The repeated line."),
        own(_IN_ARTICLE, "The article."),
        own(_START, "Its first character."),
        own(_END, "The position after its last character."),
    ), ("article (article)",), since=2),
    Table("sentences", "One sentence of an article a row.", (
        Column("sentence_id", TEXT, "The sentence's id.", "n INTEGER PRIMARY KEY"),
        Column("article_id", TEXT, "The article it is in.", _IN_ARTICLE),
        Column("start", WHOLE, "Its first character in articles.text, counted from 0.", _START),
        Column("end", WHOLE, "The position after its last character.", _END),
    ), ("article (article)",)),
    Table("surfaces", "Each surface form of a name once.", (
        own("n INTEGER PRIMARY KEY", "Its number."),
        own("text TEXT NOT NULL UNIQUE", "The surface form."),
    )),
    Table("mentions", "Each place in an article where an entity is named or referred to.", (
        Column("mention_id", TEXT, "The mention's id.", "n INTEGER PRIMARY KEY"),
        Column("article_id", TEXT, "The article it is in.", _IN_ARTICLE),
        Column("sentence_id", TEXT, "The sentence it is in.", "sentence INTEGER NOT NULL"),
        Column("start", WHOLE, "Its first character in articles.text, counted from 0.", _START),
        Column("end", WHOLE, "The position after its last character.", _END),
        Column("text", TEXT, "Its words.", "surface INTEGER NOT NULL"),
        Column("type", TEXT, f"Its type: {', '.join(ENTITY_TYPES)}.", "type INTEGER NOT NULL"),
        Column("entity_id", TEXT, "The entity it refers to.", "entity INTEGER NOT NULL"),
        Column("kind", TEXT, f"How it refers to the entity: {', '.join(MENTION_KINDS)}.", "kind INTEGER NOT NULL"),
    ), ("article (article)", "entity (entity)")),
    Table("entities", "Each person, organisation, place or other thing, under all its names.", (
        NUMBER,
        Column("entity_id", TEXT, "The entity's id.", "entity_id TEXT NOT NULL UNIQUE"),
        Column("name", TEXT, "The name it is shown under.", "name TEXT NOT NULL"),
        Column("type", TEXT, f"What it is: {', '.join(ENTITY_TYPES)}.", "type TEXT NOT NULL"),
        Column("description", TEXT, "Its title or role, as the articles give it.", f"description {NO_TEXT}"),
        Column("aliases", JSON, "Each form of its name with the number of mentions in that form.",
               "aliases TEXT NOT NULL DEFAULT '{}'", False),
        Column("confidence", REAL, "Confidence that all its names mean the same one, from 0 to 1.",
               "confidence REAL NOT NULL DEFAULT 0"),
        own(f"reason {NO_TEXT}", "Why its names were merged, in words."),
        own("profile TEXT NOT NULL DEFAULT '{}'", "Co-occurring names as JSON: name -> articles.",
             in_frames=False),
        own(f"gender {NO_TEXT}", "A single letter: f, m or none.", in_frames=False),
        Column("n_mentions", WHOLE, "How often it is named."),
        Column("n_articles", WHOLE, "How many articles name it.", "n_articles INTEGER NOT NULL DEFAULT 0", False),
        Column("first_date", TEXT, "The date of the first article that names it; empty if none is dated."),
        Column("last_date", TEXT, "The date of the last article that names it; empty if none is dated."),
    )),
    Table("quotes", "Words or thoughts attributed to somebody, one quote a row.", (
        Column("quote_id", TEXT, "The quote's id.", "n INTEGER PRIMARY KEY"),
        Column("article_id", TEXT, "The article it is in.", _IN_ARTICLE),
        own("sentence INTEGER NOT NULL", "The sentence it begins in."),
        Column("kind", TEXT, f"How it is quoted: {', '.join(QUOTE_KINDS)} (wants, backs).", "kind INTEGER NOT NULL"),
        Column("content", TEXT, "What is said; its parts are joined by a space.", "content TEXT NOT NULL", False),
        Column("content_spans", JSON, f"Its position, quotation marks included: {_SPANS}.",
               "content_spans TEXT NOT NULL", False),
        Column("speaker_text", TEXT, "Who says it, in the words of the text: a name, she, a spokesman.",
               f"speaker_text {NO_TEXT}"),
        Column("speaker_spans", JSON, f"Their position: {_SPANS}.", f"speaker_spans {_NO_LIST}", False),
        Column("speaker_entity_id", TEXT, "The entity of the speaker; empty if unknown.", "speaker INTEGER"),
        Column("cue_text", TEXT, "The words that attribute it: said, according to.", f"cue_text {NO_TEXT}"),
        Column("cue_spans", JSON, f"Their position: {_SPANS}.", f"cue_spans {_NO_LIST}", False),
        Column("confidence", REAL, "Confidence that content and speaker are right, from 0 to 1.",
               "confidence REAL NOT NULL DEFAULT 0"),
        own("start INTEGER NOT NULL DEFAULT 0", "The first character of its content; a trigger sets it.", since=6),
        own('"end" INTEGER NOT NULL DEFAULT 0', "The position after its content; a trigger sets it.", since=6),
        own("speaker_start INTEGER", "The same of its speaker.", in_frames=False, since=6),
        own("speaker_end INTEGER", "The same of its speaker.", in_frames=False, since=6),
    ), ("article (article)",)),
    Table("quote_mentions", "Whom quotes are about: each entity mentioned in a quote.", (
        Column("quote_id", TEXT, "The quote.", "quote INTEGER NOT NULL"),
        Column("entity_id", TEXT, "The entity that it mentions.", "entity INTEGER NOT NULL"),
        Column("mention_id", TEXT, "The mention.", "mention INTEGER NOT NULL"),
    ), ("quote (quote)",)),
    Table("sentiments", "How one sentence, or one quote in it, speaks of one entity.", (
        NUMBER,
        Column("article_id", TEXT, "The article.", _IN_ARTICLE),
        Column("sentence_id", TEXT, "The sentence.", "sentence INTEGER NOT NULL"),
        Column("entity_id", TEXT, "The entity that is spoken of.", "entity INTEGER NOT NULL"),
        Column("mention_id", TEXT, "Its first mention in the sentence.", "mention INTEGER NOT NULL"),
        Column("quote_id", TEXT, "The quote whose words these are; empty for the article's own.", "quote INTEGER"),
        Column("label", TEXT, f"The sentiment: {', '.join(SENTIMENT_LABELS)}.", "label INTEGER NOT NULL"),
        Column("score", REAL, "The sentiment as a number, from -1 for negative to 1 for positive.",
               "score REAL NOT NULL"),
        Column("confidence", REAL, "Confidence that the label is right, from 0 to 1.",
               "confidence REAL NOT NULL"),
    ), ("article (article)",)),
    Table("topics", "What articles are about, one topic a row.", (
        NUMBER,
        Column("topic_id", TEXT, "The topic's id.", "topic_id TEXT NOT NULL UNIQUE"),
        Column("label", TEXT, "Its name.", "label TEXT NOT NULL"),
        Column("keywords", JSON, "The words that distinguish it from other topics, strongest first.",
               "keywords TEXT NOT NULL"),
        Column("n_articles", WHOLE, "How many articles belong to it."),
    )),
    Table("article_topics", "Which articles belong to which topics.", (
        Column("article_id", TEXT, "The article.", _IN_ARTICLE),
        Column("topic_id", TEXT, "A topic of it.", "topic INTEGER NOT NULL"),
        Column("weight", REAL, "How much of the article is about it, from 0 to 1.", "weight REAL NOT NULL"),
    ), ("article (article)",)),
    Table("stories", "Articles of one event, across sources: one story a row.", (
        Column("story_id", TEXT, "The story's id.", "n INTEGER PRIMARY KEY AUTOINCREMENT"),
        Column("label", TEXT, "Its name: the headline nearest to what its articles have in common."),
        Column("n_articles", WHOLE, "How many articles are in it."),
        Column("first_date", TEXT, "The date of its first article; empty if none is dated."),
        Column("last_date", TEXT, "The date of its last article; empty if none is dated."),
        own("n_articles INTEGER NOT NULL DEFAULT 0", "How many have ever joined it.", in_frames=False),
        own("centre BLOB NOT NULL", "The words that weigh most in its articles, with their weights.", in_frames=False),
        own("first_day INTEGER", "The day of its first article.", in_frames=False),
        own("last_day INTEGER", "The day of its last article.", in_frames=False),
    ), since=7),
    Table("article_stories", "Which article is in which story.", (
        Column("article_id", TEXT, "The article.", "article INTEGER PRIMARY KEY"),
        Column("story_id", TEXT, "Its story.", "story INTEGER NOT NULL"),
        own("closeness REAL NOT NULL", "How near it was to the story's centre as it joined, from 0 to 1."),
    ), ("story (story)",), since=7),
    Table("story_words", "Leading words of stories, by which an article finds those it may belong to.", (
        own("word INTEGER NOT NULL", "The word, as a hash."), own("story INTEGER NOT NULL", "The story."),
    ), constraint="PRIMARY KEY (word, story)", options="WITHOUT ROWID", since=7),
    Table("word_counts", "In how many articles a word is.", (
        own("word INTEGER PRIMARY KEY", "The word, as a hash."), own("n INTEGER NOT NULL", "How many."),
    ), since=7),
    Table("quote_groups", "Quotes that several articles have: the same words, or what became of them.", (
        Column("quote_id", TEXT, "The quote.", "quote INTEGER PRIMARY KEY"),
        own(_IN_ARTICLE, "The article it is in."),
        Column("group_id", TEXT, "What it shares with the same quote in other articles.", '"group" INTEGER NOT NULL'),
        Column("change", TEXT, "What became of the version that most articles have, whole or in part: "
               "same, shortened, altered, paraphrased."),
        own("is_firm INTEGER NOT NULL", "0 where it belongs to its group only if the speaker is the same."),
    ), ('group ("group")', "article (article)"), since=7),
    Table("quote_prints", "Fingerprints of quotes, by which the same words are found again.", (
        own("hash INTEGER NOT NULL", "Of a run of words, or of two content words."),
        own("quote INTEGER NOT NULL", "The quote."),
    ), constraint="PRIMARY KEY (hash, quote)", options="WITHOUT ROWID", since=7),
    Table("ungrouped", "Analysed articles that have not been compared with others yet: their quotes, their story.",
          (own("article INTEGER PRIMARY KEY", "The article."),), since=7),
    Table("skipped", "Files, and rows of tables, that could not be read as an article.", (
        NUMBER,
        Column("path", TEXT, "The file, or the row of a table.", "path TEXT NOT NULL"),
        Column("reason", TEXT, "Why, in a sentence.", "reason TEXT NOT NULL"),
        own("at TEXT NOT NULL", "When."),
        own(f"address {NO_TEXT}", "What is known of an article whose address may be fetched, as JSON.", since=4),
    )),
    *KEPT,
)  # fmt: skip
TABLES = {table.name: table for table in _DECLARED}
# Columns of exported tables.
SHOWN = {
    table.name: columns
    for table in _DECLARED
    if (columns := tuple(column for column in table.columns if column.name))
}  # fmt: skip
COLUMNS = {name: tuple(column.name for column in columns) for name, columns in SHOWN.items()}


def list_frame_columns(table: str) -> tuple[str, ...]:
    """The columns of a table that are held in memory for charts, by their stored names."""
    return tuple(column.stored_name for column in TABLES[table].columns if column.stored and column.in_frames)
