"""The file of a loan: which papers it has, and which have to be there before the money leaves."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

JOINT_LIABILITY = "tanggung-renteng"
"""The paper by which the members answer for one another."""

HAVE, LACK = "ada", "tidak"


class PaperRule(NamedTuple):
    """A paper that a rulebook wants in the file of a loan; `before_payout`: it has to be there to pay out."""

    code: str
    name: str
    before_payout: bool


class FiledPaper(NamedTuple):
    """A paper of one loan's file; `status` is ada or tidak, None where nobody said yet."""

    rule: PaperRule
    status: str | None


def filed(rules: Iterable[PaperRule], said: Mapping[str, str]) -> tuple[FiledPaper, ...]:
    """The file in the order of the rules; `said` is the newest word on each paper by its code."""
    return tuple(FiledPaper(rule, said.get(rule.code)) for rule in rules)


def lacking(papers: Sequence[FiledPaper]) -> tuple[PaperRule, ...]:
    """The papers that have to be there before the money leaves and are not, said or not."""
    return tuple(paper.rule for paper in papers if paper.rule.before_payout and paper.status != HAVE)
