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
    team_words = TeamWords(questionnaire, team)
    medians = {
        practice.practice: votes.medians
        for practice in team.practices
        if (votes := answers.of(practice.practice).votes)
    }
    topics = [(topic, answers.of(topic.practice)) for topic in team.agenda]
    return AgreementView(
        respondents=team.respondents,
        who=team_words.who(),
        agree=team_words.agreement(),
        gap=words.gap(team_words, medians),
        settled=words.meeting([answer for _, answer in topics]),
        practices=tuple(_practice(team_words, practice, medians[practice.practice]) for practice in team.practices),
        agenda=tuple(_topic(team_words, topic, answer) for topic, answer in topics),
    )


def _practice(team_words: TeamWords, practice: TeamPractice, medians: dict[str, int]) -> VotesView:
    return VotesView(
        practice=practice.practice,
        title=team_words.titles[practice.practice],
        counts=tuple(practice.counts.get(point.rank, 0) for point in team_words.questionnaire.scale),
        unknown=practice.dk + practice.missing,
        not_applicable=practice.na,
        low=practice.low,
        median=practice.median,
        high=practice.high,
        stands_said=team_words.range(practice) or NOTHING,
        agreement=practice.rwg,
        agreement_said=rounded(practice.rwg, 2),
        groups=tuple(_group(team_words, name, rank) for name, rank in medians.items()),
    )


def _group(team_words: TeamWords, name: str, median: int) -> GroupView:
    letter = words.letter(name)
    return GroupView(
        people("level", name) if letter else named("level", name), letter, median, team_words.point(median)
    )


def _topic(team_words: TeamWords, topic: Topic, answer: Answer) -> AgendaView:
    return AgendaView(
        practice=topic.practice,
        title=team_words.titles[topic.practice],
        why=f"{team_words.why(topic)}.",
        sides=words.sides(team_words.questionnaire, topic),
        settled=words.settled(team_words.questionnaire, answer),
    )
