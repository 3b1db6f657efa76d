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
            report.that(f"{line.adr} argues for {line.rule}", argued(root / line.adr, line.rule), f"{line.adr} does not exist or does not name it")

    def judge(self, stack: Stack, template: Path) -> None:
        """One template: an environment is judged as its stack is."""
        what = f"{stack.name}/{template.name}"
        self.lint(stack, template, what)
        grave = []
        for found in self.engine.validate_template(template).diagnostics:
            if found.severity.name in GRAVE and not self.accepts(found.rule_id, stack.name):
                grave.append(f"[{found.severity.name}] {found.rule_id}: {found.message}")
        self.report.that(f"cloudformation-validate {what}", not grave, "; ".join(sorted(set(grave))))

    def lint(self, stack: Stack, template: Path, what: str) -> None:
        """`cfn-lint -r us-east-1 -c I`; code in folders is what `package` is for, so W3002 is left out there."""
        words = ["-i", "W3002"] if stack.has_local_code(template) else []
        command = [str(Path(sys.executable).with_name("cfn-lint")), "-r", "us-east-1", "-c", "I", *words, "-t", str(template)]
        ran = subprocess.run(command, capture_output=True, text=True)
        said = " ".join((ran.stdout + ran.stderr).split())
        self.report.that(f"cfn-lint {what}", ran.returncode == 0 and not said, said)

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


def lines(path: Path) -> list[str]:
    """The lines of a file that are no comment."""
    return [line for line in path.read_text().splitlines() if line.strip() and not line.startswith("#")]


def argued(adr: Path, rule: str) -> bool:
    """Whether an ADR names a rule."""
    return adr.is_file() and re.search(rf"\b{re.escape(rule)}\b", adr.read_text()) is not None
