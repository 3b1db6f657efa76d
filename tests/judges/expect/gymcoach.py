"""What gymcoach promises beyond its template: asked by name, and by doing what each role may and may not do."""

from typing import Any

from botocore.exceptions import ClientError

from cloud import Cloud
from questions import listed, policy_of
from report import Report

ACCOUNT = "123456789012"
BUCKETS = {name: f"gymcoach-ai-{name}-{ACCOUNT}" for name in ("frontend", "progress-photos", "user-uploads")}
TABLE = "gymcoach-ai-main"
CLOSED = dict.fromkeys(("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"), True)
MAY = {
    "AnalyticsServiceLambda": {"get", "put", "query", "update", "delete"},
    "UserProfileServiceLambda": {"get", "put", "update"},
    "WorkoutServiceLambda": {"get", "put", "query", "update", "delete"},
    "NutritionServiceLambda": {"get", "put", "query", "update", "delete"},
    "AIServiceLambda": {"get", "put", "query"},
}
NAMES = {
    "AnalyticsServiceLambda": "analytics-service",
    "UserProfileServiceLambda": "user-profile-service",
    "WorkoutServiceLambda": "workout-service",
    "NutritionServiceLambda": "nutrition-service",
    "AIServiceLambda": "ai-service",
}
ROUTES = {
    "/progress-photos/*": BUCKETS["progress-photos"],
    "/api/user-profiles/*": "UserProfileServiceLambda",
    "/api/workouts/*": "WorkoutServiceLambda",
    "/api/analytics/*": "AnalyticsServiceLambda",
    "/api/nutrition/*": "NutritionServiceLambda",
    "/api/ai/*": "AIServiceLambda",
}
API = {"4135ea2d-6df8-44a3-9df3-4b5a84be39ad", "b689b0a8-53d0-40ab-baf2-68738e2966ac"}
SECURITY_HEADERS = "67f7725c-6f97-4210-82d7-5512b31e9d03"


def prepare(cloud: Cloud) -> None:
    """The table that the stack finds in the account."""
    keys = [{"AttributeName": "PK", "KeyType": "HASH"}, {"AttributeName": "SK", "KeyType": "RANGE"}]
    attributes = [{"AttributeName": key["AttributeName"], "AttributeType": "S"} for key in keys]
    cloud.client("dynamodb").create_table(TableName=TABLE, KeySchema=keys, AttributeDefinitions=attributes, BillingMode="PAY_PER_REQUEST")


def ask(cloud: Cloud, report: Report, name: str, parameters: dict[str, str]) -> None:
    """Everything that the system's description says."""
    made = {logical_id: resource["PhysicalResourceId"] for logical_id, resource in cloud.resources(name).items()}
    report.equal("the parameters without default", ["UserPoolId"], [key for key in parameters if key != "CloudFrontDomain"])
    buckets(cloud, report, made)
    domain = cloud.client("cloudfront").get_distribution(Id=made["Distribution"])["Distribution"]["DomainName"]
    variables(cloud, report, parameters, parameters.get("CloudFrontDomain") or domain)
    routes(cloud, report, made)
    photos(cloud, report, made)
    uploads(cloud, report, made)
    for logical_id, may in MAY.items():
        items(cloud, report, made, logical_id, may)


def buckets(cloud: Cloud, report: Report, made: dict[str, str]) -> None:
    """Names, blocks, and who reads what."""
    s3 = cloud.client("s3")
    ids = {"frontend": "FrontendBucket", "progress-photos": "ProgressPhotosBucket", "user-uploads": "UserUploadsBucket"}
    for bucket, logical_id in ids.items():
        report.equal(f"the name of {logical_id}", BUCKETS[bucket], made.get(logical_id))
        public = {"BlockPublicPolicy": False, "RestrictPublicBuckets": False} if bucket == "user-uploads" else {}
        seen = s3.get_public_access_block(Bucket=BUCKETS[bucket])["PublicAccessBlockConfiguration"]
        report.equal(f"{bucket}: access blocks", {**CLOSED, **public}, seen)
    identity = "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity "
    readers = {
        "frontend": [(identity + made["FrontendOAI"], "*")],
        "progress-photos": [(identity + made["ProgressPhotosOAI"], "progress-photos/*")],
        "user-uploads": [("*", "user-profiles/*")],
    }
    for bucket, wanted in readers.items():
        allowed = [s for s in policy_of(cloud, BUCKETS[bucket])["Statement"] if s["Effect"] == "Allow"]
        seen = [
            (s["Principal"] if s["Principal"] == "*" else s["Principal"]["AWS"], resource.removeprefix(f"arn:aws:s3:::{BUCKETS[bucket]}/"))
            for s in allowed
            for resource in listed(s["Resource"])
        ]
        report.equal(f"{bucket}: who reads what", wanted, seen)
        report.equal(f"{bucket}: what may be done", [["s3:GetObject"]] * len(wanted), [listed(s["Action"]) for s in allowed])


def variables(cloud: Cloud, report: Report, parameters: dict[str, str], domain: str) -> None:
    """Every variable of the system's description, word for word, USER_POOL_ID everywhere, AWS_REGION nowhere."""
    everywhere = {"USER_POOL_ID": parameters["UserPoolId"]}
    wanted = {
        "AnalyticsServiceLambda": {
            "TABLE_NAME": TABLE, "DYNAMODB_TABLE": TABLE, "PROGRESS_PHOTOS_BUCKET": BUCKETS["progress-photos"], "CLOUDFRONT_DOMAIN": domain,
        },
        "UserProfileServiceLambda": {"TABLE_NAME": TABLE, "USER_UPLOADS_BUCKET": BUCKETS["user-uploads"]},
    }  # fmt: skip
    for logical_id, function in NAMES.items():
        seen = cloud.client("lambda").get_function_configuration(FunctionName=f"gymcoach-ai-{function}")
        found = seen.get("Environment", {}).get("Variables", {})
        if logical_id in wanted:
            report.equal(f"{logical_id}: variables", {**wanted[logical_id], **everywhere}, found)
        else:
            report.equal(f"{logical_id}: USER_POOL_ID", everywhere["USER_POOL_ID"], found.get("USER_POOL_ID"))
            report.that(f"{logical_id}: no AWS_REGION", "AWS_REGION" not in found, str(found))


def routes(cloud: Cloud, report: Report, made: dict[str, str]) -> None:
    """Which behavior leads where, and how it caches."""
    config = cloud.client("cloudfront").get_distribution(Id=made["Distribution"])["Distribution"]["DistributionConfig"]
    domains = {origin["Id"]: origin["DomainName"] for origin in config["Origins"]["Items"]}
    urls = {
        cloud.client("lambda").get_function_url_config(FunctionName=f"gymcoach-ai-{name}")["FunctionUrl"].split("/")[2]: logical_id
        for logical_id, name in NAMES.items()
    }
    hosts = {**urls, **{f"{bucket}.s3.us-east-1.amazonaws.com": bucket for bucket in BUCKETS.values()}}
    behaviors = config["CacheBehaviors"]["Items"]
    leads = {b["PathPattern"]: hosts.get(domains[b["TargetOriginId"]]) for b in behaviors}
    report.equal("where the behaviors lead", ROUTES, leads)
    report.equal("where the rest leads", BUCKETS["frontend"], hosts.get(domains[config["DefaultCacheBehavior"]["TargetOriginId"]]))
    timeouts = {
        hosts[o["DomainName"]]: o["CustomOriginConfig"]["OriginReadTimeout"]
        for o in config["Origins"]["Items"]
        if "CustomOriginConfig" in o
    }
    report.equal("read timeouts", {logical_id: 70 if logical_id == "AIServiceLambda" else 40 for logical_id in NAMES}, timeouts)
    for behavior in behaviors:
        pattern, api = behavior["PathPattern"], behavior["PathPattern"].startswith("/api/")
        report.equal(f"{pattern}: methods", 7 if api else 2, behavior["AllowedMethods"]["Quantity"])
        report.equal(f"{pattern}: protocol", "https-only" if api else "redirect-to-https", behavior["ViewerProtocolPolicy"])
        if api:
            report.equal(f"{pattern}: never cached", API, {behavior["CachePolicyId"], behavior["OriginRequestPolicyId"]})
        else:
            report.equal(f"{pattern}: its own cache policy", made_policies(cloud), {behavior["CachePolicyId"]})
    default = config["DefaultCacheBehavior"]
    report.equal("the router stands at the default behavior", 1, default["FunctionAssociations"]["Quantity"])
    report.equal("and at no other", 0, sum(b["FunctionAssociations"]["Quantity"] for b in behaviors))
    report.equal("security headers", SECURITY_HEADERS, default.get("ResponseHeadersPolicyId"))


def made_policies(cloud: Cloud) -> set[str]:
    """The cache policies that the stack has made."""
    found = cloud.resources("gymcoach").values()
    return {r["PhysicalResourceId"] for r in found if r["ResourceType"] == "AWS::CloudFront::CachePolicy"}


def photos(cloud: Cloud, report: Report, made: dict[str, str]) -> None:
    """The analytics service writes where CloudFront reads, may delete the keys of before the fix, and nothing else."""
    bucket = BUCKETS["progress-photos"]
    photo, old = "progress-photos/xyz789", "users/abc123/progress-photos/xyz789"
    does = doing(cloud, "AnalyticsServiceLambda")
    report.equal("analytics puts a photo", True, does("s3", "put_object", Bucket=bucket, Key=photo, Body=b"photo"))
    report.equal("analytics gets a photo", True, does("s3", "get_object", Bucket=bucket, Key=photo))
    report.equal("analytics deletes a photo", True, does("s3", "delete_object", Bucket=bucket, Key=photo))
    report.equal("analytics deletes a photo of before", True, does("s3", "delete_object", Bucket=bucket, Key=old))
    report.equal("analytics does not write where photos were before", False, does("s3", "put_object", Bucket=bucket, Key=old, Body=b""))
    report.equal("analytics does not read where photos were before", False, does("s3", "get_object", Bucket=bucket, Key=old))
    report.equal("analytics does not delete a profile", False, does("s3", "delete_object", Bucket=bucket, Key="users/abc123/profile"))
    uploads = {"Bucket": BUCKETS["user-uploads"], "Key": "user-profiles/uuid.jpg"}
    report.equal("analytics does not write profile pictures", False, does("s3", "put_object", **uploads, Body=b""))
    report.equal("analytics does not list photos", False, does("s3", "list_objects_v2", Bucket=bucket))


def uploads(cloud: Cloud, report: Report, made: dict[str, str]) -> None:
    """The user profile service signs uploads below one prefix."""
    does = doing(cloud, "UserProfileServiceLambda")
    bucket = BUCKETS["user-uploads"]
    report.equal("profile puts a picture", True, does("s3", "put_object", Bucket=bucket, Key="user-profiles/uuid.jpg", Body=b""))
    report.equal("profile puts nothing elsewhere", False, does("s3", "put_object", Bucket=bucket, Key="uuid.jpg", Body=b""))
    photo = {"Bucket": BUCKETS["progress-photos"], "Key": "progress-photos/xyz789"}
    report.equal("profile does not read photos", False, does("s3", "get_object", **photo))
    cloud.client("s3").delete_object(Bucket=bucket, Key="user-profiles/uuid.jpg")


def items(cloud: Cloud, report: Report, made: dict[str, str], logical_id: str, may: set[str]) -> None:
    """What a service does with the table, action by action."""
    key = {"PK": {"S": "USER#abc123"}, "SK": {"S": "PROFILE"}}
    query = {"KeyConditionExpression": "PK = :k", "ExpressionAttributeValues": {":k": {"S": "USER#abc123"}}}
    calls: dict[str, tuple[str, dict[str, Any]]] = {
        "get": ("get_item", {"Key": key}),
        "put": ("put_item", {"Item": key}),
        "query": ("query", query),
        "update": (
            "update_item",
            {"Key": key, "UpdateExpression": "SET seen = :k", "ExpressionAttributeValues": query["ExpressionAttributeValues"]},
        ),
        "delete": ("delete_item", {"Key": key}),
        "scan": ("scan", {}),
    }
    does = doing(cloud, logical_id)
    seen = {action for action, (call, arguments) in calls.items() if does("dynamodb", call, TableName=TABLE, **arguments)}
    report.equal(f"{logical_id}: what it does with the table", may, seen)


def doing(cloud: Cloud, logical_id: str) -> Any:
    """Whether a call with the rights of a function's role is let through."""
    role = cloud.client("lambda").get_function_configuration(FunctionName=f"gymcoach-ai-{NAMES[logical_id]}")["Role"]

    def does(service: str, call: str, **arguments: Any) -> bool:
        try:
            getattr(cloud.client(service, role), call)(**arguments)
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] == 403:
                return False
            if error.response["Error"]["Code"] != "NoSuchKey":
                raise
        return True

    return does
