"""The judge of SARIF: python validate.py STACKGEN FOLDER; FOLDER holds the validator's packages.

What `stackgen check --format sarif` writes for the stacks of this repository and for the Bad of every rule's page is put to
the validator of the format's makers, which knows its schema and its rules. What it calls an error is one; what it calls a
warning or a note is advice about properties that may be left out.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def subjects(folder: Path) -> list[Path]:
    """Every stack, and every page's Bad as a file of its own."""
    stacks = [ROOT / "stacks/gymcoach.yaml", *sorted(ROOT.glob("examples/*/stack.yaml"))]
    pages = sorted((ROOT / "src/check/rules").glob("*.md"))
    bad = []
    for page in pages:
        [block] = re.findall(r"## Bad\n\n```yaml\n(.*?)```", page.read_text(), re.DOTALL)
        file = folder / f"{page.stem}.yaml"
        file.write_text(block)
        bad.append(file)
    return stacks + bad


def main(stackgen: str, folder: Path) -> int:
    """Judge, and answer with the exit code."""
    work = folder / "logs"
    work.mkdir(parents=True, exist_ok=True)
    logs = []
    for number, subject in enumerate(subjects(work)):
        name = subject.relative_to(ROOT) if subject.is_relative_to(ROOT) else subject.name
        cwd = ROOT if subject.is_relative_to(ROOT) else work
        ran = subprocess.run([stackgen, "check", name, "--format", "sarif"], cwd=cwd, capture_output=True, text=True)
        if ran.returncode not in (0, 1):
            print(f"{name}: {ran.stderr}")
            return 1
        log = work / f"{number}.sarif"
        log.write_text(ran.stdout)
        logs.append(str(log))
    tool = folder / "node_modules/.bin/sarif-multitool"
    ran = subprocess.run(["node", tool, "validate", *logs], capture_output=True, text=True)
    errors = [line for line in ran.stdout.splitlines() if re.search(r"\): error ", line)]
    print(*errors, sep="\n", end="\n" if errors else "")
    if "Analysis completed successfully" not in ran.stdout:
        print(ran.stdout[-2000:], ran.stderr[-2000:])
        return 1
    print(f"{len(logs)} logs, {len(errors)} errors")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
