"""Buckets and their policies."""

import json
from typing import Any

from ..shape import parameters
from ..template import Refused
from . import Made, Place, client, known, tags

# https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html: all four are on for a new bucket.
ALL_BLOCKED = dict.fromkeys(("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"), True)
OWNER = {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}
ENCRYPTED = [{"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]


def shaped(operation: str, member: str, value: Any) -> Any:
    """A part of a bucket's properties in the form of the API's parameter."""
    shape = client("s3").meta.service_model.operation_model(operation).input_shape
    return parameters(shape.members[member], value)


def lifecycle_rule(rule: dict[str, Any]) -> dict[str, Any]:
    """A rule as PutBucketLifecycleConfiguration wants it: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-rule.html"""
    known(rule, "Id", "Status", "Prefix", "ExpirationInDays", "NoncurrentVersionExpiration", "AbortIncompleteMultipartUpload")
    found: dict[str, Any] = {"Status": rule["Status"], "Filter": {"Prefix": rule.get("Prefix", "")}}
    if "Id" in rule:
        found["ID"] = rule["Id"]
    if "ExpirationInDays" in rule:
        found["Expiration"] = {"Days": rule["ExpirationInDays"]}
    if "NoncurrentVersionExpiration" in rule:
        found["NoncurrentVersionExpiration"] = rule["NoncurrentVersionExpiration"]
    if "AbortIncompleteMultipartUpload" in rule:
        found["AbortIncompleteMultipartUpload"] = rule["AbortIncompleteMultipartUpload"]
    if len(found) == len({"Status", "Filter", "ID"} & set(found)):
        raise Refused("a lifecycle rule needs an action")
    return found


class Bucket:
    """https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html"""

    PROPERTIES = (
        "BucketName", "BucketEncryption", "PublicAccessBlockConfiguration", "OwnershipControls",
        "CorsConfiguration", "LifecycleConfiguration", "VersioningConfiguration", "Tags",
    )  # fmt: skip

    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        name = properties.get("BucketName") or place.name(63).lower()
        if name in [bucket["Name"] for bucket in client("s3").list_buckets()["Buckets"]]:
            raise Refused(f"{name} already exists")
        client("s3").create_bucket(Bucket=name)
        return self._configure(name, properties)

    def update(self, place: Place, old: Any, properties: dict[str, Any]) -> Made:
        return self._configure(old.physical_id, properties)

    def delete(self, place: Place, old: Any) -> None:
        client("s3").delete_bucket(Bucket=old.physical_id)

    def _configure(self, name: str, properties: dict[str, Any]) -> Made:
        known(properties, *self.PROPERTIES)
        s3 = client("s3")
        s3.put_public_access_block(
            Bucket=name,
            PublicAccessBlockConfiguration=shaped(
                "PutPublicAccessBlock", "PublicAccessBlockConfiguration", properties.get("PublicAccessBlockConfiguration", ALL_BLOCKED)
            ),
        )
        s3.put_bucket_ownership_controls(Bucket=name, OwnershipControls=properties.get("OwnershipControls", OWNER))
        encryption = properties.get("BucketEncryption", {"ServerSideEncryptionConfiguration": ENCRYPTED})
        s3.put_bucket_encryption(
            Bucket=name, ServerSideEncryptionConfiguration=shaped("PutBucketEncryption", "ServerSideEncryptionConfiguration", encryption)
        )
        s3.put_bucket_tagging(Bucket=name, Tagging={"TagSet": [{"Key": k, "Value": v} for k, v in tags(properties).items()]})
        status = properties.get("VersioningConfiguration", {"Status": "Suspended"})
        s3.put_bucket_versioning(Bucket=name, VersioningConfiguration=status)
        if "CorsConfiguration" in properties:
            s3.put_bucket_cors(Bucket=name, CORSConfiguration=shaped("PutBucketCors", "CORSConfiguration", properties["CorsConfiguration"]))
        else:
            s3.delete_bucket_cors(Bucket=name)
        if "LifecycleConfiguration" in properties:
            rules = [lifecycle_rule(rule) for rule in known(properties["LifecycleConfiguration"], "Rules")["Rules"]]
            s3.put_bucket_lifecycle_configuration(Bucket=name, LifecycleConfiguration={"Rules": rules})
        else:
            s3.delete_bucket_lifecycle(Bucket=name)
        region = s3.meta.region_name
        return name, {
            "Arn": f"arn:aws:s3:::{name}",
            "DomainName": f"{name}.s3.amazonaws.com",
            "DualStackDomainName": f"{name}.s3.dualstack.{region}.amazonaws.com",
            "RegionalDomainName": f"{name}.s3.{region}.amazonaws.com",
            "WebsiteURL": f"http://{name}.s3-website-{region}.amazonaws.com",
        }


class BucketPolicy:
    """https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html"""

    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        bucket = properties["Bucket"]
        try:
            client("s3").get_bucket_policy(Bucket=bucket)
        except client("s3").exceptions.ClientError as error:
            if error.response["Error"]["Code"] != "NoSuchBucketPolicy":
                raise
        else:
            raise Refused(f"The bucket policy already exists on bucket {bucket}.")
        return self._put(properties)

    def update(self, place: Place, old: Any, properties: dict[str, Any]) -> Made:
        return self._put(properties)

    def delete(self, place: Place, old: Any) -> None:
        client("s3").delete_bucket_policy(Bucket=old.physical_id)

    def _put(self, properties: dict[str, Any]) -> Made:
        known(properties, "Bucket", "PolicyDocument")
        client("s3").put_bucket_policy(Bucket=properties["Bucket"], Policy=json.dumps(properties["PolicyDocument"]))
        return properties["Bucket"], {}


KINDS = {"AWS::S3::Bucket": Bucket(), "AWS::S3::BucketPolicy": BucketPolicy()}
