"""Dates as other languages write them, rewritten in English for fields of metadata."""

from __future__ import annotations

import re

_MONTHS = {  # English name -> German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Danish, Polish, Russian
    "January": "januar jänner jan janvier janv enero ene gennaio janeiro januari stycznia января",
    "February": "februar feber feb février fevrier févr fevr febrero febbraio fevereiro februari lutego февраля",
    "March": "märz maerz mär mrz mars marzo março marco maart marts marca марта",
    "April": "april avril avr abril abr aprile kwietnia апреля",
    "May": "mai mayo maggio maio mei maj maja мая",
    "June": "juni juin junio giugno junho czerwca июня",
    "July": "juli juillet juil julio luglio julho lipca июля",
    "August": "august août aout agosto ago augustus augusti sierpnia августа",
    "September": "september septembre sept septiembre setiembre settembre setembro września сентября",
    "October": "oktober okt octobre octubre ottobre outubro października октября",
    "November": "november novembre noviembre novembro listopada ноября",
    "December": "dezember dez décembre decembre déc diciembre dic dicembre dezembro december grudnia декабря",
}
_ENGLISH = {form: month for month, forms in _MONTHS.items() for form in forms.split()}
_NAMES = "|".join(sorted(_ENGLISH, key=len, reverse=True))
_WRITTEN = re.compile(  # "6. Dezember 2024", "1er décembre 2024", "6 de diciembre de 2024", "décembre 6 2024"
    rf"(?:(?<!\d)(?P<day>\d{{1,2}})(?:\.|er|º|°)?\s?(?:de\s|d['’])?)?(?<![^\W\d_])(?P<month>{_NAMES})(?![^\W\d_])\.?"
    r"(?:\s?,?\s?(?:del?\s)?(?=\d))?",
    re.IGNORECASE,
)
_EAST_ASIAN = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")


def write_in_english(text: str) -> str:
    """The text with dates of other languages as "6 December 2024"; unchanged if there are none."""
    text = _EAST_ASIAN.sub(r"\1-\2-\3", text)
    return _WRITTEN.sub(_write_date, text)


def _write_date(match: re.Match[str]) -> str:
    day = f"{match['day']} " if match["day"] else ""
    return f"{day}{_ENGLISH[match['month'].lower()]} "
