"""What a meeting settled, as an answers file has it: hands raised by point, and what was agreed."""

from collections.abc import Callable
from typing import Any

from cxmaturity.domain.answers import Agreed, Answer, Dissent
from cxmaturity.domain.model import Questionnaire
from cxmaturity.files.shapes.answers import AgreedShape, AnswerShape
from cxmaturity.files.yaml.findings import Findings
from cxmaturity.files.yaml.rendering import Bare, OneLine
from cxmaturity.files.yaml.tree import Path, Tree

Resolve = Callable[..., int | None]
"""The rank of the option that a text at a place names; None, and an error, where there is none besides other words."""
DONT_KNOW = "dk"


def read_meeting(
    shape: AnswerShape, path: Path, resolve: Resolve, findings: Findings
) -> tuple[dict[int, int], Agreed | None]:
    """The hands raised in a meeting, and how it settled the answer: there must be one."""
    hands = _hands(shape.hands or {}, (*path, "hands"), resolve, findings)
    if shape.agreed is None:
        return hands, None
    if shape.is_ is None:
        hint = "write what was agreed as `is`, or dk where nobody knows"
        findings.error((*path, "agreed"), "agreed-without-answer", "nothing was agreed on", hint)
    return hands, _agreed(shape.agreed, (*path, "agreed"), resolve, findings)


def _hands(given: dict[str, str], path: Path, resolve: Resolve, findings: Findings) -> dict[int, int]:
    """The hands by rank, 0 for don't know. Two keys for one point are an error."""
    hands: dict[int, int] = {}
    for point, count in given.items():
        rank = 0 if point == DONT_KNOW else resolve(point, (*path, point), DONT_KNOW)
        if rank is not None and rank in hands:
            findings.error((*path, point), "repeated-point", f"{point} has its hands here already", "keep one of them")
        if rank is not None:
            hands.setdefault(rank, int(count))
    return hands


def _agreed(shape: AgreedShape, path: Path, resolve: Resolve, findings: Findings) -> Agreed:
    """How an answer was settled. A range that is none is an error."""
    texts = shape.was if isinstance(shape.was, list) else [shape.was] if shape.was is not None else []
    ranks = [
        resolve(text, (*path, "was", *([i] if len(texts) > 1 else [])), DONT_KNOW)
        for i, text in enumerate(texts)
        if text != DONT_KNOW or len(texts) > 1
    ]
    known = [rank for rank in ranks if rank is not None]
    if len(known) == 2 and known[0] >= known[1]:
        hint = "a range is two different points, the lower one first"
        findings.error((*path, "was"), "range-order", f"[{texts[0]}, {texts[1]}] is no range", hint)
    dissent = tuple(Dissent(voice.who.strip(), (voice.because or "").strip()) for voice in shape.dissent or ())
    return Agreed(shape.because.strip(), dissent, (known[0], known[-1]) if known else None)


def written(answer: Answer, questionnaire: Questionnaire) -> Tree:
    """The keys of an answer that a meeting wrote, None for what it did not."""

    def point(rank: int) -> str:
        return questionnaire.point(rank).id if rank else DONT_KNOW

    ranks = sorted(answer.hands, key=lambda rank: (not rank, rank))  # who does not know comes last
    hands = {point(rank): Bare(answer.hands[rank]) for rank in ranks}
    agreed: Tree | None = None
    if answer.agreed is not None:
        was = answer.agreed.was
        before: Any = None if was is None else point(was[0]) if was[0] == was[1] else [point(rank) for rank in was]
        dissent = [
            OneLine({"who": voice.who, **({"because": voice.because} if voice.because else {})})
            for voice in answer.agreed.dissent
        ]
        agreed = {"because": answer.agreed.because, "dissent": dissent, "was": before}
        agreed = {key: value for key, value in agreed.items() if value}
    return {"hands": OneLine(hands) if hands else None, "agreed": agreed}
