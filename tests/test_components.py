import pytest

from components import cut_at_word


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("The port is closed.", 40, "The port is closed."),
        ("The port is closed.", 19, "The port is closed."),
        ("The port is closed.", 10, "The port …"),
        ("Thiswordisverylong", 4, "This …"),
        ("", 4, ""),
    ],
)
def test_a_long_text_is_cut_between_two_words(text: str, most: int, expected: str) -> None:
    assert cut_at_word(text, most) == expected
