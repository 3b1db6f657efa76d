"""Random policy documents: every element of the language, in the forms that templates use and in those that evaluators get wrong."""

import random
from typing import Any

ACCOUNT, FOREIGN, STRANGER = "123456789012", "999999999999", "888888888888"
REGION = "us-east-1"

# What each key may have for a value in a request; None is a request that does not carry it.
VALUES: dict[str, list[Any]] = {
    "aws:SourceIp": ["10.1.2.3", "10.200.0.1", "203.0.113.7", "2001:db8:1::5", "198.51.100.9", None],
    "aws:SourceArn": ["arn:aws:sns:us-east-1:123456789012:topic", "arn:aws:s3:::logs", "arn:aws:sns:us-east-1:999999999999:topic:x", None],
    "aws:SecureTransport": ["true", "false"],
    "aws:CurrentTime": ["2024-06-15T12:00:00Z", "2025-01-01T00:00:00Z", "2023-12-31T23:59:59Z"],
    "aws:MultiFactorAuthPresent": ["true", "false", None],
    "aws:PrincipalTag/team": ["red", "blue", "re*", None],
    "aws:TagKeys": [["env", "team"], ["env"], ["cost", "owner"], ["Env"], None],
    "s3:prefix": ["photos/", "photos/2024", "", "users/ann/", "Photos/", None],
    "s3:max-keys": ["1", "10", "10.5", "100", None],
}  # fmt: skip

STRINGS = ["StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike", "StringNotLike"]
NUMBERS = [f"Numeric{kind}" for kind in ("Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals")]
DATES = [operator.replace("Numeric", "Date") for operator in NUMBERS]
ARNS = ["ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"]
SETS = ["ForAllValues:", "ForAnyValue:"]

# The operators that go with a key, and the values that policies compare it with.
COMPARED: dict[str, tuple[list[str], list[str]]] = {
    "aws:SourceIp": (["IpAddress", "NotIpAddress"], ["10.0.0.0/8", "10.1.0.0/16", "203.0.113.7", "203.0.113.0/24", "2001:DB8::/32", "0.0.0.0/0"]),
    "aws:SourceArn": (ARNS + ["StringLike", "StringEquals"], ["arn:aws:sns:*:123456789012:*", "arn:aws:s3:::logs", "arn:aws:sns:us-east-1:*:topic", "arn:aws:*", "arn:aws:s?s:*:*:*"]),
    "aws:SecureTransport": (["Bool"], ["true", "false"]),
    "aws:CurrentTime": (DATES, ["2024-06-15T12:00:00Z", "2024-01-01", "2025-01-01T00:00:00Z", "1718452800", "2024"]),
    "aws:MultiFactorAuthPresent": (["Bool"], ["true", "false"]),
    "aws:PrincipalTag/team": (STRINGS, ["red", "Red", "r*", "blue", "*", "${aws:username}", "${*}", "re${*}"]),
    "aws:TagKeys": ([some + kind for some in SETS for kind in STRINGS], ["env", "team", "Env", "e*", "cost", "*"]),
    "s3:prefix": (STRINGS, ["photos/", "photos/*", "", "users/${aws:username}/", "users/${aws:username}/*", "p?otos/*", "${aws:PrincipalTag/team, 'photos/'}"]),
    "s3:max-keys": (NUMBERS, ["1", "10", "10.0", "100"]),
    "aws:PrincipalArn": (ARNS + ["StringLike"], ["arn:aws:iam::123456789012:role/*", "arn:aws:iam::*:user/ann", "arn:aws:iam::123456789012:role/team/r1", "arn:aws:iam::*:root"]),
    "aws:PrincipalAccount": (STRINGS, ["123456789012", "999999999999", "anonymous"]),
    "aws:PrincipalType": (["StringEquals", "StringNotEquals"], ["User", "AssumedRole", "Account", "Anonymous"]),
    "aws:username": (STRINGS, ["ann", "Ann", "b*"]),
    "aws:ResourceAccount": (["StringEquals", "StringNotEquals"], ["123456789012", "999999999999"]),
    "aws:PrincipalIsAWSService": (["Bool"], ["true", "false"]),
    "aws:PrincipalServiceName": (["StringEquals", "StringNotEquals", "StringLike"], ["sns.amazonaws.com", "*.amazonaws.com"]),
}  # fmt: skip

# By service, the actions that are asked about and the patterns in policies.
ACTIONS = {
    "s3": (["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], ["s3:Get*", "s3:*", "S3:getobject", "s3:?etObject", "s3:*Object", "s3:DeleteObject", "s3:PutObject"]),
    "bucket": (["s3:ListBucket"], ["s3:List*", "s3:*", "s3:ListBucket"]),
    "sqs": (["sqs:SendMessage", "sqs:ReceiveMessage"], ["sqs:SendMessage", "SQS:*", "sqs:Receive*", "sqs:?endMessage"]),
    "dynamodb": (["dynamodb:GetItem", "dynamodb:Query"], ["dynamodb:GetItem", "dynamodb:*Item", "dynamodb:*", "dynamodb:Q*"]),
    "kms": (["kms:Decrypt", "kms:Encrypt"], ["kms:Decrypt", "kms:*crypt", "kms:*"]),
    "sts": (["sts:AssumeRole"], ["sts:AssumeRole", "sts:*"]),
}  # fmt: skip


class Writer:
    """Writes policies about a few resources, with a random number generator of its own."""

    def __init__(self, dice: random.Random, resources: dict[str, list[str]], principals: list[Any]):
        self.dice, self.resources, self.principals = dice, resources, principals

    def document(self, kind: str, services: list[str]) -> dict[str, Any]:
        """A policy of an identity (`identity`), of a resource (`resource`) or of a role (`trust`)."""
        count = self.dice.choice([1, 1, 2, 2, 3, 4])
        statements = [self.statement(kind, services, number) for number in range(count)]
        policy: dict[str, Any] = {"Version": "2012-10-17"}
        if self.dice.random() < 0.12:
            policy = self.dice.choice([{}, {"Version": "2008-10-17"}])
        alone = len(statements) == 1 and self.dice.random() < 0.4
        return policy | {"Statement": statements[0] if alone else statements}

    def statement(self, kind: str, services: list[str], number: int) -> dict[str, Any]:
        """One statement."""
        service = self.dice.choice(services)
        deny = self.dice.random() < (0.25 if number else 0.1)
        statement: dict[str, Any] = {"Sid": f"S{number}"} if self.dice.random() < 0.5 else {}
        statement["Effect"] = "Deny" if deny else "Allow"
        if kind != "identity":
            statement |= self.principal(deny and kind == "resource")
        statement |= self.actions(service)
        if kind != "trust":
            statement |= self.listed("Resource", self.patterns(service), 0.12)
        if self.dice.random() < 0.45:
            statement["Condition"] = self.condition()
        return statement

    def principal(self, may_exclude: bool) -> dict[str, Any]:
        """`Principal`, and now and then `NotPrincipal` where it may stand."""
        name = "NotPrincipal" if may_exclude and self.dice.random() < 0.2 else "Principal"
        choice = self.dice.choice(self.principals)
        if name == "NotPrincipal" and "*" in str(choice):
            choice = {"AWS": ACCOUNT}
        return {name: choice}

    def actions(self, service: str) -> dict[str, Any]:
        """`Action` or `NotAction`."""
        asked, patterns = ACTIONS[service]
        return self.listed("Action", patterns + asked + asked + ["*"], 0.1)

    def listed(self, name: str, pool: list[str], inverted: float) -> dict[str, Any]:
        """One or several of a pool, as a text or a list, under a name or its `Not…`."""
        some = self.dice.sample(pool, min(len(pool), self.dice.choice([1, 1, 1, 2, 3])))
        if self.dice.random() < inverted:
            name = f"Not{name}"
        return {name: some[0] if len(some) == 1 and self.dice.random() < 0.6 else some}

    def patterns(self, service: str) -> list[str]:
        """Patterns of resources of a service: exact, with wildcards, with variables, for another one, for all."""
        found = ["*", "*"]
        for arn in self.resources[service]:
            head, _, tail = arn.rpartition(":")
            found += [arn, arn, f"{head}:*", f"{arn}*", f"{head}:{tail[:3]}*", f"{head}:?{tail[1:]}", f"{arn}/nothing"]
            if service == "s3":
                bucket = arn.split("/")[0]
                found += [f"{bucket}/photos/*", f"{bucket}/*/x.jpg", f"{bucket}/${{aws:username}}/*", f"{bucket}/*", f"{bucket}/PHOTOS/*"]
                found += [f"{bucket}/${{aws:PrincipalTag/team}}/*", f"{bucket}/${{aws:PrincipalTag/team, 'photos'}}/*", f"{bucket}/a${{*}}b"]
            if service in ("sqs", "dynamodb"):
                found += [arn.replace(REGION, "us-*-1"), arn.replace(REGION, "*"), arn.replace(ACCOUNT, "*"), ":".join(arn.split(":")[:3])]
        return found

    def condition(self) -> dict[str, Any]:
        """One or two conditions."""
        block: dict[str, Any] = {}
        for key in self.dice.sample(list(COMPARED), self.dice.choice([1, 1, 2])):
            operators, values = COMPARED[key]
            operator = self.dice.choice(operators)
            some = self.dice.sample(values, min(len(values), self.dice.choice([1, 1, 2, 3])))
            if self.dice.random() < 0.15:
                operator += "IfExists"
            if self.dice.random() < 0.1:
                operator, some = "Null", [self.dice.choice(["true", "false"])]
            name = self.dice.choice([key, key, key.upper() if "/" not in key else key, key.lower() if "/" not in key else key])
            block.setdefault(operator, {})[name] = some[0] if len(some) == 1 else some
        return block
