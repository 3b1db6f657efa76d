"""The deployment judge: the whole life of every stack, from the first deploy to its deletion, with the real AWS CLI."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

from botocore.exceptions import ClientError

from cloud import Cloud, read
from questions import ask
from report import Report
from stacks import Stack

KEEPING = ("Retain", "RetainExceptOnCreate")
POOL, OTHER_POOL = "us-east-1_Abc123xyz", "us-east-1_Other9876"
HOSTS = "example.com"


def certificate(cloud: Cloud) -> str:
    """A certificate in the Region from which CloudFront takes them."""
    asked = cloud.client("acm").request_certificate(
        DomainName=HOSTS, SubjectAlternativeNames=[f"*.{HOSTS}"], ValidationMethod="DNS"
    )  # fmt: skip
    return asked["CertificateArn"]


def hosted_zone(cloud: Cloud) -> str:
    """A hosted zone for the site's own name."""
    zone = cloud.client("route53").create_hosted_zone(Name=HOSTS, CallerReference="judge")["HostedZone"]
    return zone["Id"].removeprefix("/hostedzone/")


# The values of parameters that have no default, by the parameter's name.
VALUES: dict[str, Callable[[Cloud], str]] = {
    "UserPoolId": lambda cloud: POOL,
    "UserPoolClientId": lambda cloud: "1example23456789",
    "CertificateArn": certificate,
    "HostedZoneId": hosted_zone,
    "WebAclArn": lambda cloud: "arn:aws:wafv2:us-east-1:123456789012:global/webacl/judge/11111111-2222-3333-4444-555555555555",
}


class Life:
    """One stack in one account."""

    def __init__(self, cloud: Cloud, report: Report, stack: Stack):
        self.cloud, self.report, self.stack = cloud, report, stack
        spec = find_spec(f"expect.{stack.name.replace('-', '_')}")
        self.expected: ModuleType | None = import_module(spec.name) if spec else None
        if self.expected and hasattr(self.expected, "prepare"):
            self.expected.prepare(cloud)
        self.parameters = values(cloud, read(stack.template))

    def live(self) -> None:
        """Create, again, change, other parameters, delete; each followed by questions."""
        if not self.deploys("the first deploy", self.stack.template):
            return
        self.asks(self.stack.template)
        self.changes_nothing()
        if changed := self.stack.changed():
            if self.deploys("a deploy of a change", changed):
                self.asks(changed)
            self.deploys("a deploy of the stack as it was", self.stack.template)
        if "UserPoolId" in self.parameters:
            self.parameters["UserPoolId"] = OTHER_POOL
            if self.deploys("a deploy with another user pool", self.stack.template):
                self.asks(self.stack.template)
        if "CloudFrontDomain" in read(self.stack.template).get("Parameters", {}):
            self.pins()
        self.dies()

    def deploys(self, what: str, template: Path, capabilities: bool = True) -> bool:
        """`aws cloudformation deploy`, which must succeed."""
        self.report.say(f"-- {what}")
        ran = self.cloud.deploy(self.packaged(template), self.stack.name, self.parameters, capabilities)
        why = f"{ran.stderr.strip()} {self.reasons()}" if ran.returncode else ""
        return self.report.that(what, ran.returncode == 0, why)

    def asks(self, template: Path) -> None:
        """What every stack is asked, and what this one promises."""
        try:
            ask(self.cloud, self.report, self.stack.name, read(template))
            if self.expected:
                self.expected.ask(self.cloud, self.report, self.stack.name, self.parameters)
        except (ClientError, LookupError) as error:
            self.report.that("what the stack promises can be asked", False, f"{type(error).__name__}: {error}")

    def changes_nothing(self) -> None:
        """The same deploy again: the CLI says so, exits 0, and nothing happens."""
        before = self.events()
        ran = self.cloud.deploy(self.packaged(self.stack.template), self.stack.name, self.parameters)
        self.report.equal("the same deploy again succeeds", 0, ran.returncode)
        self.report.that("and says that there is nothing to do", "No changes to deploy" in ran.stdout, ran.stdout + ran.stderr)
        self.report.equal("and does nothing", before, self.events())

    def pins(self) -> None:
        """With the domain as a parameter, what had set the variable goes away and the variable stays."""
        custom = {
            name for name, resource in self.cloud.resources(self.stack.name).items() if resource["ResourceType"].startswith("Custom::")
        }
        distribution = self.cloud.resources(self.stack.name)["Distribution"]["PhysicalResourceId"]
        domain = self.cloud.client("cloudfront").get_distribution(Id=distribution)["Distribution"]["DomainName"]
        self.parameters["CloudFrontDomain"] = domain
        if self.deploys("a deploy with the domain pinned", self.stack.template):
            left = set(self.cloud.resources(self.stack.name)) & custom
            self.report.equal("the custom resource is gone", set(), left)
            self.asks(self.stack.template)

    def dies(self) -> None:
        """What holds data stays, everything else goes."""
        self.report.say("-- delete-stack")
        resources = read(self.stack.template)["Resources"]
        made = self.cloud.resources(self.stack.name)
        ran = self.cloud.cli("cloudformation", "delete-stack", "--stack-name", self.stack.name)
        self.report.equal("delete-stack succeeds", 0, ran.returncode)
        ran = self.cloud.cli("cloudformation", "wait", "stack-delete-complete", "--stack-name", self.stack.name)
        self.report.that("the stack is gone", ran.returncode == 0, ran.stderr.strip())
        for logical_id, resource in sorted(made.items()):
            if exists := EXISTS.get(resource["ResourceType"]):
                kept = resources[logical_id].get("DeletionPolicy") in KEEPING
                kept = kept or resource["ResourceType"] in HOLDS_DATA
                what = f"{logical_id} {'stays' if kept else 'is gone'}"
                self.report.equal(what, kept, resource["PhysicalResourceId"] in exists(self.cloud))

    def packaged(self, template: Path) -> Path:
        """The template itself or, where code lies in folders, what `aws cloudformation package` makes of it."""
        if not self.stack.has_local_code(template):
            return template
        bucket = "judge-artifacts"
        if bucket not in buckets(self.cloud):
            self.cloud.client("s3").create_bucket(Bucket=bucket)
        packaged = template.with_suffix(".packaged.yaml")
        ran = self.cloud.cli(
            "cloudformation", "package", "--template-file", template.name, "--s3-bucket", bucket,
            "--output-template-file", packaged.name, folder=template.parent,
        )  # fmt: skip
        self.report.that("aws cloudformation package", ran.returncode == 0, ran.stderr.strip())
        return packaged

    def events(self) -> int:
        """How much has happened to the stack so far."""
        return len(self.cloud.client("cloudformation").describe_stack_events(StackName=self.stack.name)["StackEvents"])

    def reasons(self) -> str:
        """Why resources failed, if the stack exists at all."""
        try:
            return self.cloud.why(self.stack.name)
        except ClientError:
            return ""


def values(cloud: Cloud, template: dict[str, Any]) -> dict[str, str]:
    """A value for each parameter that has no default."""
    needed = [name for name, parameter in template.get("Parameters", {}).items() if "Default" not in parameter]
    if unknown := [name for name in needed if name not in VALUES]:
        raise LookupError(f"VALUES has no value for the parameters {unknown}")
    return {name: VALUES[name](cloud) for name in needed}


def buckets(cloud: Cloud) -> list[str]:
    """The buckets of the account."""
    return [bucket["Name"] for bucket in cloud.client("s3").list_buckets()["Buckets"]]


# What holds users' data must survive the stack whatever its template says.
HOLDS_DATA = ("AWS::S3::Bucket", "AWS::DynamoDB::Table")
EXISTS: dict[str, Callable[[Cloud], list[str]]] = {
    "AWS::S3::Bucket": buckets,
    "AWS::DynamoDB::Table": lambda cloud: cloud.client("dynamodb").list_tables()["TableNames"],
    "AWS::Lambda::Function": lambda cloud: [f["FunctionName"] for f in cloud.client("lambda").list_functions()["Functions"]],
    "AWS::IAM::Role": lambda cloud: [r["RoleName"] for r in cloud.client("iam").list_roles()["Roles"]],
    "AWS::Logs::LogGroup": lambda cloud: [g["logGroupName"] for g in cloud.client("logs").describe_log_groups()["logGroups"]],
    "AWS::CloudFront::Distribution": lambda cloud: [
        d["Id"] for d in cloud.client("cloudfront").list_distributions()["DistributionList"].get("Items", [])
    ],
}


def judge(report: Report, stack: Stack) -> None:
    """The whole life of one stack in an account of its own."""
    with Cloud() as cloud:
        try:
            Life(cloud, report, stack).live()
        except Exception as error:
            # One stack that cannot be judged keeps no other from its judge.
            report.that(f"the life of {stack.name} can be followed to its end", False, f"{type(error).__name__}: {error}")
        complaints = [line for line in cloud.log().splitlines() if "Error" in line]
        report.equal("the pretend AWS did not stumble", [], complaints)
