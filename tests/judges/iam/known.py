"""Differences that are argued in known.json: what a question must hold to fall under each."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ARGUMENTS = json.loads((Path(__file__).parent / "known.json").read_text())
VARIABLE = re.compile(r"\$\{([^*?$}][^},]*)(,[^}]*)?\}")


def argument(question: dict[str, Any]) -> str | None:
    """The argument under which a question falls, if there is one."""
    found = (argument["because"] for argument in ARGUMENTS if HOLDS[argument["where"]](question))
    return next(found, None)


def policies(question: dict[str, Any]) -> list[dict[str, Any]]:
    """All policies that decide a question."""
    others = [question[name] for name in ("boundary", "session", "resource_policy")]
    return question["identity"] + [policy for policy in others if policy]


def conditions(question: dict[str, Any]) -> Iterator[tuple[str, str, list[str]]]:
    """Operator, key and values of every condition."""
    for policy in policies(question):
        for statement in listed(policy["Statement"]):
            for operator, keys in statement.get("Condition", {}).items():
                yield from ((operator, key, listed(values)) for key, values in keys.items())


def listed(value: Any) -> list[Any]:
    """A value as a list."""
    return value if isinstance(value, list) else [value]


def given(question: dict[str, Any]) -> set[str]:
    """The keys that the request carries, in lower case."""
    return {key.lower() for key in question["context"]}


def has_variable_without_value(question: dict[str, Any]) -> bool:
    """Some variable without a default names a key that the request does not carry."""
    variables = VARIABLE.findall(json.dumps(policies(question)))
    return any(not default and key.lower() not in given(question) for key, default in variables)


def has_old_variable(question: dict[str, Any]) -> bool:
    """Some policy of another version writes a variable."""
    old = (policy for policy in policies(question) if policy.get("Version") != "2012-10-17")
    return any("${" in json.dumps(policy) for policy in old)


def has_session_policy_past_a_grant(question: dict[str, Any]) -> bool:
    """The request has a session policy, and the resource lets in everybody, or the session."""
    resource = json.dumps(question["resource_policy"])
    return bool(question["session"]) and ("assumed-role" in resource or re.search(r'"(Principal|AWS)": "\*"', resource) is not None)


def has_date_of_digits(question: dict[str, Any]) -> bool:
    """Some date is written in digits alone."""
    return any("Date" in operator and any(value.isdigit() for value in values) for operator, _, values in conditions(question))


def has_network_of_everything(question: dict[str, Any]) -> bool:
    """Some network has a prefix of no bits."""
    return any(value.endswith("/0") for _, _, values in conditions(question) for value in values)


def has_negated_text(question: dict[str, Any]) -> bool:
    """Some negated operator of ARNs has a text with fewer than six parts."""
    negated = (values for operator, _, values in conditions(question) if "ArnNot" in operator)
    return any(value.count(":") < 5 for values in negated for value in values)


def has_any_if_exists(question: dict[str, Any]) -> bool:
    """Some ForAnyValue with IfExists asks for a key that the request does not carry."""
    asked = (key.lower() for operator, key, _ in conditions(question) if operator.startswith("ForAny") and operator.endswith("IfExists"))
    return any(key not in given(question) for key in asked)


def has_incomplete_exception(question: dict[str, Any]) -> bool:
    """Some identity policy leaves out what has fewer than six parts."""
    statements = (statement for policy in question["identity"] for statement in listed(policy["Statement"]))
    left_out = (listed(statement.get("NotResource", [])) for statement in statements)
    return any(value != "*" and value.count(":") < 5 for values in left_out for value in values)


def has_other_family(question: dict[str, Any]) -> bool:
    """Some negated operator holds an IPv6 address against networks of IPv4."""
    negated = (values for operator, _, values in conditions(question) if "NotIpAddress" in operator)
    return ":" in question["context"].get("aws:SourceIp", "") and any("." in value for values in negated for value in values)


def has_key_of_service(question: dict[str, Any]) -> bool:
    """A service asks, and some condition is about a key of its principal."""
    asked = {key.lower() for _, key, _ in conditions(question)}
    return question["principal"].endswith(".amazonaws.com") and bool(asked & {"aws:principaltype", "aws:principalaccount"})


def has_exact_star(question: dict[str, Any]) -> bool:
    """Some exact comparison writes a star by its variable."""
    exact = (values for operator, _, values in conditions(question) if "Equals" in operator)
    return any("${*}" in value for values in exact for value in values)


HOLDS: dict[str, Callable[[dict[str, Any]], bool]] = {
    "variable without a value": has_variable_without_value,
    "variable in an old version": has_old_variable,
    "session policy and a grant to everybody or to the session": has_session_policy_past_a_grant,
    "date of digits": has_date_of_digits,
    "network of everything": has_network_of_everything,
    "negated text that is no ARN": has_negated_text,
    "IfExists with ForAnyValue and no key": has_any_if_exists,
    "NotResource that is no whole ARN": has_incomplete_exception,
    "IPv6 address beside networks of IPv4": has_other_family,
    "key that every request carries": has_key_of_service,
    "star that is meant in an exact comparison": has_exact_star,
}
