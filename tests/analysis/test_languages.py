"""The language of a text: other languages are told apart, and nothing English is ever lost."""

from __future__ import annotations

import pytest

from components.analysis import analyse
from components.analysis.languages import blank_out, describe_foreign, find_languages, guess_language
from components.types import Article

ENGLISH = (
    "The mayor of Halverston said on Monday that the bridge would stay closed until the end of the month. She told "
    "reporters that the council had been warned about the state of the steel, and that nobody would be paid for the "
    "delay. The opposition called for her to resign."
)
GERMAN = (
    "Der Hafen bleibt geschlossen, sagte die Ministerin am Mittwoch. Die Fischer sehen das anders: Sie verlieren "
    "jeden Tag Geld, und niemand kann ihnen sagen, wann die Schiffe wieder auslaufen dürfen. Die Opposition fordert "
    "nun eine Entschädigung aus dem Haushalt des Landes."
)
RUSSIAN = (
    "Порт остаётся закрытым, и рыбаки недовольны забастовкой. Министр объяснила в среду, что безопасность важнее "
    "всего, но рыбаки каждый день теряют деньги."
)
FOREIGN = {
    "de": GERMAN,
    "ru": RUSSIAN,
    "fr": "Le port restera fermé jusqu'à la fin du mois, a déclaré la ministre mercredi. Les pêcheurs ne sont pas "
    "d'accord avec elle : ils perdent de l'argent tous les jours et personne ne sait quand les bateaux repartiront.",
    "es": "El puerto seguirá cerrado hasta finales de mes, declaró la ministra el miércoles. Los pescadores no están "
    "de acuerdo con ella porque pierden dinero todos los días y nadie sabe cuándo volverán a salir los barcos.",
    "it": "Il porto resterà chiuso fino alla fine del mese, ha dichiarato mercoledì la ministra. I pescatori non "
    "sono d'accordo, perché perdono soldi ogni giorno e nessuno sa quando le barche potranno ripartire.",
    "nl": "De haven blijft tot het einde van de maand gesloten, zei de minister woensdag. De vissers zijn het niet "
    "met haar eens, want ze verliezen elke dag geld en niemand weet wanneer de schepen weer mogen uitvaren.",
    "pt": "O porto continuará fechado até ao fim do mês, disse a ministra na quarta-feira. Os pescadores não "
    "concordam com ela, porque perdem dinheiro todos os dias e ninguém sabe quando os barcos voltarão a sair.",
    "da": "Havnen forbliver lukket til slutningen af måneden, sagde ministeren onsdag. Fiskerne er ikke enige med "
    "hende, for de mister penge hver dag, og ingen ved, hvornår skibene igen må sejle ud.",
    "pl": "Port pozostanie zamknięty do końca miesiąca, powiedziała w środę minister. Rybacy nie zgadzają się z nią, "
    "ponieważ codziennie tracą pieniądze i nikt nie wie, kiedy statki znowu wypłyną w morze.",
    "tr": "Liman ay sonuna kadar kapalı kalacak, dedi bakan çarşamba günü. Balıkçılar onunla aynı fikirde değil, "
    "çünkü her gün para kaybediyorlar ve gemilerin ne zaman yeniden denize açılacağını kimse bilmiyor.",
    "zh": "部长星期三说，港口将关闭到月底。渔民们不同意她的看法，因为他们每天都在赔钱，"
    "没有人知道渔船什么时候能够再次出海。反对党要求赔偿。",
    "ar": "قالت الوزيرة يوم الأربعاء إن الميناء سيبقى مغلقا حتى نهاية الشهر. لا يتفق معها الصيادون لأنهم يخسرون "
    "المال كل يوم ولا أحد يعرف متى ستبحر السفن من جديد.",
}  # fmt: skip


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


@pytest.mark.parametrize("language", FOREIGN)
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_a_paragraph_in_another_language_within_an_english_article_is_told(language: str, gap: str) -> None:
    text = gap.join([ENGLISH, FOREIGN[language], ENGLISH, "Ada Berg", ENGLISH])
    found = find_languages(text)
    assert (found.main, found.n_paragraphs) == ("en", 5)
    assert [text[start:end] for start, end in found.foreign] == [FOREIGN[language]]


@pytest.mark.parametrize("language", [language for language in FOREIGN if language not in ("zh", "ar")])
def test_short_paragraphs_in_a_row_or_beside_a_long_one_are_told_too(language: str) -> None:
    sentences = [one.strip() + "." for one in FOREIGN[language].rstrip(".").split(". ")]
    text = "\n\n".join([ENGLISH, *sentences, FOREIGN[language], ENGLISH])
    foreign = [text[start:end] for start, end in find_languages(text).foreign]
    assert foreign == [*sentences, FOREIGN[language]]


@pytest.mark.parametrize("language", FOREIGN)
@pytest.mark.parametrize("n", [1, 4])
def test_in_an_article_of_another_language_the_english_paragraphs_are_told(language: str, n: int) -> None:
    text = "\n\n".join([*[FOREIGN[language]] * 3 * n, "Ada Berg", *[ENGLISH] * n])
    found = find_languages(text)
    assert found.has_english
    assert blank_out(text, found.foreign).split() == [
        *(["Ada", "Berg"] if found.main == "en" else []),
        *ENGLISH.split() * n,
    ]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Oui.",
        "“Je ne regrette rien,” he said.",
        "Emmanuel Macron, Ursula von der Leyen, Angela Merkel, Giorgia Meloni, Pedro Sánchez, Olaf Scholz, Mario "
        "Draghi, Antonio Guterres, Jens Stoltenberg",
        "Real Madrid 2, Bayern München 1; Paris Saint-Germain 0, AC Milan 0; Sevilla 3, Roma 3; Ajax 1, Porto 0; "
        "Lyon 2, Benfica 2",
        "She told reporters, “La situation est très grave et nous ne savons pas encore ce que nous ferons demain.”",
        "Mayor quits: bridge deal splits council, harbour talks collapse, opposition demands early vote, unions "
        "threaten fresh strikes, ferries cancelled",
        "2 cups flour, 1 tsp salt, 3 eggs, 100 g butter, 1 onion finely chopped, 2 cloves garlic crushed, parsley",
        "O wild west wind, thou breath of autumn's being, thou, from whose unseen presence leaves dead are driven, "
        "like ghosts fleeing",
        "Tyger Tyger, burning bright, in forests of night; what immortal hand or eye could frame thy fearful symmetry?",
        "lol u r gonna b so mad bro, ain't nobody got time 4 dat, imma head out now, c u l8r m8, dnt b late pls thx",
        "Lorem Ipsum Holdings plc 1,200 3.4% 5,600; Dolor Sit Amet AG 1,210 3.5% 5,700; Elit SA 1,300 3.9% 6,000",
        "Mon 12 Jan 2024 1,200 3.4% 5,600 Tue 13 Jan 2024 1,210 3.5% 5,700 Wed 14 Jan 2024 1,220 3.6% 5,800",
        ENGLISH.upper(),
    ],
)  # fmt: skip
def test_an_english_paragraph_is_never_called_foreign(paragraph: str) -> None:
    assert find_languages("\n\n".join([ENGLISH, paragraph, ENGLISH])).foreign == ()
    assert find_languages("\n\n".join([paragraph] * 3 + [ENGLISH] * 3)).foreign == ()


@pytest.mark.parametrize("text", [ENGLISH, GERMAN, "", f"{GERMAN}\n\n{GERMAN}", "Ada Berg"])
def test_a_text_of_one_language_has_no_foreign_paragraphs(text: str) -> None:
    assert find_languages(text).foreign == ()


def test_what_is_blanked_out_keeps_every_offset_and_line() -> None:
    text = "One two.\n\nDrei vier,\r\nfünf. \tSechs.\n\nSeven."
    assert blank_out(text, [(10, 36)]) == "One two.\n\n" + " " * 10 + "\r\n" + " " * 6 + "\t" + " " * 6 + "\n\nSeven."
    assert blank_out(text, []) == text


def test_an_article_in_two_languages_is_analysed_where_it_is_english() -> None:
    text = f"{ENGLISH}\n\n{FOREIGN['fr']}\n\nAda Berg said: “It is over.” {ENGLISH}"
    foreign = (text.index("Le port"), text.index("\n\nAda"))
    article, plain = Article("a", "", text), Article("b", "", f"{ENGLISH}\n\nAda Berg said: “It is over.” {ENGLISH}")
    found, alone = analyse([article, plain])
    assert (found.status, found.language, found.not_english) == ("analysed", "en", (foreign,))
    assert found.reason == "1 of 3 paragraphs is not English and was not analysed."
    shift = len(text) - len(plain.text)
    assert [(m.start, m.text) for m in found.mentions] == [
        (m.start + shift * (m.start >= foreign[0]), m.text) for m in alone.mentions
    ]
    assert all(text[m.start : m.end] == m.text for m in found.mentions)
    assert all(s.end <= foreign[0] or s.start >= foreign[1] for s in found.sentences)
    assert [q.content for q in found.quotes] == [q.content for q in alone.quotes]
    assert (alone.reason, alone.not_english) == ("", ())


def test_an_article_without_any_english_is_kept_and_not_analysed() -> None:
    (found,) = analyse([Article("a", "", "\n\n".join([GERMAN, FOREIGN["fr"]]))])
    assert (found.status, found.not_english, found.mentions) == ("not_english", (), ())


def test_several_paragraphs_are_said_in_the_plural() -> None:
    found = find_languages("\n\n".join([ENGLISH, GERMAN, ENGLISH, RUSSIAN, ENGLISH]))
    assert describe_foreign(found) == "2 of 5 paragraphs are not English and were not analysed."
