"""Alarms on metrics, which moto's CloudFormation knows under no name of its own."""

from typing import Any

from ..shape import parameters
from . import Made, Place, client, tags


class Alarm:
    """https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarm.html"""

    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        return self._put(properties.get("AlarmName") or place.name(255), properties)

    def update(self, place: Place, old: Any, properties: dict[str, Any]) -> Made:
        return self._put(old.physical_id, properties)

    def delete(self, place: Place, old: Any) -> None:
        client("cloudwatch").delete_alarms(AlarmNames=[old.physical_id])

    def _put(self, name: str, properties: dict[str, Any]) -> Made:
        given = {key: value for key, value in properties.items() if key not in ("AlarmName", "Tags")}
        shape = client("cloudwatch").meta.service_model.operation_model("PutMetricAlarm").input_shape
        labels = [{"Key": key, "Value": value} for key, value in tags(properties).items()]
        client("cloudwatch").put_metric_alarm(**parameters(shape, {"AlarmName": name, **given}), Tags=labels)
        made = client("cloudwatch").describe_alarms(AlarmNames=[name])["MetricAlarms"][0]
        return name, {"Arn": made["AlarmArn"]}


KINDS = {"AWS::CloudWatch::Alarm": Alarm()}
