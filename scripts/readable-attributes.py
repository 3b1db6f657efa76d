#!/usr/bin/env python3
"""Writes src/aws/data/readable-attributes.tsv: what `Fn::GetAtt` reads of each resource type of this family.

The attributes are the read-only properties of the CloudFormation registry's schemas, as the wheel of cfn-lint brings them:

    pip install cfn-lint && scripts/readable-attributes.py

Types of which every property can be read, or of which the registry does not say all, are left out: nothing is said of them.
"""
import pathlib

from cfnlint.schema import PROVIDER_SCHEMA_MANAGER
from cfnlint.schema._getatts import _all_property_types

TYPES = """
AWS::CloudFront::CachePolicy
AWS::CloudFront::CloudFrontOriginAccessIdentity
AWS::CloudFront::Distribution
AWS::CloudFront::Function
AWS::CloudFront::KeyGroup
AWS::CloudFront::KeyValueStore
AWS::CloudFront::OriginAccessControl
AWS::CloudFront::OriginRequestPolicy
AWS::CloudFront::PublicKey
AWS::CloudFront::ResponseHeadersPolicy
AWS::Cognito::UserPool
AWS::DynamoDB::GlobalTable
AWS::DynamoDB::Table
AWS::IAM::Group
AWS::IAM::InstanceProfile
AWS::IAM::ManagedPolicy
AWS::IAM::Role
AWS::IAM::User
AWS::KMS::Key
AWS::Lambda::Alias
AWS::Lambda::Function
AWS::Lambda::LayerVersion
AWS::Lambda::Url
AWS::Lambda::Version
AWS::Logs::LogGroup
AWS::Route53::HostedZone
AWS::S3::Bucket
""".split()

TARGET = pathlib.Path(__file__).parent.parent / "src/aws/data/readable-attributes.tsv"


def main():
    lines = []
    for kind in TYPES:
        assert kind not in _all_property_types, kind
        schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", kind)
        attributes = sorted(str(name) for name in schema.get_atts)
        lines.append("\t".join([kind, *attributes]))
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
