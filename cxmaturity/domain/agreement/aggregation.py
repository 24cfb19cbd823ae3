"""From many people's answers to what they say together, and to the answers of their organisation.

People's stages are never combined: a mean of stages is wrong more often than the stage of the middle answers, and does
not get better with more people.
"""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from cxmaturity.domain.agreement.agenda import Stages, agenda
from cxmaturity.domain.agreement.distribution import NO_VOTES, average_deviation, quartiles, rwg, same
from cxmaturity.domain.agreement.gaps import Drawing, gaps
from cxmaturity.domain.agreement.people import Answered, Cells, answered, cells_of, groups_of, standings
from cxmaturity.domain.agreement.reliability import Absent, consistency, intraclass, krippendorff_alpha
from cxmaturity.domain.agreement.team import Statistics, Status, Team, TeamPractice
from cxmaturity.domain.answers import Answer, Answers, Behind, Votes, months_before
from cxmaturity.domain.language import say
from cxmaturity.domain.model import Questionnaire
from cxmaturity.domain.references import QuestionnaireRef

MIN_CELL = 5
"""How many people a group has at least that is shown, unless somebody says otherwise."""
MONTHS = 3
"""Within how many months all of a team answer: what is further apart is two rounds."""


class Choices(Struct, frozen=True):
    """How answers are put together: the least group, whether notes are shown, and how intervals are drawn."""

    drawing: Drawing
    min_cell: int = MIN_CELL
    with_text: bool = False


def unfit(people: Sequence[tuple[Questionnaire, Answers]]) -> list[tuple[int, str]]:
    """Whose answers can not be put together with the others', by their place, and why; all of them.

    What most answer is what all have to; an organisation's name may be left out, as forms do not ask for it.
    """
    asked = [f"{questionnaire.id}@{questionnaire.version}" for questionnaire, _ in people]
    firms = [answers.organisation for _, answers in people]
    questionnaire, firm = _most(asked), _most([name for name in firms if name])
    last = max(answers.date for _, answers in people)
    reasons: list[tuple[int, str]] = []
    for i, (_, answers) in enumerate(people):
        if answers.team:
            reasons.append((i, "these answers are of a team already, and count for one person only"))
        if asked[i] != questionnaire:
            reasons.append((i, f"these answers are to {asked[i]}, and others are to {questionnaire}"))
        if firms[i] and firms[i] != firm:
            reasons.append((i, f"these answers are of {firms[i]}, and others are of {firm}"))
        if answers.date < months_before(last, MONTHS):
            sentence = "these answers are of {day}, and others of {last}: more than {n:word} months make two rounds"
            reasons.append((i, say(sentence, day=answers.date.isoformat(), last=last.isoformat(), n=MONTHS)))
    return reasons


def _most(names: Sequence[str]) -> str:
    """The name that is there most often, in doubt the first; empty for none."""
    return max(dict.fromkeys(names), key=names.count) if names else ""


def aggregated(questionnaire: Questionnaire, people: Sequence[Answers], choices: Choices) -> Team:
    """What the people say together. They answer one questionnaire for one organisation: `unfit` says where not."""
    cells = cells_of(people, choices.min_cell)
    given = {id_: answered(practice, people) for id_, practice in questionnaire.practices.items()}
    practices = [_practice(answered, cells, choices.min_cell) for answered in given.values()]
    stages = Stages(questionnaire, practices)
    notes = {id_: [person.of(id_).note.strip() for person in people] for id_ in given} if choices.with_text else {}
    return Team(
        schema="cxmaturity/team@1",
        questionnaire=QuestionnaireRef(questionnaire.id, questionnaire.version, questionnaire.sha256),
        organisation=next((person.organisation for person in people if person.organisation), ""),
        date=max(person.date for person in people).isoformat(),
        respondents=len(people),
        min_cell=choices.min_cell,
        groups=groups_of(cells),
        stage=stages.whole,
        practices=tuple(practices),
        statistics=statistics(practices, given),
        agenda=agenda(stages, practices, given, notes),
        gaps=gaps(questionnaire, practices, given, cells, choices.drawing),
        seed=choices.drawing.seed,
        draws=choices.drawing.draws,
    )


def _practice(given: Answered, cells: Cells, least: int) -> TeamPractice:
    counts = given.counts
    votes = sum(counts.values())
    quarters = quartiles(counts)
    reason: dict[str, str] = {}
    if votes < 2:
        why = "one vote can not agree or differ" if votes else NO_VOTES
        reason = dict.fromkeys(("rwg", "ad"), why) | ({} if votes else {"same": NO_VOTES})
    return TeamPractice(
        practice=given.practice.id,
        status=_status(given, counts),
        counts=counts,
        votes=votes,
        dk=given.dk,
        na=given.na,
        missing=given.missing,
        low=quarters.low if quarters else None,
        median=quarters.median if quarters else None,
        high=quarters.high if quarters else None,
        rwg=rwg(counts),
        ad=average_deviation(counts),
        same=same(counts),
        groups=standings(given, cells, least),
        reason=reason,
    )


def _status(given: Answered, counts: dict[int, int]) -> Status:
    """What the organisation answers: not applicable only where most of those say so who answered the practice."""
    votes = sum(counts.values())
    if given.na * 2 > votes + given.dk + given.na:
        return "na"
    quarters = quartiles(counts)
    if quarters is not None:
        return "answered" if quarters.low == quarters.high else "range"
    return "dk" if given.dk or given.na else "missing"


def statistics(practices: Sequence[TeamPractice], given: dict[str, Answered]) -> Statistics:
    """How far people agree over all practices that were voted on."""
    voted = [practice for practice in practices if practice.votes and practice.status != "na"]
    units = [practice.counts for practice in voted]
    alpha, icc = krippendorff_alpha(units), intraclass(units)
    rows = [
        [vote for vote in row if vote is not None]
        for row in zip(*(given[practice.practice].votes for practice in voted), strict=True)
        if None not in row
    ]
    whole = consistency(rows)
    within = sorted(practice.rwg for practice in voted if practice.rwg is not None)
    reason = {
        name: value.reason
        for name, value in (
            ("krippendorff_alpha", alpha),
            ("icc1", icc),
            ("icc2", icc),
            ("cronbach_alpha", whole.alpha),
            ("feldt", whole.feldt),
            ("omega", whole.omega),
        )
        if isinstance(value, Absent)
    }
    if not within:
        reason["rwg_median"] = "no practice has two votes"
    return Statistics(
        krippendorff_alpha=None if isinstance(alpha, Absent) else alpha,
        icc1=None if isinstance(icc, Absent) else icc[0],
        icc2=None if isinstance(icc, Absent) else icc[1],
        cronbach_alpha=None if isinstance(whole.alpha, Absent) else whole.alpha,
        feldt=None if isinstance(whole.feldt, Absent) else whole.feldt,
        omega=None if isinstance(whole.omega, Absent) else whole.omega,
        rwg_median=within[(len(within) - 1) // 2] if within else None,
        reason=reason,
    )


def organisation_answers(team: Team, people: Sequence[Answers], *, with_text: bool = False) -> Answers:
    """The organisation's answers, as its file has them: a range between the quartiles where people differ.

    It has no evidence, as what one of them can show does not document a quartile of all; what people wrote only
    `with_text`.
    """
    levels, functions = ({g.name: g.people for g in team.groups if g.by == by} for by in ("level", "function"))
    return Answers(
        file="",
        sha256="",
        date=max(person.date for person in people),
        organisation=team.organisation,
        answers={practice.practice: _answer(practice, people, with_text=with_text) for practice in team.practices},
        team=Behind(team.respondents, levels, functions),
    )


def _answer(practice: TeamPractice, people: Sequence[Answers], *, with_text: bool) -> Answer:
    medians = {standing.name: standing.median for standing in practice.groups if standing.by == "level"}
    known = practice.status in {"answered", "range"}
    answer = Answer(
        status=practice.status,
        low=practice.low if known else None,
        high=practice.high if known else None,
        votes=Votes(practice.counts, practice.dk, practice.na, practice.missing, medians),
    )
    given = [each.of(practice.practice) for each in people]
    if practice.status == "na":
        sentence = "{n:word} of {all} who answered {n|says|say} that it does not apply"
        note = say(sentence, n=practice.na, all=practice.votes + practice.dk + practice.na)
        reasons = sorted({each.because for each in given if each.status == "na" and each.because}) if with_text else []
        answer = replace(answer, because=": ".join(filter(None, [note, "; ".join(reasons)])))
    if with_text:
        answer = replace(answer, note="; ".join(sorted({each.note.strip() for each in given if each.note.strip()})))
    return answer
