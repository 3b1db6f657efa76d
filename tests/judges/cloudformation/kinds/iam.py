"""Roles with their policies."""

import json
from typing import Any

from . import Made, Place, client, known, tags


class Role:
    """https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html"""

    PROPERTIES = (
        "AssumeRolePolicyDocument", "Policies", "ManagedPolicyArns", "PermissionsBoundary",
        "Description", "MaxSessionDuration", "Path", "RoleName", "Tags",
    )  # fmt: skip

    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        known(properties, *self.PROPERTIES)
        name = properties.get("RoleName") or place.name(64)
        kept = {key: properties[key] for key in ("Description", "MaxSessionDuration", "Path", "PermissionsBoundary") if key in properties}
        made = client("iam").create_role(
            RoleName=name,
            AssumeRolePolicyDocument=json.dumps(properties["AssumeRolePolicyDocument"]),
            Tags=[{"Key": key, "Value": value} for key, value in tags(properties).items()],
            **kept,
        )
        self._grant(name, properties)
        return name, {"Arn": made["Role"]["Arn"], "RoleId": made["Role"]["RoleId"]}

    def update(self, place: Place, old: Any, properties: dict[str, Any]) -> Made:
        known(properties, *self.PROPERTIES)
        name = old.physical_id
        client("iam").update_assume_role_policy(RoleName=name, PolicyDocument=json.dumps(properties["AssumeRolePolicyDocument"]))
        client("iam").update_role(RoleName=name, Description=properties.get("Description", ""))
        self._revoke(name, old.properties)
        self._grant(name, properties)
        return name, old.attributes

    def delete(self, place: Place, old: Any) -> None:
        self._revoke(old.physical_id, old.properties)
        client("iam").delete_role(RoleName=old.physical_id)

    def _grant(self, name: str, properties: dict[str, Any]) -> None:
        for policy in properties.get("Policies", []):
            document = json.dumps(policy["PolicyDocument"])
            client("iam").put_role_policy(RoleName=name, PolicyName=policy["PolicyName"], PolicyDocument=document)
        for arn in properties.get("ManagedPolicyArns", []):
            client("iam").attach_role_policy(RoleName=name, PolicyArn=arn)

    def _revoke(self, name: str, properties: dict[str, Any]) -> None:
        for policy in properties.get("Policies", []):
            client("iam").delete_role_policy(RoleName=name, PolicyName=policy["PolicyName"])
        for arn in properties.get("ManagedPolicyArns", []):
            client("iam").detach_role_policy(RoleName=name, PolicyArn=arn)


KINDS = {"AWS::IAM::Role": Role()}
