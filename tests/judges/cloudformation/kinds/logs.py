"""Log groups and the delivery of CloudFront's access logs."""

from typing import Any

from ..shape import parameters
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


class Delivery:
    """A source, a destination, or the delivery from one to the other; each is one call and has no update here."""

    def __init__(self, operation: str, result: str, remove: str, by: str):
        self.operation, self.result, self.remove, self.by = operation, result, remove, by

    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        model = client("logs").meta.service_model.operation_model(self.operation)
        renamed = {"DestinationResourceArn": "deliveryDestinationConfiguration", "S3SuffixPath": "suffixPath", "S3EnableHiveCompatiblePath": "enableHiveCompatiblePath"}
        given = {key: value for key, value in properties.items() if key != "Tags"}
        if "DestinationResourceArn" in given:
            given["DestinationResourceArn"] = {"destinationResourceArn": given["DestinationResourceArn"]}
        path = {key: given.pop(key) for key in ("S3SuffixPath", "S3EnableHiveCompatiblePath") if key in given}
        if path:
            given["S3DeliveryConfiguration"] = path
        call = {"PutDeliverySource": "put_delivery_source", "PutDeliveryDestination": "put_delivery_destination", "CreateDelivery": "create_delivery"}
        made = getattr(client("logs"), call[self.operation])(**parameters(model.input_shape, given, renamed))[self.result]
        return made[self.by], {"Arn": made["arn"], "DeliveryId": made.get("id")}

    def update(self, place: Place, old: Any, properties: dict[str, Any]) -> Made:
        raise Refused("a change of a log delivery is not known to this judge")

    def delete(self, place: Place, old: Any) -> None:
        getattr(client("logs"), self.remove)(**{self.by: old.physical_id})


KINDS = {
    "AWS::Logs::LogGroup": LogGroup(),
    "AWS::Logs::DeliverySource": Delivery("PutDeliverySource", "deliverySource", "delete_delivery_source", "name"),
    "AWS::Logs::DeliveryDestination": Delivery("PutDeliveryDestination", "deliveryDestination", "delete_delivery_destination", "name"),
    "AWS::Logs::Delivery": Delivery("CreateDelivery", "delivery", "delete_delivery", "id"),
}
