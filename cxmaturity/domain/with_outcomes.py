"""The result of an assessment beside what customers say and what it is worth, as `score --format json` prints it."""

from collections.abc import Sequence

from msgspec import UNSET, UnsetType

from cxmaturity.domain.outcomes.figures import MeasureFigures
from cxmaturity.domain.outcomes.value import Value
from cxmaturity.domain.results.result import Result


class ResultWithOutcomes(Result, frozen=True, kw_only=True):
    """A result with the measures of the outcomes beside it, and with the value at stake; each only where there is one.

    The person-days of the value are those of all plans of the organisation, where the outcomes leave them to these.
    """

    measures: tuple[MeasureFigures, ...] | UnsetType = UNSET
    value: Value | UnsetType = UNSET


def with_outcomes(result: Result, measures: Sequence[MeasureFigures], value: Value | None) -> ResultWithOutcomes:
    """The result with what outcomes say."""
    same = {name: getattr(result, name) for name in result.__struct_fields__}
    return ResultWithOutcomes(**same, measures=tuple(measures), value=UNSET if value is None else value)
