"""The variants of measures: what counts as an answer, what the number is, and where it comes from. One line each.

A name stands for one formula only. "CES" is none, as three formulas share it: see `AMBIGUOUS`.
"""

from typing import Literal

from msgspec import Struct

Kind = Literal["net", "share", "mean", "gap"]
"""What a number is: the share of one group less that of another, the share of one group, a mean, or a mean of pairs."""

Unit = Literal["points", "share", "scale", "own"]
"""In what it is counted: points from -100 to 100, a share of one, points of its scale, or a unit of its own."""


class Variant(Struct, frozen=True):
    """One formula.

    `least` and `most` are the ends of its scale of whole numbers, None for numbers of any size. `good` are the values
    from which an answer counts as good, `bad` those up to which it counts as bad; `groups` names the good, those
    between, and the bad. `better` says which direction is good, empty where it depends on what is measured.
    """

    name: str
    title: str
    kind: Kind
    unit: Unit
    formula: str
    source: str
    least: int | None = None
    most: int | None = None
    good: int | None = None
    bad: int | None = None
    groups: tuple[str, ...] = ()
    better: Literal["high", "low", ""] = "high"

    @property
    def paired(self) -> bool:
        """Whether an answer is a pair: what was expected, and what was perceived."""
        return self.kind == "gap"


_ALL = (
    Variant(
        "nps",
        "Net Promoter Score",
        "net",
        "points",
        "the share of 9 and 10 less the share of 0 to 6, times 100",
        "Reichheld 2003",
        0,
        10,
        9,
        6,
        ("promoters", "passives", "detractors"),
    ),
    Variant(
        "csat-top-two-of-five",
        "Satisfied customers",
        "share",
        "share",
        "the share of 4 and 5 on a scale from 1 to 5",
        "",
        1,
        5,
        4,
        3,
        ("satisfied", "others"),
    ),
    Variant("csat-mean-5", "Satisfaction, mean", "mean", "scale", "the mean on a scale from 1 to 5", "", 1, 5),
    Variant(
        "ces-mean-7-agree",
        "Ease, mean",
        "mean",
        "scale",
        "the mean on a scale from 1 (disagree) to 7 (agree) that it was made easy",
        "CEB 2013",
        1,
        7,
    ),
    Variant(
        "ces-net-7-agree",
        "Net ease",
        "net",
        "points",
        "the share of 6 and 7 less the share of 1 to 3, times 100, on a scale from 1 (disagree) to 7 (agree)",
        "",
        1,
        7,
        6,
        3,
        ("easy", "neither", "hard"),
    ),
    Variant(
        "ces-mean-5-effort",
        "Effort, mean",
        "mean",
        "scale",
        "the mean on a scale from 1 (very low effort) to 5 (very high effort): low is good",
        "Dixon, Freeman and Toman 2010",
        1,
        5,
        better="low",
    ),
    Variant(
        "expectation-perception",
        "Perception less expectation",
        "gap",
        "scale",
        "the mean of what each customer perceived less what the same customer expected",
        "Parasuraman, Zeithaml and Berry 1988",
        1,
        7,
    ),
    Variant("share", "Share", "share", "share", "the share of those that say yes", "", 0, 1, 1, 0, ("yes", "no"), ""),
    Variant("mean", "Mean", "mean", "own", "the mean of a number", "", better=""),
)
VARIANTS: dict[str, Variant] = {variant.name: variant for variant in _ALL}
"""Every variant by its name."""

AMBIGUOUS: dict[str, tuple[str, ...]] = {
    name: tuple(variant for variant in VARIANTS if variant.startswith(f"{name}-")) for name in ("ces", "csat")
}
"""Names that several formulas share, and which these are."""
