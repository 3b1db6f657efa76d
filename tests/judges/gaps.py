"""What moto lets through or forgets where AWS would refuse or remember: closed here, so that the judge is not kinder than AWS."""

import json
import re
from collections.abc import Callable
from typing import Any

from moto.awslambda.exceptions import LambdaClientError
from moto.awslambda.models import LambdaFunction
from moto.awslambda.responses import LambdaResponse
from moto.cloudfront import models as cloudfront
from moto.core.authorization import ActionAuthenticatorMixin
from moto.dynamodb.responses import DynamoHandler
from moto.iam.models import iam_backends
from moto.s3.exceptions import S3ClientError
from moto.s3.models import FakeBucket, S3Backend
from moto.sts.models import sts_backends

from cloudformation.kinds.cloudfront import IDENTITIES

ACCOUNT, REGION = "123456789012", "us-east-1"
IDENTITY = "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity "
# https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
RESERVED = {
    "_HANDLER", "_X_AMZN_TRACE_ID", "AWS_DEFAULT_REGION", "AWS_REGION", "AWS_EXECUTION_ENV", "AWS_LAMBDA_FUNCTION_NAME",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_FUNCTION_VERSION", "AWS_LAMBDA_INITIALIZATION_TYPE", "AWS_LAMBDA_LOG_GROUP_NAME",
    "AWS_LAMBDA_LOG_STREAM_NAME", "AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN",
    "AWS_LAMBDA_RUNTIME_API", "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR", "AWS_LAMBDA_MAX_CONCURRENCY", "AWS_LAMBDA_METADATA_API",
    "AWS_LAMBDA_METADATA_TOKEN",
}  # fmt: skip
LARGEST_ENVIRONMENT = 4_096
# A condition on one of these with a fixed value makes a policy for everybody one that is not public:
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
NARROWING = {
    "aws:principalorgid", "aws:principalorgpaths", "aws:principalaccount", "aws:principalarn", "aws:sourcearn", "aws:sourceaccount",
    "aws:sourceowner", "aws:sourcevpc", "aws:sourcevpce", "aws:userid", "s3:dataaccesspointarn", "s3:dataaccesspointaccount",
}  # fmt: skip


def close() -> None:
    """Close them all; before the first request."""
    around(LambdaFunction, "__init__", remember_function)
    around(LambdaFunction, "update_configuration", update_function)
    around(LambdaFunction, "get_configuration", show_function)
    around(cloudfront.Origin, "__init__", remember_origin)
    around(cloudfront.DefaultCacheBehaviour, "__init__", remember_behavior)
    around(S3Backend, "put_bucket_policy", refuse_bucket_policy)
    around(FakeBucket, "get_permission", without_conditions)
    around(ActionAuthenticatorMixin, "_authenticate_and_authorize_action", authorize_roles)
    LambdaResponse._determine_resource = lambda request: function_arn(request.path)
    DynamoHandler._determine_resource = lambda request: table_arn(request)


def around(owner: type, name: str, wrapper: Callable[..., Any]) -> None:
    """Replace a method by one that gets the method itself first."""
    inner = getattr(owner, name)
    setattr(owner, name, lambda *args, **kwargs: wrapper(inner, *args, **kwargs))


def remember_function(inner: Any, function: Any, account_id: str, spec: dict[str, Any], region: str, version: Any = 1) -> None:
    """A new function: its variables are looked at, its logging is kept."""
    refuse_environment(spec)
    inner(function, account_id, spec, region, version)
    function.logging_config = spec.get("LoggingConfig")


def update_function(inner: Any, function: Any, updates: dict[str, Any]) -> Any:
    """A changed function, by the same rules."""
    refuse_environment(updates)
    for key, name in (("LoggingConfig", "logging_config"), ("EphemeralStorage", "_ephemeral_storage")):
        if key in updates:
            setattr(function, name, updates[key] if key == "LoggingConfig" else updates[key]["Size"])
    return inner(function, updates)


def show_function(inner: Any, function: Any, on_create: bool = False) -> Any:
    """What GetFunctionConfiguration says, with where the function logs."""
    config = inner(function, on_create)
    return {**config, "LoggingConfig": function.logging_config} if function.logging_config else config


def refuse_environment(spec: dict[str, Any]) -> None:
    """Reserved names, names that are none, and more than Lambda holds."""
    variables = spec.get("Environment", {}).get("Variables", {})
    if reserved := sorted(set(variables) & RESERVED):
        raise LambdaClientError(
            "InvalidParameterValueException",
            "Lambda was unable to configure your environment variables because the environment variables you have provided contains "
            f"reserved keys that are currently not supported for modification. Reserved keys used in this request: {', '.join(reserved)}",
        )
    if wrong := [name for name in variables if not re.fullmatch(r"[a-zA-Z]\w+", name)]:
        raise LambdaClientError("ValidationException", f"Value {wrong} at 'environment.variables' failed to satisfy constraint")
    if len(json.dumps(variables, separators=(",", ":"))) > LARGEST_ENVIRONMENT:
        raise LambdaClientError("InvalidParameterValueException", f"environment variables exceeded the {LARGEST_ENVIRONMENT} byte limit")


def remember_origin(inner: Any, origin: Any, config: dict[str, Any]) -> None:
    """Who CloudFront is towards an origin."""
    inner(origin, config)
    origin.origin_access_control_id = config.get("OriginAccessControlId", "")
    origin.s3_origin_config = config.get("S3OriginConfig")


def remember_behavior(inner: Any, behavior: Any, config: dict[str, Any]) -> None:
    """The viewer functions of a behavior."""
    inner(behavior, config)
    behavior.function_associations = config.get("FunctionAssociations") or {"Quantity": 0}


def refuse_bucket_policy(inner: Any, backend: Any, bucket_name: str, policy: bytes) -> None:
    """Resources of another bucket, principals that do not exist, and public access that the bucket blocks."""
    bucket = backend.get_bucket(bucket_name)
    for statement in json.loads(policy)["Statement"]:
        arn = f"arn:aws:s3:::{bucket_name}"
        for resource in listed(statement.get("Resource")):
            if resource != arn and not resource.startswith(f"{arn}/"):
                raise S3ClientError("MalformedPolicy", f"Policy has invalid resource: {resource}")
        for principal in principals(statement):
            if not exists(principal):
                raise S3ClientError("MalformedPolicy", f"Invalid principal in policy: {principal}")
        block = bucket.public_access_block
        if block and str(block.block_public_policy).lower() == "true" and is_public(statement):
            refused = S3ClientError("AccessDenied", f"public policies are blocked by the BlockPublicPolicy setting of {bucket_name}")
            refused.code = 403
            raise refused
    inner(backend, bucket_name, policy)


def without_conditions(inner: Any, bucket: Any, action: str, resource: str) -> Any:
    """moto takes a condition for one that is met, so that a refusal of plain HTTP would refuse everything."""
    whole = bucket.policy
    if whole is not None:
        document = json.loads(whole)
        document["Statement"] = [statement for statement in document["Statement"] if "Condition" not in statement]
        bucket.policy = json.dumps(document).encode()
    try:
        return inner(bucket, action, resource)
    finally:
        bucket.policy = whole


def listed(value: Any) -> list[Any]:
    """One or many, as many."""
    return value if isinstance(value, list) else [] if value is None else [value]


def principals(statement: dict[str, Any]) -> list[str]:
    """The AWS principals that a statement names."""
    principal = statement.get("Principal")
    return ["*"] if principal == "*" else listed((principal or {}).get("AWS"))


def exists(principal: str) -> bool:
    """Whether S3 finds a principal: an identity of CloudFront, a role of this account, an account, everybody."""
    if principal.startswith(IDENTITY):
        return principal.removeprefix(IDENTITY) in IDENTITIES.kept
    if ":role/" in principal and f"::{ACCOUNT}:" in principal:
        return any(role.arn == principal for role in iam_backends[ACCOUNT]["aws"].roles.values())
    return principal == "*" or re.fullmatch(r"\d{12}|arn:aws:(iam|sts)::\d{12}:[\w/+=,.@-]+", principal) is not None


def is_public(statement: dict[str, Any]) -> bool:
    """Whether a statement lets everybody in."""
    keys = {key.lower() for operator in statement.get("Condition", {}).values() for key in operator}
    return statement["Effect"] == "Allow" and "*" in principals(statement) and not keys & NARROWING


def authorize_roles(inner: Any, request: Any, iam_request: type, resource: str = "*") -> None:
    """A call with a role's keys needs the role's permission; the deployer's own keys may do everything."""
    key = re.search(r"Credential=([^/]+)/", request.headers.get("Authorization", ""))
    if key and any(role.access_key_id == key[1] for role in sts_backends[ACCOUNT]["aws"].assumed_roles):
        asked = iam_request(
            account_id=ACCOUNT, method=request.method, path=request.path, data=request.data,
            body=request.raw_body, headers=request.headers, action=request._get_action(),
        )  # fmt: skip
        asked.check_action_permitted(resource)


def function_arn(path: str) -> str:
    """The function that a path of Lambda's API names."""
    found = re.search(r"/functions/([^/]+)", path)
    name = found[1].rsplit("function%3A", 1)[-1].rsplit("function:", 1)[-1] if found else "*"
    return f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{name}"


def table_arn(request: Any) -> str:
    """The table that a call of DynamoDB's API names."""
    name = request.body.get("TableName", "*") if isinstance(request.body, dict) else "*"
    return f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/{name}"
