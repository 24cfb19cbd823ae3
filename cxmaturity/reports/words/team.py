"""The sentences that say how far a team agrees: the same on the terminal and in every report. Plain text."""

from collections.abc import Sequence

from cxmaturity.domain.agreement.gaps import leading
from cxmaturity.domain.agreement.people import FRONT_LINE, LEADERS, key
from cxmaturity.domain.agreement.team import OTHERS, By, Gap, Team, TeamPractice, Topic
from cxmaturity.domain.codes import LEVELS, level_of
from cxmaturity.domain.language import capital, listed, rounded, say
from cxmaturity.domain.model import Questionnaire, walk
from cxmaturity.domain.naming import named_apart
from cxmaturity.domain.scoring.rule import rule_of

BANDS = ((0.7, "strong"), (0.5, "moderate"))
"""Above which rwg an agreement is called what (LeBreton and Senter 2008); below them it is weak."""
WEAK = "weak"


class TeamWords:
    """The sentences on what one team's answers say together; `questionnaire` is the one that they answer."""

    def __init__(self, questionnaire: Questionnaire, team: Team) -> None:
        named = named_apart(questionnaire)
        self.team = team
        self.questionnaire = questionnaire
        self.titles = {id_: practice.title for id_, practice in named.practices.items()}
        self.titles |= {dimension.id: dimension.name for dimension in walk(named.dimensions)}

    def point(self, rank: int | None) -> str:
        """The name of a point of the scale, empty for none."""
        return "" if rank is None else self.questionnaire.point(rank).name

    def stage(self, rank: int | None) -> str:
        """A stage as a sentence has it; nothing where there is none."""
        if rank is None:
            return ""
        return rule_of(self.questionnaire).stage(self.questionnaire, rank, len(self.questionnaire.dimensions)).said

    def who(self) -> str:
        """How many answered, and from which levels."""
        people = say("{n:Word} {n|person|people} answered", n=self.team.respondents)
        levels = self._sizes("level")
        return f"{people}: {levels}." if levels else f"{people}."

    def functions(self) -> str:
        """From which functions they are; nothing where none can be shown."""
        functions = self._sizes("function")
        return say("By function: {functions}.", functions=functions) if functions else ""

    def _sizes(self, by: By) -> str:
        groups = [group for group in self.team.groups if group.by == by]
        sizes = [say("{name} {n}", name=named(by, group.name), n=group.people) for group in groups]
        return listed(sizes)

    def hidden(self) -> str:
        """That groups are too small to be shown; nothing where all are shown, or nobody said what they are."""
        if not any(group.name == OTHERS for group in self.team.groups):
            return ""
        sentence = "A group of fewer than {n:word} people is not shown; it is in the rest, with as many as hide it."
        return say(sentence, n=self.team.min_cell)

    def agreement(self) -> str:
        """How far people agree, in words: on how many practices strongly, moderately and weakly."""
        counts = self.bands()
        known = sum(counts.values())
        if not known:
            return "How far they agree can not be told: no practice has two votes."
        parts = [say("{band} on {n:word}", band=band, n=n) for band, n in counts.items() if n]
        sentence = "Of {n:word} {n|practice|practices} agreement is {parts}."
        return say(sentence, n=known, parts=listed(parts))

    def bands(self) -> dict[str, int]:
        """How many practices there are of each agreement, the strongest first."""
        counts = dict.fromkeys([*(band for _, band in BANDS), WEAK], 0)
        for practice in self.team.practices:
            if band_of(practice.rwg):
                counts[band_of(practice.rwg)] += 1
        return counts

    def stands(self) -> str:
        """The stage of the middle answers, and of the quartiles where they make another."""
        stage = self.team.stage
        if stage.median is None:
            return "Nothing was answered that makes a stage."
        middle = say("The answers in the middle make {stage}", stage=self.stage(stage.median))
        if stage.low == stage.high:
            return say("{middle}; so do the quartiles of every practice.", middle=middle)
        sentence = "{middle}; between {low} and {high} where people differ."
        return say(sentence, middle=middle, low=self.stage(stage.low), high=self.stage(stage.high))

    def range(self, practice: TeamPractice) -> str:
        """Where the organisation stands on a practice: a point, two points, or nothing."""
        if practice.low is None or practice.high is None or practice.status == "na":
            return ""
        if practice.low == practice.high:
            return self.point(practice.low)
        return say("{low} to {high}", low=self.point(practice.low), high=self.point(practice.high))

    def why(self, topic: Topic) -> str:
        """Why to talk about a practice: what settling it does to the stage, and how far apart people are."""
        if topic.moves > 0:
            sentence = "settled low it makes {low}, settled high {high}"
            return say(sentence, low=self.stage(topic.settled_low), high=self.stage(topic.settled_high))
        average = rounded(topic.ad)
        far = "{n} point" if average == "1" else "{n} points" if topic.ad > 1 else "{n} of a point"
        apart = say("people are {far} from the middle on average", far=say(far, n=average))
        if topic.joint > 0:
            return say("with others it moves the stage; {apart}", apart=apart)
        return apart

    def topic(self, topic: Topic) -> str:
        """A practice to talk about, between which points, and why."""
        return say(
            "{title}, from {low} to {high}: {why}.",
            title=self.titles[topic.practice],
            low=self.point(topic.low),
            high=self.point(topic.high),
            why=self.why(topic),
        )

    def widest(self) -> str:
        """The sentence for the board: the widest clear gap, between leaders and the front line where there is one."""
        for chosen in (leading, lambda gap: True):
            clear = [gap for gap in self.team.gaps if gap.clear and chosen(gap)]
            if clear:
                return self.gap(max(clear, key=lambda gap: (gap.kind == "practice", abs(gap.difference))))
        if self.team.gaps:
            return "No two groups differ by more than chance may explain."
        return ""

    def gap(self, gap: Gap) -> str:
        """A gap as a sentence: who sees what how much higher."""
        high, low = gap.groups if gap.difference >= 0 else gap.groups[::-1]
        sentence = "{who} see {what} {points} higher than {others}."
        return say(
            sentence,
            who=capital(people(gap.by, high)),
            what=self.titles[gap.about],
            points=self._points(gap),
            others=people(gap.by, low),
        )

    def _points(self, gap: Gap) -> str:
        """By how much the groups differ: the points between their middle answers, else what the means say."""
        apart = abs(gap.difference)
        middle = gap.medians[0] - gap.medians[1] if gap.medians else 0
        stages = rule_of(self.questionnaire).lowest == 1  # a stage is a point of the scale, no number of dimensions
        if middle * gap.difference > 0:
            return say("{n:word} {n|stage|stages}" if stages else "{n:word} {n|point|points}", n=abs(middle))
        average = rounded(apart)
        if average == "1":
            return "one stage" if stages else "one point"
        if apart < 1:
            return say("{n} of a stage" if stages else "{n} of a point", n=average)
        return say("{n} stages" if stages else "{n} points", n=average)


def named(by: By, group: str) -> str:
    """A group as a table names it."""
    level = level_of(group) if by == "level" else None
    return LEVELS[level].lower() if level else group


def band_of(rwg: float | None) -> str:
    """How strong an agreement is; nothing where it can not be told."""
    if rwg is None:
        return ""
    return next((band for least, band in BANDS if rwg > least), WEAK)


def people(by: By, group: str) -> str:
    """A group as a sentence names it."""
    if by == "function":
        return say("people in {group}", group=group)
    if key(group) in LEADERS:
        return "leaders"
    return "the front line" if key(group) in FRONT_LINE else say("people of level {group}", group=named(by, group))


def statistics_said(team: Team) -> Sequence[tuple[str, float | None, str]]:
    """The statistics with their names, numbers and words: the number for people, or why there is none."""
    figures = team.statistics
    feldt = figures.feldt
    rows = (
        ("rwg, median of the practices", "rwg_median", figures.rwg_median),
        ("Krippendorff’s alpha, ordinal", "krippendorff_alpha", figures.krippendorff_alpha),
        ("ICC(1), of one person", "icc1", figures.icc1),
        ("ICC(2), of all people’s mean", "icc2", figures.icc2),
        ("Cronbach’s alpha", "cronbach_alpha", figures.cronbach_alpha),
        ("Omega, one factor", "omega", figures.omega),
    )
    lines: list[tuple[str, float | None, str]] = []
    for name, id_, value in rows:
        words = rounded(value, 2) if value is not None else say("none: {why}", why=figures.reason.get(id_, ""))
        if id_ == "cronbach_alpha" and feldt is not None:
            sentence = "{value}, 95 % interval by Feldt {low} to {high}"
            words = say(sentence, value=words, low=rounded(feldt[0], 2), high=rounded(feldt[1], 2))
        lines.append((name, value, words))
    return lines
