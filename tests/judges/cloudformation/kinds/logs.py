"""Log groups and the delivery of CloudFront's access logs."""

from typing import Any

from ..template import Refused
from . import Made, Place, client, known, tags


class LogGroup:
    """https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html"""

    PROPERTIES = ("LogGroupName", "RetentionInDays", "KmsKeyId", "LogGroupClass", "Tags")

    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        known(properties, *self.PROPERTIES)
        name = properties.get("LogGroupName") or place.name(512)
        kept = {key[0].lower() + key[1:]: properties[key] for key in ("KmsKeyId", "LogGroupClass") if key in properties}
        client("logs").create_log_group(logGroupName=name, tags=tags(properties), **kept)
        self._keep(name, properties)
        found = client("logs").describe_log_groups(logGroupNamePrefix=name)["logGroups"]
        return name, {"Arn": next(group["arn"] for group in found if group["logGroupName"] == name)}

    def update(self, place: Place, old: Any, properties: dict[str, Any]) -> Made:
        known(properties, *self.PROPERTIES)
        self._keep(old.physical_id, properties)
        return old.physical_id, old.attributes

    def delete(self, place: Place, old: Any) -> None:
        client("logs").delete_log_group(logGroupName=old.physical_id)

    def _keep(self, name: str, properties: dict[str, Any]) -> None:
        if "RetentionInDays" in properties:
            client("logs").put_retention_policy(logGroupName=name, retentionInDays=int(properties["RetentionInDays"]))


class DeliverySource:
    """https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-deliverysource.html"""

    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        known(properties, "Name", "LogType", "ResourceArn", "Tags")
        made = client("logs").put_delivery_source(
            name=properties["Name"], logType=properties["LogType"], resourceArn=properties["ResourceArn"], tags=tags(properties)
        )["deliverySource"]
        return made["name"], {"Arn": made["arn"], "Service": made["service"]}

    def update(self, place: Place, old: Any, properties: dict[str, Any]) -> Made:
        return self.create(place, properties)

    def delete(self, place: Place, old: Any) -> None:
        client("logs").delete_delivery_source(name=old.physical_id)


class DeliveryDestination:
    """https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-deliverydestination.html"""

    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        known(properties, "Name", "DestinationResourceArn", "OutputFormat", "DeliveryDestinationType", "Tags")
        given = {"outputFormat": properties["OutputFormat"]} if "OutputFormat" in properties else {}
        made = client("logs").put_delivery_destination(
            name=properties["Name"],
            deliveryDestinationConfiguration={"destinationResourceArn": properties["DestinationResourceArn"]},
            tags=tags(properties),
            **given,
        )["deliveryDestination"]
        return made["name"], {"Arn": made["arn"]}

    def update(self, place: Place, old: Any, properties: dict[str, Any]) -> Made:
        return self.create(place, properties)

    def delete(self, place: Place, old: Any) -> None:
        client("logs").delete_delivery_destination(name=old.physical_id)


class Delivery:
    """https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-delivery.html"""

    # The API's names of the properties, and of those that it keeps together in one structure.
    NAMES = {
        "DeliverySourceName": "deliverySourceName", "DeliveryDestinationArn": "deliveryDestinationArn",
        "RecordFields": "recordFields", "FieldDelimiter": "fieldDelimiter",
    }  # fmt: skip
    PATH = {"S3SuffixPath": "suffixPath", "S3EnableHiveCompatiblePath": "enableHiveCompatiblePath"}

    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        known(properties, *self.NAMES, *self.PATH, "Tags")
        given: dict[str, Any] = {name: properties[key] for key, name in self.NAMES.items() if key in properties}
        if path := {name: properties[key] for key, name in self.PATH.items() if key in properties}:
            given["s3DeliveryConfiguration"] = path
        made = client("logs").create_delivery(**given, tags=tags(properties))["delivery"]
        return made["id"], {"Arn": made["arn"], "DeliveryId": made["id"]}

    def update(self, place: Place, old: Any, properties: dict[str, Any]) -> Made:
        raise Refused("a change of a log delivery is not known to this judge")

    def delete(self, place: Place, old: Any) -> None:
        client("logs").delete_delivery(id=old.physical_id)


KINDS = {
    "AWS::Logs::LogGroup": LogGroup(),
    "AWS::Logs::DeliverySource": DeliverySource(),
    "AWS::Logs::DeliveryDestination": DeliveryDestination(),
    "AWS::Logs::Delivery": Delivery(),
}
