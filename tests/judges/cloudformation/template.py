"""A template as CloudFormation reads it: what is refused before anything is made, what every name means, and what waits for what."""

import json
import re
from collections.abc import Mapping
from typing import Any

from awscli.customizations.cloudformation.yamlhelper import yaml_parse

from . import schema

# Names in the text of `Fn::Sub`; `${!x}` is the literal text `${x}`.
IN_TEXT = re.compile(r"\$\{([^!{}][^{}]*)\}")
MOST_RESOURCES = 500
ABSENT = object()


class Refused(Exception):
    """What CloudFormation answers instead of making a change set; `code` is the API's error code."""

    def __init__(self, message: str, code: str = "ValidationError"):
        super().__init__(message)
        self.code = code


class Template:
    """A template with values for its parameters: conditions decided, references checked, resources in an order that can be made.

    Raises `Refused` where CloudFormation would not make a change set of it.
    """

    def __init__(self, text: str, given: Mapping[str, str], pseudo: Mapping[str, str]):
        self.text = text
        self.body = read(text)
        self.parameters = parameter_values(self.body.get("Parameters", {}), given)
        self.values = {**pseudo, **self.parameters}
        self.decided: dict[str, bool] = {}
        everything = self.body["Resources"]
        self._refuse_unknown_types(everything)
        self._refuse_unknown_names(everything)
        self.resources = {
            name: self._settle(resource)
            for name, resource in everything.items()
            if "Condition" not in resource or self.holds(resource["Condition"])
        }
        self._refuse_names_of_what_is_not_made()
        self.order = self._order()

    def capabilities_needed(self) -> str | None:
        """The capability that a deployer must acknowledge: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html"""
        named = ("RoleName", "UserName", "GroupName", "ManagedPolicyName")
        needed = None
        for resource in self.body["Resources"].values():
            if resource["Type"].startswith("AWS::IAM::"):
                if any(name in resource.get("Properties", {}) for name in named):
                    return "CAPABILITY_NAMED_IAM"
                needed = "CAPABILITY_IAM"
        return needed

    def holds(self, condition: str) -> bool:
        """Whether a condition of the template is true."""
        if condition not in self.decided:
            if condition not in self.body.get("Conditions", {}):
                raise Refused(f"Template format error: Unresolved condition dependency {condition}")
            self.decided[condition] = self._truth(self.body["Conditions"][condition])
        return self.decided[condition]

    def evaluate(self, value: Any, made: Mapping[str, Any]) -> Any:
        """A settled value with every reference replaced; `made` holds the resources that exist by now."""
        if isinstance(value, list):
            return [self.evaluate(item, made) for item in value]
        if not isinstance(value, dict):
            return value
        function, argument = intrinsic(value)
        if function is None:
            return {key: self.evaluate(item, made) for key, item in value.items()}
        if function == "Ref":
            return self.values[argument] if argument in self.values else made[argument].physical_id
        if function == "Fn::GetAtt":
            name, attribute = attribute_of(argument)
            return made[name].attribute(attribute)
        if function == "Fn::Sub":
            text, local = argument if isinstance(argument, list) else (argument, {})
            local = self.evaluate(local, made)
            text = IN_TEXT.sub(lambda m: str(local[m[1]] if m[1] in local else self._named(m[1], made)), text)
            return text.replace("${!", "${")
        argument = self.evaluate(argument, made)
        if function == "Fn::Join":
            return argument[0].join(str(item) for item in argument[1])
        if function == "Fn::Split":
            return argument[1].split(argument[0])
        if function == "Fn::Select":
            index = int(argument[0])
            if not 0 <= index < len(argument[1]):
                raise Refused(f"Template error: Fn::Select cannot select nonexistent value at index {index}")
            return argument[1][index]
        if function == "Fn::FindInMap":
            found: Any = self.body.get("Mappings", {})
            for key in argument[:3]:
                if key not in found:
                    raise Refused(f"Template error: Unable to get mapping for {'::'.join(argument[:3])}")
                found = found[key]
            return found
        raise Refused(f"Template error: {function} is not known to this judge")

    def outputs(self, made: Mapping[str, Any]) -> list[dict[str, str]]:
        """The outputs of a deployed stack, in the form in which DescribeStacks gives them."""
        found = []
        for key, output in self.body.get("Outputs", {}).items():
            if "Condition" in output and not self.holds(output["Condition"]):
                continue
            value = str(self.evaluate(self._settle(output["Value"]), made))
            found.append({"OutputKey": key, "OutputValue": value, "Description": output.get("Description")})
        return found

    def _named(self, name: str, made: Mapping[str, Any]) -> Any:
        return self.evaluate({"Fn::GetAtt": name} if "." in name else {"Ref": name}, made)

    def _truth(self, value: Any) -> bool:
        function, argument = intrinsic(value, also=("Condition",))
        if function == "Condition":
            return self.holds(argument)
        if function == "Fn::Equals":
            left, right = self.evaluate(self._settle(argument), {})
            return str(left) == str(right)
        if function in ("Fn::And", "Fn::Or", "Fn::Not"):
            truths = [self._truth(item) for item in argument]
            return all(truths) if function == "Fn::And" else any(truths) if function == "Fn::Or" else not truths[0]
        raise Refused(f"Template format error: {json.dumps(value)} is no condition")

    def _settle(self, value: Any) -> Any:
        """The value without its `Fn::If`s and what they leave out."""
        settled = self._settled(value)
        return None if settled is ABSENT else settled

    def _settled(self, value: Any) -> Any:
        if isinstance(value, list):
            return [item for item in map(self._settled, value) if item is not ABSENT]
        if not isinstance(value, dict):
            return value
        if value == {"Ref": "AWS::NoValue"}:
            return ABSENT
        function, argument = intrinsic(value)
        if function == "Fn::If":
            condition, true, false = argument
            return self._settled(true if self.holds(condition) else false)
        pairs = ((key, self._settled(item)) for key, item in value.items())
        return {key: item for key, item in pairs if item is not ABSENT}

    def _refuse_unknown_types(self, resources: dict[str, Any]) -> None:
        if len(resources) > MOST_RESOURCES:
            raise Refused(
                f"Template format error: Number of resources, {len(resources)}, is greater than maximum allowed, {MOST_RESOURCES}"
            )
        unknown = sorted({r["Type"] for r in resources.values() if not schema.exists(r["Type"])})
        if unknown:
            raise Refused(f"Template format error: Unrecognized resource types: {unknown}")

    def _refuse_unknown_names(self, resources: dict[str, Any]) -> None:
        known = set(self.values) | {"AWS::NoValue"}
        unknown = {need for r in resources.values() for need in depends_on(r) if need not in resources}
        for part in ("Resources", "Outputs", "Conditions"):
            for name, attribute in references(self.body.get(part, {})):
                if attribute is None and name in known:
                    continue
                if name not in resources or part == "Conditions":
                    unknown.add(name)
                elif attribute is not None and not schema.has_attribute(resources[name]["Type"], attribute):
                    raise Refused(f"Template error: resource {name} does not support attribute type {attribute} in Fn::GetAtt")
        if unknown:
            raise Refused(
                f"Template format error: Unresolved resource dependencies {sorted(unknown)} in the Resources block of the template"
            )

    def _refuse_names_of_what_is_not_made(self) -> None:
        for resource in self.resources.values():
            for name, _ in references(resource.get("Properties", {})):
                if name not in self.values and name not in self.resources:
                    raise Refused(
                        f"Template format error: Unresolved resource dependencies [{name}] in the Resources block of the template"
                    )

    def _order(self) -> list[str]:
        """An order in which everything can be made, and among equals the least helpful one, so that a forgotten dependency shows."""
        waits_for = {
            name: {need for need, _ in references(r.get("Properties", {})) if need in self.resources}
            | {need for need in depends_on(r) if need in self.resources}
            for name, r in self.resources.items()
        }
        order: list[str] = []
        while waits_for:
            ready = [name for name, needs in waits_for.items() if needs <= set(order)]
            if not ready:
                raise Refused(f"Circular dependency between resources: {sorted(waits_for)}")
            chosen = max(ready)
            order.append(chosen)
            del waits_for[chosen]
        return order


def read(text: str) -> dict[str, Any]:
    """The tree of a template in JSON or YAML."""
    try:
        body = yaml_parse(text)
    except Exception as error:
        raise Refused(f"Template format error: {error}") from error
    if not isinstance(body, dict) or not body.get("Resources"):
        raise Refused("Template format error: At least one Resources member must be defined.")
    if "Transform" in body:
        raise Refused("transforms are not known to this judge")
    return body


def intrinsic(value: dict[str, Any], also: tuple[str, ...] = ()) -> tuple[str | None, Any]:
    """The function that a map calls and its argument, or `(None, None)`."""
    if len(value) == 1:
        key, argument = next(iter(value.items()))
        if key == "Ref" or key.startswith("Fn::") or key in also:
            return key, argument
    return None, None


def attribute_of(argument: Any) -> tuple[str, str]:
    """The resource and the attribute of a `Fn::GetAtt`, which is a list or one dotted text."""
    name, attribute = argument.split(".", 1) if isinstance(argument, str) else (argument[0], ".".join(argument[1:]))
    return name, attribute


def references(value: Any) -> list[tuple[str, str | None]]:
    """Every name that a value refers to, with the attribute asked for."""
    if isinstance(value, list):
        return [found for item in value for found in references(item)]
    if not isinstance(value, dict):
        return []
    function, argument = intrinsic(value)
    if function == "Ref":
        return [(argument, None)]
    if function == "Fn::GetAtt":
        return [attribute_of(argument)]
    if function == "Fn::Sub":
        text, local = argument if isinstance(argument, list) else (argument, {})
        named = [name for name in IN_TEXT.findall(text) if name not in local]
        return references(local) + [attribute_of(name) if "." in name else (name, None) for name in named]
    return [found for item in value.values() for found in references(item)]


def depends_on(resource: dict[str, Any]) -> list[str]:
    """What a resource says it waits for."""
    needs = resource.get("DependsOn", [])
    return [needs] if isinstance(needs, str) else needs


def parameter_values(declared: dict[str, Any], given: Mapping[str, str]) -> dict[str, Any]:
    """A value for every parameter, or a refusal: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html"""
    if unknown := sorted(set(given) - set(declared)):
        raise Refused(f"Parameters: {unknown} do not exist in the template")
    values = {name: given.get(name, parameter.get("Default")) for name, parameter in declared.items()}
    if missing := sorted(name for name, value in values.items() if value is None):
        raise Refused(f"Parameters: {missing} must have values")
    for name, parameter in declared.items():
        text = str(values[name])
        allowed = [str(value) for value in parameter.get("AllowedValues", [text])]
        fits = (
            text in allowed
            and re.fullmatch(parameter.get("AllowedPattern", ".*"), text, re.DOTALL)
            and int(parameter.get("MinLength", 0)) <= len(text) <= int(parameter.get("MaxLength", len(text)))
        )
        if not fits:
            raise Refused(f"Parameter '{name}' failed to satisfy constraint: {parameter.get('ConstraintDescription', parameter)}")
        if parameter["Type"] == "CommaDelimitedList" or parameter["Type"].startswith("List<"):
            values[name] = text.split(",")
    return values
