"""The judge judged: gymcoach's template with one thing broken, which must be seen, in the words of what is broken."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from cloud import Cloud, read
from deploy import Life
from report import Report
from stacks import Stack

Template = dict[str, Any]
PHOTOS = "progress-photos/*"


@dataclass(frozen=True)
class Breakage:
    """What is broken, how, when it must be seen at the latest, and in which words."""

    name: str
    seen_as: str
    how: Callable[[Template], None] = lambda template: None
    when: str = "deploy"
    parameters: bool = True
    capabilities: bool = True


def properties(template: Template, logical_id: str) -> dict[str, Any]:
    """The properties of a resource."""
    return template["Resources"][logical_id]["Properties"]


def custom(template: Template) -> str:
    """The logical id of the custom resource."""
    return next(name for name, r in template["Resources"].items() if r["Type"].startswith("Custom::"))


def setter(template: Template) -> str:
    """The logical id of the custom resource's function."""
    return properties(template, custom(template))["ServiceToken"]["Fn::GetAtt"][0]


def config(template: Template) -> dict[str, Any]:
    """The configuration of the distribution."""
    return properties(template, "Distribution")["DistributionConfig"]


def photos_behavior(template: Template) -> dict[str, Any]:
    """The behavior of the photos."""
    return next(b for b in config(template)["CacheBehaviors"] if b["PathPattern"] == "/progress-photos/*")


def photos_statement(template: Template) -> dict[str, Any]:
    """The statement by which CloudFront reads photos."""
    statements = properties(template, "ProgressPhotosBucketPolicy")["PolicyDocument"]["Statement"]
    return next(s for s in statements if s["Effect"] == "Allow")


def rewritten(value: Any, old: str, new: str) -> Any:
    """A value with a text replaced wherever it stands."""
    return json.loads(json.dumps(value).replace(old, new))


def permission(template: Template, action: str) -> str:
    """The logical id of the permission by which everybody may do this to the analytics service."""
    return next(
        name
        for name, r in template["Resources"].items()
        if r["Type"] == "AWS::Lambda::Permission" and r["Properties"]["Action"] == action and "Analytics" in json.dumps(r)
    )


def unknown_type(template: Template) -> None:
    template["Resources"]["Unknown"] = {"Type": "AWS::S3::Buckets"}


def unknown_name(template: Template) -> None:
    properties(template, "AnalyticsServiceLambda")["Role"] = {"Fn::GetAtt": ["NoSuchRole", "Arn"]}


def unknown_attribute(template: Template) -> None:
    properties(template, "AnalyticsServiceLambda")["Role"] = {"Fn::GetAtt": ["AnalyticsServiceLambdaRole", "ARN"]}


def unknown_property(template: Template) -> None:
    photos_behavior(template)["PathPrefix"] = "/photos"


def dangling_origin(template: Template) -> None:
    photos_behavior(template)["TargetOriginId"] = "photos-of-another-stack"


def whole_url_as_domain(template: Template) -> None:
    origin = next(o for o in config(template)["Origins"] if "CustomOriginConfig" in o)
    origin["DomainName"] = {"Fn::GetAtt": ["AnalyticsServiceUrl", "FunctionUrl"]}


def bare_identity(template: Template) -> None:
    origin = next(o for o in config(template)["Origins"] if "S3OriginConfig" in o)
    origin["S3OriginConfig"]["OriginAccessIdentity"] = {"Ref": "FrontendOAI"}


def wrong_identity(template: Template) -> None:
    statement = photos_statement(template)
    statement["Principal"] = rewritten(statement["Principal"], "ProgressPhotosOAI", "FrontendOAI")


def distribution_as_principal(template: Template) -> None:
    photos_statement(template)["Principal"] = {"AWS": "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1"}


def blocked_public_policy(template: Template) -> None:
    properties(template, "UserUploadsBucket")["PublicAccessBlockConfiguration"]["BlockPublicPolicy"] = True


def reserved_variable(template: Template) -> None:
    properties(template, "AnalyticsServiceLambda")["Environment"]["Variables"]["AWS_REGION"] = "us-east-1"


def circle(template: Template) -> None:
    domain = {"Fn::GetAtt": ["Distribution", "DomainName"]}
    properties(template, "AnalyticsServiceLambda")["Environment"]["Variables"]["CLOUDFRONT_DOMAIN"] = domain


def policy_before_its_bucket(template: Template) -> None:
    resource = template["Resources"]["ProgressPhotosBucketPolicy"]
    resource.pop("DependsOn", None)
    name = "gymcoach-ai-progress-photos-${AWS::AccountId}"
    document = json.dumps(resource["Properties"]["PolicyDocument"])
    document = document.replace('{"Fn::GetAtt": ["ProgressPhotosBucket", "Arn"]}', json.dumps({"Fn::Sub": f"arn:aws:s3:::{name}"}))
    document = document.replace("${ProgressPhotosBucket.Arn}", f"arn:aws:s3:::{name}").replace("${ProgressPhotosBucket}", name)
    resource["Properties"] = {"Bucket": {"Fn::Sub": name}, "PolicyDocument": json.loads(document)}


def second_policy(template: Template) -> None:
    template["Resources"]["ProgressPhotosBucketPolicyToo"] = template["Resources"]["ProgressPhotosBucketPolicy"]


def powerless_setter(template: Template) -> None:
    role = properties(template, setter(template))["Role"]["Fn::GetAtt"][0]
    template["Resources"][role] = rewritten(template["Resources"][role], "lambda:UpdateFunctionConfiguration", "lambda:ListFunctions")


def too_large(template: Template) -> None:
    template["Metadata"] = {"Filler": ["x" * 1_000] * 60}


def photos_at_the_old_keys(template: Template) -> None:
    statement = photos_statement(template)
    statement["Resource"] = rewritten(statement["Resource"], PHOTOS, "users/*")


def everything_to_analytics(template: Template) -> None:
    role = template["Resources"]["AnalyticsServiceLambdaRole"]
    template["Resources"]["AnalyticsServiceLambdaRole"] = rewritten(role, PHOTOS, "*")


def no_way_to_delete_the_old(template: Template) -> None:
    role = template["Resources"]["AnalyticsServiceLambdaRole"]
    template["Resources"]["AnalyticsServiceLambdaRole"] = rewritten(role, "users/*/progress-photos/*", "users/none")


def one_permission(template: Template) -> None:
    del template["Resources"][permission(template, "lambda:InvokeFunction")]


def wrong_permission(template: Template) -> None:
    found = properties(template, permission(template, "lambda:InvokeFunction"))
    del found["InvokedViaFunctionUrl"]


def nobody_sets_the_domain(template: Template) -> None:
    del template["Resources"][custom(template)]


def open_acls(template: Template) -> None:
    properties(template, "ProgressPhotosBucket")["PublicAccessBlockConfiguration"]["IgnorePublicAcls"] = False


def photos_from_the_frontend(template: Template) -> None:
    photos_behavior(template)["TargetOriginId"] = config(template)["DefaultCacheBehavior"]["TargetOriginId"]


def plain_http(template: Template) -> None:
    document = properties(template, "FrontendBucketPolicy")["PolicyDocument"]
    document["Statement"] = [s for s in document["Statement"] if s["Effect"] == "Allow"]


def forgotten_digest(template: Template) -> None:
    for function in properties(template, custom(template))["Functions"]:
        function["Digest"] = "the same for ever"


def lost_photos(template: Template) -> None:
    template["Resources"]["ProgressPhotosBucket"].pop("DeletionPolicy")


BREAKAGES = (
    Breakage("no value for a parameter", r"Parameters: \['UserPoolId'\] must have values", parameters=False),
    Breakage("no capability", "CAPABILITY_IAM", capabilities=False),
    Breakage("a template over 51,200 bytes", "51,200", too_large),
    Breakage("an unknown type", "Unrecognized resource types", unknown_type),
    Breakage("an unknown name", "Unresolved resource dependencies.*NoSuchRole", unknown_name),
    Breakage("an unknown attribute", "does not support attribute type ARN", unknown_attribute),
    Breakage("an unknown property", "extraneous key", unknown_property),
    Breakage("a circle", "Circular dependency", circle),
    Breakage("an origin that does not exist", "origins or origin groups do not exist", dangling_origin),
    Breakage("a whole URL as an origin's domain", "not a valid domain name", whole_url_as_domain),
    Breakage("an identity without its path", "origin access identity does not exist", bare_identity),
    Breakage("a principal that does not exist", "Invalid principal in policy", distribution_as_principal),
    Breakage("a public policy that the bucket blocks", "BlockPublicPolicy", blocked_public_policy),
    Breakage("a reserved variable", "Reserved keys.*AWS_REGION", reserved_variable),
    Breakage("a policy before its bucket", "ProgressPhotosBucketPolicy.*NoSuchBucket", policy_before_its_bucket),
    Breakage("two policies on one bucket", "policy already exists", second_policy),
    Breakage("a custom resource without rights", "UpdateFunctionConfiguration", powerless_setter),
    Breakage("another bucket's identity", "may be read", wrong_identity, "ask"),
    Breakage("photos granted where they were", "who reads what.*users/", photos_at_the_old_keys, "ask"),
    Breakage("a role for the whole bucket", "analytics does not write where photos were before", everything_to_analytics, "ask"),
    Breakage("a role that forgets the old keys", "analytics deletes a photo of before", no_way_to_delete_the_old, "ask"),
    Breakage("one permission for a URL", "AnalyticsServiceUrl: who may call it", one_permission, "ask"),
    Breakage("a permission for everybody's Invoke", "AnalyticsServiceUrl: who may call it", wrong_permission, "ask"),
    Breakage("nobody sets the domain", "AnalyticsServiceLambda: variables.*CLOUDFRONT_DOMAIN", nobody_sets_the_domain, "ask"),
    Breakage("an access block that is off", "access blocks", open_acls, "ask"),
    Breakage("photos from the frontend's bucket", "where the behaviors lead", photos_from_the_frontend, "ask"),
    Breakage("a bucket open to plain HTTP", "FrontendBucketPolicy: closed to plain HTTP", plain_http, "ask"),
    Breakage("a custom resource that does not run again", "AnalyticsServiceLambda: variables", forgotten_digest, "change"),
    Breakage("a bucket that goes with its stack", "ProgressPhotosBucket stays", lost_photos, "delete"),
)


def judge(report: Report, stack: Stack) -> None:
    """Every breakage must be seen; one that is not is a hole in the judge."""
    changed = stack.changed()
    for breakage in BREAKAGES:
        folder = stack.folder / "broken"
        folder.mkdir(exist_ok=True)
        broken = replace(stack, folder=folder)
        for name, source in (("template.json", stack.template), ("changed.json", changed)):
            template = read(source)
            breakage.how(template)
            (folder / name).write_text(json.dumps(template))
        failures = " ".join(life(breakage, broken).failures)
        seen = re.search(breakage.seen_as, failures, re.DOTALL) is not None
        report.that(f"seen: {breakage.name}", seen, f"expected {breakage.seen_as} seen {failures[:500] or 'nothing'}")
    failed_first_deploy(report, stack)


def life(breakage: Breakage, stack: Stack) -> Report:
    """As much of a broken stack's life as it takes to see what is broken."""
    report = Report(silent=True)
    with Cloud() as cloud:
        one = Life(cloud, report, stack)
        if not breakage.parameters:
            one.parameters = {}
        if not one.deploys("the deploy", stack.template, breakage.capabilities) or breakage.when == "deploy":
            return report
        if breakage.when == "ask":
            one.asks(stack.template)
        if breakage.when == "change":
            one.deploys("the change", stack.folder / "changed.json")
            one.asks(stack.folder / "changed.json")
        if breakage.when == "delete":
            one.dies()
    return report


def failed_first_deploy(report: Report, stack: Stack) -> None:
    """A first deploy that fails leaves nothing behind, so that the next one is not in its own way."""
    folder = stack.folder / "broken"
    template = read(stack.template)
    dangling_origin(template)
    (folder / "template.json").write_text(json.dumps(template))
    silent = Report(silent=True)
    with Cloud() as cloud:
        one = Life(cloud, silent, replace(stack, folder=folder))
        failed = not one.deploys("the deploy that fails", one.stack.template)
        report.that("a first deploy fails", failed, "it did not")
        report.equal("its stack is rolled back", "ROLLBACK_COMPLETE", cloud.stack(stack.name)["StackStatus"])
        again = one.deploys("a deploy over it", stack.template)
        report.that("the stack has to be deleted before the next", not again and "ROLLBACK_COMPLETE" in silent.failures[-1], "it had not")
        cloud.cli("cloudformation", "delete-stack", "--stack-name", stack.name)
        kept = one.deploys("the next deploy", stack.template)
        report.that("the next deploy is not in the way of what is left", kept, silent.failures[-1])
