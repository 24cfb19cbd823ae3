"""Reports on anything: questionnaires, answers and outcomes drawn at random, from the least to far too much."""

import random
from typing import Any

from msgspec.structs import replace

from cxmaturity.domain.assessment import Assessment, assess, with_roadmap
from cxmaturity.domain.sensitivity.robustness import with_robustness
from cxmaturity.files.answers.load import read_answers
from cxmaturity.files.questionnaire.load import read_questionnaire
from cxmaturity.planning.plan.planner import plan_of
from cxmaturity.planning.plan.request import goal_of
from cxmaturity.reports.build.view import view
from cxmaturity.reports.view.comparison import ContradictionView, SideView
from cxmaturity.reports.view.customers import ActingView, CustomersView, MeasureView
from cxmaturity.reports.view.report import View
from tests.build import OneQuestionnaire, document
from tests.reports.hostile import DATE
from tests.reports.test_outcomes_words import figures

LENGTHS = (5, 20, 41, 70, 100, 140, 141, 400, 3000)
WORDS = {
    "words": "measurement of relationship outcomes across all channels and regions ",
    "letters": "a b c d e f g ",
    "one word": "Donaudampfschifffahrtsgesellschaft",
    "wide": "顧客体験の成熟度",
    "right to left": "تجربة العملاء والخدمة ",
    "compounds": "Kundenzufriedenheitsmessung und Beschwerdemanagementprozesse klären ",
    "capitals": "WORKFORCE MANAGEMENT AND COMMUNICATION ",
    "lines": "one\ntwo\nthree\n",
}


class Anything:
    """What a chance makes: the same chance makes the same."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.kind = chance.choice(list(WORDS))
        self.longest = chance.choice(LENGTHS)
        self.alike = chance.random() < 0.3

    def text(self, name: str, n: int = 0) -> str:
        """The name of the nth of a kind: some are told apart by their beginning, some by their end."""
        long = (WORDS[self.kind] * (self.longest // len(WORDS[self.kind]) + 1))[: self.longest].strip()
        return f"{long} {name} {n}" if self.alike else f"{name} {n} {long}"

    def questionnaire(self) -> tuple[dict[str, Any], list[str]]:
        """The data of a questionnaire, and the ids of its practices."""
        chance = self.chance
        rule = chance.choice(["staged", "staged", "sweep"])
        points, dimensions = chance.choice([2, 3, 5, 6, 9, 12, 25]), chance.choice([1, 2, 5, 9, 30])
        practices = max(1, chance.choice([1, 8, 25, 60]) // dimensions)
        ids = [f"d{d}.x{x}" for d in range(dimensions) for x in range(practices)]

        def option(rank: int) -> dict[str, Any]:
            step = {
                "do": self.text("do"),
                "effort": chance.choice(["S", "M", 0, 99999]),
                "months": chance.randint(0, 40),
            }
            about = {"owner": self.text("owner", chance.randint(1, 12)), "measure": self.text("measure")}
            more = {"step": {**step, **about}} if rank > 1 else {}
            return {"point": f"p{rank}", "text": self.text("behaviour", rank), **more}

        def practice(d: int, x: int) -> dict[str, Any]:
            options = [option(rank) for rank in range(1, points + 1)]
            words = {"title": self.text("practice", 100 * d + x), "question": self.text("question")}
            return {"id": f"x{x}", **words, "na": "false" if f"d{d}.x{x}" in doors else "true", "options": options}

        gated = rule == "staged" and chance.random() < 0.6
        doors = set(chance.sample(ids, min(len(ids), points))) if gated else set()
        gates = [{"stage": f"p{chance.randint(2, points)}", "practices": [door]} for door in sorted(doors)]
        low = 1 - points // 2 if rule == "sweep" else 1
        names = [
            {"id": f"p{k}", "name": self.text("point", k), "meaning": "m", "value": low + k - 1}
            for k in range(1, points + 1)
        ]
        inside = [
            {"id": f"d{d}", "name": self.text("dimension", d), "practices": [practice(d, x) for x in range(practices)]}
            for d in range(dimensions)
        ]
        head = {"schema": "cxmaturity/questionnaire@1", "id": "case", "version": 1, "title": self.text("title")}
        return {**head, "scale": names, "scoring": {"rule": rule}, "gates": gates, "dimensions": inside}, ids

    def answers(self, data: dict[str, Any], ids: list[str]) -> dict[str, Any]:
        """Answers to it: at random, all the same, or hardly any."""
        chance, points = self.chance, len(data["scale"])
        common = chance.choice([None, "p1", f"p{points}", "dk", ["p1", f"p{points}"], "na"])
        doors = {practice for gate in data["gates"] for practice in gate["practices"]}

        def answer(id_: str) -> Any:
            own = chance.choice([f"p{chance.randint(1, points)}", "dk", ["p1", f"p{points}"], f"p{points}"])
            given = own if common is None or chance.random() < 0.1 else common
            if given == "na":
                return own if id_ in doors else {"is": "na", "because": self.text("because")}
            dated = [{"what": self.text("evidence"), "date": DATE}] if chance.random() < 0.3 and given != "dk" else []
            return {"is": given, "note": self.text("note"), "evidence": dated}

        levels = {f"d{d}": f"p{points}" for d in range(len(data["dimensions"]))} if chance.random() < 0.3 else {}
        stage = {"stage": f"p{points}"} if data["scoring"]["rule"] == "staged" and chance.random() < 0.6 else {}
        return {
            "schema": "cxmaturity/answers@1",
            "questionnaire": "case@1",
            "organisation": self.text("organisation"),
            "date": DATE,
            "respondent": {key: self.text(key) for key in ("role", "level", "function")},
            "target": {**stage, "dimensions": levels, "by": "2027-12-31"},
            "answers": {id_: answer(id_) for id_ in ids if chance.random() < 0.95},
        }

    def assessment(self) -> Assessment:
        """An assessment with its plan, and how sure it is."""
        data, ids = self.questionnaire()
        read = read_questionnaire(document(data), "")
        given = read_answers(document(self.answers(data, ids)), "", OneQuestionnaire(read))
        assessment = assess(given.questionnaire, given.answers)
        if assessment.result.target is not None or given.answers.target.dimensions:
            assessment = with_roadmap(assessment, plan_of(assessment, goal_of(assessment), 0.5))
        return with_robustness(assessment)

    def view(self, questionnaires: int = 1) -> View:
        """The view of so many assessments, with contradictions and what customers say at times."""
        chance = self.chance
        several = [self.assessment() for _ in range(questionnaires)]
        drawn = view(several)
        many = chance.choice([0, 1, 40])
        contradictions = tuple(self.contradiction(drawn, n) for n in range(many))
        customers = self.customers(drawn) if chance.random() < 0.5 else None
        return replace(drawn, contradictions=contradictions, outcomes=customers)

    def contradiction(self, view: View, n: int) -> ContradictionView:
        """Two answers of a view that do not fit together."""
        section = self.chance.choice(view.sections)
        practice = self.chance.choice(section.practices)
        side = SideView(
            section.anchor, section.title, practice.id, practice.title, self.text("point"), self.text("text")
        )
        said = self.text("said", n)
        return ContradictionView(f"c{n}", self.text("conflict", n), "tension", side, side, said, "", said)

    def customers(self, view: View) -> CustomersView:
        """What customers say, by as many measures as nobody has."""
        section = view.sections[0]
        acting = tuple(
            ActingView(section.anchor, section.title, practice.id, practice.title, "Here")
            for practice in section.practices
        )
        measures = tuple(
            MeasureView(
                figures(id=f"m{n}", title=self.text("measure", n)[:300]), "+25", "−8 to +52", "12", "", "", acting
            )
            for n in range(self.chance.choice([1, 40]))
        )
        return CustomersView(self.text("lead"), (self.text("finding"),) * 3, measures, None)
