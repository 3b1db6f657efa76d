"""Distributions and what they refer to; moto has no API for identities, policies and viewer functions, so those are kept here."""

import secrets
import string
import uuid
from typing import Any

from ..shape import parameters
from ..template import Refused
from . import Made, Place, client, known, tags

# https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html and the two pages beside it.
MANAGED = {
    "CachePolicyId": {
        "2e54312d-136d-493c-8eb9-b001f22f67d2", "4135ea2d-6df8-44a3-9df3-4b5a84be39ad", "658327ea-f89d-4fab-a63d-7e88639e58f6",
        "b2884449-e4de-46a7-ac36-70bc7f1ddd6d", "08627262-05a9-4f76-9ded-b50ca2e3a84f", "83da9c7e-98b4-4e11-a168-04f0df8e2c65",
        "4cc15a8a-d715-48a4-82b8-cc0b614638fe",
    },
    "OriginRequestPolicyId": {
        "216adef6-5c7f-47e4-b989-5492eafa07d3", "33f36d7e-f396-46d9-90e0-52428a34d9dc", "b689b0a8-53d0-40ab-baf2-68738e2966ac",
        "59781a5b-3903-41f3-afcb-af62929ccde1", "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf", "775133bc-15f2-49f9-abea-afb2e0bf67d2",
        "bf0718e1-ba1e-49d1-88b1-f726733018ae", "acba4595-bd28-49b8-b9fe-13317c0390fa",
    },
    "ResponseHeadersPolicyId": {
        "e61eb60c-9c35-4d20-a928-2b84e02af89c", "5cc3b908-e619-4b99-88e5-2cf7f45965bd", "eaab4381-ed33-4a86-88ca-d9558dc6cd63",
        "67f7725c-6f97-4210-82d7-5512b31e9d03", "60669652-455b-4ae9-85a4-c4c02393f86c",
    },
}  # fmt: skip
LEGACY = ("ForwardedValues", "MinTTL", "DefaultTTL", "MaxTTL")
METHODS = ({"GET", "HEAD"}, {"GET", "HEAD", "OPTIONS"}, {"GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"})
LARGEST_FUNCTION = 10_240


def input_of(operation: str) -> Any:
    """The input of an operation of CloudFront."""
    return client("cloudfront").meta.service_model.operation_model(operation).input_shape


def new_id() -> str:
    """An id in the form in which CloudFront gives them."""
    return "E" + "".join(secrets.choice(string.ascii_uppercase + string.digits) for _ in range(13))


class Kept:
    """What moto has no API for: its configuration is checked against the API's model and kept here by id."""

    def __init__(self, operation: str, member: str, config: str, identifier: Any):
        self.operation, self.member, self.config, self.identifier = operation, member, config, identifier
        self.kept: dict[str, dict[str, Any]] = {}

    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        return self._keep(self.identifier(), properties)

    def update(self, place: Place, old: Any, properties: dict[str, Any]) -> Made:
        return self._keep(old.physical_id, properties)

    def delete(self, place: Place, old: Any) -> None:
        del self.kept[old.physical_id]

    def _keep(self, physical_id: str, properties: dict[str, Any]) -> Made:
        config = parameters(input_of(self.operation).members[self.member], known(properties, self.config)[self.config])
        name = config.get("Name")
        if name and any(other.get("Name") == name for key, other in self.kept.items() if key != physical_id):
            raise Refused(f"the name {name} already exists")
        self.kept[physical_id] = config
        return physical_id, {"Id": physical_id, "S3CanonicalUserId": physical_id.lower()}


class ViewerFunction:
    """https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-function.html"""

    def __init__(self) -> None:
        self.live: dict[str, str] = {}

    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        arn = f"arn:aws:cloudfront::123456789012:function/{properties['Name']}"
        if arn in self.live:
            raise Refused(f"the function {properties['Name']} already exists")
        return self._publish(arn, properties)

    def update(self, place: Place, old: Any, properties: dict[str, Any]) -> Made:
        return self._publish(old.physical_id, properties)

    def delete(self, place: Place, old: Any) -> None:
        self.live.pop(old.physical_id, None)

    def _publish(self, arn: str, properties: dict[str, Any]) -> Made:
        known(properties, "Name", "AutoPublish", "FunctionCode", "FunctionConfig", "Tags")
        parameters(input_of("CreateFunction").members["FunctionConfig"], properties["FunctionConfig"])
        if len(properties["FunctionCode"].encode()) > LARGEST_FUNCTION:
            raise Refused("FunctionSizeLimitExceeded")
        if str(properties.get("AutoPublish")).lower() == "true":
            self.live[arn] = properties["FunctionCode"]
        return arn, {"FunctionARN": arn, "FunctionMetadata.FunctionARN": arn, "Stage": "LIVE" if arn in self.live else "DEVELOPMENT"}


class AccessControl:
    """https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-originaccesscontrol.html"""

    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        config = parameters(input_of("CreateOriginAccessControl"), properties)
        made = client("cloudfront").create_origin_access_control(**config)["OriginAccessControl"]
        return made["Id"], {"Id": made["Id"]}

    def update(self, place: Place, old: Any, properties: dict[str, Any]) -> Made:
        config = parameters(input_of("UpdateOriginAccessControl"), properties)
        client("cloudfront").update_origin_access_control(**config, Id=old.physical_id, IfMatch="any")
        return old.physical_id, old.attributes

    def delete(self, place: Place, old: Any) -> None:
        client("cloudfront").delete_origin_access_control(Id=old.physical_id, IfMatch="any")


class Distribution:
    """https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-distribution.html"""

    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        config = self._config(known(properties, "DistributionConfig", "Tags"), str(uuid.uuid4()))
        tagged = {"Items": [{"Key": key, "Value": value} for key, value in tags(properties).items()]}
        made = client("cloudfront").create_distribution_with_tags(
            DistributionConfigWithTags={"DistributionConfig": config, "Tags": tagged}
        )["Distribution"]
        return made["Id"], {"Id": made["Id"], "DomainName": made["DomainName"]}

    def update(self, place: Place, old: Any, properties: dict[str, Any]) -> Made:
        before = client("cloudfront").get_distribution_config(Id=old.physical_id)
        config = self._config(properties, before["DistributionConfig"]["CallerReference"])
        client("cloudfront").update_distribution(Id=old.physical_id, IfMatch=before["ETag"], DistributionConfig=config)
        return old.physical_id, old.attributes

    def delete(self, place: Place, old: Any) -> None:
        client("cloudfront").delete_distribution(Id=old.physical_id, IfMatch="any")

    def _config(self, properties: dict[str, Any], reference: str) -> dict[str, Any]:
        """The configuration as the API takes it, once everything that it refers to is found."""
        given = dict(properties["DistributionConfig"])
        given["Origins"] = [self._origin(dict(origin)) for origin in given["Origins"]]
        given["DefaultCacheBehavior"] = self._behavior(dict(given["DefaultCacheBehavior"]), given["Origins"])
        given["CacheBehaviors"] = [self._behavior(dict(b), given["Origins"]) for b in given.get("CacheBehaviors", [])]
        patterns = [behavior["PathPattern"] for behavior in given["CacheBehaviors"]]
        if len(set(patterns)) < len(patterns):
            raise Refused("The parameter PathPattern contains duplicate path patterns")
        self._refuse_names(given)
        given = {"Comment": "", "CallerReference": reference, **given}
        return parameters(input_of("CreateDistribution").members["DistributionConfig"], given)

    def _refuse_names(self, given: dict[str, Any]) -> None:
        """https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html"""
        certificate = given.get("ViewerCertificate", {}).get("AcmCertificateArn")
        if given.get("Aliases") and not certificate:
            raise Refused("To add an alternate domain name (CNAME) to a CloudFront distribution, you must attach a trusted certificate")
        if certificate:
            if ":us-east-1:" not in certificate:
                raise Refused("The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid")
            covered = client("acm").describe_certificate(CertificateArn=certificate)["Certificate"]["SubjectAlternativeNames"]
            for alias in given.get("Aliases", []):
                if alias not in covered and "*." + alias.split(".", 1)[-1] not in covered:
                    raise Refused(f"The certificate that is attached to your distribution doesn't cover {alias}: {covered}")

    def _origin(self, origin: dict[str, Any]) -> dict[str, Any]:
        domain = origin["DomainName"]
        if "/" in domain or ":" in domain:
            raise Refused(f"The parameter origin name {domain} is not a valid domain name")
        if ("S3OriginConfig" in origin) == ("CustomOriginConfig" in origin):
            raise Refused(f"Exactly one of CustomOriginConfig, VpcOriginConfig and S3OriginConfig must be specified for {origin['Id']}")
        if "CustomOriginConfig" in origin:
            origin["CustomOriginConfig"] = {"HTTPPort": 80, "HTTPSPort": 443, **origin["CustomOriginConfig"]}
        else:
            identity = origin["S3OriginConfig"].get("OriginAccessIdentity", "")
            if identity and identity not in {f"origin-access-identity/cloudfront/{known_id}" for known_id in IDENTITIES.kept}:
                raise Refused(f"The specified origin access identity does not exist or is not valid: {identity}")
            if identity and origin.get("OriginAccessControlId"):
                raise Refused("an origin has an access identity or an access control, not both")
            origin["S3OriginConfig"] = {"OriginAccessIdentity": identity}
        if control := origin.get("OriginAccessControlId"):
            client("cloudfront").get_origin_access_control(Id=control)
        return origin

    def _behavior(self, behavior: dict[str, Any], origins: list[dict[str, Any]]) -> dict[str, Any]:
        if behavior["TargetOriginId"] not in [origin["Id"] for origin in origins]:
            raise Refused(f"One or more of your origins or origin groups do not exist: {behavior['TargetOriginId']}")
        for name, ids in MANAGED.items():
            if name in behavior and behavior[name] not in ids | set(POLICIES[name].kept):
                raise Refused(f"The specified {name} does not exist: {behavior[name]}")
        if "CachePolicyId" in behavior and (mixed := [name for name in LEGACY if name in behavior]):
            raise Refused(f"The parameter {mixed[0]} cannot be used when a cache policy is associated to the cache behavior.")
        if "CachePolicyId" not in behavior and "ForwardedValues" not in behavior:
            raise Refused("The parameter ForwardedValues is required.")
        for association in behavior.get("FunctionAssociations", []):
            if association["FunctionARN"] not in FUNCTIONS.live:
                raise Refused(f"The function is not published: {association['FunctionARN']}")
        allowed = behavior.pop("AllowedMethods", ["GET", "HEAD"])
        cached = behavior.pop("CachedMethods", ["GET", "HEAD"])
        if set(allowed) not in METHODS or set(cached) not in METHODS[:2]:
            raise Refused(f"The parameter AllowedMethods is invalid: {allowed}, {cached}")
        return {**behavior, "AllowedMethods": {"Items": allowed, "CachedMethods": cached}}


IDENTITIES = Kept(
    "CreateCloudFrontOriginAccessIdentity", "CloudFrontOriginAccessIdentityConfig", "CloudFrontOriginAccessIdentityConfig", new_id
)
POLICIES = {
    f"{name}Id": Kept(f"Create{name}", f"{name}Config", f"{name}Config", lambda: str(uuid.uuid4()))
    for name in ("CachePolicy", "OriginRequestPolicy", "ResponseHeadersPolicy")
}
FUNCTIONS = ViewerFunction()
KINDS = {
    "AWS::CloudFront::CloudFrontOriginAccessIdentity": IDENTITIES,
    "AWS::CloudFront::Distribution": Distribution(),
    "AWS::CloudFront::Function": FUNCTIONS,
    "AWS::CloudFront::OriginAccessControl": AccessControl(),
    "AWS::CloudFront::CachePolicy": POLICIES["CachePolicyId"],
    "AWS::CloudFront::PublicKey": Kept("CreatePublicKey", "PublicKeyConfig", "PublicKeyConfig", new_id),
    "AWS::CloudFront::KeyGroup": Kept("CreateKeyGroup", "KeyGroupConfig", "KeyGroupConfig", lambda: str(uuid.uuid4())),
    "AWS::CloudFront::OriginRequestPolicy": POLICIES["OriginRequestPolicyId"],
    "AWS::CloudFront::ResponseHeadersPolicy": POLICIES["ResponseHeadersPolicyId"],
}
