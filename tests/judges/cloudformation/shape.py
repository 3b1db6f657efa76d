"""CloudFormation's properties as the parameters of the API call behind them, led by the API's own model."""

from collections.abc import Mapping
from typing import Any

from botocore.model import Shape, StructureShape

from .template import Refused

# What CloudFormation calls otherwise than the API; case alone makes no difference.
RENAMED = {
    "IPV6Enabled": "IsIPV6Enabled",
    "OriginCustomHeaders": "CustomHeaders",
    "Locations": "Items",
    "ExposedHeaders": "ExposeHeaders",
    "MaxAge": "MaxAgeSeconds",
    "ServerSideEncryptionConfiguration": "Rules",
    "ServerSideEncryptionByDefault": "ApplyServerSideEncryptionByDefault",
}


def parameters(shape: Shape, properties: Any, renamed: Mapping[str, str] | None = None) -> Any:
    """The properties in the form of the shape; refuses what the shape has no place for.

    CloudFormation writes numbers and booleans as text where it likes; the API's `Quantity` beside `Items` is a list there.
    """
    names = {**RENAMED, **(renamed or {})}
    if isinstance(shape, StructureShape):
        members = {name.lower(): name for name in shape.members}
        if "Quantity" in shape.members and isinstance(properties, list):
            properties = {"Items": properties}
        if not isinstance(properties, dict):
            raise Refused(f"expected an object for {shape.name}, not {properties!r}")
        found = {}
        for key, value in properties.items():
            name = members.get(key.lower()) or members.get(names.get(key, key).lower())
            if name is None:
                raise Refused(f"extraneous key [{key}] is not permitted in {shape.name}")
            found[name] = parameters(shape.members[name], value, renamed)
        if "Quantity" in shape.members:
            found.setdefault("Quantity", len(found.get("Items", [])))
        if "Enabled" in shape.required_members and "Quantity" in shape.members:
            found.setdefault("Enabled", bool(found["Quantity"]))
        return found
    if shape.type_name == "list":
        if not isinstance(properties, list):
            raise Refused(f"expected an array for {shape.name}, not {properties!r}")
        return [parameters(shape.member, item, renamed) for item in properties]
    if shape.type_name == "map":
        return {key: parameters(shape.value, value, renamed) for key, value in properties.items()}
    if shape.type_name == "boolean" and properties in ("true", "false"):
        return properties == "true"
    if shape.type_name in ("integer", "long") and isinstance(properties, str):
        return int(properties)
    if shape.type_name == "string" and isinstance(properties, (int, float)):
        return str(properties).lower() if isinstance(properties, bool) else str(properties)
    return properties
