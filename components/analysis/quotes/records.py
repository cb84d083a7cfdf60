"""What the steps of quote extraction hand to each other; all positions are tokens, half open."""

from __future__ import annotations

from dataclasses import dataclass

from components.analysis.document import Range


@dataclass(slots=True)
class Attribution:
    """Words and whom the text gives them to."""

    content: list[Range]
    cue: Range | None = None
    source: Range | None = None
    implied: bool = False  # the speaker is taken over from the attribution before
    score: float = 0.5  # probability that content and source are right
    signed: bool = False  # a label, a colon or a signature names the speaker: nothing else may
