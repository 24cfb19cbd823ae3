"""The wording rules of questionnaires and crosswalks that a program can check. All of them give warnings."""

import difflib
import re
from collections.abc import Iterator, Sequence

from cxmaturity.domain.crosswalk import Crosswalk
from cxmaturity.domain.improvement.reach import reachable_stages
from cxmaturity.domain.language import counted_plain, plain_name
from cxmaturity.domain.model import Dimension, Option, Practice, Questionnaire, walk
from cxmaturity.domain.scoring.rule import rule_of
from cxmaturity.files.questionnaire.load import ReadQuestionnaire
from cxmaturity.files.questionnaire.spelling import misspelt
from cxmaturity.files.yaml.findings import Findings
from cxmaturity.files.yaml.tree import Path

OPTION_WORDS = (12, 40)
TITLE_WORDS = (2, 5)
STEP_SENTENCES = (2, 4)
NEAR_DUPLICATE = 0.9
LONG = 1_000
"""The letters from which on an option nearly repeats another only where it has the same words."""

# words of degree and opinion, on which two raters do not agree
_DEGREE = re.compile(
    r"\b(good|great|excellent|strong(ly)?|advanced|effective(ly)?|efficient(ly)?|continuous(ly)?|transformational"
    r"|robust|mature|best-in-class|world-class|seamless(ly)?|holistic(ally)?|regularly|appropriate(ly)?"
    r"|adequate(ly)?|sufficient(ly)?|significant(ly)?|properly|optimi[sz]ed|innovative|comprehensive(ly)?"
    r"|leverag(e|es|ed|ing)|very|really|high-quality|ideas?|talked about|aware of)\b",
    re.IGNORECASE,
)
_OPINION = re.compile(r"\b(dis)?agree(s|d|ing)?\b", re.IGNORECASE)


def warn_of_wording(read: ReadQuestionnaire) -> None:
    """Note a warning for every text that breaks a wording rule."""
    for practice in read.questionnaire.practices.values():
        path = read.paths[practice.id]
        _check_practice(practice, path, read.findings)
        for i, option in enumerate(practice.options):
            _check_option(option, (*path, "options", i), read.findings)
        _check_duplicates(practice, path, read.findings)
    for path, text in _around(read.questionnaire):
        _check_spelling(text, path, read.findings)
    _check_names(read)
    _check_sizes(read)
    _check_reachable(read)


def warn_of_crosswalk_wording(crosswalk: Crosswalk, findings: Findings) -> None:
    """Note a warning for every word of a crosswalk that is probably misspelt, and every tension without a question."""
    texts: list[tuple[Path, str]] = [(("title",), crosswalk.title), (("about",), crosswalk.about)]
    texts += [(("measures", id_), measure) for id_, measure in crosswalk.measures.items()]
    texts += [(("equivalents", i, "says"), row.says) for i, row in enumerate(crosswalk.equivalents)]
    for i, fact in enumerate(crosswalk.facts):
        texts += [(("facts", i, key), getattr(fact, key)) for key in ("title", "fact", "evidence")]
        texts += [(("facts", i, "levels", j, "says"), level.says) for j, level in enumerate(fact.levels)]
    for i, conflict in enumerate(crosswalk.conflicts):
        texts += [(("contradictions", i, key), getattr(conflict, key)) for key in ("title", "why")]
        if conflict.kind == "tension" and not conflict.why.rstrip().endswith("?"):
            message = "the reason of a tension has no question mark"
            findings.warning(("contradictions", i, "why"), "no-question", message, "end with what one would ask")
    for path, text in texts:
        _check_spelling(text, path, findings)


def _around(questionnaire: Questionnaire) -> Iterator[tuple[Path, str]]:
    """The texts around the practices, each with its path."""
    yield ("title",), questionnaire.title
    yield ("about",), questionnaire.about
    for i, point in enumerate(questionnaire.scale):
        yield ("scale", i), f"{point.name} {point.meaning}"
    for i, term in enumerate(questionnaire.glossary):
        yield ("glossary", i), f"{term.term} {term.means}"
    yield from _of_dimensions(questionnaire.dimensions, ())


def _of_dimensions(dimensions: Sequence[Dimension], within: Path) -> Iterator[tuple[Path, str]]:
    for i, dimension in enumerate(dimensions):
        path = (*within, "dimensions", i)
        yield path, f"{dimension.name} {dimension.about}"
        yield from _of_dimensions(dimension.dimensions, path)


def _check_practice(practice: Practice, path: Path, findings: Findings) -> None:
    _count_words(practice.title, TITLE_WORDS, (*path, "title"), "title", findings)
    if not practice.question.rstrip().endswith("?"):
        findings.warning((*path, "question"), "no-question", "the question has no question mark", "ask one question")
    for key, text, hint in (
        ("help", practice.help, "say why it matters and what counts as evidence"),
        ("source", practice.source, "name the document that the practice stands on"),
    ):
        if not text.strip():
            findings.warning(path, f"no-{key}", f"the practice has no {key}", hint)
    _check_spelling(f"{practice.title} {practice.question} {practice.help}", path, findings)


def _check_option(option: Option, path: Path, findings: Findings) -> None:
    text = (*path, "text")
    _count_words(option.text, OPTION_WORDS, text, "option", findings)
    for match in _DEGREE.finditer(option.text):
        findings.warning(text, "degree", f"{match[0]!r} is a matter of opinion", "say what one can observe")
    for match in _OPINION.finditer(option.text):
        findings.warning(text, "opinion", f"{match[0]!r} asks for an opinion", "describe behaviour instead")
    _check_spelling(option.text, text, findings)
    if option.step is None:
        return
    do = (*path, "step", "do")
    sentences = len(re.findall(r"[.!?](?=\s|$)", option.step.do))
    least, most = STEP_SENTENCES
    if not least <= sentences <= most:
        hint = f"{least} to {most}: the first meeting, and what will exist"
        findings.warning(do, "step-length", f"this step has {counted_plain(sentences, 'sentence')}", hint)
    _check_spelling(f"{option.step.do} {option.step.measure}", do, findings)


def _count_words(text: str, limits: tuple[int, int], path: Path, what: str, findings: Findings) -> None:
    words, (least, most) = len(text.split()), limits
    if not least <= words <= most:
        findings.warning(
            path, "length", f"this {what} has {counted_plain(words, 'word')}", f"{least} to {most} are right"
        )


def _check_spelling(text: str, path: Path, findings: Findings) -> None:
    for word, right in misspelt(text):
        findings.warning(path, "spelling", f"{word!r} looks misspelt in British English", f"did you mean {right}?")


def _check_duplicates(practice: Practice, path: Path, findings: Findings) -> None:
    for j, option in enumerate(practice.options):
        twin = next((a for a in practice.options[:j] if _nearly_same(a.text, option.text)), None)
        if twin is not None:
            place = (*path, "options", j, "text")
            message = f"this option nearly repeats option {practice.options.index(twin) + 1} of the practice"
            findings.warning(place, "near-duplicate", message, "say what is true now that was not before")


def _nearly_same(a: str, b: str) -> bool:
    if max(len(a), len(b)) > LONG:
        return a.lower().split() == b.lower().split()
    matcher = difflib.SequenceMatcher(None, a.lower(), b.lower(), autojunk=False)
    ways = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)  # from the quickest, each an upper bound
    return all(ratio() >= NEAR_DUPLICATE for ratio in ways)


def _check_names(read: ReadQuestionnaire) -> None:
    """Warn of titles of practices, and of names of dimensions, that repeat."""
    practices = {id_: practice.title for id_, practice in read.questionnaire.practices.items()}
    dimensions = {group.id: group.name for group in walk(read.questionnaire.dimensions)}
    for key, names in (("title", practices), ("name", dimensions)):
        first: dict[str, str] = {}
        for id_, name in names.items():
            before = first.setdefault(plain_name(name), id_)
            if before != id_:
                hint = f"give it another {key}; reports put the dimension around it before both"
                read.findings.warning((*read.paths[id_], key), f"repeated-{key}", f"{before} has this {key} too", hint)


def _check_sizes(read: ReadQuestionnaire) -> None:
    """Warn of dimensions of two parts, half of which hangs on a single one."""
    for group in walk(read.questionnaire.dimensions):
        what = "practices" if group.practices else "dimensions"
        if len(group.practices or group.dimensions) == 2:
            message = f"{group.id} has two {what}, so that a single answer can lose its level"
            read.findings.warning(read.paths[group.id], "two-parts", message, "add a third, or merge it with another")


def _check_reachable(read: ReadQuestionnaire) -> None:
    """Warn of stages at which no answers seem to end, as every way found jumps over them."""
    questionnaire = read.questionnaire
    if not rule_of(questionnaire).skips_stages:
        return
    reached = reachable_stages(questionnaire)
    for point in questionnaire.scale:
        if point.rank not in reached:
            path: Path = ("scale", point.rank - 1)
            message = f"no answers were found that end at {point.id}"
            hint = "give more practices an option there, or look at the gates of the stage above"
            read.findings.warning(path, "unreachable-stage", message, hint)
