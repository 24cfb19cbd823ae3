"""Exports of one survey as the tools write them: the same three people, whatever the tool.

The first knows everything, the second has blanks, a "don't know" and notes with line ends, quotes and commas, the third
says that partners do not apply. How each tool writes is what it documents of its exports.
"""

import csv
import io
from collections.abc import Callable, Sequence

from msgspec import Struct

from cxmaturity.domain.codes import BESIDE_OPTIONS, choice_code, codes_of, short_codes_of, titled
from cxmaturity.domain.model import Practice, Questionnaire

NOTE = 'seen, "twice";\nand then\ttold'
PARTNERS = "operations.partners"
LEVELS = ("leader", "front-line", "manager")
DAYS = ("2026-11-20", "2026-11-21", "2026-11-22")
Cell = Callable[[Practice, int], str]


class Person(Struct, frozen=True):
    """What somebody answered: by practice the rank, `dk`, `na`, or nothing."""

    level: str
    day: str
    said: dict[str, int | str]


def three(questionnaire: Questionnaire) -> list[Person]:
    """The three who answered."""
    people = []
    for i, (level, day) in enumerate(zip(LEVELS, DAYS, strict=True)):
        said: dict[str, int | str] = {}
        for j, practice in enumerate(questionnaire.practices.values()):
            said[practice.id] = practice.options[(i + j) % len(practice.options)].rank
        people.append(Person(level, day, said))
    first, second = list(questionnaire.practices)[:2]
    del people[1].said[first]
    people[1].said[second] = "dk"
    if PARTNERS in people[2].said:
        people[2].said[PARTNERS] = "na"
    return people


def whole(practice: Practice, rank: int) -> str:
    """An option by its text."""
    return practice.option(rank).text


def coded(practice: Practice, rank: int) -> str:
    """An option by its code."""
    return choice_code(rank)


def ranked(practice: Practice, rank: int) -> str:
    """An option by its number."""
    return str(rank)


def cells(person: Person, questionnaire: Questionnaire, cell: Cell, beside: Callable[[str], str]) -> list[str]:
    """The cells of a person, a practice each."""
    made = []
    for practice in questionnaire.practices.values():
        said = person.said.get(practice.id, "")
        made.append(cell(practice, said) if isinstance(said, int) else beside(said) if said else "")
    return made


def in_words(said: str) -> str:
    """What is no option, as people read it."""
    return BESIDE_OPTIONS[said]


def table(rows: Sequence[Sequence[str]], sign: str = ",", ends: str = "\r\n") -> str:
    """Rows as text with a sign between cells."""
    text = io.StringIO()
    csv.writer(text, delimiter=sign, lineterminator=ends).writerows(rows)
    return text.getvalue()


def google(questionnaire: Questionnaire) -> list[list[str]]:
    """Google Forms: one row of headings, a timestamp of the account's country first."""
    titles = [titled(one.title, codes_of(questionnaire)[one.id]) for one in questionnaire.practices.values()]
    rows = [["Timestamp", "Level", *titles, "Anything else?"]]
    for person in three(questionnaire):
        year, month, day = person.day.split("-")
        said = cells(person, questionnaire, whole, in_words)
        rows.append([f"{month}/{day}/{year} 9:05:11", person.level, *said, ""])
    return rows


def microsoft(questionnaire: Questionnaire) -> list[list[str]]:
    """Microsoft Forms: an ID, times, an e-mail address and a name first; questions as they are worded."""
    questions = [one.question for one in questionnaire.practices.values()]
    rows = [["ID", "Start time", "Completion time", "Email", "Name", *questions, "Role"]]
    for i, person in enumerate(three(questionnaire), 1):
        times = [f"{person.day} 09:05:11", f"{person.day} 09:25:11"]
        said = cells(person, questionnaire, whole, in_words)
        rows.append([str(i), *times, f"p{i}@example.org", f"Person {i}", *said, f"Head, {i}"])
    return rows


def surveymonkey(questionnaire: Questionnaire) -> list[list[str]]:
    """SurveyMonkey, condensed: two rows of headings, the second saying what kind of answer it is."""
    titles = [f"{i}. {one.title}" for i, one in enumerate(questionnaire.practices.values(), 1)]
    rows = [
        ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", *titles],
        ["", "", "", "", "", *("Response" for _ in titles)],
    ]
    for i, person in enumerate(three(questionnaire), 1):
        year, month, day = person.day.split("-")
        at = f"{month}/{day}/{year} 09:0{i}:00 AM"
        rows.append([f"11{i}", "5", at, at, "10.0.0.1", *cells(person, questionnaire, whole, in_words)])
    return rows


def spread(questionnaire: Questionnaire) -> list[list[str]]:
    """SurveyMonkey, expanded: a column for each option, named in the second row of headings."""
    first, second = ["Respondent ID", "End Date"], ["", ""]
    for practice in questionnaire.practices.values():
        first += [practice.title, *("" for _ in practice.options)]
        second += [*(option.text for option in practice.options), "I don't know"]
    rows = [first, second]
    for i, person in enumerate(three(questionnaire), 1):
        row = [f"11{i}", person.day]
        for practice in questionnaire.practices.values():
            said = person.said.get(practice.id)
            row += [option.text if option.rank == said else "" for option in practice.options]
            row.append("I don't know" if said == "dk" else "")
        rows.append(row)
    return rows


def qualtrics(questionnaire: Questionnaire) -> list[list[str]]:
    """Qualtrics: tags, questions and import ids as three rows of headings; a preview and a half-way answer, too."""
    codes = list(codes_of(questionnaire).values())
    about = ["StartDate", "EndDate", "Status", "IPAddress", "Progress", "Duration (in seconds)", "Finished"]
    about += ["RecordedDate", "ResponseId"]
    rows = [
        [*about, *codes, "level"],
        [*about, *(one.question for one in questionnaire.practices.values()), "Level"],
        [f'{{"ImportId":"{name}","timeZone":"Europe/London"}}' for name in [*about, *codes, "level"]],
    ]
    people = three(questionnaire)
    kinds = [("Survey Preview", "100", "True", people[0]), ("IP Address", "35", "False", people[0])]
    kinds += [("IP Address", "100", "True", person) for person in people]
    for i, (status, progress, finished, person) in enumerate(kinds):
        at = f"{person.day} 10:00:0{i}"
        row = [at, at, status, "10.0.0.1", progress, "1200", finished, at, f"R_{i}"]
        rows.append([*row, *cells(person, questionnaire, whole, in_words), person.level])
    return rows


def limesurvey(questionnaire: Questionnaire) -> list[list[str]]:
    """LimeSurvey with codes: an unfinished answer has no day on which it was submitted."""
    short, notes = (short_codes_of(questionnaire, part) for part in ("answer", "note"))
    second = list(questionnaire.practices)[1]
    rows = [["id", "submitdate", "lastpage", "startlanguage", *short.values(), notes[second], "level"]]
    for i, person in enumerate(three(questionnaire), 1):
        said = cells(person, questionnaire, coded, lambda one: one)
        rows.append([str(i), f"{person.day} 08:00:00", "6", "en", *said, NOTE if i == 2 else "", person.level])
    unfinished = cells(three(questionnaire)[0], questionnaire, coded, lambda one: one)
    rows.append(["4", "", "2", "en", *unfinished[:3], *("" for _ in unfinished[3:]), "", ""])
    return rows


def typeform(questionnaire: Questionnaire) -> list[list[str]]:
    """Typeform: a hash first, the days last."""
    questions = [one.question for one in questionnaire.practices.values()]
    rows = [["#", *questions, "Start Date (UTC)", "Submit Date (UTC)", "Network ID"]]
    for i, person in enumerate(three(questionnaire), 1):
        said = cells(person, questionnaire, whole, in_words)
        rows.append([f"h{i}", *said, f"{person.day} 08:00:00", f"{person.day} 08:12:00", f"n{i}"])
    return rows


def kobo(questionnaire: Questionnaire) -> list[list[str]]:
    """KoBoToolbox with names: questions behind their groups, options by the ids of points."""
    codes = codes_of(questionnaire)
    rows = [["start", "end", "level", *(f"{id_.split('.')[0]}/{codes[id_]}" for id_ in codes), "_id", "_uuid"]]
    for i, person in enumerate(three(questionnaire), 1):
        said = cells(person, questionnaire, lambda practice, rank: questionnaire.point(rank).id, lambda one: one)
        at = f"{person.day}T08:00:00.000+01:00"
        rows.append([at, at, person.level, *said, str(100 + i), f"u-{i}"])
    return rows


TOOLS: dict[str, Callable[[Questionnaire], list[list[str]]]] = {
    one.__name__: one for one in (google, microsoft, surveymonkey, spread, qualtrics, limesurvey, typeform, kobo)
}
