"""Tables and parameters."""

from typing import Any

from ..shape import parameters
from . import Made, Place, client, known, tags


class Table:
    """https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html"""

    CREATED = (
        "TableName", "AttributeDefinitions", "KeySchema", "BillingMode", "GlobalSecondaryIndexes", "LocalSecondaryIndexes",
        "ProvisionedThroughput", "SSESpecification", "DeletionProtectionEnabled", "StreamSpecification",
    )  # fmt: skip
    APART = ("TimeToLiveSpecification", "PointInTimeRecoverySpecification", "Tags")

    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        known(properties, *self.CREATED, *self.APART)
        given = {"TableName": place.name(255), **{key: value for key, value in properties.items() if key in self.CREATED}}
        given.get("SSESpecification", {}).setdefault("Enabled", given.get("SSESpecification", {}).pop("SSEEnabled", False))
        shape = client("dynamodb").meta.service_model.operation_model("CreateTable").input_shape
        made = client("dynamodb").create_table(**parameters(shape, given))["TableDescription"]
        self._configure(made["TableName"], properties)
        arn = made["TableArn"]
        client("dynamodb").tag_resource(ResourceArn=arn, Tags=[{"Key": key, "Value": value} for key, value in tags(properties).items()])
        return made["TableName"], {"Arn": arn, "StreamArn": made.get("LatestStreamArn")}

    def update(self, place: Place, old: Any, properties: dict[str, Any]) -> Made:
        known(properties, *self.CREATED, *self.APART)
        protected = str(properties.get("DeletionProtectionEnabled", False)).lower() == "true"
        client("dynamodb").update_table(TableName=old.physical_id, DeletionProtectionEnabled=protected)
        self._configure(old.physical_id, properties)
        return old.physical_id, old.attributes

    def delete(self, place: Place, old: Any) -> None:
        client("dynamodb").delete_table(TableName=old.physical_id)

    def _configure(self, name: str, properties: dict[str, Any]) -> None:
        if "TimeToLiveSpecification" in properties:
            client("dynamodb").update_time_to_live(TableName=name, TimeToLiveSpecification=properties["TimeToLiveSpecification"])
        if "PointInTimeRecoverySpecification" in properties:
            recovery = properties["PointInTimeRecoverySpecification"]
            client("dynamodb").update_continuous_backups(TableName=name, PointInTimeRecoverySpecification=recovery)


class Parameter:
    """https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ssm-parameter.html"""

    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        return self._put(properties.get("Name") or place.name(), properties, False)

    def update(self, place: Place, old: Any, properties: dict[str, Any]) -> Made:
        return self._put(old.physical_id, properties, True)

    def delete(self, place: Place, old: Any) -> None:
        client("ssm").delete_parameter(Name=old.physical_id)

    def _put(self, name: str, properties: dict[str, Any], overwrite: bool) -> Made:
        known(properties, "Name", "Type", "Value", "Description", "AllowedPattern", "Tier", "Tags")
        given = {key: value for key, value in properties.items() if key not in ("Name", "Tags")}
        client("ssm").put_parameter(Name=name, Overwrite=overwrite, **given)
        return name, {"Type": properties["Type"], "Value": properties["Value"]}


KINDS = {"AWS::DynamoDB::Table": Table(), "AWS::SSM::Parameter": Parameter()}
