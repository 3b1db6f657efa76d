"""What the CloudFormation registry says of a resource type, read from the schemas that come with cfn-lint."""

from functools import lru_cache
from typing import Any

from cfnlint.schema import ResourceNotFoundError
from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

REGION = "us-east-1"


@lru_cache
def of(resource_type: str) -> dict[str, Any] | None:
    """The schema of a type, or nothing where the registry has none."""
    try:
        return PROVIDER_SCHEMA_MANAGER.get_resource_schema(REGION, resource_type).schema
    except ResourceNotFoundError:
        return None


def is_custom(resource_type: str) -> bool:
    """Whether a type is a custom resource, which a function of the stack makes."""
    return resource_type.startswith("Custom::") or resource_type == "AWS::CloudFormation::CustomResource"


def exists(resource_type: str) -> bool:
    """Whether CloudFormation knows the type."""
    return is_custom(resource_type) or of(resource_type) is not None


def has_attribute(resource_type: str, attribute: str) -> bool:
    """Whether `Fn::GetAtt` may ask for the attribute."""
    if is_custom(resource_type):
        return True
    pointers = (of(resource_type) or {}).get("readOnlyProperties", [])
    return "/properties/" + attribute.replace(".", "/") in pointers


def is_replaced(resource_type: str, old: dict[str, Any], new: dict[str, Any]) -> bool:
    """Whether the change of properties makes a new resource instead of changing the old one."""
    pointers = (of(resource_type) or {}).get("createOnlyProperties", [])
    return any(_at(pointer, old) != _at(pointer, new) for pointer in pointers)


def _at(pointer: str, properties: Any) -> Any:
    for key in pointer.removeprefix("/properties/").split("/"):
        properties = properties.get(key) if isinstance(properties, dict) else None
    return properties
