"""The derived answers: each row of the verdict table, how sure a finding is, states of tools, backlinks, counts."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from macros.check import check
from macros.dates import PartialDate
from macros.knowledge import Knowledge
from macros.model import Claim, Evidence, Finding, Tool
from macros.verdicts import aged, confidence, state, verdict
from macros.words import places, sureness

from .conftest import DAY, edit

REF = "article.claim"


def claim(kind: str = "fact", **more: object) -> Claim:
    extra = {"figure": {"figure": {"value": "1", "unit": "models"}}, "advice": {"for": "all", "advises": ["keras"]}}.get(kind, {})
    return Claim.model_validate({"id": "claim", "kind": kind, "says": "X.", "topic": "t", **extra, **more})


def evidence(url: str = "https://example.org/a", primary: bool = True, dated: str = "unknown") -> dict:
    return {"title": "E", "url": url, "kind": "documentation", "primary": primary, "says": "It.", "dated": dated}


def finding(effect: str, since: str, *dated: str) -> Finding:
    return Finding.model_validate(
        {
            "id": "f",
            "says": "Y.",
            "since": since,
            "checked": "2026-01-01",
            effect: [REF],
            "evidence": [evidence(f"https://example.org/{since}/{number}", dated=when) for number, when in enumerate(dated or ("unknown",))],
        }
    )


S, C, B = "supports", "contradicts", "bears_on"
CHECKABLE = ["fact", "figure", "prediction"]


@pytest.mark.parametrize("kind", CHECKABLE)
@pytest.mark.parametrize(
    ("published", "findings", "searched", "expected"),
    [
        # only supporting
        ("2023-03-16", [(S, "2019")], False, ("holds", "2019", None)),
        # contradicting, since after the article appeared
        ("2023-03-16", [(C, "2023-11")], False, ("outdated", "2023-11", False)),
        ("2023-03-16", [(C, "2024"), (C, "2023-11")], False, ("outdated", "2023-11", False)),
        # contradicting, since before, with two pieces of evidence dated before
        ("2023-07-17", [(C, "2019-09-30", "2019-09-30", "2022")], False, ("wrong", "2019-09-30", True)),
        ("2023-07-17", [(C, "2019-09-30", "2019-09-30"), (C, "2020", "2021")], False, ("wrong", "2019-09-30", True)),
        # since before, but less evidence of that day: in doubt nothing is said of it
        ("2023-07-17", [(C, "2019-09-30", "2019-09-30")], False, ("no-longer", "2019-09-30", None)),
        ("2023-07-17", [(C, "2019-09-30", "2019-09-30", "2023")], False, ("no-longer", "2019-09-30", None)),
        ("2023-07-17", [(C, "2019-09-30", "2024", "2025")], False, ("no-longer", "2019-09-30", None)),
        ("2023-07-17", [(C, "2019-09-30", "2019-09-30"), (C, "2024")], False, ("no-longer", "2019-09-30", None)),
        # since unknown, or no surer than the article's date
        ("2023-07-17", [(C, "unknown", "2019", "2020")], False, ("no-longer", "unknown", None)),
        ("2025", [(C, "2025-08-07", "2020", "2021")], False, ("no-longer", "2025-08-07", None)),
        ("2023-07-17", [(C, "2023-07-17")], False, ("no-longer", "2023-07-17", None)),
        # both
        ("2023-03-16", [(S, "2019"), (C, "2024")], False, ("disputed", "unknown", None)),
        # only bearing on it: before, after, unclear; support does not change that it is overtaken
        ("2026-01-31", [(B, "2025-08-07")], False, ("overtaken", "2025-08-07", True)),
        ("2023-03-16", [(B, "2025-08-07")], False, ("overtaken", "2025-08-07", False)),
        ("2025", [(B, "2025-08-07")], False, ("overtaken", "2025-08-07", None)),
        ("2023-03-16", [(S, "2020"), (B, "2025-08-07")], False, ("overtaken", "2025-08-07", False)),
        ("2023-03-16", [(B, "2021"), (C, "2024")], False, ("outdated", "2024", False)),
        # none
        ("2023-03-16", [], True, ("not-confirmed", "unknown", None)),
        ("2023-03-16", [], False, ("unchecked", "unknown", None)),
    ],
)
def test_the_verdict_table(kind: str, published: str, findings: list, searched: bool, expected: tuple) -> None:
    result = verdict(claim(kind), PartialDate.parse(published), [finding(*one) for one in findings], searched, REF)
    early = result.early if result.kind in ("outdated", "wrong", "overtaken") else None
    assert (result.kind, str(result.since), early) == expected


@pytest.mark.parametrize("kind", ["opinion", "verdict", "advice"])
@pytest.mark.parametrize("effect", [S, C, B])
def test_opinions_have_no_verdict_of_their_own(kind: str, effect: str) -> None:
    assert verdict(claim(kind), PartialDate.parse("2023"), [finding(effect, "2024")], False, REF).kind == "no-verdict"


def test_damaged_text_has_no_verdict() -> None:
    assert verdict(claim(damaged="A word is lost."), PartialDate.parse("2023"), [finding(C, "2024")], False, REF).kind == "damaged"


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ([evidence("https://a.org/1"), evidence("https://b.org/1")], "high"),
        ([evidence("https://a.org/1"), evidence("https://a.org/2")], "medium"),
        ([evidence("https://www.a.org/1"), evidence("https://a.org/2")], "medium"),
        ([evidence("https://github.com/x/y"), evidence("https://github.com/x/z")], "high"),
        ([evidence("https://github.com/x/y/issues/1"), evidence("https://github.com/x/y/blob/main/README.md")], "medium"),
        ([evidence("https://github.com/X/y"), evidence("https://raw.githubusercontent.com/x/y/main/README.md")], "medium"),
        ([evidence("https://a.org/1"), evidence("https://b.org/1", primary=False)], "medium"),
        ([evidence("https://a.org/1", primary=False), evidence("https://b.org/1", primary=False)], "low"),
    ],
)
def test_how_sure_a_finding_is(pieces: list[dict], expected: str) -> None:
    assert confidence(Finding.model_validate({"id": "f", "says": "Y.", "since": "2024", "checked": "2026", "evidence": pieces})) == expected


def test_a_package_and_a_run_are_origins_of_their_own() -> None:
    package = {"title": "P", "registry": "PyPI", "package": "torch", "kind": "registry", "primary": "true", "says": "It."}
    run = {"title": "R", "run": {"command": "c", "output": "o", "version": "torch 2.13.0"}, "kind": "run", "primary": "true", "says": "It."}
    assert Evidence.model_validate(package).origin == "PyPI torch"
    assert Evidence.model_validate(run).origin == "run torch 2.13.0"


def tool(*events: tuple[str, str], kind: str = "library") -> Tool:
    life = [{"id": f"e{number}", "event": event, "says": "It.", "since": since, "checked": "2026-11-20", "evidence": [evidence()]} for number, (event, since) in enumerate(events)]
    return Tool.model_validate({"name": "T", "kind": kind, "what": {"says": "A tool."}, "life": life})


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([], "not-followed"),
        ([("change", "2025")], "unknown"),
        ([("released", "2020"), ("release", "2026-03")], "active"),
        ([("released", "2020-04-21"), ("release", "2024-09-24")], "quiet"),
        ([("release", "2024-11-20")], "active"),
        ([("release", "2024-11-19")], "quiet"),
        ([("release", "2026"), ("archived", "2026-08")], "archived"),
        ([("archived", "2025"), ("change", "2026")], "archived"),
        ([("deprecated", "2024"), ("active", "2026")], "active"),
        ([("released", "2019"), ("merged", "2020")], "merged"),
        ([("maintenance", "2025")], "maintenance"),
        ([("release", "unknown")], "unknown"),
        ([("released", "2019"), ("renamed", "2023")], "renamed"),
        ([("renamed", "2023"), ("release", "2026")], "active"),
    ],
)
def test_the_state_of_a_tool(events: list, expected: str) -> None:
    assert state(tool(*events)).kind == expected


@pytest.mark.parametrize("kind", ["organisation", "model", "product"])
@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([("released", "2020")], "not-followed"),
        ([("active", "2026")], "not-followed"),
        ([("change", "2025")], "not-followed"),
        ([("merged", "2023")], "merged"),
        ([("renamed", "2023")], "renamed"),
    ],
)
def test_of_what_only_bears_on_the_question_a_state_tells_endings(kind: str, events: list, expected: str) -> None:
    assert state(tool(*events, kind=kind)).kind == expected


def test_what_the_comparison_asks_of_a_row(sample: Path) -> None:
    text = (sample / "topics" / "serving.yml").read_text()
    (sample / "topics" / "serving.yml").write_text(
        text.replace("value: unknown\n        says: Not looked into.", 'value: "yes"\n        says: It is there.\n        rests_on: [tensorflow.released]')
    )
    knowledge = check(sample, DAY)
    row, article = knowledge.entry("serving.server"), knowledge.entry("paper-2023")
    assert knowledge.differs(row)
    assert knowledge.changed_since(row) == [article]  # archived in 2025; the release of 2017 is no news
    assert knowledge.newest_change(row) == "2025-08-07"


def test_text_is_never_called_different(sample: Path) -> None:
    text = (sample / "topics" / "serving.yml").read_text()
    (sample / "topics" / "serving.yml").write_text(text.replace('value: "no"', "value: text"))
    knowledge = check(sample, DAY)
    assert not knowledge.differs(knowledge.entry("serving.server"))


def test_how_the_articles_stand_to_each_other(sample: Path) -> None:
    knowledge = check(sample, DAY)
    assert knowledge.concords and not any(concord.agree or concord.differ for concord in knowledge.concords)
    assert knowledge.agreed == []
    for number, side in ((2024, "pytorch"), (2025, "tensorflow")):
        text = (sample / "articles" / "paper-2023.yml").read_text().replace("paper-2023", f"paper-{number}").replace("date: 2023-03-16", f"date: {number}")
        (sample / "articles" / f"paper-{number}.yml").write_text(
            text.replace("favours: even", f"favours: {side}").replace("    favours: pytorch\n", "", 1)
            if side == "tensorflow"
            else text.replace("favours: even", f"favours: {side}")
        )
    differing = check(sample, DAY)
    assert any(concord.differ and not concord.agree for concord in differing.concords)


def test_what_all_articles_agree_on(sample: Path) -> None:
    text = (sample / "articles" / "paper-2023.yml").read_text()
    for number in (2024, 2025):
        (sample / "articles" / f"paper-{number}.yml").write_text(text.replace("paper-2023", f"paper-{number}").replace("date: 2023-03-16", f"date: {number}"))
    knowledge = check(sample, DAY)
    ((voices, (concord,)),) = knowledge.agreed
    assert voices == 3 and concord.room == "serving.server"
    assert [claim.ref for claim in concord.claims] == ["paper-2023.both-serve", "paper-2024.both-serve", "paper-2025.both-serve"]


def test_what_turned_an_article_stands_in_one_list(sample: Path) -> None:
    knowledge = check(sample, DAY)
    (turn,) = knowledge.turns_of(knowledge.entry("paper-2023"))
    assert turn.finding.ref == "old-server.archived"
    assert [claim.ref for claim in turn.claims] == ["paper-2023.old-server-is-maintained"]


def test_the_paths_of_the_guide(sample: Path) -> None:
    knowledge = check(sample, DAY)
    ways = [([answer.id for _, answer in path.steps], path.end.id) for path in knowledge.paths]
    assert ways == [(["project", "pytorch"], "use-pytorch"), (["project", "tensorflow"], "use-tensorflow"), (["nothing"], "use-pytorch")]
    both, one = (entry.record for entry in knowledge.recommendations)
    assert [len(path.steps) for path in knowledge.paths_to(both)] == [2, 1]
    assert sureness(knowledge, one) == "1 finding: 1 fairly sure."
    assert [entry.record.id for entry in knowledge.recommended(knowledge.entry("pytorch"))] == ["use-pytorch"]


@pytest.fixture
def knowledge(sample: Path) -> Knowledge:
    return check(sample, DAY)


def test_backlinks(knowledge: Knowledge) -> None:
    entry = knowledge.entry
    maintained, both = entry("paper-2023.old-server-is-maintained"), entry("paper-2023.both-serve")
    assert knowledge.findings_on(maintained) == [entry("old-server.archived")]
    assert knowledge.findings_on(both) == []
    assert knowledge.claims_naming(entry("old-server")) == [maintained]
    assert knowledge.disagreements_on(both) == [entry("serving.is-it-maintained")]
    assert knowledge.claims_of_aspect(entry("serving.server")) == [maintained, both]
    assert knowledge.tools_of_topic(entry("serving")) == [entry("old-server")]
    assert knowledge.topics_of_tool(entry("old-server")) == [entry("serving")]
    assert knowledge.own(entry("old-server"), "finding") == [entry("old-server.archived")]
    assert places(knowledge, maintained) == ["Serving, paragraph 1"]
    assert places(knowledge, maintained, "serving-section") == ["paragraph 1"]
    assert places(knowledge, both) == ["Key differences: Server, PyTorch"]
    assert knowledge.section_of(maintained) == "serving-section"
    assert knowledge.section_of(both) == "chart"


def test_counts_and_votes(knowledge: Knowledge) -> None:
    assert knowledge.counts(knowledge.claims) == {"outdated": 1, "no-verdict": 1}
    votes = knowledge.votes(knowledge.entry("paper-2023"))
    assert {room: claim.ref for room, claim in votes.items()} == {"serving.server": "paper-2023.both-serve"}


def test_a_damaged_claim_has_no_vote(sample: Path) -> None:
    path = sample / "articles" / "paper-2023.yml"
    edit(path, "    favours: even\n", "    favours: even\n    damaged: A word is lost.\n")
    knowledge = check(sample, DAY)
    assert [claim.ref for claim in knowledge.votes(knowledge.entry("paper-2023")).values()] == ["paper-2023.old-server-is-maintained"]


def test_what_contradicts_a_claim_comes_first(sample: Path) -> None:
    old, many = sample / "tools" / "old-server.yml", sample / "topics" / "serving.yml"
    edit(old, "contradicts:", "supports:")
    edit(many, "    since: 2020\n", "    since: 2020\n    contradicts: [paper-2023.old-server-is-maintained]\n")
    knowledge = check(sample, DAY)
    findings = knowledge.findings_on(knowledge.entry("paper-2023.old-server-is-maintained"))
    assert [finding.ref for finding in findings] == ["serving.many-servers", "old-server.archived"]


def test_what_still_holds(knowledge: Knowledge) -> None:
    assert not knowledge.still_so(knowledge.entry("paper-2023.old-server-is-maintained"))
    assert knowledge.still_so(knowledge.entry("paper-2023.both-serve"))
    assert knowledge.still_so(knowledge.entry("old-server.archived"))


def test_what_turned_claims(knowledge: Knowledge) -> None:
    (turn,) = knowledge.turned_by("outdated")
    assert (turn.finding.ref, [claim.ref for claim in turn.claims], turn.repeated) == ("old-server.archived", ["paper-2023.old-server-is-maintained"], True)
    assert knowledge.turned_by("overtaken") == []


def second_article(sample: Path) -> None:
    """Add a newer article that says what the first says of the server, and of the list of servers."""
    paper = (sample / "articles" / "paper-2023.yml").read_text(encoding="utf-8")
    (sample / "articles" / "paper-2024.yml").write_text(paper.replace("date: 2023-03-16", "date: 2024-03-16"), encoding="utf-8")


def test_what_the_newest_article_repeats_comes_first(sample: Path) -> None:
    second_article(sample)
    old, many = sample / "tools" / "old-server.yml", sample / "topics" / "serving.yml"
    old.write_text(
        old.read_text(encoding="utf-8").replace("contradicts: [paper-2023.old-server-is-maintained]", "bears_on: [paper-2023.old-server-is-maintained]"), encoding="utf-8"
    )
    edit(many, "    since: 2020\n", "    since: 2020\n    bears_on: [paper-2024.old-server-is-maintained]\n")
    turns = check(sample, DAY).turned_by("overtaken")
    assert [(turn.finding.ref, turn.repeated) for turn in turns] == [("serving.many-servers", True), ("old-server.archived", False)]


def test_one_finding_gathers_the_claims_of_several_articles(sample: Path) -> None:
    second_article(sample)
    old = sample / "tools" / "old-server.yml"
    edit(old, "contradicts: [", "contradicts: [paper-2024.old-server-is-maintained, ")
    (turn,) = check(sample, DAY).turned_by("outdated")
    assert turn.articles == {"paper-2023", "paper-2024"}


def test_the_basis_of_a_bottom_line(knowledge: Knowledge) -> None:
    basis = knowledge.basis(knowledge.entry("serving"))
    assert (basis.findings, basis.checked.text) == (1, "2026-01-02")


def test_votes_by_side(knowledge: Knowledge) -> None:
    sides = knowledge.sides(knowledge.entry("paper-2023"))
    assert [(side.title, [claim.ref for _, claim in side.claims]) for side in sides] == [("PyTorch", []), ("TensorFlow", []), ("Even", ["paper-2023.both-serve"])]


# --- the sample, changed in one place or two --------------------------------------------------------------


def changed(sample: Path, *changes: tuple[str, str, str]) -> Knowledge:
    """Check the sample after changes: in a file, a text that stands there once becomes another one."""
    for file, old, new in changes:
        if (sample / file).exists():
            edit(sample / file, old, new)
        else:
            (sample / file).write_text(new, encoding="utf-8")
    return check(sample, DAY)


def refs(entries: list) -> list[str]:
    return [entry.ref for entry in entries]


def inline(name: str, since: str, checked: str = "2026-01-02", more: str = "") -> str:
    """A finding of the topic, in one line of YAML."""
    return f"  - {{id: {name}, says: It., since: {since}, checked: {checked}, {more}evidence: [{{title: E, url: 'https://example.org/{name}', kind: blog, primary: false, says: It.}}]}}\n"


SERVING, PAPER, OLD = "topics/serving.yml", "articles/paper-2023.yml", "tools/old-server.yml"


@pytest.mark.parametrize(("event", "fresh"), [("release", 180), ("active", 180), ("maintenance", 360), ("deprecated", 360), ("archived", 720), ("change", 720), (None, 720)])
def test_a_finding_is_due_to_be_looked_at_again_by_its_event(event: str | None, fresh: int) -> None:
    checked = date(2024, 1, 1)
    one = finding(S, "2020").model_copy(update={"event": event, "checked": PartialDate.parse(str(checked))})
    assert [aged(one, checked + timedelta(days=days)) for days in (0, fresh, fresh + 1)] == [False, False, True]
    # a check in some month was on its last day, perhaps; one that nobody knows is always due
    assert not aged(one.model_copy(update={"checked": PartialDate.parse("2024-01")}), date(2024, 1, 31) + timedelta(days=fresh))
    assert aged(one.model_copy(update={"checked": PartialDate.parse("unknown")}), date(2024, 1, 1))


def test_what_was_checked_longest_ago_comes_first(sample: Path) -> None:
    knowledge = changed(
        sample,
        (
            SERVING,
            "findings:\n",
            "findings:\n" + inline("newer", "2020", "2021-05") + inline("older", "2020", "2021-04") + inline("fresh", "2020") + inline("never", "2020", "unknown"),
        ),
    )
    assert refs(knowledge.aged_findings) == ["serving.never", "serving.older", "serving.newer"]


def test_terms_and_examples_belong_to_their_topic(sample: Path) -> None:
    code = "examples:\n  - {id: greet, title: Greet, shows: It., topic: serving, illustrates: [serving.many-servers]}\n"
    for framework in ("tensorflow", "pytorch"):
        file = sample.parent / "docs" / "code" / "greet" / f"in_{framework}.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("print(1)\n", encoding="utf-8")
        file.with_suffix(".txt").write_text("1\n", encoding="utf-8")
    (sample.parent / "requirements-code.lock").write_text("", encoding="utf-8")
    speed = (sample / SERVING).read_text(encoding="utf-8").partition("findings:")[0]
    (sample / "topics" / "speed.yml").write_text(f"neighbours: [serving]\n{speed}", encoding="utf-8")
    knowledge = changed(
        sample,
        ("code.yml", "examples: []\n", code),
        ("glossary.yml", "terms:\n", "terms:\n  - {id: eager, name: eager, says: At once., topics: [speed]}\n  - {id: lazy, name: lazy, says: Later.}\n"),
        ("home.yml", "topics: [serving]", "topics: [serving, speed]"),
    )
    serving, fast, many = knowledge.entry("serving"), knowledge.entry("speed"), knowledge.entry("serving.many-servers")
    assert [refs(knowledge.terms_of_topic(topic)) for topic in (serving, fast)] == [["glossary.model-serving"], ["glossary.eager"]]
    assert [refs(knowledge.examples_of(topic)) for topic in (serving, fast)] == [["code.greet"], []]
    assert refs(knowledge.illustrated_by(many)) == ["code.greet"] and knowledge.illustrated_by(serving) == []
    assert [listing.framework for listing in knowledge.listings_of(knowledge.entry("code.greet"))] == ["pytorch", "tensorflow"]


def test_which_rows_rest_on_a_finding(knowledge: Knowledge) -> None:
    assert refs(knowledge.aspects_resting_on(knowledge.entry("old-server.archived"))) == ["serving.server"]
    assert knowledge.aspects_resting_on(knowledge.entry("serving.many-servers")) == []


def test_claims_do_not_make_a_recommendation_surer(knowledge: Knowledge) -> None:
    assert sureness(knowledge, knowledge.entry("decide.use-pytorch").record) == "1 finding: 1 fairly sure."


def test_a_contradiction_turns_a_claim_before_anything_that_bears_on_it(sample: Path) -> None:
    more = inline("closed", "2024", more="bears_on: [paper-2023.old-server-is-maintained], ")
    knowledge = changed(sample, (SERVING, "findings:\n", "findings:\n" + more))
    assert refs([turn.finding for turn in knowledge.turned_by("outdated")]) == ["old-server.archived"]


def test_of_several_contradictions_the_earliest_turns_a_claim(sample: Path) -> None:
    more = inline("closed", "2024", more="contradicts: [paper-2023.old-server-is-maintained], ") + inline(
        "when", "unknown", more="contradicts: [paper-2023.old-server-is-maintained], "
    )
    knowledge = changed(sample, (SERVING, "findings:\n", "findings:\n" + more))
    assert refs([turn.finding for turn in knowledge.turned_by("outdated")]) == ["serving.closed"]


def test_what_turned_most_claims_of_an_article_comes_first(sample: Path) -> None:
    claims = "".join(f"  - {{id: c{number}, kind: fact, says: It., topic: serving, at: [{{section: serving-section}}]}}\n" for number in range(2))
    turns = inline("two", "2024", more="contradicts: [paper-2023.c0, paper-2023.c1], ")  # older than the archiving
    knowledge = changed(sample, (PAPER, "  - id: both-serve\n", claims + "  - id: both-serve\n"), (SERVING, "findings:\n", "findings:\n" + turns))
    assert refs([turn.finding for turn in knowledge.turns_of(knowledge.entry("paper-2023"))]) == ["serving.two", "old-server.archived"]
    assert refs([turn.finding for turn in knowledge.turned_by("outdated")]) == ["old-server.archived", "serving.two"]  # of both the article has some; the newest first


def test_the_basis_is_as_old_as_its_oldest_check(sample: Path) -> None:
    knowledge = changed(
        sample,
        (SERVING, "findings:\n", "findings:\n" + inline("early", "2020", "2025-03")),
        (SERVING, "    rests_on: [old-server.archived]\naspects:", "    rests_on: [old-server.archived, serving.early, paper-2023.both-serve]\naspects:"),
    )
    basis = knowledge.basis(knowledge.entry("serving"))
    assert (basis.findings, str(basis.checked)) == (2, "2025-03")


def test_sides_on_one_topic_leave_the_others_out(sample: Path) -> None:
    speed = (sample / SERVING).read_text(encoding="utf-8").partition("findings:")[0]
    (sample / "topics" / "speed.yml").write_text(f"neighbours: [serving]\n{speed}", encoding="utf-8")
    knowledge = changed(
        sample,
        ("home.yml", "topics: [serving]", "topics: [serving, speed]"),
        (PAPER, "  - id: both-serve\n", "  - {id: fast, kind: verdict, says: Fast., topic: speed, favours: pytorch, at: [{section: serving-section}]}\n  - id: both-serve\n"),
    )
    paper = knowledge.entry("paper-2023")
    found = {topic: [(side.title, [claim.ref for _, claim in side.claims]) for side in knowledge.sides(paper, knowledge.entry(topic))] for topic in ("serving", "speed")}
    assert found["serving"] == [("PyTorch", []), ("TensorFlow", []), ("Even", ["paper-2023.both-serve"])]
    assert found["speed"] == [("PyTorch", ["paper-2023.fast"]), ("TensorFlow", []), ("Even", [])]


def test_two_articles_may_agree_and_one_has_nobody_to_agree_with(sample: Path) -> None:
    assert not any(concord.agree or concord.differ for concord in check(sample, DAY).concords)
    second_article(sample)
    knowledge = check(sample, DAY)
    assert [(voices, [concord.room for concord in concords]) for voices, concords in knowledge.agreed] == [(2, ["serving.server"])]


def test_a_claim_of_two_tables_stands_in_the_first(sample: Path) -> None:
    table = "  - {id: later, section: serving-section, caption: Later, heads: [A, B], rows: [{head: R, cells: [{says: X, claims: [both-serve]}]}]}\nargues:"
    knowledge = changed(sample, (PAPER, "argues:", table))
    assert knowledge.section_of(knowledge.entry("paper-2023.both-serve")) == "chart"


def test_claims_of_one_article_and_verdict(sample: Path) -> None:
    second_article(sample)
    knowledge = changed(sample, (OLD, "contradicts: [", "contradicts: [paper-2024.old-server-is-maintained, "))
    for year in (2023, 2024):
        article = knowledge.entry(f"paper-{year}")
        assert refs(knowledge.claims_with("outdated", article)) == [f"paper-{year}.old-server-is-maintained"]
        assert knowledge.claims_with("holds", article) == []


def test_a_change_of_unknown_day_is_not_the_newest(sample: Path) -> None:
    knowledge = changed(
        sample,
        (SERVING, "findings:\n", "findings:\n" + inline("when", "unknown")),
        (SERVING, "says: The old server is archived.\n        rests_on: [", "says: The old server is archived.\n        rests_on: [serving.when, "),
    )
    assert knowledge.newest_change(knowledge.entry("serving.server")) == "2025-08-07"


def event(name: str, kind: str, since: str) -> str:
    return inline(name, since).replace(f"id: {name},", f"id: {name}, event: {kind},")


@pytest.mark.parametrize(
    ("life", "fate", "told"),
    [
        ([("archived", "2025")], "Stopped", "e0"),
        ([("discontinued", "2024"), ("archived", "2025")], "Stopped", "e0"),  # told by the event with which it ended
        ([("merged", "2025")], "Merged into something else", "e0"),
        ([("deprecated", "2025")], "Deprecated, but there", "e0"),
        ([("renamed", "2024"), ("release", "2025-12")], "Renamed since", "e0"),
        ([("renamed", "2022"), ("release", "2025-12")], None, None),  # the article has the new name
        ([("maintenance", "2025")], "Quiet, or in maintenance only", None),
        ([("release", "2020")], "Quiet, or in maintenance only", None),
        ([("release", "2025-12")], None, None),
    ],
)
def test_what_became_of_the_tools_that_an_article_names(sample: Path, life: list, fate: str | None, told: str | None) -> None:
    tool = "name: Named\nkind: library\nwhat: {says: It., rests_on: [named.e0]}\nlife:\n" + "".join(event(f"e{number}", *one) for number, one in enumerate(life))
    (sample / "tools" / "named.yml").write_text(tool, encoding="utf-8")
    knowledge = changed(sample, (PAPER, "tools: [old-server]", "tools: [named]"))
    fates = [(title, [(tool.ref, event and event.id) for tool, event in tools]) for title, tools in knowledge.fates(knowledge.entry("paper-2023"))]
    assert fates == ([(fate, [("named", told)])] if fate else [])


@pytest.mark.parametrize(
    ("events", "end"),
    [
        ([("archived", "2025")], "e0"),
        ([("discontinued", "2021"), ("archived", "2022")], "e0"),
        ([("discontinued", "2021"), ("change", "2021-06"), ("deprecated", "2021-07"), ("archived", "2022")], "e0"),
        ([("archived", "2021"), ("release", "2022"), ("archived", "2023"), ("change", "2024")], "e2"),  # it had come back
        ([("archived", "2021"), ("release", "2022")], None),
        ([("archived", "unknown")], None),
        ([("deprecated", "2022")], None),
    ],
)
def test_with_which_event_a_tool_stopped(sample: Path, events: list, end: str | None) -> None:
    tool = "name: Named\nkind: library\nwhat: {says: It., rests_on: [named.e0]}\nlife:\n" + "".join(event(f"e{number}", *one) for number, one in enumerate(events))
    (sample / "tools" / "named.yml").write_text(tool, encoding="utf-8")
    knowledge = check(sample, DAY)
    found = knowledge.end_of(knowledge.entry("named"))
    assert (found and found.id) == end


def test_what_a_topic_cites_of_tools_stands_newest_first(sample: Path) -> None:
    knowledge = changed(
        sample,
        (OLD, "life:\n", "life:\n" + event("when", "change", "unknown") + event("began", "released", "2015")),
        (
            SERVING,
            "    rests_on: [old-server.archived]\naspects:",
            "    rests_on: [old-server.when, old-server.began, serving.many-servers, old-server.archived, paper-2023.both-serve]\naspects:",
        ),
    )
    assert refs(knowledge.cited_elsewhere(knowledge.entry("serving"))) == ["old-server.archived", "old-server.began", "old-server.when"]


def test_which_tools_name_one_as_their_successor(sample: Path) -> None:
    knowledge = changed(sample, (OLD, "life:\n", "use_instead:\n  - {tool: pytorch, named_by: us, rests_on: [old-server.archived]}\nlife:\n"))
    assert refs(knowledge.predecessors(knowledge.entry("pytorch"))) == ["old-server"] and knowledge.predecessors(knowledge.entry("old-server")) == []


def test_of_which_claims_no_evidence_says_anything(sample: Path) -> None:
    knowledge = changed(
        sample,
        (
            PAPER,
            "  - id: both-serve\n",
            "  - {id: c0, kind: fact, says: It., topic: serving, at: [{section: serving-section}]}\n  - {id: c1, kind: fact, says: It., topic: serving, at: [{section: serving-section}]}\n  - id: both-serve\n",
        ),
        (SERVING, "findings:\n", "searches:\n  - {id: s, looked_for: It., tried: [Here.], on: 2026, claims: [paper-2023.c1]}\nfindings:\n"),
    )
    assert knowledge.without_evidence == {"paper-2023.c0", "paper-2023.c1"}
    assert refs(knowledge.searches_on(knowledge.entry("paper-2023.c1"))) == ["serving.s"]


def test_one_document_in_two_findings_is_one_and_an_unknown_check_shows_no_life() -> None:
    twice = [finding(C, "2019-09-30", "2019-09-30"), finding(C, "2019-09-30", "2019-09-30")]
    claim = Claim.model_validate({"id": "c", "kind": "fact", "says": "It.", "topic": "t"})
    assert verdict(claim, PartialDate.parse("2023-07-17"), twice, False, REF).kind == "no-longer"
    life = [{"id": "r", "event": "release", "says": "Y.", "since": "2019", "checked": "unknown", "evidence": [evidence()]}]
    assert state(Tool.model_validate({"name": "T", "kind": "library", "what": {"says": "It.", "rests_on": ["t.r"]}, "life": life})).kind == "unknown"
