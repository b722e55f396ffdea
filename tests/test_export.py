"""What others build on: JSON, CSV, Markdown twins, the feed, and what the page about them promises."""

from __future__ import annotations

import csv
import html
import io
import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from macros.__main__ import main
from macros.check import cached, check
from macros.export import KINDS, SCHEMA_VERSION, VIEWS_OF_OTHERS, as_csv, data, fields, part
from macros.publish import files, site_address
from macros.verdicts import STOPPED

from .conftest import DAY, ROOT, edit
from .html_pages import parsed

ATOM = "{http://www.w3.org/2005/Atom}"


@cache
def loaded(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def v1(site: Path) -> Path:
    return site / "data" / "v1"


@pytest.fixture(scope="module")
def everything(v1: Path) -> dict[str, Any]:
    return loaded(v1 / "knowledge.json")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


# --- the schema -------------------------------------------------------------------------------------------


def test_every_json_file_fits_the_schema(site: Path, v1: Path) -> None:
    schema = loaded(v1 / "schema.json")
    Draft202012Validator.check_schema(schema)
    checks = Draft202012Validator(schema)
    found = [path for path in [*v1.glob("*.json"), *site.rglob("index.json")] if path.name != "schema.json" and path.parent.name != "search"]
    assert len(found) > 200
    for path in found:
        checks.validate(loaded(path))


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda all_of_it: all_of_it["claims"][0].pop("page"), "$.claims[0]: 'page' is a required property"),
        (lambda all_of_it: all_of_it["claims"][0].update(more=1), "$.claims[0]: Additional properties are not allowed ('more' was unexpected)"),
        (lambda all_of_it: all_of_it["claims"][0]["verdict"].update(kind="maybe"), "$.claims[0].verdict.kind: 'maybe' is not one of ['holds'"),
        (lambda all_of_it: all_of_it["tools"][0].update(named_by="v7-2023"), "$.tools[0].named_by: 'v7-2023' is not of type 'array'"),
        (lambda all_of_it: all_of_it["tools"][0].update(compared=1), "$.tools[0].compared: 1 is not of type 'boolean'"),
        (lambda all_of_it: all_of_it["articles"][0]["verdicts"].update(holds=True), "$.articles[0].verdicts.holds: True is not of type 'integer'"),
    ],
)
def test_what_does_not_fit_the_schema_is_refused(v1: Path, spoil: Any, message: str) -> None:
    spoiled, schema = json.loads((v1 / "knowledge.json").read_text(encoding="utf-8")), loaded(v1 / "schema.json")
    spoil(spoiled)
    (found,) = Draft202012Validator(schema).iter_errors(spoiled)
    assert f"{found.json_path}: {found.message}".startswith(message)


def test_the_format_changes_only_knowingly() -> None:
    now = "".join(f"{name}.{key}: {type_}\n" for name, (_, keys) in fields().items() for key, type_, _ in keys)
    kept = (ROOT / "tests" / "format.txt").read_text(encoding="utf-8")
    assert now == kept, "raise SCHEMA_VERSION, add a line to the changes in docs/data.md, then keep the new format in tests/format.txt"
    page = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    assert f"`schema_version` is `{SCHEMA_VERSION}`" in page and f"\n| {SCHEMA_VERSION} |" in page


# --- JSON -------------------------------------------------------------------------------------------------


def test_the_lists_that_are_promised_are_there(everything: dict, v1: Path) -> None:
    assert set(KINDS) == everything.keys() - {"schema_version", "site"}
    assert {"articles", "claims", "topics", "aspects", "disagreements", "findings", "tools", "frameworks", "figures", "decisions", "terms"} <= set(KINDS)
    for kind in KINDS:
        assert everything[kind] and loaded(v1 / f"{kind}.json") == {"schema_version": SCHEMA_VERSION, "site": None, kind: everything[kind]}


def test_each_record_has_an_id_of_its_own_and_a_place_on_the_site(site: Path, everything: dict) -> None:
    seen = [one["id"] for kind in KINDS if kind not in VIEWS_OF_OTHERS for one in everything[kind]]
    assert len(seen) == len(set(seen))
    for one in (one for kind in KINDS for one in everything[kind]):
        page, _, anchor = one["page"].partition("#")
        assert not anchor or anchor in parsed(site / page / "index.html").ids, one["id"]
        assert (site / page / "index.html").is_file() and "sources" in one, one["id"]


# The keys whose texts are ids; each has to lead to a record.
NAMING = {
    "article", "topic", "aspect", "about", "tools", "advises", "finding", "findings", "searches", "disagreements", "claims", "aspects", "neighbours", "topics", "tool",
    "frameworks", "of", "life", "replaces", "named_by", "decisions", "supports", "contradicts", "bears_on", "in_favour", "against", "sources",
}  # fmt: skip


def names_in(value: Any, key: str = "") -> list[str]:
    if isinstance(value, dict):
        return [name for inner_key, inner in value.items() for name in names_in(inner, inner_key)]
    if isinstance(value, list):
        return [name for inner in value for name in names_in(inner, key)]
    return [value] if key in NAMING and isinstance(value, str) else []


def test_every_id_leads_to_a_record(everything: dict) -> None:
    ids = {one["id"] for kind in KINDS for one in everything[kind]} | {"project", "us"}  # who names a successor
    records = [{**one, "figure": None} for kind in KINDS if kind != "figures" for one in everything[kind]]  # a figure's `of` is words
    named = set(names_in(records)) | {name for one in everything["figures"] for name in [one["topic"], *one["sources"], *names_in(one["note"] or {})]}
    assert len(named) > 500 and named - ids == set()


def test_a_claim_has_its_places(everything: dict) -> None:
    claims = {one["id"]: one for one in everything["claims"]}
    assert all(one["at"] for one in claims.values())
    knowledge = cached(ROOT / "data")
    for claim in knowledge.claims:
        assert len(claims[claim.ref]["at"]) == len(claim.record.at) + len(knowledge.cells_naming(claim))
    assert any(place["table"] for one in claims.values() for place in one["at"])


def test_a_tool_that_ended_says_since_when_and_what_after(everything: dict) -> None:
    tools = {one["id"]: one for one in everything["tools"]}
    knowledge = cached(ROOT / "data")
    end = knowledge.end_of(knowledge.entry("torchserve"))
    assert end and tools["torchserve"]["end"]["since"] == str(end.since) and tools["torchserve"]["end"]["kind"] == "archived"
    assert "vllm" in [after["tool"] for after in tools["torchserve"]["use_instead"]]
    assert all((one["end"] is not None) == (one["state"]["kind"] in STOPPED) for one in tools.values())


def test_the_files_are_the_same_from_run_to_run(site: Path, tmp_path: Path) -> None:
    made = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        clean = {key: value for key, value in os.environ.items() if key not in ("SITE_URL", "SOURCE_DATE_EPOCH")}
        done = subprocess.run([sys.executable, "-m", "macros", "export", str(folder)], cwd=ROOT, env={**clean, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        made.append({path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()})
    assert made[0] == made[1] and len(made[0]) > 400
    assert made[0] == {path: (site / path).read_bytes() for path in made[0]}


def test_with_an_address_each_page_is_whole(published: Path) -> None:
    everything = loaded(published / "data" / "v1" / "knowledge.json")
    assert everything["site"] == "https://example.org/it/"
    assert all(one["page"].startswith("https://example.org/it/") for kind in KINDS for one in everything[kind])
    assert "](<https://example.org/it/tools/torchserve/#archived>)" in (published / "tools" / "torchserve" / "index.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("address", ["example.org", "ftp://example.org", "https://"])
def test_a_wrong_address_is_refused_in_words(address: str, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> None:
    monkeypatch.setenv("SITE_URL", address)
    assert main(["--data", str(sample), "export", str(tmp_path / "out")]) == 1
    assert capsys.readouterr().err == f"SITE_URL: `{address}` is no web address; write it whole, as https://example.org/\n"


def test_an_address_ends_in_one_slash() -> None:
    assert [site_address(text) for text in ("", "https://a.org", "https://a.org/b/")] == ["", "https://a.org/", "https://a.org/b/"]


@pytest.mark.parametrize("command", ["export", "plain"])
def test_a_folder_that_cannot_be_written_is_said(command: str, sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    assert main(["--data", str(sample), command, str(tmp_path / "taken")]) == 1
    assert "taken" in capsys.readouterr().err


# --- CSV --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠SUM(A1)"])
def test_no_cell_is_a_formula(text: str) -> None:
    table = as_csv([{"says": text, "many": [text, "b"], "number": -1}])
    assert rows(table) == [{"says": f"'{text}", "many": f"'{text} b", "number": "-1"}]


def test_a_formula_in_the_data_stays_text(sample: Path) -> None:
    path = sample / "articles" / "paper-2023.yml"
    edit(path, "says: The old server is maintained.", 'says: \'=HYPERLINK("https://example.org", "a, b")\'')
    made = files(check(sample, DAY))
    assert rows(made["data/v1/claims.csv"])[0]["says"] == '\'=HYPERLINK("https://example.org", "a, b")'
    assert json.loads(made["data/v1/claims.json"])["claims"][0]["says"].startswith("=HYPERLINK")


def test_csv_is_for_any_spreadsheet(v1: Path) -> None:
    found = sorted(path.name for path in v1.glob("*.csv"))
    assert found == ["claims.csv", "comparison.csv", "figures.csv", "findings.csv", "tools.csv"]
    for name in found:
        raw = (v1 / name).read_bytes()
        assert raw.endswith(b"\r\n") and raw.count(b"\n") == raw.count(b"\r\n")
        table = rows(raw.decode("utf-8"))
        assert table and all(None not in row and None not in row.values() for row in table)  # as many cells as heads
        assert not [cell for row in table for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


# --- JSON, CSV, twin and page agree -----------------------------------------------------------------------


def table(v1: Path, name: str) -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in rows((v1 / f"{name}.csv").read_bytes().decode("utf-8"))}


def twin(site: Path, record: dict) -> str:
    return (site / record["page"] / "index.md").read_text(encoding="utf-8")


def text_of(source: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", source)).split())


def test_verdicts_agree_everywhere(site: Path, v1: Path, everything: dict) -> None:
    knowledge, in_csv = cached(ROOT / "data"), table(v1, "claims")
    assert len(in_csv) == len(everything["claims"]) == len(knowledge.claims)
    for article in everything["articles"]:
        words, page = twin(site, article), (site / article["page"] / "index.html").read_text(encoding="utf-8")
        blocks = {re.search(r"#([^>]+)>\)$", block.split("\n")[0])[1]: block for block in re.split(r"(?<=\n)(?=- .* says: )", words)[1:]}  # type: ignore[index]
        items = {found[1]: found[2] for found in re.finditer(r'<li id="([^"]+)">(.*?)</li>', page, re.DOTALL)}
        own = [one for one in everything["claims"] if one["article"] == article["id"]]
        assert len(blocks) == len(own) and f"{len(own)} claims." in words
        for one in own:
            verdict, name = one["verdict"], one["id"].partition(".")[2]
            assert verdict["kind"] == knowledge.verdict(knowledge.entry(one["id"])).kind == in_csv[one["id"]]["verdict"]
            assert in_csv[one["id"]]["verdict_words"] == verdict["words"] and in_csv[one["id"]]["verdict_since"] == (verdict["since"] or "")
            assert f"verdict: {verdict['words'] or 'none of its own'}\n" in blocks[name], one["id"]
            marks = re.findall(r'<span class="mark [^"]+">([^<]+)</span>', items[name])
            assert marks[:1] == ([verdict["words"]] if verdict["words"] else []), one["id"]


def test_states_agree_everywhere(site: Path, v1: Path, everything: dict) -> None:
    in_csv = table(v1, "tools")
    for one in everything["tools"]:
        page = (site / one["page"] / "index.html").read_text(encoding="utf-8")
        assert f'<span class="mark state {one["state"]["kind"]}">{one["state"]["words"]}</span>' in page, one["id"]
        assert f"\n- State: {one['state']['words']}\n" in twin(site, one)
        assert in_csv[one["id"]]["state_words"] == one["state"]["words"] and in_csv[one["id"]]["end_since"] == ((one["end"] or {}).get("since") or "")
        assert in_csv[one["id"]]["use_instead"].split() == [after["tool"] for after in one["use_instead"]]
        assert twin(site, one).count("- Use instead: ") == len(one["use_instead"])


def test_counts_agree_everywhere(site: Path, v1: Path, everything: dict) -> None:
    in_csv = table(v1, "claims").values()
    for one in everything["articles"]:
        counted = [row["verdict"] for row in in_csv if row["article"] == one["id"] and row["kind"] in ("fact", "figure", "prediction") and row["verdict"] != "damaged"]
        assert one["verdicts"] == {kind: counted.count(kind) for kind in one["verdicts"]} and sum(one["verdicts"].values()) == len(counted)
        words = ", ".join(f"{kind}: {number}" for kind, number in one["verdicts"].items())
        assert f"Of those that can be checked: {words}." in twin(site, one)
        bar = re.search(r'<ul class="legend">(.*?)</ul>', (site / one["page"] / "index.html").read_text(encoding="utf-8"), re.DOTALL)
        assert [int(number) for number in re.findall(r'class="mark [^"]+">(\d+) ', bar[1])] == list(one["verdicts"].values())  # type: ignore[index]
    for one in everything["topics"]:
        assert sum(one["verdicts"].values()) == len(one["claims"]) == sum(row["topic"] == one["id"] for row in in_csv)
        assert f"\n{len(one['claims'])} claims" in twin(site, one)
        page = text_of((site / one["page"] / "index.html").read_text(encoding="utf-8"))
        assert f"{len(one['claims'])} claims" in page and f"{len(one['findings'])} finding" in page
        assert twin(site, one).count("; confidence: ") == len(one["findings"])
    assert len(table(v1, "findings")) == len(everything["findings"])
    assert len(table(v1, "comparison")) == len(everything["aspects"])
    assert len(rows((v1 / "figures.csv").read_bytes().decode("utf-8"))) == sum(len(one["values"]) for one in everything["figures"])


def test_findings_agree_everywhere(site: Path, v1: Path, everything: dict) -> None:
    in_csv = table(v1, "findings")
    for one in everything["findings"]:
        assert (in_csv[one["id"]]["says"], in_csv[one["id"]]["since"]) == (one["says"], one["since"] or "")
        page = (site / one["page"].partition("#")[0] / "index.html").read_text(encoding="utf-8")
        start = page.index(f'id="{one["id"].partition(".")[2]}"')
        shown = re.search(r'<span class="when">([^<]+)</span>', page[start:])
        assert shown and shown[1] == (one["since"] or "date not known") + (f" · {one['event']}" if one["event"] else ""), one["id"]
        assert (f"- {one['since'] or 'date not known'}" + (f", {one['event']}" if one["event"] else "") + ": ") in twin(site, {"page": one["page"].partition("#")[0]})


def test_a_page_as_data_holds_what_stands_on_it(site: Path, everything: dict) -> None:
    one = loaded(site / "tools" / "torchserve" / "index.json")
    assert [tool["id"] for tool in one["tools"]] == ["torchserve"] and "torchserve.archived" in [finding["id"] for finding in one["findings"]]
    both = [record for kind in KINDS for record in everything[kind] if record["page"].partition("#")[0] == "tools/torchserve/"]
    assert [record for kind in KINDS for record in one.get(kind, [])] == both


# --- twins, links both ways, robots -----------------------------------------------------------------------


def linked(text: str) -> list[str]:
    return re.findall(r"(?<!\\)<([^<>\s]+)>", text)


def test_every_link_of_a_twin_leads_somewhere(site: Path, everything: dict) -> None:
    twins = [site / "llms.txt", *(site / one["page"] / "index.md" for kind in ("topics", "tools", "articles") for one in everything[kind])]
    assert len(twins) == 1 + sum(len(everything[kind]) for kind in ("topics", "tools", "articles"))
    for path in twins:
        links = linked(path.read_text(encoding="utf-8"))
        assert len(links) > 1, path
        for link in links:
            if "://" not in link:
                address, _, anchor = link.partition("#")
                target = path.parent / address
                target = target / "index.html" if target.is_dir() else target
                assert target.is_file() and (not anchor or anchor in parsed(target.resolve()).ids), (path, link)


def test_each_page_names_its_data(site: Path, everything: dict) -> None:
    for kind in ("topics", "tools", "articles"):
        for one in everything[kind]:
            source = (site / one["page"] / "index.html").read_text(encoding="utf-8")
            assert '<link rel="alternate" type="text/markdown" href="index.md">' in source and '<link rel="alternate" type="application/json" href="index.json">' in source
            assert 'This page as <a href="index.md">Markdown</a>, <a href="index.json">JSON</a>' in source
    for path in ("", "compare", "numbers", "disagreements", "outdated", "glossary", "decide", "topics", "tools", "tools/lives", "articles", everything["decisions"][0]["page"]):
        assert "This page as <a href=" in (site / path / "index.html").read_text(encoding="utf-8"), path
    assert 'rel="alternate"' not in (site / "404.html").read_text(encoding="utf-8")


def test_the_feed_is_named_where_there_is_an_address(site: Path, published: Path) -> None:
    assert "atom+xml" not in (site / "index.html").read_text(encoding="utf-8")
    for path in ("index.html", "method/index.html", "404.html"):
        assert 'type="application/atom+xml" title="What became known" href="https://example.org/it/data/feed.xml"' in (published / path).read_text(encoding="utf-8")


def test_robots_may_read_and_are_shown_the_map(site: Path, published: Path) -> None:
    assert (site / "robots.txt").read_text(encoding="utf-8") == "User-agent: *\nAllow: /\n"
    assert (published / "robots.txt").read_text(encoding="utf-8") == "User-agent: *\nAllow: /\nSitemap: https://example.org/it/sitemap.xml\n"
    assert (published / "sitemap.xml").is_file()


# --- the feed ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("with_address", [False, True])
def test_the_feed_is_sound_atom(with_address: bool, site: Path, published: Path, everything: dict) -> None:
    feed = ElementTree.fromstring(((published if with_address else site) / "data" / "feed.xml").read_bytes())
    assert feed.tag == f"{ATOM}feed" and feed.findtext(f"{ATOM}title") and feed.findtext(f"{ATOM}author/{ATOM}name")
    entries = feed.findall(f"{ATOM}entry")
    ids = [feed.findtext(f"{ATOM}id"), *(entry.findtext(f"{ATOM}id") for entry in entries)]
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", one or "") for one in ids) and len(set(ids)) == len(ids) == 101
    updated = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    assert all(re.fullmatch(r"\d{4}-\d{2}-\d{2}T00:00:00Z", one) for one in updated)
    assert updated == sorted(updated, reverse=True) and feed.findtext(f"{ATOM}updated") == updated[0]
    dated = sorted((one["since"] for one in everything["findings"] if one["since"] and len(one["since"]) == 10), reverse=True)
    assert [one[:10] for one in updated] == dated[:100]
    assert all(entry.findtext(f"{ATOM}title") and entry.findtext(f"{ATOM}content") for entry in entries)
    links = [link.attrib for link in feed.iter(f"{ATOM}link")]
    if with_address:
        assert {"rel": "self", "type": "application/atom+xml", "href": "https://example.org/it/data/feed.xml"} in links
        assert len(links) == 102 and all(link["href"].startswith("https://example.org/it/") for link in links)
    else:
        assert links == []


def test_an_entry_keeps_its_id_wherever_the_site_stands(site: Path, published: Path) -> None:
    found = [re.findall("<id>(.*?)</id>", (folder / "data" / "feed.xml").read_text(encoding="utf-8")) for folder in (site, published)]
    assert found[0] == found[1]
    assert "urn:uuid:c6cddd93-0db1-5af5-b7a4-dc180ed0c778" == found[0][0]  # published: it may not change


def test_a_feed_of_nothing_is_a_feed(sample: Path) -> None:
    path = sample / "tools" / "old-server.yml"
    knowledge = check(sample, DAY)
    assert "<entry>" in files(knowledge)["data/feed.xml"]
    for file in (path, *(sample / "topics").glob("*.yml"), sample / "tools" / "pytorch.yml", sample / "tools" / "tensorflow.yml"):
        file.write_text(re.sub(r"since: .*", "since: 2025-08", file.read_text(encoding="utf-8")), encoding="utf-8")
    feed = ElementTree.fromstring(files(check(sample, DAY))["data/feed.xml"])
    assert feed.findall(f"{ATOM}entry") == [] and feed.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"


# --- the page about it ------------------------------------------------------------------------------------


def fences(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", (ROOT / "docs" / "data.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("number", range(3))
def test_the_python_examples_run(number: int, v1: Path) -> None:
    scripts = fences("python")
    assert len(scripts) == 3
    done = subprocess.run([sys.executable, "-c", scripts[number]], cwd=v1, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and len(done.stdout.splitlines()) > 1, done.stderr


def test_ten_lines_tell_what_is_dead(v1: Path) -> None:
    """The example answers what the records say, reckoned another way."""
    knowledge = cached(ROOT / "data")
    script = next(script for script in fences("python") if "named_by" in script)
    assert len(script.strip().splitlines()) <= 12
    printed = subprocess.run([sys.executable, "-c", script], cwd=v1, capture_output=True, text=True, check=True).stdout.splitlines()
    expected = []
    for title, tools in knowledge.fates(knowledge.entry("towards-ai-2022")):
        for tool, event in tools if title in ("Stopped", "Merged into something else") else []:
            instead = ", ".join(knowledge.entry(after.tool).record.name for after in tool.record.use_instead)
            expected.append(f"{tool.record.name}: {event.event} since {event.since}; {f'use {instead}' if instead else event.says}")  # type: ignore[union-attr]
    assert sorted(expected) == sorted(printed) and len(printed) > 3


@pytest.mark.skipif(not (shutil.which("jq") and shutil.which("curl")), reason="no jq or no curl")
def test_the_shell_examples_run(site: Path, tmp_path: Path, everything: dict) -> None:
    printed = []
    for script in fences("sh"):
        done = subprocess.run(["sh", "-c", script], cwd=tmp_path, env={**os.environ, "SITE": f"{site.as_uri()}/"}, capture_output=True, text=True, check=False)
        assert done.returncode == 0 and not done.stderr, done.stderr
        printed.append(done.stdout)
    assert loaded(tmp_path / "knowledge.json") == everything
    assert [line.split("\t")[0] for line in printed[1].splitlines()] == [one["name"] for one in everything["tools"] if one["end"]]
    kinds = {one["id"]: [claim["verdict"]["kind"] for claim in everything["claims"] if claim["article"] == one["id"]] for one in everything["articles"]}
    assert json.loads(printed[2]) == {article: {kind: found.count(kind) for kind in found} for article, found in kinds.items()}


def test_the_page_names_every_file_and_every_key(site: Path, v1: Path) -> None:
    page = parsed(site / "data" / "index.html")
    targets = {reference.removeprefix("v1/") for _, reference in page.references if reference.startswith("v1/")}
    assert targets == {path.name for path in v1.iterdir()}
    source = text_of((site / "data" / "index.html").read_text(encoding="utf-8"))
    assert all(key in source for _, (_, keys) in fields().items() for key, _, _ in keys)
    assert "SITE=https://example.org/" in source


def test_a_part_is_of_the_whole(sample: Path) -> None:
    everything = data(check(sample, DAY))
    assert part(everything, KINDS, "tools/none/") == {"schema_version": SCHEMA_VERSION, "site": None}
