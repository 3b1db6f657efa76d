"""Custom resources: the function behind one is run as Lambda would run it, with the event that CloudFormation sends."""

import io
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from moto.awslambda.models import lambda_backends

from ..template import Refused
from . import Made, Place, client

RUNNER = Path(__file__).parent.with_name("runner.py")
LARGEST_ANSWER = 4_096
LONGEST_RUN = 60


class Custom:
    """https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref.html"""

    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        return self._ask(place, "Create", properties, {})

    def update(self, place: Place, old: Any, properties: dict[str, Any]) -> Made:
        if properties["ServiceToken"] != old.properties["ServiceToken"]:
            raise Refused("Modifying service token is not allowed.")
        before = {"PhysicalResourceId": old.physical_id, "OldResourceProperties": texts(old.properties)}
        return self._ask(place, "Update", properties, before)

    def delete(self, place: Place, old: Any) -> None:
        self._ask(place, "Delete", old.properties, {"PhysicalResourceId": old.physical_id})

    def _ask(self, place: Place, request: str, properties: dict[str, Any], more: dict[str, Any]) -> Made:
        event = {
            "RequestType": request,
            "ResponseURL": "https://cloudformation-custom-resource-response-useast1.s3.amazonaws.com/answer",
            "StackId": place.stack_id,
            "RequestId": place.name(),
            "ResourceType": place.resource_type,
            "LogicalResourceId": place.logical_id,
            "ResourceProperties": texts(properties),
            **more,
        }
        answer = run(properties["ServiceToken"], event)
        if len(json.dumps(answer)) > LARGEST_ANSWER:
            raise Refused("Response object is too long.")
        if answer.get("Status") != "SUCCESS":
            raise Refused(
                f"Received response status [{answer.get('Status')}] from custom resource. Message returned: {answer.get('Reason')}"
            )
        return answer["PhysicalResourceId"], answer.get("Data") or {}


def texts(value: Any) -> Any:
    """CloudFormation sends every number and boolean to a custom resource as text."""
    if isinstance(value, dict):
        return {key: texts(item) for key, item in value.items()}
    if isinstance(value, list):
        return [texts(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def run(arn: str, event: dict[str, Any]) -> dict[str, Any]:
    """What the function answers; it runs in a process of its own, with its own variables and the rights of its role."""
    function = lambda_backends["123456789012"][client("lambda").meta.region_name].get_function(arn)
    if not function.run_time.startswith("python"):
        raise Refused("this judge runs custom resources in Python only")
    keys = client("sts").assume_role(RoleArn=function.role, RoleSessionName=function.function_name)["Credentials"]
    with tempfile.TemporaryDirectory() as folder:
        zipfile.ZipFile(io.BytesIO(function.code_bytes)).extractall(folder)
        answer = Path(folder, "answer.json")
        environment = {
            **function.environment_vars,
            "AWS_REGION": function.region,
            "AWS_DEFAULT_REGION": function.region,
            "AWS_ENDPOINT_URL": os.environ["AWS_ENDPOINT_URL"],
            "AWS_ACCESS_KEY_ID": keys["AccessKeyId"],
            "AWS_SECRET_ACCESS_KEY": keys["SecretAccessKey"],
            "AWS_SESSION_TOKEN": keys["SessionToken"],
            "PATH": os.environ["PATH"],
        }
        seconds = min(int(function.timeout), LONGEST_RUN)
        command = [sys.executable, str(RUNNER), folder, function.handler, str(answer), str(seconds), function.function_name]
        try:
            ran = subprocess.run(command, input=json.dumps(event), text=True, capture_output=True, env=environment, timeout=seconds + 5)
        except subprocess.TimeoutExpired as late:
            raise Refused("the custom resource's function did not end in time") from late
        if not answer.exists():
            raise Refused(f"CloudFormation did not receive a response from your Custom Resource: {ran.stdout[-500:]}{ran.stderr[-500:]}")
        return json.loads(answer.read_text())


KINDS = {"AWS::CloudFormation::CustomResource": Custom()}
