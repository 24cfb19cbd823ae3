"""What customers say and what is at stake, from a file of outcomes that is named or lies beside the answers."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from cxmaturity.cli.loading import OUTCOMES, Loaded
from cxmaturity.cli.settings import Settings
from cxmaturity.cli.surveys import installed
from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.language import plain_name
from cxmaturity.domain.outcomes.figures import Figures
from cxmaturity.domain.outcomes.reported import Reported
from cxmaturity.domain.outcomes.stakes import Stakes
from cxmaturity.domain.outcomes.value import Value, value_of, with_plan
from cxmaturity.domain.problems import Problem, ProblemsFoundError
from cxmaturity.files.yaml.source import STANDARD_INPUT, refused, shown

if TYPE_CHECKING:
    from cxmaturity.domain.crosswalk import Crosswalk
    from cxmaturity.files.outcomes.load import Outcomes
    from cxmaturity.reports.view.report import View
    from cxmaturity.reports.view.worth import WorthView


def reported(read: Sequence[Loaded], named: str | None, chosen: Settings) -> dict[str, Reported]:
    """What is reported beside each answers file, by its name: from the file that is named, or that lies beside it.

    ProblemsFoundError where a file has errors, or the one that is named is of an organisation that no answers are of.
    One that merely lies there, and is of another organisation, is passed over.
    """
    places = {each.answers.file: Path(named) if named is not None else beside(each.answers.file) for each in read}
    known: dict[Path, Reported] = {}
    wrong: set[Path] = set()
    problems: list[Problem] = []
    for file, place in places.items():
        if place is None or place in known or place in wrong:
            continue
        try:
            known[place] = reported_by(str(place), chosen)
        except ProblemsFoundError as error:
            problems += error.problems
            problems += [] if named is not None else [_read_why(str(place), file)]
            wrong.add(place)
    if problems:
        raise ProblemsFoundError(problems)
    told: dict[str, Reported] = {}
    for each in read:
        place = places[each.answers.file]
        if place and is_of(known[place].figures.organisation, each.answers.organisation):
            told[each.answers.file] = known[place]
    if named is not None and not told:
        of = next(iter(known.values())).figures.organisation
        names = ", ".join(dict.fromkeys(each.answers.organisation for each in read))
        message, hint = f"it is of {of}, and the answers are of {names}", "name the outcomes of the same organisation"
        raise refused(named, None, "other-organisation", message, hint)
    return told


def _read_why(outcomes: str, answers: str) -> Problem:
    """Why a file of outcomes with errors is read, though nobody named it."""
    message = f"it is read because it lies beside {shown(answers)}"
    return Problem(shown(outcomes), None, "", "beside", message, "to leave it out, give it another name")


def beside(answers: str) -> Path | None:
    """The file of outcomes that lies beside some answers; None where none does."""
    if answers == STANDARD_INPUT:
        return None
    place = Path(answers).parent / OUTCOMES
    return place if place.is_file() else None


def is_of(outcomes: str, organisation: str) -> bool:
    """Whether outcomes, by whose they are, go with the answers of an organisation: those of nobody go with all."""
    return not outcomes or plain_name(outcomes) == plain_name(organisation)


def reported_by(name: str, chosen: Settings) -> Reported:
    """What a file of outcomes says, in figures; what is to be asked of its answers is said on standard error.

    ProblemsFoundError lists every error in it and in its exports.
    """
    from cxmaturity.files.outcomes.load import outcomes_of_file

    with installed(f"an export that {name} names"):
        outcomes = outcomes_of_file(name, chosen.catalogue())
    for warning in outcomes.warnings:
        chosen.say(str(warning))
    return reported_of(outcomes)


def reported_of(outcomes: "Outcomes") -> Reported:
    """What outcomes say, in figures."""
    return Reported(tuple(sample.measure for sample in outcomes.samples), figures_of(outcomes), outcomes.stakes)


def figures_of(outcomes: "Outcomes") -> Figures:
    """The figures of outcomes, with the draws that all of them have."""
    from cxmaturity.domain.outcomes.estimates import Drawing
    from cxmaturity.domain.outcomes.measured import figures
    from cxmaturity.statistics.bootstrap import DRAWS, SEED
    from cxmaturity.statistics.means import Bootstrap

    drawing = Drawing(Bootstrap(DRAWS, SEED), DRAWS, SEED)
    return figures(outcomes.organisation, outcomes.date.isoformat(), outcomes.samples, drawing)


def value_at_stake(stakes: Stakes | None, days: int | None) -> tuple[Stakes, Value] | None:
    """The stakes with the person-days of a plan, where the file leaves these to it, and the value; None without any."""
    if stakes is None:
        return None
    from cxmaturity.statistics.simulation import spread

    planned = with_plan(stakes, days)
    return planned, value_of(planned, spread(planned))


def seen(
    assessments: Sequence[Assessment],
    crosswalk: "Crosswalk | None",
    reported: Reported | None,
    days: int | None = None,
) -> "View":
    """The view of what a screen shows, with what customers say and what it is worth where that is reported.

    `days` are those of the plans, where the assessments do not hold them.
    """
    from cxmaturity.reports.build.view import view

    plain = view(assessments, crosswalk)
    return plain if reported is None else with_outcomes(plain, assessments, crosswalk, reported, days)


def with_outcomes(
    view: "View",
    assessments: Sequence[Assessment],
    crosswalk: "Crosswalk | None",
    reported: Reported,
    days: int | None = None,
) -> "View":
    """The view of a report with what customers say and what it is worth; the days of all its plans are counted."""
    from cxmaturity.reports.build.customers import with_customers

    told = with_customers(view, assessments, crosswalk, reported)
    plans = [assessment.result.plan for assessment in assessments if assessment.result.plan]
    worth = worth_of(reported.stakes, sum(plan.days for plan in plans) if plans else days)
    return replace(told, worth=worth)


def worth_of(stakes: Stakes | None, days: int | None, *, beside_answers: bool = True) -> "WorthView | None":
    """What is said of the value at stake, with the person-days of a plan of the answers beside; None without stakes."""
    valued = value_at_stake(stakes, days)
    if valued is None:
        return None
    from cxmaturity.reports.words.worth import worth_view
    from cxmaturity.statistics.bootstrap import DRAWS, SEED

    return worth_view(*valued, DRAWS, SEED, beside_answers=beside_answers)


def each_with_told(assessments: Iterable[Assessment], told: Mapping[str, Reported]) -> Iterator[Assessment]:
    """Each assessment with the measures and the value of the outcomes beside it, as JSON has them.

    The value is that of an organisation: what the plans of all its assessments of a day take is counted in each.
    """
    if not told:
        yield from assessments
        return
    several = list(assessments)
    days: dict[tuple[str, datetime.date], int] = {}
    for each in several:
        if each.result.plan:
            of = each.answers.organisation, each.answers.date
            days[of] = days.get(of, 0) + each.result.plan.days
    for each in several:
        yield _with_told(each, told.get(each.answers.file), days.get((each.answers.organisation, each.answers.date)))


def _with_told(assessment: Assessment, beside: Reported | None, days: int | None) -> Assessment:
    if beside is None:
        return assessment
    from cxmaturity.domain.with_outcomes import with_outcomes as result_with_outcomes

    valued = value_at_stake(beside.stakes, days)
    result = result_with_outcomes(assessment.result, beside.figures.measures, valued[1] if valued else None)
    return replace(assessment, result=result)
