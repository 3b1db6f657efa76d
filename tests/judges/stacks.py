"""The stacks of this repository, and the templates that `stackgen synth` makes of them."""

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


class NoTemplate(Exception):
    """`stackgen synth` refused a stack."""


@dataclass(frozen=True)
class Stack:
    """A stack file and the folder in which its templates are kept."""

    name: str
    file: Path
    stackgen: Path
    folder: Path

    @property
    def template(self) -> Path:
        """The template as it is committed to: the stack file, no environment."""
        return self.folder / "template.json"

    def synth(self, environment: str | None = None) -> Path:
        """Make the template of the stack file, or of one of its environments."""
        words = ["--env", environment] if environment else []
        path = self.folder / f"{environment}.json" if environment else self.template
        return synth(self.stackgen, self.file, path, *words)

    def environments(self) -> list[str]:
        """The environments that the stack file describes."""
        return sorted(read(self.file).get("environments", {}))

    def changed(self) -> Path | None:
        """The template after an everyday change: one function gets more memory. Nothing where the stack has no function."""
        stack = read(self.file)
        functions = stack.get("functions")
        if not functions:
            return None
        # A function that names the site's domain is the one whose variable an update could lose.
        late = [name for name, function in functions.items() if "domain" in str(function.get("environment"))]
        function = functions[(late or sorted(functions))[0]]
        function["memory"] = 512 if function.get("memory") != 512 else 1024
        copy = self.folder / "changed"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.file.parent, copy)
        (copy / self.file.name).write_text(yaml.safe_dump(stack, sort_keys=False))
        return synth(self.stackgen, copy / self.file.name, self.folder / "changed.json")

    def has_local_code(self, template: Path) -> bool:
        """Whether the code of a function is a folder beside the stack file, which `aws cloudformation package` uploads."""
        return bool(local_code(json.loads(template.read_text())))


def find(root: Path, stackgen: Path, folder: Path) -> list[Stack]:
    """Every stack of the repository, and the one that `stackgen init` writes, with an empty folder each."""
    files = {path.stem: path for path in sorted(root.glob("stacks/*.yaml")) if not path.name.endswith(".test.yaml")}
    files |= {path.parent.name: path for path in sorted(root.glob("examples/*/stack.yaml"))}
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([stackgen, "init", folder / "first-stack" / "made"], check=True, capture_output=True)
    files["first-stack"] = folder / "first-stack" / "made" / "stacks" / "made.yaml"
    found = []
    for name, file in files.items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        found.append(Stack(name, file, stackgen, folder / name))
    return found


def synth(stackgen: Path, file: Path, template: Path, *words: str) -> Path:
    """The template of a stack file; where code lies beside the file, so it does beside the template."""
    ran = subprocess.run([stackgen, "synth", file, *words], capture_output=True, text=True)
    if ran.returncode:
        raise NoTemplate(f"stackgen synth {file.name} ended with {ran.returncode}: {ran.stderr.strip()}")
    template.write_text(ran.stdout)
    for code in local_code(json.loads(ran.stdout)):
        first = Path(code).parts[0]
        link, source = template.parent / first, (file.parent / first).resolve()
        if not link.exists() and source.exists():
            link.symlink_to(source)
    return template


def local_code(template: dict[str, Any]) -> list[str]:
    """The code of functions that is a path on this machine."""
    found = (r.get("Properties", {}).get("Code") for r in template["Resources"].values() if r["Type"] == "AWS::Lambda::Function")
    return [code for code in found if isinstance(code, str)]


class Reader(yaml.SafeLoader):
    """Reads CloudFormation's short forms as the long ones that they stand for."""


def long_form(reader: Reader, name: str, node: yaml.Node) -> dict[str, Any]:
    """`!Ref X` is `{Ref: X}`, `!GetAtt X.Arn` is `{Fn::GetAtt: X.Arn}`."""
    if isinstance(node, yaml.ScalarNode):
        value: Any = reader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = reader.construct_sequence(node, deep=True)
    else:
        value = reader.construct_mapping(node, deep=True)
    return {name if name in ("Ref", "Condition") else f"Fn::{name}": value}


yaml.add_multi_constructor("!", long_form, Loader=Reader)


def read(file: Path) -> dict[str, Any]:
    """A stack file as a tree."""
    return yaml.load(file.read_text(), Loader=Reader)
