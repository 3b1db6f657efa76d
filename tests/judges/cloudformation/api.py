"""CloudFormation's API for deploying by change sets, as `aws cloudformation deploy` calls it, in the place of moto's."""

import json
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from moto.cloudformation.exceptions import CloudFormationError
from moto.cloudformation.responses import CloudFormationResponse
from moto.core.responses import ActionResult, EmptyResult

from .stack import Stack
from .template import Refused, Template, read

# https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
LARGEST_BODY, LARGEST_OBJECT = 51_200, 1_048_576
UNCHANGED = "The submitted information didn't contain changes. Submit different information to create a change set."


class Denied(CloudFormationError):
    """An error of the API with a code of its own."""

    def __init__(self, refused: Refused):
        super().__init__(str(refused))
        self.code = refused.code


@dataclass
class ChangeSet:
    """What a deployment would make of a stack; without a template there is nothing to do."""

    id: str
    name: str
    stack: Stack
    template: Template | None


class Deployments(CloudFormationResponse):
    """The actions that a deployment needs; a change set is executed before the call returns."""

    # The answers here are in the API's own form already.
    RESPONSE_KEY_PATH_TO_TRANSFORMER: dict[str, Any] = {}
    stacks: dict[str, Stack] = {}
    gone: dict[str, Stack] = {}
    change_sets: dict[str, ChangeSet] = {}

    def create_change_set(self) -> ActionResult:
        try:
            made = self._change_set()
        except Refused as refused:
            raise Denied(refused) from refused
        self.change_sets[made.id] = made
        self.stacks[made.stack.name] = made.stack
        return ActionResult({"Id": made.id, "StackId": made.stack.id})

    def describe_change_set(self) -> ActionResult:
        made = self._found_change_set()
        nothing = {"Status": "FAILED", "ExecutionStatus": "UNAVAILABLE", "StatusReason": UNCHANGED}
        something = {"Status": "CREATE_COMPLETE", "ExecutionStatus": "AVAILABLE"}
        about = {"ChangeSetId": made.id, "ChangeSetName": made.name, "StackId": made.stack.id, "StackName": made.stack.name}
        return ActionResult({**about, **(something if made.template else nothing)})

    def delete_change_set(self) -> ActionResult:
        del self.change_sets[self._found_change_set().id]
        return EmptyResult()

    def execute_change_set(self) -> ActionResult:
        made = self._found_change_set()
        if made.template is None:
            raise Denied(Refused("ChangeSet cannot be executed in its current status of [FAILED]", "InvalidChangeSetStatus"))
        made.stack.deploy(made.template)
        return EmptyResult()

    def describe_stacks(self) -> ActionResult:
        name = self._get_param("StackName")
        stacks = [self._found_stack(name)] if name else list(self.stacks.values())
        return ActionResult({"Stacks": [self._described(stack) for stack in stacks]})

    def describe_stack_resources(self) -> ActionResult:
        stack = self._found_stack(self._get_param("StackName"))
        found = [
            {
                "StackId": stack.id,
                "StackName": stack.name,
                "LogicalResourceId": resource.logical_id,
                "PhysicalResourceId": resource.physical_id,
                "ResourceType": resource.type,
                "ResourceStatus": resource.status,
                "Timestamp": stack.created,
            }
            for resource in stack.resources.values()
        ]
        return ActionResult({"StackResources": found})

    def describe_stack_events(self) -> ActionResult:
        stack = self._found_stack(self._get_param("StackName"))
        return ActionResult({"StackEvents": stack.events[::-1]})

    def get_template_summary(self) -> ActionResult:
        stack = self._found_stack(self._get_param("StackName"))
        declared = stack.template.body.get("Parameters", {}) if stack.template else {}
        return ActionResult({"Parameters": [{"ParameterKey": name, "ParameterType": p["Type"]} for name, p in declared.items()]})

    def delete_stack(self) -> ActionResult:
        name = self._get_param("StackName")
        stack = self.stacks.get(name)
        if stack:
            stack.delete()
            if stack.status == "DELETE_COMPLETE":
                self.gone[stack.id] = self.stacks.pop(stack.name)
        return EmptyResult()

    def create_stack(self) -> ActionResult:
        raise Denied(Refused("this judge deploys by change sets only"))

    update_stack = create_stack

    def _change_set(self) -> ChangeSet:
        name, change_set = self._get_param("StackName"), self._get_param("ChangeSetName")
        url, text = self._get_param("TemplateURL"), self._get_param("TemplateBody")
        if url:
            text = self._get_stack_from_s3_url(url)
            text = text.decode() if isinstance(text, bytes) else text
        if len(text.encode()) > (LARGEST_OBJECT if url else LARGEST_BODY):
            raise Refused(f"the template has {len(text.encode())} bytes: Member must have length less than or equal to {LARGEST_BODY}")
        updating = self._get_param("ChangeSetType", "CREATE") == "UPDATE"
        stack = self._found_stack(name) if updating else self.stacks.get(name) or Stack(name)
        if updating and not stack.status.endswith(("_COMPLETE", "UPDATE_ROLLBACK_FAILED")) or stack.status == "ROLLBACK_COMPLETE":
            raise Refused(f"Stack:{stack.id} is in {stack.status} state and can not be updated.")
        template = Template(text, self._given(stack, text), stack.pseudo)
        needed, given = template.capabilities_needed(), self._get_param("Capabilities", [])
        if needed and needed not in given and "CAPABILITY_NAMED_IAM" not in given:
            raise Refused(f"Requires capabilities : [{needed}]", "InsufficientCapabilitiesException")
        before = stack.template
        unchanged = updating and before and (before.body, before.parameters) == (template.body, template.parameters)
        identifier = f"{stack.id.replace(':stack/', ':changeSet/').rsplit('/', 2)[0]}/{change_set}/{uuid.uuid4()}"
        return ChangeSet(identifier, change_set, stack, None if unchanged else template)

    def _given(self, stack: Stack, text: str) -> dict[str, str]:
        """The parameters given, with the values of before where those are asked for."""
        before = stack.template.parameters if stack.template else {}
        declared = read(text).get("Parameters", {})
        given = {}
        for parameter in self._get_param("Parameters", []):
            name = parameter["ParameterKey"]
            if parameter.get("UsePreviousValue"):
                given[name] = before.get(name, declared.get(name, {}).get("Default"))
            else:
                given[name] = parameter["ParameterValue"]
        return given

    def _found_stack(self, name: str) -> Stack:
        known = [*self.stacks.values(), *self.gone.values()]
        for stack in known:
            if stack.id == name or (stack.name == name and stack.id not in self.gone):
                return stack
        raise Denied(Refused(f"Stack with id {name} does not exist"))

    def _found_change_set(self) -> ChangeSet:
        name, stack = self._get_param("ChangeSetName"), self._get_param("StackName")
        for made in reversed(self.change_sets.values()):
            if made.id == name or (made.name == name and stack in (made.stack.name, made.stack.id)):
                return made
        raise Denied(Refused(f"ChangeSet [{name}] does not exist", "ChangeSetNotFound"))

    def _described(self, stack: Stack) -> dict[str, Any]:
        parameters = stack.template.parameters if stack.template else {}
        return {
            "StackId": stack.id,
            "StackName": stack.name,
            "StackStatus": stack.status,
            "CreationTime": stack.created,
            "LastUpdatedTime": datetime.now(UTC),
            "Parameters": [
                {"ParameterKey": k, "ParameterValue": v if isinstance(v, str) else json.dumps(v)} for k, v in parameters.items()
            ],
            "Outputs": stack.outputs() if stack.status.endswith("_COMPLETE") and stack.resources else [],
        }
