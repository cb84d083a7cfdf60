"""The language of a text: other languages are told apart, and nothing English is ever lost."""

from __future__ import annotations

import pytest

from components.analysis.assemble import guess_language

ENGLISH = (
    "The mayor of Halverston said on Monday that the bridge would stay closed until the end of the month. She told "
    "reporters that the council had been warned about the state of the steel, and that nobody would be paid for the "
    "delay. The opposition called for her to resign."
)
GERMAN = (
    "Der Hafen bleibt geschlossen, sagte die Ministerin am Mittwoch. Die Fischer sehen das anders: Sie verlieren jeden "
    "Tag Geld, und niemand kann ihnen sagen, wann die Schiffe wieder auslaufen dürfen. Die Opposition fordert nun eine "
    "Entschädigung aus dem Haushalt des Landes."
)
RUSSIAN = (
    "Порт остаётся закрытым, и рыбаки недовольны забастовкой. Министр объяснила в среду, что безопасность важнее "
    "всего, но рыбаки каждый день теряют деньги."
)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", GERMAN),
        ("de", "Drei Menschen wurden bei dem Unfall verletzt."),
        ("fr", "Le port reste fermé jusqu'à vendredi, a déclaré la ministre aux pêcheurs."),
        ("fr", "La ministre démissionne après les critiques"),
        ("es", "El puerto sigue cerrado y los marineros no están contentos con la huelga."),
        ("es", "Tres personas resultaron heridas en el accidente."),
        ("it", "Il porto resta chiuso e i marinai non sono contenti dello sciopero."),
        ("it", "Sciopero dei treni: disagi in tutto il paese"),
        ("nl", "De haven blijft gesloten en de vissers zijn niet blij met de staking."),
        ("pt", "O porto continua fechado e os marinheiros não estão contentes com a greve."),
        ("sv", "Hamnen förblir stängd och fiskarna är inte nöjda med strejken."),
        ("pl", "Port pozostaje zamknięty, a rybacy nie są zadowoleni ze strajku."),
        ("tr", "Liman kapalı kalıyor ve balıkçılar grevden memnun değil."),
        ("ru", RUSSIAN),
        ("ar", "لا يزال الميناء مغلقا والصيادون غير راضين عن الإضراب."),
        ("zh", "港口仍然关闭，渔民对罢工感到不满。部长星期三解释说，安全第一。"),
        ("ja", "港は閉鎖されたままで、漁師たちはストライキに不満を抱いている。"),
        ("ko", "항구는 금요일까지 폐쇄된다고 장관이 수요일에 말했다."),
        ("el", "Το λιμάνι παραμένει κλειστό και οι ψαράδες δεν είναι ευχαριστημένοι."),
        ("he", "ראש העיר נפגש ביום שני עם החקלאים."),
        ("hi", "मेयर ने सोमवार को किसानों से मुलाकात की।"),
    ],
)
def test_other_languages_are_told_apart(language: str, text: str) -> None:
    assert guess_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "Yes.",
        "Ada Berg",
        "Mayor quits",
        "MAYOR QUITS OVER BRIDGE DEAL AS COUNCIL SPLITS",
        ENGLISH.upper(),
        "Emmanuel Macron, Ursula von der Leyen, Angela Merkel, Giorgia Meloni, Pedro Sánchez, Olaf Scholz",
        "José Manuel Barroso met Luiz Inácio Lula da Silva in São Paulo.",
        "Vladimir Putin, Sergei Lavrov, Dmitry Medvedev, Sergei Shoigu",
        "Mohammed bin Salman bin Abdulaziz Al Saud met Sheikh Tamim bin Hamad Al Thani in Doha.",
        "Chen Guangcheng flew to Guangzhou; Zhang Gaoli stayed in Shijiazhuang.",
        "Los Angeles, San Francisco, Las Vegas, El Paso",
        "Real Madrid 2, Bayern München 1; Paris Saint-Germain 0, AC Milan 0",
        "Mon 12 Jan 2024 1,200 3.4% 5,600\nTue 13 Jan 2024 1,210 3.5% 5,700",
        "“Oui,” said Mr Dupont. “C'est la vie.” He then left the room and did not come back.",
        f"{ENGLISH}\n\n{GERMAN}",
        f"{GERMAN}\n\n{ENGLISH}",
        f"{ENGLISH} „{RUSSIAN}“, said the fisherman. {ENGLISH}",
        f"{ENGLISH}\n\n" * 200,
    ],
)
def test_english_stays_english(text: str) -> None:
    assert guess_language(text) == "en"


@pytest.mark.parametrize("text", ["", " \n", "1 2 3 4 5", "......", "“”—"])
def test_what_has_no_words_has_no_language(text: str) -> None:
    assert guess_language(text) == ""


def test_only_the_beginning_of_a_long_text_is_looked_at() -> None:
    assert guess_language(f"{ENGLISH}\n\n" * 20 + GERMAN * 2_000) == "en"
