"""Random stacks with questions to them, each as `stackgen trace --batch` and as the other evaluator takes it."""

import random
from dataclasses import dataclass, field
from typing import Any

from policies import ACCOUNT, ACTIONS, FOREIGN, REGION, STRANGER, VALUES, Writer

ADMINISTRATOR = {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}
OPEN = {
    name: False for name in ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")
}


@dataclass
class Caller:
    """Somebody who asks."""

    # `as` in a batch line, and the principal of the other evaluator.
    name: str
    principal: str | None
    account: str | None
    # What follows from the caller for condition keys.
    implied: dict[str, str] = field(default_factory=dict)
    policies: list[dict[str, Any]] = field(default_factory=list)
    boundary: dict[str, Any] | None = None
    # Whether its policies come with the request, because the template does not have them.
    given: bool = False
    is_role: bool = False


@dataclass
class Resource:
    """Something that is asked for."""

    arn: str
    service: str
    policy: dict[str, Any] | None
    owner: str = ACCOUNT


@dataclass
class Case:
    """A question in both languages."""

    line: dict[str, Any]
    other: dict[str, Any]


class Stack:
    """A template and everybody and everything in it."""

    def __init__(self, number: int):
        self.dice = random.Random(f"policies {number}")
        self.number = number
        self.template: dict[str, Any] = {}
        self.arns = {
            "s3": [f"arn:aws:s3:::bucket-{at}/{key}" for at in (0, 1) for key in ("photos/x.jpg", "ann/x.jpg", "red/a:b")],
            "bucket": [f"arn:aws:s3:::bucket-{at}" for at in (0, 1)],
            "sqs": [f"arn:aws:sqs:{REGION}:{ACCOUNT}:queue-{at}" for at in (0, 1)],
            "dynamodb": [f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/table"],
            "kms": [f"arn:aws:kms:{REGION}:{ACCOUNT}:key/<Key>"],
            "sts": [f"arn:aws:iam::{ACCOUNT}:role/target"],
        }  # fmt: skip
        roles = [f"arn:aws:iam::{ACCOUNT}:role/{name}" for name in ("r0", "team/r1", "r2")]
        sessions = [f"arn:aws:sts::{ACCOUNT}:assumed-role/{name}/me" for name in ("r0", "r2")]
        users = [f"arn:aws:iam::{ACCOUNT}:user/{name}" for name in ("ann", "bob")]
        foreign = f"arn:aws:iam::{FOREIGN}:role/theirs"
        principals: list[Any] = ["*", {"AWS": "*"}, {"AWS": ACCOUNT}, {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}]
        principals += [{"AWS": FOREIGN}, {"AWS": foreign}, {"AWS": roles}, {"AWS": users}, {"AWS": sessions}]
        principals += [{"AWS": [*roles[:1], *users[:1]]}, {"Service": ["sns.amazonaws.com", "s3.amazonaws.com"]}]
        principals += [{"AWS": f"arn:aws:iam::{ACCOUNT}:role/*"}, {"AWS": [FOREIGN, roles[1]], "Service": "sns.amazonaws.com"}]
        self.writer = Writer(self.dice, self.arns, principals)
        self.callers = [
            Caller("anonymous", None, None, {"aws:PrincipalAccount": "anonymous", "aws:PrincipalType": "Anonymous"}),
            self.service("sns.amazonaws.com"),
            *(self.administrator(account) for account in (ACCOUNT, FOREIGN, STRANGER)),
            self.stranger(),
            *(self.role(number, path + name) for number, (path, name) in enumerate((("", "r0"), ("team/", "r1"), ("", "r2")))),
            *self.users(),
        ]  # fmt: skip
        self.resources = [*self.buckets(), *self.queues(), self.table(), self.key(), self.target(), self.outside()]

    def add(self, name: str, kind: str, **properties: Any) -> None:
        """A resource of the template."""
        self.template[name] = {"Type": kind, "Properties": properties}

    def identity_policy(self) -> dict[str, Any]:
        """A policy of an identity about any of the services."""
        return self.writer.document("identity", list(ACTIONS))

    # Who asks.

    def service(self, name: str) -> Caller:
        """A service of AWS."""
        return Caller(f"service:{name}", name, None, {"aws:PrincipalIsAWSService": "true", "aws:PrincipalServiceName": name})

    def administrator(self, account: str) -> Caller:
        """Whoever may do everything in an account."""
        root = f"arn:aws:iam::{account}:root"
        return Caller(f"account:{account}", root, account, implied(root, account, "Account"), [ADMINISTRATOR])

    def stranger(self) -> Caller:
        """A role of another account, whose policies come with the request."""
        arn = f"arn:aws:iam::{FOREIGN}:role/theirs"
        policies = [self.identity_policy(), ADMINISTRATOR] if self.dice.random() < 0.5 else [self.identity_policy()]
        return Caller(arn, arn, FOREIGN, implied(arn, FOREIGN, "AssumedRole"), policies, given=True, is_role=True)

    def boundary(self, name: str) -> tuple[dict[str, Any], dict[str, Any] | None]:
        """Properties with a boundary, and the boundary; for most there is none."""
        if self.dice.random() > 0.3:
            return {}, None
        policy = self.identity_policy() if self.dice.random() < 0.6 else ADMINISTRATOR
        self.add(f"{name}Boundary", "AWS::IAM::ManagedPolicy", PolicyDocument=policy)
        return {"PermissionsBoundary": {"Ref": f"{name}Boundary"}}, policy

    def role(self, number: int, path: str) -> Caller:
        """A role with its policies in one of the ways in which a template gives them."""
        name, logical = path.split("/")[-1], f"Role{number}"
        first, second = self.identity_policy(), self.identity_policy()
        properties, boundary = self.boundary(logical)
        properties["Policies"] = [{"PolicyName": "inline", "PolicyDocument": first}]
        if "/" in path:
            properties["Path"] = f"/{path.split('/')[0]}/"
        kind = self.dice.choice(["AWS::IAM::Policy", "AWS::IAM::ManagedPolicy"])
        beside = {"PolicyName": "beside"} if kind == "AWS::IAM::Policy" else {}
        self.add(logical, "AWS::IAM::Role", RoleName=name, AssumeRolePolicyDocument={"Version": "2012-10-17", "Statement": []}, **properties)
        self.add(f"{logical}Policy", kind, Roles=[{"Ref": logical}], PolicyDocument=second, **beside)
        arn = f"arn:aws:iam::{ACCOUNT}:role/{path}"
        caller = Caller(logical, arn, ACCOUNT, implied(arn, ACCOUNT, "AssumedRole"), [first, second], boundary, is_role=True)
        if self.dice.random() < 0.6 and "/" not in path:
            caller.name = caller.principal = f"arn:aws:sts::{ACCOUNT}:assumed-role/{name}/me"
        return caller

    def users(self) -> list[Caller]:
        """Two users, one of them with a group."""
        of_group = self.identity_policy()
        self.add("Group", "AWS::IAM::Group", Policies=[{"PolicyName": "all", "PolicyDocument": of_group}])
        found = []
        for name in ("ann", "bob"):
            logical = name.capitalize()
            own = self.identity_policy()
            properties, boundary = self.boundary(logical)
            if name == "ann":
                properties["Groups"] = [{"Ref": "Group"}]
            self.add(logical, "AWS::IAM::User", UserName=name, Policies=[{"PolicyName": "own", "PolicyDocument": own}], **properties)
            arn = f"arn:aws:iam::{ACCOUNT}:user/{name}"
            keys = implied(arn, ACCOUNT, "User") | {"aws:username": name}
            found.append(Caller(logical, arn, ACCOUNT, keys, [own, of_group] if name == "ann" else [own], boundary))
        return found

    # What is asked for.

    def buckets(self) -> list[Resource]:
        """Two buckets, whose public access is not blocked."""
        found = []
        for at in (0, 1):
            policy = self.writer.document("resource", ["s3", "bucket"]) if self.dice.random() < 0.75 else None
            self.add(f"Bucket{at}", "AWS::S3::Bucket", BucketName=f"bucket-{at}", PublicAccessBlockConfiguration=OPEN)
            if policy:
                self.add(f"Bucket{at}Policy", "AWS::S3::BucketPolicy", Bucket={"Ref": f"Bucket{at}"}, PolicyDocument=policy)
            inside = [arn for arn in self.arns["s3"] if f"bucket-{at}/" in arn]
            found += [Resource(arn, "s3", policy) for arn in inside] + [Resource(self.arns["bucket"][at], "bucket", policy)]
        return found

    def queues(self) -> list[Resource]:
        """Two queues, one of them perhaps without a policy."""
        found = []
        for at, arn in enumerate(self.arns["sqs"]):
            policy = self.writer.document("resource", ["sqs"]) if self.dice.random() < 0.75 else None
            self.add(f"Queue{at}", "AWS::SQS::Queue", QueueName=f"queue-{at}")
            if policy:
                self.add(f"Queue{at}Policy", "AWS::SQS::QueuePolicy", Queues=[{"Ref": f"Queue{at}"}], PolicyDocument=policy)
            found.append(Resource(arn, "sqs", policy))
        return found

    def table(self) -> Resource:
        """A table with a policy."""
        policy = self.writer.document("resource", ["dynamodb"])
        self.add("Table", "AWS::DynamoDB::Table", TableName="table", ResourcePolicy={"PolicyDocument": policy})
        return Resource(self.arns["dynamodb"][0], "dynamodb", policy)

    def key(self) -> Resource:
        """A key with a policy."""
        policy = self.writer.document("resource", ["kms"])
        self.add("Key", "AWS::KMS::Key", KeyPolicy=policy)
        return Resource(self.arns["kms"][0], "kms", policy)

    def target(self) -> Resource:
        """A role that others would become."""
        policy = self.writer.document("trust", ["sts"])
        self.add("Target", "AWS::IAM::Role", RoleName="target", AssumeRolePolicyDocument=policy)
        return Resource(self.arns["sts"][0], "sts", policy)

    def outside(self) -> Resource:
        """A queue of the account that is not in the template."""
        return Resource(f"arn:aws:sqs:{REGION}:{ACCOUNT}:elsewhere", "sqs", None)

    # The questions.

    def cases(self, count: int) -> list[Case]:
        """So many questions."""
        return [self.case(f"{self.number}.{number}") for number in range(count)]

    def case(self, name: str) -> Case:
        """One question; every key that policies ask for is given, or follows from the caller."""
        caller, resource = self.dice.choice(self.callers), self.dice.choice(self.resources)
        action = self.dice.choice(ACTIONS[resource.service][0])
        context = {key: self.dice.choice(values) for key, values in VALUES.items()}
        session = self.identity_policy() if caller.is_role and self.dice.random() < 0.12 else None
        line = {"id": name, "action": action, "resource": resource.arn, "as": caller.name, "context": context}
        if caller.given:
            line["identity_policies"] = caller.policies
        if session:
            line["session_policy"] = session
        known = {key: value for key, value in context.items() if value is not None}
        other = {
            "id": name,
            "principal": caller.principal,
            "action": action,
            "resource": resource.arn,
            "owner": resource.owner,
            "context": known | {"aws:ResourceAccount": resource.owner} | caller.implied,
            "identity": caller.policies,
            "boundary": caller.boundary,
            "session": session,
            "resource_policy": resource.policy,
            "restricted": False,
        }
        return Case(line, other)


def implied(arn: str, account: str, kind: str) -> dict[str, str]:
    """The keys that follow from a principal of IAM."""
    return {
        "aws:PrincipalArn": arn,
        "aws:PrincipalAccount": account,
        "aws:PrincipalType": kind,
        "aws:PrincipalIsAWSService": "false",
    }
