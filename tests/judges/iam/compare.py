"""The judge of policy decisions: python compare.py STACKGEN FOLDER [QUESTIONS]; FOLDER holds the other evaluator's packages.

Random stacks with questions go to `stackgen trace --batch` and to iam-simulate, and every decision in which they differ is
printed, unless known.json argues it: each difference there has AWS's page, and known.py says which questions fall under it.
What stackgen leaves open, because it hinges on the name of a session that was not given, is counted; more than 1 in 50 is too much.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import known
from cases import Case, Stack

HERE = Path(__file__).parent
QUESTIONS, OF_A_STACK = 6_000, 100
DECISIONS = {"Allowed": "allowed", "ExplicitlyDenied": "explicit-deny", "ImplicitlyDenied": "implicit-deny"}


def main(stackgen: str, folder: Path, questions: int = QUESTIONS) -> int:
    """Judge, and answer with the exit code."""
    stacks = [Stack(number) for number in range(questions // OF_A_STACK)]
    cases = {stack.number: stack.cases(OF_A_STACK) for stack in stacks}
    others = ask_other(folder, [case.other for some in cases.values() for case in some])
    differences: list[tuple[Case, str, str]] = []
    argued: dict[str, int] = {}
    unknown = 0
    for stack in stacks:
        answers = ask(stackgen, folder / "stacks", stack, cases[stack.number])
        for case in cases[stack.number]:
            name = case.line["id"]
            own, other = answers[name], others[name]
            if own == other:
                continue
            if own == "unknown":
                unknown += 1
            elif reason := known.argument(case.other):
                argued[reason] = argued.get(reason, 0) + 1
            else:
                differences.append((case, own, other))
    for case, own, other in differences[:20]:
        print(f"DIFFERENT {case.line['id']}: stackgen {own}, iam-simulate {other}\n  {json.dumps(case.other)}")
    total = len(stacks) * OF_A_STACK
    for reason, count in sorted(argued.items()):
        print(f"argued {count} times: {reason}")
    print(f"{total} questions, {unknown} not decided by stackgen, {len(differences)} differences")
    return 1 if differences or unknown * 50 > total else 0


def ask(stackgen: str, folder: Path, stack: Stack, cases: list[Case]) -> dict[str, str]:
    """What stackgen decides, by the names of the questions."""
    folder.mkdir(parents=True, exist_ok=True)
    template, batch = folder / f"{stack.number}.json", folder / f"{stack.number}.jsonl"
    template.write_text(json.dumps({"Resources": stack.template}, indent=1))
    batch.write_text("".join(json.dumps(case.line) + "\n" for case in cases))
    command = [stackgen, "trace", str(template), "--batch", str(batch)]
    answered = subprocess.run(command, capture_output=True, text=True, check=True)
    return {answer["id"]: decision(answer) for answer in map(json.loads, answered.stdout.splitlines())}


def decision(answer: dict[str, Any]) -> str:
    """The decision in an answer of `trace`."""
    outcome = answer.get("outcome", {"kind": "error"})
    return outcome["decision"] if outcome["kind"] == "decision" else outcome["kind"]


def ask_other(folder: Path, questions: list[dict[str, Any]]) -> dict[str, str]:
    """What the other evaluator decides, by the names of the questions."""
    lines = "".join(json.dumps(question) + "\n" for question in questions)
    command = ["node", str(HERE / "driver.mjs"), str(folder)]
    answered = subprocess.run(command, input=lines, capture_output=True, text=True, check=True)
    answers = map(json.loads, answered.stdout.splitlines())
    return {answer["id"]: DECISIONS.get(answer.get("result"), answer.get("error", "nothing")) for answer in answers}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), *map(int, sys.argv[3:])))
