"""What follows from findings: the verdict of a claim, how sure and how fresh a finding is, the state of a tool.

The rules of the method page, each in one function of records and dates alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .dates import UNKNOWN, PartialDate
from .model import Claim, Finding, Tool

# --- verdicts ---------------------------------------------------------------------------------------------

VERDICTS = {
    "holds": "Holds",
    "outdated": "Outdated",
    "wrong": "Wrong when it appeared",
    "no-longer": "No longer holds",
    "disputed": "Disputed",
    "overtaken": "Overtaken",
    "not-confirmed": "Not confirmed",
    "unchecked": "Unchecked",
    "no-verdict": "No verdict",
    "damaged": "Text damaged",
}
GONE = {"outdated", "wrong", "no-longer"}  # what a claim says is not so today


@dataclass(frozen=True)
class Verdict:
    """What evidence makes of a claim: a key of VERDICTS, since when, and whether that was before the article.

    `early` is True if it began before the article appeared, False if after, None if that is not clear.
    """

    kind: str
    since: PartialDate = UNKNOWN
    early: bool | None = None


def verdict(claim: Claim, published: PartialDate, findings: Sequence[Finding], searched: bool, ref: str) -> Verdict:
    """Return the verdict of a claim by the table of the method page.

    `published` is the article's date, `findings` those that name the claim, `searched` whether there is a
    search in vain for it. Contradiction outweighs bearing; what only bears on a claim overtakes it even
    where another finding supports it.
    """
    if claim.damaged:
        return Verdict("damaged")
    if not claim.checkable:
        return Verdict("no-verdict")
    supporting = [finding for finding in findings if ref in finding.supports]
    against = [finding for finding in findings if ref in finding.contradicts]
    bearing = [finding for finding in findings if ref in finding.bears_on]
    if against and supporting:
        return Verdict("disputed")
    if against:
        return _contradicted(published, against)
    if bearing:
        first = _earliest(bearing)
        return Verdict("overtaken", first, first.before(published))
    if supporting:
        return Verdict("holds", _earliest(supporting))
    return Verdict("not-confirmed" if searched else "unchecked")


def _contradicted(published: PartialDate, against: list[Finding]) -> Verdict:
    """Wrong when it appeared needs two documents dated before; in doubt nothing is said of that day."""
    before = [finding for finding in against if finding.since.before(published)]
    documents = {evidence.document for finding in before for evidence in finding.evidence if evidence.dated.before(published)}
    if len(documents) >= 2:
        return Verdict("wrong", _earliest(before), True)
    after = [finding for finding in against if published.before(finding.since)]
    if after and not before:
        return Verdict("outdated", _earliest(after), False)
    return Verdict("no-longer", _earliest(against))


def _earliest(findings: list[Finding]) -> PartialDate:
    return min((finding.since for finding in findings), key=by_age)


def by_age(when: PartialDate) -> tuple[bool, date, date]:
    """Sort dates: the earliest first, of those that begin alike the narrowest, unknown ones last."""
    return not when.known, when.first, when.last


# --- findings ---------------------------------------------------------------------------------------------


def confidence(finding: Finding) -> str:
    """Return how sure a finding is: `high` with two independent primary sources, `medium` with one, else `low`."""
    origins = {evidence.origin for evidence in finding.evidence if evidence.primary}
    return "high" if len(origins) >= 2 else "medium" if origins else "low"


# How many days after it was checked a finding is due to be looked at again, by its event. What names the newest
# release or sign of life is soon not the newest; a tool in maintenance or deprecated may end any day; all else
# (what happened, what a document said) changes seldom, but documents move and are corrected.
FRESH_DAYS = {"release": 180, "active": 180, "maintenance": 360, "deprecated": 360}
OTHERS_FRESH_DAYS = 720


def aged(finding: Finding, day: date) -> bool:
    """Whether a finding was last checked longer before that day than its kind stays fresh; always, if nobody knows when it was checked."""
    return not finding.checked.known or (day - finding.checked.last).days > FRESH_DAYS.get(finding.event or "", OTHERS_FRESH_DAYS)


# --- states of tools --------------------------------------------------------------------------------------

STATES = {
    "active": "Active",
    "quiet": "Quiet",
    "maintenance": "Maintenance only",
    "deprecated": "Deprecated",
    "archived": "Archived",
    "merged": "Merged",
    "renamed": "Renamed",
    "discontinued": "Discontinued",
    "unknown": "Unknown",
    "not-followed": "Not followed here",
}
STOPPED = {"archived", "merged", "discontinued"}
ENDED = {"deprecated", *STOPPED}  # not to be begun with; what is deprecated still works
_ALIVE = {"announced", "released", "release", "active"}
_BEARS_ON_THE_QUESTION_ONLY = {"organisation", "model", "product"}  # we record of them what matters here, not whether they go on
QUIET_AFTER_DAYS = 730


@dataclass(frozen=True)
class State:
    """How a tool stands: a key of STATES, and the event that shows it."""

    kind: str
    event: Finding | None = None


def state(tool: Tool) -> State:
    """Return a tool's state: that of the last event in its life that sets one.

    A tool whose last sign of life is more than two years older than the day on which we looked is quiet. One of
    which no life is recorded and nothing was looked for is not followed; nor is a model, product or organisation,
    until it is renamed, merged or ended.
    """
    followed = tool.kind not in _BEARS_ON_THE_QUESTION_ONLY
    for event in reversed(tool.life):
        if event.event in _ALIVE and followed and event.since.known and event.checked.known:
            alive = (event.checked.first - event.since.last).days <= QUIET_AFTER_DAYS
            return State("active" if alive else "quiet", event)
        if event.event in STATES and (followed or event.event not in _ALIVE):
            return State(event.event, event)
    return State("unknown" if followed and (tool.life or tool.searches) else "not-followed")
