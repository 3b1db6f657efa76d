"""What is asked of the services about every stack: whether what its template says is there, and whether its parts find each other."""

import json
import re
from typing import Any

from botocore.exceptions import ClientError

from cloud import Cloud
from report import Report

ACCOUNT = "123456789012"
BLOCKS = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")
OPEN = [
    {"Action": "lambda:InvokeFunctionUrl", "FunctionUrlAuthType": "NONE"},
    {"Action": "lambda:InvokeFunction", "InvokedViaFunctionUrl": True},
]


def ask(cloud: Cloud, report: Report, name: str, template: dict[str, Any]) -> None:
    """Everything that is asked of a stack that was just deployed."""
    stack = cloud.stack(name)
    report.that("the stack is complete", stack["StackStatus"] in ("CREATE_COMPLETE", "UPDATE_COMPLETE"), stack["StackStatus"])
    made = cloud.resources(name)
    unfinished = {i: r["ResourceStatus"] for i, r in made.items() if r["ResourceStatus"] not in ("CREATE_COMPLETE", "UPDATE_COMPLETE")}
    report.equal("every resource is complete", {}, unfinished)
    unconditional = {i for i, r in template["Resources"].items() if "Condition" not in r}
    report.equal("every unconditional resource is made", set(), unconditional - set(made))
    report.equal("every output has a value", [], [o["OutputKey"] for o in stack.get("Outputs", []) if not o["OutputValue"]])
    for logical_id, resource in sorted(made.items()):
        question = QUESTIONS.get(resource["ResourceType"])
        if question:
            properties = template["Resources"][logical_id].get("Properties", {})
            try:
                question(cloud, report, logical_id, resource["PhysicalResourceId"], properties)
            except ClientError as error:
                report.that(f"{logical_id} answers", False, str(error))


def bucket(cloud: Cloud, report: Report, logical_id: str, name: str, properties: dict[str, Any]) -> None:
    """A bucket says aloud what it blocks, who owns its objects and how they are encrypted."""
    s3 = cloud.client("s3")
    wanted = properties.get("PublicAccessBlockConfiguration", dict.fromkeys(BLOCKS, True))
    seen = s3.get_public_access_block(Bucket=name)["PublicAccessBlockConfiguration"]
    report.equal(f"{logical_id}: access blocks", {block: wanted.get(block, False) for block in BLOCKS}, seen)
    rules = s3.get_bucket_encryption(Bucket=name)["ServerSideEncryptionConfiguration"]["Rules"]
    report.that(f"{logical_id}: encryption", bool(rules), "none")
    owner = s3.get_bucket_ownership_controls(Bucket=name)["OwnershipControls"]["Rules"]
    report.equal(f"{logical_id}: ownership", [{"ObjectOwnership": "BucketOwnerEnforced"}], owner)
    wanted_rules = len(properties.get("CorsConfiguration", {}).get("CorsRules", []))
    report.equal(f"{logical_id}: CORS rules", wanted_rules, len(cors_rules(cloud, name)))


def bucket_policy(cloud: Cloud, report: Report, logical_id: str, name: str, properties: dict[str, Any]) -> None:
    """A policy stands at the bucket, and it closes the bucket and its objects to plain HTTP."""
    document = policy_of(cloud, name)
    wanted = len(properties["PolicyDocument"]["Statement"])
    report.equal(f"{logical_id}: statements", wanted, len(document["Statement"]))
    closed = {
        resource
        for statement in document["Statement"]
        if statement["Effect"] == "Deny" and statement.get("Condition") == {"Bool": {"aws:SecureTransport": "false"}}
        for resource in listed(statement["Resource"])
    }
    report.equal(f"{logical_id}: closed to plain HTTP", {f"arn:aws:s3:::{name}", f"arn:aws:s3:::{name}/*"}, closed)


def function(cloud: Cloud, report: Report, logical_id: str, name: str, properties: dict[str, Any]) -> None:
    """A function has the role, the limits and the log group that it says."""
    seen = cloud.client("lambda").get_function_configuration(FunctionName=name)
    for key in ("Runtime", "Handler", "MemorySize", "Timeout"):
        if is_written(properties.get(key)):
            report.equal(f"{logical_id}: {key}", properties[key], seen[key])
    role = cloud.client("iam").get_role(RoleName=seen["Role"].rsplit("/", 1)[-1])["Role"]
    report.equal(f"{logical_id}: its role exists", seen["Role"], role["Arn"])
    if "LoggingConfig" in properties:
        groups = cloud.client("logs").describe_log_groups(logGroupNamePrefix=seen["LoggingConfig"]["LogGroup"])["logGroups"]
        report.that(f"{logical_id}: its log group exists and forgets", any(g.get("retentionInDays") for g in groups), str(groups))


def url(cloud: Cloud, report: Report, logical_id: str, function_arn: str, properties: dict[str, Any]) -> None:
    """A public URL needs two permissions: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html"""
    seen = cloud.client("lambda").get_function_url_config(FunctionName=function_arn)
    report.equal(f"{logical_id}: AuthType", properties["AuthType"], seen["AuthType"])
    if properties["AuthType"] == "NONE":
        report.equal(f"{logical_id}: who may call it", OPEN, permissions_of(cloud, function_arn))


def log_group(cloud: Cloud, report: Report, logical_id: str, name: str, properties: dict[str, Any]) -> None:
    """A log group forgets after the time that it says."""
    groups = cloud.client("logs").describe_log_groups(logGroupNamePrefix=name)["logGroups"]
    seen = next((group.get("retentionInDays", "for ever") for group in groups if group["logGroupName"] == name), "no log group")
    wanted = properties.get("RetentionInDays", "for ever")
    report.equal(f"{logical_id}: retention", wanted if is_written(wanted) else seen, seen)


def role(cloud: Cloud, report: Report, logical_id: str, name: str, properties: dict[str, Any]) -> None:
    """A role has its policies."""
    seen = cloud.client("iam").list_role_policies(RoleName=name)["PolicyNames"]
    report.equal(f"{logical_id}: policies", sorted(p["PolicyName"] for p in properties.get("Policies", [])), sorted(seen))


def table(cloud: Cloud, report: Report, logical_id: str, name: str, properties: dict[str, Any]) -> None:
    """A table is there with its key."""
    seen = cloud.client("dynamodb").describe_table(TableName=name)["Table"]
    report.equal(f"{logical_id}: key", properties["KeySchema"], seen["KeySchema"])


def distribution(cloud: Cloud, report: Report, logical_id: str, identifier: str, properties: dict[str, Any]) -> None:
    """Behind every origin is something that lets this distribution in."""
    found = cloud.client("cloudfront").get_distribution(Id=identifier)["Distribution"]
    config = found["DistributionConfig"]
    wanted = properties["DistributionConfig"]
    report.equal(f"{logical_id}: enabled", wanted["Enabled"], config["Enabled"])
    patterns = [behavior["PathPattern"] for behavior in wanted.get("CacheBehaviors", [])]
    report.equal(f"{logical_id}: order of behaviors", patterns, [b["PathPattern"] for b in config["CacheBehaviors"].get("Items", [])])
    urls = {host_of_url(cloud, f["FunctionName"]) for f in cloud.client("lambda").list_functions()["Functions"]}
    asked = {origin["Id"]: origin["DomainName"] for origin in wanted["Origins"]}
    for origin in config["Origins"]["Items"]:
        what, domain = f"{logical_id}: origin {origin['Id']}", origin["DomainName"]
        if ".lambda-url." in domain:
            report.that(f"{what} is a function's URL", domain in urls, f"expected one of {sorted(filter(None, urls))} seen {domain}")
        elif found_bucket := re.fullmatch(r"(.+)\.s3\.[a-z0-9-]+\.amazonaws\.com", domain):
            reader = origin.get("S3OriginConfig", {}).get("OriginAccessIdentity", "").removeprefix("origin-access-identity/cloudfront/")
            # A bucket that is named by its name is not the stack's, and has its policy from elsewhere.
            if "Fn::GetAtt" not in asked[origin["Id"]]:
                continue
            reads = readers_of(policy_of(cloud, found_bucket[1]))
            wanted_reader = reader or f"arn:aws:cloudfront::{ACCOUNT}:distribution/{identifier}"
            report.that(f"{what} may be read", wanted_reader in reads, f"expected {wanted_reader} among {sorted(reads)}")


QUESTIONS = {
    "AWS::S3::Bucket": bucket,
    "AWS::S3::BucketPolicy": bucket_policy,
    "AWS::Lambda::Function": function,
    "AWS::Lambda::Url": url,
    "AWS::Logs::LogGroup": log_group,
    "AWS::IAM::Role": role,
    "AWS::DynamoDB::Table": table,
    "AWS::CloudFront::Distribution": distribution,
}


def is_written(value: Any) -> bool:
    """Whether a template has a property, and its value word for word rather than a function of others."""
    return value is not None and not isinstance(value, dict)


def listed(value: Any) -> list[Any]:
    """One or many, as many."""
    return value if isinstance(value, list) else [value]


def policy_of(cloud: Cloud, bucket_name: str) -> dict[str, Any]:
    """The policy of a bucket."""
    return json.loads(cloud.client("s3").get_bucket_policy(Bucket=bucket_name)["Policy"])


def cors_rules(cloud: Cloud, bucket_name: str) -> list[dict[str, Any]]:
    """The CORS rules of a bucket."""
    try:
        return cloud.client("s3").get_bucket_cors(Bucket=bucket_name)["CORSRules"]
    except ClientError:
        return []


def readers_of(policy: dict[str, Any]) -> set[str]:
    """The identities and the distributions that a bucket's policy lets read objects."""
    found = set()
    for statement in policy["Statement"]:
        if statement["Effect"] == "Allow" and "s3:GetObject" in listed(statement["Action"]):
            principal = statement["Principal"]
            if isinstance(principal, dict):
                found |= {aws.rsplit(" ", 1)[-1] for aws in listed(principal.get("AWS", []))}
            for operator in statement.get("Condition", {}).values():
                found |= {value for key, values in operator.items() if key.lower() == "aws:sourcearn" for value in listed(values)}
    return found


def host_of_url(cloud: Cloud, function_name: str) -> str | None:
    """The host of a function's URL, if it has one."""
    try:
        return cloud.client("lambda").get_function_url_config(FunctionName=function_name)["FunctionUrl"].split("/")[2]
    except ClientError:
        return None


def permissions_of(cloud: Cloud, function_name: str) -> list[dict[str, Any]]:
    """What a function's policy lets everybody do, the action and its condition only."""
    try:
        statements = json.loads(cloud.client("lambda").get_policy(FunctionName=function_name)["Policy"])["Statement"]
    except ClientError:
        return []
    kept = ("Action", "FunctionUrlAuthType", "InvokedViaFunctionUrl")
    found = [{key: s[key] for key in kept if key in s} for s in statements if s["Effect"] == "Allow" and s["Principal"] == "*"]
    return sorted(found, key=lambda permission: "FunctionUrlAuthType" not in permission)
