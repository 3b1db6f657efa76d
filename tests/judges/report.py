"""What the judges say: a line a check, and the counts at the end."""

import json
from typing import Any


class Report:
    """Collects checks; a silent one is for a judge that is itself judged."""

    def __init__(self, silent: bool = False):
        self.silent, self.passed, self.failures = silent, 0, []

    def equal(self, what: str, expected: Any, seen: Any) -> bool:
        """A check that two values are the same."""
        return self.that(what, expected == seen, f"expected {shown(expected)} seen {shown(seen)}")

    def that(self, what: str, kept: bool, otherwise: str = "") -> bool:
        """A check with its own words for what was seen."""
        if kept:
            self.passed += 1
        else:
            self.failures.append(f"{what}: {otherwise}")
        self.say(f"ok {what}" if kept else f"FAILED {what}: {otherwise}")
        return kept

    def say(self, line: str) -> None:
        """A line that is no check."""
        if not self.silent:
            print(line, flush=True)

    def counts(self) -> str:
        """The closing line."""
        return f"{self.passed} passed, {len(self.failures)} failed"


def shown(value: Any) -> str:
    """A value as one line; sets in order."""
    if isinstance(value, (set, frozenset)):
        value = sorted(value, key=str)
    return value if isinstance(value, str) else json.dumps(value, default=str, sort_keys=True)
