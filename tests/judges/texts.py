"""The texts that a template carries to AWS, judged by the scripts of tests/texts, which run them."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

from report import Report


def judge(report: Report, root: Path, template: Path) -> None:
    """Run every script that is about a text of this template; viewer functions need node."""
    resources = json.loads(template.read_text())["Resources"]
    for logical_id, resource in resources.items():
        properties = resource.get("Properties", {})
        if resource["Type"] == "AWS::CloudFront::Function":
            script = script_for(properties["FunctionCode"])
            if script and shutil.which("node"):
                run(report, [shutil.which("node"), root / "tests/texts" / script, template, logical_id])
            elif script:
                report.say(f"skipped {script} on {logical_id}: there is no node on this machine")
        code = properties.get("Code")
        if resource["Type"] == "AWS::Lambda::Function" and isinstance(code, dict) and "import cfnresponse" in code.get("ZipFile", ""):
            run(report, [sys.executable, root / "tests/texts/test_function_environment.py", template, logical_id])


def script_for(code: str) -> str | None:
    """The script that knows what a viewer function of ours should do; a foreign function has none."""
    if "one page" in code and '["api"]' in code:
        return "test_router.js"
    return "test_directory_index.js" if "index page" in code else None


def run(report: Report, command: list[object]) -> None:
    """A script says `N passed, M failed` at its end, and each failure in a line of its own."""
    ran = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    said = (ran.stdout + ran.stderr).strip()
    name = Path(str(command[1])).name
    closing = re.fullmatch(r"(\d+) passed, (\d+) failed", said.splitlines()[-1] if said else "")
    kept = closing is not None and ran.returncode == 0 and closing[1] != "0"
    failures = [line for line in said.splitlines() if "FAIL" in line] or said.splitlines()[-3:]
    report.that(f"{name} on {command[-1]}: {closing[0] if closing else 'no count'}", kept, "; ".join(failures))
