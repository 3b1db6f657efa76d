"""The life of a stack: what is made, changed, replaced, kept and removed, in which order, and what is undone when something fails."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from botocore.exceptions import ClientError

from . import kinds, schema
from .template import Refused, Template

ACCOUNT = "123456789012"
REGION = schema.REGION
# What stays although it is no longer wanted; when a first deploy is undone, `RetainExceptOnCreate` does not keep.
KEEPING = ("Retain", "RetainExceptOnCreate")


class Failure(Exception):
    """A resource could not be made, changed or removed."""


@dataclass
class Resource:
    """What lies in the account because of one resource of a template."""

    logical_id: str
    definition: dict[str, Any]
    properties: dict[str, Any]
    physical_id: str
    attributes: dict[str, Any] = field(default_factory=dict)
    status: str = "CREATE_COMPLETE"

    @property
    def type(self) -> str:
        return self.definition["Type"]

    def attribute(self, name: str) -> Any:
        """The value of an attribute, which the type's schema has promised."""
        if name not in self.attributes:
            raise Failure(f"attribute {name} of {self.type} is not known to this judge")
        return self.attributes[name]


class Stack:
    """One stack and what it has made."""

    def __init__(self, name: str):
        self.name = name
        self.id = f"arn:aws:cloudformation:{REGION}:{ACCOUNT}:stack/{name}/{uuid.uuid4()}"
        self.created = datetime.now(UTC)
        self.status = "REVIEW_IN_PROGRESS"
        self.template: Template | None = None
        self.resources: dict[str, Resource] = {}
        self.events: list[dict[str, Any]] = []

    @property
    def pseudo(self) -> dict[str, str]:
        """The pseudo parameters that every template may name."""
        return {
            "AWS::AccountId": ACCOUNT,
            "AWS::Partition": "aws",
            "AWS::Region": REGION,
            "AWS::StackId": self.id,
            "AWS::StackName": self.name,
            "AWS::URLSuffix": "amazonaws.com",
        }

    def deploy(self, template: Template) -> None:
        """Make the account what the template says, or, where that fails, what it was before."""
        before, verb = self.template, "UPDATE" if self.template else "CREATE"
        self._report(f"{verb}_IN_PROGRESS", "User Initiated")
        try:
            self._become(template)
            self.template = template
            self._report(f"{verb}_COMPLETE")
        except Failure as failure:
            undone = "UPDATE_ROLLBACK" if before else "ROLLBACK"
            self._report(f"{undone}_IN_PROGRESS", str(failure))
            try:
                if before:
                    self._become(before)
                else:
                    self._remove_all(list(self.resources.values()), "DeletionPolicy", ("Retain",))
                self._report(f"{undone}_COMPLETE")
            except Failure as second:
                self._report(f"{undone}_FAILED", str(second))

    def delete(self) -> None:
        """Remove everything but what is to be kept."""
        self._report("DELETE_IN_PROGRESS", "User Initiated")
        try:
            self._remove_all(list(self.resources.values()), "DeletionPolicy")
            self._report("DELETE_COMPLETE")
        except Failure as failure:
            self._report("DELETE_FAILED", str(failure))

    def outputs(self) -> list[dict[str, str]]:
        """The outputs, once the stack is deployed."""
        return self.template.outputs(self.resources) if self.template else []

    def _become(self, template: Template) -> None:
        unwanted = [r for name, r in self.resources.items() if name not in template.resources]
        replaced = []
        for name in template.order:
            definition = template.resources[name]
            old = self.resources.get(name)
            with self._reporting(name, definition["Type"], "UPDATE" if old else "CREATE") as place:
                if old and old.type != definition["Type"]:
                    raise Failure("Update of resource type is not permitted")
                properties = template.evaluate(definition.get("Properties", {}), self.resources)
                kind = kinds.of(definition["Type"])
                if old and old.properties == properties:
                    old.definition = definition
                elif old and not schema.is_replaced(old.type, old.properties, properties):
                    physical_id, attributes = kind.update(place, old, properties)
                    if physical_id != old.physical_id:
                        replaced.append(old)
                    self.resources[name] = Resource(name, definition, properties, physical_id, attributes, "UPDATE_COMPLETE")
                else:
                    physical_id, attributes = kind.create(place, properties)
                    if old:
                        replaced.append(old)
                    self.resources[name] = Resource(name, definition, properties, physical_id, attributes)
        self._remove_all(replaced, "UpdateReplacePolicy", forget=False)
        self._remove_all(unwanted, "DeletionPolicy")

    def _remove_all(self, resources: list[Resource], policy: str, keeping: tuple[str, ...] = KEEPING, forget: bool = True) -> None:
        """Remove the latest first; resources were made after what they refer to."""
        made = list(self.resources)
        for resource in sorted(resources, key=lambda r: made.index(r.logical_id), reverse=True):
            if resource.definition.get(policy) not in keeping:
                with self._reporting(resource.logical_id, resource.type, "DELETE") as place:
                    kinds.of(resource.type).delete(place, resource)
            if forget:
                del self.resources[resource.logical_id]

    @contextmanager
    def _reporting(self, logical_id: str, resource_type: str, verb: str) -> Iterator[kinds.Place]:
        """Whatever goes wrong inside is a failure of this resource, with the service's own words."""
        try:
            yield kinds.Place(self.id, self.name, logical_id, resource_type)
        except Exception as error:
            expected = isinstance(error, (Failure, Refused, ClientError))
            reason = str(error) if expected else f"{type(error).__name__}: {error}"
            self._report(f"{verb}_FAILED", reason, logical_id, resource_type)
            raise Failure(f"The following resource(s) failed to {verb.lower()}: [{logical_id}]. {reason}") from error

    def _report(self, status: str, reason: str | None = None, logical_id: str | None = None, resource_type: str | None = None) -> None:
        if logical_id is None:
            self.status = status
        event = {
            "EventId": str(uuid.uuid4()),
            "StackId": self.id,
            "StackName": self.name,
            "LogicalResourceId": logical_id or self.name,
            "ResourceType": resource_type or "AWS::CloudFormation::Stack",
            "ResourceStatus": status,
            "ResourceStatusReason": reason,
            "Timestamp": datetime.now(UTC),
        }
        self.events.append(event)
