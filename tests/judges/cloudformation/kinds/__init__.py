"""How each resource type is made, changed and removed: by calls to the service's own API, which refuses what AWS's would."""

import uuid
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any, Protocol

import boto3

from .. import schema

# What `Ref` gives, and what `Fn::GetAtt` can be asked for.
Made = tuple[str, dict[str, Any]]
ROOMS = ("s3", "functions", "cloudfront", "iam", "logs", "data", "names", "alarms")


@lru_cache
def client(service: str) -> Any:
    """A client of this very server; the endpoint stands in the environment."""
    return boto3.client(service)


@dataclass(frozen=True)
class Place:
    """Where a resource is made."""

    stack_id: str
    stack_name: str
    logical_id: str
    resource_type: str

    def name(self, longest: int = 64) -> str:
        """A name that is not in use, made as CloudFormation makes one."""
        suffix = "-" + uuid.uuid4().hex[:12].upper()
        return f"{self.stack_name}-{self.logical_id}"[: longest - len(suffix)] + suffix


class Kind(Protocol):
    """One resource type; failures are exceptions whose text is the reason."""

    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        """Make a resource that is not there."""

    def update(self, place: Place, old: Any, properties: dict[str, Any]) -> Made:
        """Change the resource `old` in place."""

    def delete(self, place: Place, old: Any) -> None:
        """Remove the resource `old`."""


def of(resource_type: str) -> Kind:
    """The kind of a resource type; what is not written here is left to moto's own model of the type."""
    if schema.is_custom(resource_type):
        resource_type = "AWS::CloudFormation::CustomResource"
    return registry().get(resource_type) or registry()["*"](resource_type)


@lru_cache
def registry() -> dict[str, Any]:
    """Every kind by its type."""
    found: dict[str, Any] = {}
    for room in (*ROOMS, "custom", "others"):
        found.update(import_module(f"{__name__}.{room}").KINDS)
    return found


def tags(properties: dict[str, Any]) -> dict[str, str]:
    """The tags of a resource as a map."""
    return {tag["Key"]: str(tag["Value"]) for tag in properties.get("Tags", [])}


def known(properties: dict[str, Any], *names: str) -> dict[str, Any]:
    """The properties, if there is no other than these: what would be ignored here must not pass."""
    from ..template import Refused

    if others := sorted(set(properties) - set(names)):
        raise Refused(f"properties {others} are not known to this judge")
    return properties
