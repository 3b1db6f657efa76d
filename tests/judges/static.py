"""The static judges: cfn-lint and cloudformation-validate, which must find nothing, or only what an ADR has accepted."""

import re
import subprocess
import sys
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from cloudformation_validate import CompositeEngine

from report import Report
from stacks import Stack

ACCEPTED = Path(__file__).with_name("accepted.txt")
# A finding of one of these is a failure; the rest is advice.
GRAVE = ("FATAL", "ERROR", "WARN")


@dataclass
class Acceptance:
    """A line of accepted.txt: `RULE STACK-GLOB ADR`."""

    rule: str
    stacks: str
    adr: str
    used: bool = False


class Static:
    """Both judges; the engine of the second is expensive and made once."""

    def __init__(self, report: Report, root: Path):
        self.report, self.engine = report, CompositeEngine()
        self.accepted = [Acceptance(*line.split()) for line in lines(ACCEPTED)]
        for line in self.accepted:
            wrong = "it does not exist or does not name the rule"
            report.that(f"{line.adr} argues for {line.rule}", argued(root / line.adr, line.rule), wrong)

    def judge(self, stack: Stack, template: Path) -> None:
        """One template; code in folders is what `aws cloudformation package` is for, so W3002 is left out there."""
        what = f"{stack.name}/{template.name}"
        left_out = {"W3002"} if stack.has_local_code(template) else set()
        said = lint(template, left_out)
        self.report.that(f"cfn-lint {what}", not said, said)
        grave = {
            f"[{found.severity.name}] {found.rule_id}: {found.message}"
            for found in self.engine.validate_template(template).diagnostics
            if found.severity.name in GRAVE and found.rule_id not in left_out and not self.accepts(found.rule_id, stack.name)
        }
        self.report.that(f"cloudformation-validate {what}", not grave, "; ".join(sorted(grave)))

    def close(self) -> None:
        """What was accepted must still be found, or the line is to go."""
        for line in self.accepted:
            self.report.that(f"accepted.txt: {line.rule} {line.stacks} is still needed", line.used, "nothing is found any more")

    def accepts(self, rule: str, stack: str) -> bool:
        """Whether a line accepts a finding; it is used then."""
        found = [line for line in self.accepted if line.rule == rule and fnmatch(stack, line.stacks)]
        for line in found:
            line.used = True
        return bool(found)


def lint(template: Path, left_out: set[str]) -> str:
    """What `cfn-lint -r us-east-1 -c I` says."""
    command = [Path(sys.executable).with_name("cfn-lint"), "-r", "us-east-1", "-c", "I", "-t", template]
    ran = subprocess.run([*command, *(["-i", *left_out] if left_out else [])], capture_output=True, text=True)
    said = " ".join((ran.stdout + ran.stderr).split())
    return said or (f"exit code {ran.returncode}" if ran.returncode else "")


def lines(path: Path) -> list[str]:
    """The lines of a file that are no comment."""
    return [line for line in path.read_text().splitlines() if line.strip() and not line.startswith("#")]


def argued(adr: Path, rule: str) -> bool:
    """Whether an ADR names a rule."""
    return adr.is_file() and re.search(rf"\b{re.escape(rule)}\b", adr.read_text()) is not None
