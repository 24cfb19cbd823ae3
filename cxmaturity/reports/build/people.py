"""From what many people answered to what templates see of it."""

from cxmaturity.domain.agreement.remembered import remembered
from cxmaturity.domain.agreement.team import TeamPractice, Topic
from cxmaturity.domain.answers import Answer
from cxmaturity.domain.assessment import Assessment
from cxmaturity.domain.language import NOTHING, rounded
from cxmaturity.reports.view.agreement import AgendaView, AgreementView, GroupView, VotesView
from cxmaturity.reports.words import agreement as words
from cxmaturity.reports.words.team import TeamWords, named, people


def agreement_view(assessment: Assessment) -> AgreementView | None:
    """How far the people agree behind the answers of an assessment; None where one person answered."""
    questionnaire, answers = assessment.questionnaire, assessment.answers
    team = remembered(questionnaire, answers)
    if team is None:
        return None
    said = TeamWords(questionnaire, team)
    medians = {one.practice: votes.medians for one in team.practices if (votes := answers.of(one.practice).votes)}
    topics = [(one, answers.of(one.practice)) for one in team.agenda]
    return AgreementView(
        respondents=team.respondents,
        who=said.who(),
        agree=said.agreement(),
        gap=words.gap(said, medians),
        settled=words.meeting([answer for _, answer in topics]),
        practices=tuple(_practice(said, one, medians[one.practice]) for one in team.practices),
        agenda=tuple(_topic(said, one, answer) for one, answer in topics),
    )


def _practice(said: TeamWords, one: TeamPractice, medians: dict[str, int]) -> VotesView:
    return VotesView(
        practice=one.practice,
        title=said.titles[one.practice],
        counts=tuple(one.counts.get(point.rank, 0) for point in said.questionnaire.scale),
        unknown=one.dk + one.missing,
        not_applicable=one.na,
        low=one.low,
        median=one.median,
        high=one.high,
        stands_said=said.range(one) or NOTHING,
        agreement=one.rwg,
        agreement_said=rounded(one.rwg, 2),
        groups=tuple(_group(said, name, rank) for name, rank in medians.items()),
    )


def _group(said: TeamWords, name: str, median: int) -> GroupView:
    letter = words.letter(name)
    return GroupView(people("level", name) if letter else named("level", name), letter, median, said.point(median))


def _topic(said: TeamWords, one: Topic, answer: Answer) -> AgendaView:
    return AgendaView(
        practice=one.practice,
        title=said.titles[one.practice],
        why=f"{said.why(one)}.",
        sides=words.sides(said.questionnaire, one),
        settled=words.settled(said.questionnaire, answer),
    )
