"""Passages are whole sentences, and those of like meaning have vectors of like direction."""

from __future__ import annotations

import numpy as np
import pytest

from components.analysis import meaning
from components.analysis.meaning import WIDTH, cut_passages, encode, round_vectors, take_signs


@pytest.mark.parametrize(
    ("lengths", "sizes"),
    [
        ([], []),
        ([50], [1]),
        ([200, 300], [1, 1]),
        ([60, 59, 60], [2, 1]),  # with the space between two
        ([200, 20], [2]),  # a short rest joins
        ([200, 70], [1, 1]),
        ([20] * 12, [6, 6]),
        ([5_000], [1]),
    ],
)
def test_a_passage_is_as_many_whole_sentences_as_make_it_long_enough(lengths: list[int], sizes: list[int]) -> None:
    starts = np.cumsum([0, *(length + 1 for length in lengths)]).tolist()
    sentences = [(start, start + length) for start, length in zip(starts, lengths, strict=False)]
    passages = cut_passages(sentences)
    inside = [sum(start <= a and b <= end for a, b in sentences) for start, end in passages]
    assert inside == sizes
    assert [passages[0][0], passages[-1][1]] == [sentences[0][0], sentences[-1][1]] if sentences else not passages


@pytest.mark.parametrize(
    ("question", "near", "far"),
    [
        ("complaints about waiting times", "Patients said they had sat there for nine hours.", "The harbour froze."),
        ("a broken elevator", "The lift has not worked since March.", "Nobody voted for the tax."),
        ("employees walk out", "Dockers began a strike on Monday.", "The festival opens with a choir."),
    ],
)
def test_what_means_the_same_is_nearer_than_what_does_not(question: str, near: str, far: str) -> None:
    vectors = encode([question, near, far])
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.1


def test_a_byte_a_number_keeps_the_direction_and_a_bit_its_sign() -> None:
    vectors = encode(["The mayor resigned.", "", "x " * 5_000, "\0 \ud83d"])
    rounded = round_vectors(vectors).astype(np.float32)
    alike = (rounded * vectors).sum(1) / np.linalg.norm(rounded, axis=1)
    assert (alike > 0.999).all()
    assert take_signs(vectors).shape == (4, WIDTH // 8)


def test_texts_are_read_in_any_order_and_number_alike() -> None:
    texts = [f"Number {n} " * n for n in range(1, 12)]
    together, alone = encode(texts), np.concatenate([encode([text]) for text in texts])
    assert (np.sum(together * alone, axis=1) > 0.96).all()  # int8 rounds a batch together


def test_the_model_is_small_enough_to_ship() -> None:
    assert (meaning.FOLDER / meaning.MODEL).stat().st_size < 25_000_000
