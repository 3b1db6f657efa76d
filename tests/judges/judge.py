"""All judges over all stacks: python judge.py ROOT STACKGEN FOLDER [STACK…]; the counts go to FOLDER/counts as well."""

import sys
from pathlib import Path

import broken
import deploy
import editor
import texts
from report import Report
from stacks import NoTemplate, find
from static import Static


def main(root: Path, stackgen: Path, folder: Path, *wanted: str) -> int:
    """Judge, and answer with the exit code."""
    report = Report()
    stacks = [stack for stack in find(root, stackgen, folder / "stacks") if not wanted or stack.name in wanted]
    report.that("there are stacks to judge", bool(stacks), f"none below {root}")
    static = Static(report, root)
    for stack in stacks:
        report.say(f"== {stack.name}")
        try:
            stack.synth()
            report.that(f"stackgen synth {stack.name}", True)
            templates = [stack.template, *map(stack.synth, stack.environments())]
        except NoTemplate as refused:
            report.that(f"stackgen synth {stack.name}", False, str(refused))
            continue
        editor.judge(report, root, stack)
        for template in templates:
            static.judge(stack, template)
        texts.judge(report, root, stack.template)
        deploy.judge(report, stack)
    if not wanted:
        static.close()
    for stack in stacks:
        if stack.name == "gymcoach" and stack.template.exists():
            report.say("== the deployment judge itself, on templates that are broken")
            broken.judge(report, stack)
    (folder / "counts").write_text(f"{report.passed} {len(report.failures)}\n")
    return 1 if report.failures else 0


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:4]), *sys.argv[4:]))
