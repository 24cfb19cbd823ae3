"""Files of outcomes and their exports: what tools write is read as it is, and what is not understood is refused.

A board would be shown a score of answers that are none, or of the survey's own tests.
"""

from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmaturity.domain.outcomes.sample import LeftOut, Sample
from cxmaturity.domain.problems import ProblemsFoundError
from cxmaturity.files.outcomes.cells import Numbers, decimal_sign
from cxmaturity.files.outcomes.load import Outcomes, outcomes_of_file
from cxmaturity.files.survey.cells import Wrong
from cxmaturity.files.tables.problems import MOST_NAMED

CASES = Path(__file__).parents[1] / "cases" / "outcomes"
HEAD = "schema: cxmaturity/outcomes@1\norganisation: Us\ndate: 2026-11-22\n"


def cases(name: str) -> list[Any]:
    return [pytest.param(case, id=case["name"]) for case in yaml.safe_load((CASES / name).read_text("utf-8"))]


def outcomes(folder: Path, *measures: dict[str, Any]) -> Outcomes:
    file = folder / "outcomes.yaml"
    filled = [{key: value for key, value in measure.items() if value is not None} for measure in measures]
    file.write_text(HEAD + yaml.safe_dump({"measures": filled}, allow_unicode=True), encoding="utf-8")
    return outcomes_of_file(str(file))


def sample(folder: Path, csv: str, **keys: Any) -> Sample:
    """The answers to one measure in an export."""
    (folder / "data.csv").write_text(csv, encoding="utf-8", newline="")
    (read,) = outcomes(folder, {"id": "m", "file": "data.csv", "column": "V", **keys}).samples
    return read


def values(read: Sample) -> list[float]:
    return sorted(value for answers in read.counts.values() for value, n in answers.items() for _ in range(n))


def refusal(folder: Path, csv: str, **keys: Any) -> str:
    with pytest.raises(ProblemsFoundError) as caught:
        sample(folder, csv, **keys)
    return str(caught.value).replace(f"{folder}/", "")


@pytest.mark.parametrize("case", cases("refused.yaml"))
def test_what_is_not_understood_is_refused_with_its_row_and_column(case: dict[str, Any], tmp_path: Path) -> None:
    refused = refusal(tmp_path, case["csv"], **case["measure"])
    assert [says for says in case["says"] if says not in refused] == [], refused


@pytest.mark.parametrize("case", cases("wrong_files.yaml"))
def test_what_is_wrong_with_a_file_is_said_at_its_place(case: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text("V,D\n9,2026-01-01\n")
    file = tmp_path / "outcomes.yaml"
    file.write_text(HEAD + case.get("text", yaml.safe_dump({"measures": [case.get("measure")]})), encoding="utf-8")
    with pytest.raises(ProblemsFoundError) as caught:
        outcomes_of_file(str(file))
    refused = str(caught.value)
    assert [says for says in case["says"] if says not in refused] == [], refused
    assert all(problem.hint or problem.code == "wrong-count" for problem in caught.value.problems), refused


def test_everything_wrong_in_all_exports_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("V\n6.5\n")
    (tmp_path / "b.csv").write_text("V\nperhaps\n")
    with pytest.raises(ProblemsFoundError) as caught:
        outcomes(
            tmp_path,
            {"id": "a", "variant": "nps", "file": "a.csv", "column": "V"},
            {"id": "b", "variant": "share", "file": "b.csv", "column": "V"},
            {"id": "c", "variant": "ces", "file": "a.csv", "column": "V"},
            {"id": "d", "variant": "nps", "file": "a.csv", "colum": "V"},
        )
    assert {problem.code for problem in caught.value.problems} == {
        *("no-point", "no-truth", "ambiguous", "unknown-key"),
    }


def test_of_many_wrong_cells_the_first_and_their_number_are_told(tmp_path: Path) -> None:
    refused = refusal(tmp_path, "V\n" + "".join(f"{i}.5\n" for i in range(200)), variant="nps")
    assert len(refused.splitlines()) == MOST_NAMED + 1
    assert "data.csv: and 180 more problems like these" in refused


QUALTRICS = (
    "StartDate,Status,Finished,DistributionChannel,RecordedDate,Q1_NPS_GROUP,Q1,segment\n"
    'Start Date,Response Type,Finished,Distribution Channel,Recorded Date,"How likely? - Group","How likely?",segment\n'
    '"{""ImportId"":""startDate""}","{""ImportId"":""status""}","{""ImportId"":""finished""}",x,x,x,x,x\n'
    "2026-01-02 10:00:00,IP Address,True,anonymous,2026-01-02 10:05:00,Promoter,10,A\n"
    "2026-01-02 11:00:00,Survey Preview,True,preview,2026-01-02 11:05:00,Detractor,0,A\n"
    "2026-01-03 10:00:00,IP Address,False,anonymous,2026-01-03 10:05:00,Detractor,1,B\n"
    "2026-02-02 10:00:00,IP Address,True,email,2026-02-02 10:05:00,Passive,7,B\n"
    "2026-02-03 10:00:00,IP Address,True,email,2026-02-03 10:05:00,,,B\n"
)
NUMBERED = (
    QUALTRICS.replace("IP Address", "0")
    .replace("Survey Preview", "1")
    .replace(",True", ",1")
    .replace(",False", ",0")
    .replace("Promoter", "3")
    .replace("Passive", "2")
    .replace("Detractor", "1")
)


@pytest.mark.parametrize("text", [QUALTRICS, NUMBERED], ids=["choice texts", "numbers"])
def test_an_export_of_qualtrics_is_read_as_it_is(text: str, tmp_path: Path) -> None:
    read = sample(tmp_path, text, variant="nps", column="Q1", date="RecordedDate", by=["segment"])
    assert values(read) == [7, 10]
    assert read.left_out == LeftOut(trials=1, unfinished=1, empty=1)
    assert {(place.month, place.groups) for place in read.counts} == {("2026-01", ("A",)), ("2026-02", ("B",))}
    taken = sample(tmp_path, text, variant="nps", column="Q1", unfinished=True)
    assert values(taken) == [1, 7, 10]


def test_an_export_of_medallia_is_read_by_its_mapping(tmp_path: Path) -> None:
    text = (
        "Survey ID;Response Date;Survey Status;Likelihood to Recommend;Touchpoint;Overall Satisfaction\n"
        "1;13/01/2026 09:10;Completed;9 - Likely;Shop;4\n"
        "2;14/01/2026 09:10;Completed;10;Web;\n"
        "3;14/02/2026 09:10;Completed;Not answered;Web;2\n"
    )
    read = sample(
        tmp_path,
        text,
        variant="nps",
        column="Likelihood to Recommend",
        date="Response Date",
        by=["Touchpoint"],
        values={"9 - Likely": 9, "Not answered": "none"},
    )
    assert values(read) == [9, 10]
    assert read.left_out.empty == 1
    assert {place.month for place in read.counts} == {"2026-01"}


@pytest.mark.parametrize("heading", ["Survey Status", "Response Status", "Status"])
def test_what_medallia_has_left_half_way_never_counts(heading: str, tmp_path: Path) -> None:
    text = f"Survey ID,{heading},NPS\n1,Completed,9\n2,Partial,1\n3,In progress,0\n4,Completed,8\n"
    read = sample(tmp_path, text, variant="nps", column="NPS")
    assert values(read) == [8, 9] and read.left_out == LeftOut(unfinished=2)


@pytest.mark.parametrize("blank", ["\u00a0", "\u202f", "\u2009", " "])
@pytest.mark.parametrize(("variant", "cell", "value"), [("nps", "9", 9), ("share", "yes", 1), ("mean", "9.5", 9.5)])
def test_blanks_of_a_page_around_an_answer_are_none(
    variant: str, cell: str, value: float, blank: str, tmp_path: Path
) -> None:
    assert values(sample(tmp_path, f"V\n{blank}{cell}\n{cell}{blank}\n", variant=variant)) == [value, value]


def test_a_table_of_a_crm_gives_churn_by_tenure(tmp_path: Path) -> None:
    """Its column `Status` says what a customer is, and no answer is left out by it."""
    rows = "".join(f"{i},{'Yes' if i % 4 == 0 else 'No'},{i},{1 + i % 2},UK\n" for i in range(40))
    text = f"customerID,Churn,tenure,Status,Country\n{rows}40,Yes,3,1,US\n"
    keys = {"by": ["tenure"], "bands": {"tenure": [12, 24]}, "where": {"Country": ["uk"]}}
    read = sample(tmp_path, text, variant="share", column="Churn", **keys)
    assert read.n == 40 and sum(values(read)) == 10
    assert read.left_out == LeftOut(outside=1)
    assert {place.groups[0] for place in read.counts} == {"under 12", "12 to under 24", "24 or more"}


def test_a_workbook_is_read_as_its_text_is(tmp_path: Path) -> None:
    import datetime

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["V", "D"], [7, datetime.datetime(2026, 3, 1, 12)], [6.0, datetime.datetime(2026, 4, 30)]):
        sheet.append(row)
    book.save(tmp_path / "data.xlsx")
    measure = {"id": "m", "variant": "ces-mean-7-agree", "file": "data.xlsx", "column": "V", "date": "D"}
    (read,) = outcomes(tmp_path, measure).samples
    assert values(read) == [6, 7]
    assert {place.month for place in read.counts} == {"2026-03", "2026-04"}
    sheet["A2"] = "=3+4"
    book.save(tmp_path / "data.xlsx")
    with pytest.raises(ProblemsFoundError, match=r"data\.xlsx, line 2: column A: a formula stands in this cell"):
        outcomes(tmp_path, measure)


@pytest.mark.parametrize(
    ("cells", "keys", "read"),
    [
        (["1.5", "1,234.25"], {}, [1.5, 1234.25]),
        (["1,5", "1.234,25", "7"], {}, [1.5, 7, 1234.25]),
        (["1,500", "20.5"], {}, [20.5, 1500]),
        (["1,500", "2"], {"decimals": "point"}, [2, 1500]),
        (["1,500", "2"], {"decimals": "comma"}, [1.5, 2]),
        (["£1 500.50", "£3"], {}, [3, 1500.5]),
        (["12 EUR", "EUR 4"], {}, [4, 12]),
        (["-3.25", "0.125"], {}, [-3.25, 0.125]),
        (["1’000.5", "n/a"], {"values": {"n/a": "none"}}, [1000.5]),
    ],
    ids=str,
)
def test_numbers_are_read_as_their_column_writes_them(
    cells: list[str], keys: dict[str, Any], read: list[float], tmp_path: Path
) -> None:
    text = "V\tG\n" + "".join(f"{cell}\tx\n" for cell in cells)
    assert values(sample(tmp_path, text, variant="mean", **keys)) == read


@given(st.lists(st.decimals(-99999, 99999, places=2), min_size=1, max_size=20), st.sampled_from([".", ","]))
@settings(max_examples=60, deadline=None)
def test_a_number_is_never_another_one(amounts: list[Any], sign: str) -> None:
    """However thousands and decimals are written, it is the amount or an error: never a thousand times as much."""
    other = "," if sign == "." else "."
    texts = [f"{amount:,.2f}".translate(str.maketrans(".,", sign + other)) for amount in amounts]
    numbers = Numbers(texts, None, {})
    for text, amount in zip(texts, amounts, strict=True):
        value = numbers.read(text)
        assert isinstance(value, Wrong) or value == float(amount)
    assert all(decimal_sign(text) == sign for text in texts)


PARTS = ("0", "7", "-12", "1,500", "0.125", "2.50", "3,25", "1.500.000", "9" * 16, "£4", "EUR 0,5", "(3)", "1.2.3", "x")


@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=6), st.sampled_from([None, "point", "comma"]))
@settings(max_examples=80, deadline=None)
def test_a_number_is_read_the_same_whatever_was_read_before(texts: list[str], decimals: Any) -> None:
    """What is known of numbers that are written alike never makes one right that is wrong, or another number."""
    numbers = Numbers(texts, decimals, {})
    in_order = [numbers.read(text) for text in texts]
    assert in_order == [Numbers(texts, decimals, {}).read(text) for text in texts]


@given(
    st.text(st.sampled_from("0159.,-+=@ £€EURyesno'’%()\n٣Ⅷ½²\u00a0"), max_size=9),
    st.sampled_from(["nps", "share", "mean"]),
)
@settings(max_examples=150, deadline=None)
def test_any_cell_is_understood_or_refused(text: str, variant: str) -> None:
    """Never a traceback, and never a value that is no number."""
    from cxmaturity.domain.outcomes.variants import VARIANTS
    from cxmaturity.files.outcomes.cells import point, truth

    read = {
        "nps": lambda: point(text, VARIANTS["nps"], (0, 10), {}),
        "share": lambda: truth(text, {}),
        "mean": lambda: Numbers([text], None, {}).read(text),
    }[variant]()
    assert read is None or isinstance(read, Wrong) or read == read + 0.0


FIVE, SEVEN, TEN = range(1, 6), range(1, 8), range(1, 11)
ASKED = [
    ("nps", [*FIVE] * 4, "all 20 answers lie between 1 and 5, and the scale of nps goes to 10; if it was asked from"),
    ("nps", [*FIVE] * 3, ""),  # too few to say
    ("nps", [*SEVEN] * 4, "name ces-mean-7-agree or ces-net-7-agree"),
    ("nps", [*SEVEN, 8] * 4, ""),
    ("nps", [*TEN] * 10, "nobody of 100 chose 0, and 10 chose 1"),
    ("nps", [*TEN] * 10 + [0], ""),
    ("nps", [9] * 50, ""),
    ("nps", [0, 1] * 10, "if 1 is yes and 0 is no, name share"),
    ("csat-mean-5", [1, 2] * 10, "name share and say which is which with `values`"),
    ("csat-top-two-of-five", [*FIVE] * 4, ""),
    ("ces-mean-5-effort", [1, 2, 3] * 10, ""),  # low is good
    ("ces-net-7-agree", [*FIVE] * 4, "name csat-top-two-of-five, csat-mean-5 or ces-mean-5-effort"),
    ("expectation-perception", [*FIVE] * 4, "write `scale: [1, 5]`"),
    ("expectation-perception", [*SEVEN] * 4, ""),
    ("mean", [0, 1] * 10, "name share"),
    ("mean", [*FIVE] * 4, ""),
    ("share", [0, 1] * 10, ""),
]


@pytest.mark.parametrize(("variant", "answers", "says"), ASKED, ids=lambda part: str(part)[:40])
def test_answers_that_fit_another_scale_are_asked_about(
    variant: str, answers: list[int], says: str, tmp_path: Path
) -> None:
    """A board would be shown -100 of customers who gave five of five."""
    (tmp_path / "data.csv").write_text("V,W\n" + "".join(f"{answer},{answer}\n" for answer in answers))
    columns = {"expectation": "V", "perception": "W"} if variant.startswith("expectation") else {"column": "V"}
    read = outcomes(tmp_path, {"id": "m", "variant": variant, "file": "data.csv", **columns})
    (warning,) = read.warnings or [None]
    assert (warning is None) == (not says)
    if warning is not None:
        assert says in str(warning) and warning.severity == "warning" and warning.line is not None
        assert "variant" in (tmp_path / "outcomes.yaml").read_text().splitlines()[warning.line - 1]


def test_days_that_count_are_those_between_from_and_to(tmp_path: Path) -> None:
    text = "V,D\n" + "".join(f"9,2026-0{month}-15\n" for month in range(1, 7))
    read = sample(tmp_path, text, variant="nps", date="D", **{"from": "2026-02-15", "to": "2026-04-15"})
    assert sorted(place.month for place in read.counts) == ["2026-02", "2026-03", "2026-04"]
    assert read.left_out == LeftOut(outside=3)


def test_spellings_of_one_group_are_one(tmp_path: Path) -> None:
    read = sample(tmp_path, "V,G\n9,North\n8,north \n7, NORTH\n", variant="nps", by=["G"])
    assert {place.groups for place in read.counts} == {("North",)}


def test_a_column_can_be_named_by_its_letter(tmp_path: Path) -> None:
    assert values(sample(tmp_path, "x,NPS\na,9\n", variant="nps", column="B")) == [9]


def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    (tmp_path / "secret.csv").write_text("V\n9\n")
    (tmp_path / "inside" / "data.csv").symlink_to(tmp_path / "secret.csv")
    with pytest.raises(ProblemsFoundError, match="lies outside the folder"):
        outcomes(tmp_path / "inside", {"id": "m", "variant": "nps", "file": "data.csv", "column": "V"})


def test_what_is_at_stake_is_read_with_what_nobody_is_sure_of(tmp_path: Path) -> None:
    file = tmp_path / "outcomes.yaml"
    file.write_text(
        f"{HEAD}value:\n  years: 3\n  discount_rate: 0.10\n  customers: [90000, 100000, 110000]\n  margin: 120\n"
        "  retention: {today: 0.85, uplift: [0.005, 0.01, 0.02]}\n  contacts: {today: 5, fewer: 0.1}\n"
        "  cost_per_contact: 6.5\n  plan: {day_rate: 650, days: 40}\n"
    )
    stakes = outcomes_of_file(str(file)).stakes
    assert stakes is not None and stakes.years == 3 and stakes.cross_uplift is None
    assert stakes.customers and stakes.margin and stakes.uplift
    assert (stakes.customers.low, stakes.customers.likely, stakes.customers.high) == (90000, 100000, 110000)
    assert stakes.margin.low == stakes.margin.high == 120
    assert stakes.uplift.likely == 0.01 and stakes.days is not None and stakes.days.likely == 40
