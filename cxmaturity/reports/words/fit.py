"""What is said of what does not fit together: why it asks for a look, or its explanation; and what comes first."""

from collections.abc import Iterable

from cxmaturity.domain.crosswalk import ConflictKind
from cxmaturity.domain.language import say
from cxmaturity.reports.view.comparison import ContradictionView


def fit_said(kind: ConflictKind, why: str, explained: str) -> str:
    """All of it in a sentence or two: the explanation where there is one, else why; that of a tension is a question."""
    if explained:
        return say("Explained: {explained}", explained=explained)
    return say("{why} Both can not be true." if kind == "contradiction" else "{why}", why=why)


def in_order(misfits: Iterable[ContradictionView]) -> tuple[ContradictionView, ...]:
    """Contradictions first, then tensions, then what is explained."""
    return tuple(sorted(misfits, key=lambda misfit: (misfit.explained != "", misfit.kind == "tension")))
