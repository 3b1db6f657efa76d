"""Lambda functions, their URLs and who may call them."""

import io
import zipfile
from typing import Any

from ..shape import parameters
from ..template import Refused
from . import Made, Place, client, known, tags

# What UpdateFunctionConfiguration does with a property that the template no longer has.
DEFAULTS = {
    "Description": "", "Environment": {"Variables": {}}, "Layers": [], "MemorySize": 128, "Timeout": 3, "EphemeralStorage": {"Size": 512},
}  # fmt: skip


def shape_of(operation: str) -> Any:
    """The input of an operation of Lambda."""
    return client("lambda").meta.service_model.operation_model(operation).input_shape


def code_of(properties: dict[str, Any]) -> dict[str, Any]:
    """The code of a function; inline code is one file: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html"""
    code = properties["Code"]
    if not isinstance(code, dict):
        raise Refused("Properties validation failed: #/Code: expected type: JSONObject, found: String")
    if "ZipFile" not in code:
        return dict(known(code, "S3Bucket", "S3Key", "S3ObjectVersion"))
    runtime = properties.get("Runtime", "")
    if not runtime.startswith(("python", "nodejs")):
        raise Refused(f"ZipFile can only be used with the Node.js and Python runtimes, not with {runtime}")
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        # The fixed date keeps the digest of unchanged code unchanged.
        entry = zipfile.ZipInfo("index.py" if runtime.startswith("python") else "index.js", (1980, 1, 1, 0, 0, 0))
        archive.writestr(entry, code["ZipFile"])
    return {"ZipFile": content.getvalue()}


class Function:
    """https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html"""

    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        given = {"FunctionName": place.name(), **properties}
        found = parameters(shape_of("CreateFunction"), {k: v for k, v in given.items() if k not in ("Code", "Tags")})
        if any(f["FunctionName"] == found["FunctionName"] for f in client("lambda").list_functions()["Functions"]):
            raise Refused(f"Function already exist: {found['FunctionName']}")
        self._refuse_role(found["Role"])
        made = client("lambda").create_function(**found, Code=code_of(properties), Tags=tags(properties))
        return found["FunctionName"], {"Arn": made["FunctionArn"]}

    def update(self, place: Place, old: Any, properties: dict[str, Any]) -> Made:
        name = old.physical_id
        apart = ("Architectures", "Code", "FunctionName", "Tags")
        configuration = {k: v for k, v in {**DEFAULTS, **properties}.items() if k not in apart}
        configured = {k: v for k, v in {**DEFAULTS, **old.properties}.items() if k not in apart}
        if properties["Code"] != old.properties["Code"] or properties.get("Architectures") != old.properties.get("Architectures"):
            client("lambda").update_function_code(FunctionName=name, **code_of(properties))
        if configuration != configured:
            self._refuse_role(configuration["Role"])
            found = parameters(shape_of("UpdateFunctionConfiguration"), configuration)
            client("lambda").update_function_configuration(FunctionName=name, **found)
        if before := tags(old.properties):
            client("lambda").untag_resource(Resource=old.attributes["Arn"], TagKeys=list(before))
        client("lambda").tag_resource(Resource=old.attributes["Arn"], Tags=tags(properties))
        return name, old.attributes

    def delete(self, place: Place, old: Any) -> None:
        client("lambda").delete_function(FunctionName=old.physical_id)

    def _refuse_role(self, arn: str) -> None:
        role = client("iam").get_role(RoleName=arn.rsplit("/", 1)[-1])["Role"]
        trusted = [
            statement["Principal"].get("Service")
            for statement in role["AssumeRolePolicyDocument"]["Statement"]
            if statement["Effect"] == "Allow" and isinstance(statement["Principal"], dict)
        ]
        if not any("lambda.amazonaws.com" in ([t] if isinstance(t, str) else t or []) for t in trusted):
            raise Refused("The role defined for the function cannot be assumed by Lambda.")


class Permission:
    """https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html"""

    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        sid = place.name(100)
        found = parameters(shape_of("AddPermission"), properties)
        function_url = found["Action"] == "lambda:InvokeFunctionUrl"
        if function_url != ("FunctionUrlAuthType" in found) or (function_url and "InvokedViaFunctionUrl" in found):
            raise Refused("FunctionUrlAuthType belongs to lambda:InvokeFunctionUrl, InvokedViaFunctionUrl to lambda:InvokeFunction")
        client("lambda").add_permission(**found, StatementId=sid)
        return sid, {"Id": sid}

    def update(self, place: Place, old: Any, properties: dict[str, Any]) -> Made:
        raise Refused("every property of a permission makes a new one")

    def delete(self, place: Place, old: Any) -> None:
        client("lambda").remove_permission(FunctionName=old.properties["FunctionName"], StatementId=old.physical_id)


class Url:
    """https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-url.html"""

    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        given = parameters(shape_of("CreateFunctionUrlConfig"), properties, {"TargetFunctionArn": "FunctionName"})
        made = client("lambda").create_function_url_config(**given)
        return made["FunctionArn"], {"FunctionArn": made["FunctionArn"], "FunctionUrl": made["FunctionUrl"]}

    def update(self, place: Place, old: Any, properties: dict[str, Any]) -> Made:
        given = parameters(shape_of("UpdateFunctionUrlConfig"), properties, {"TargetFunctionArn": "FunctionName"})
        client("lambda").update_function_url_config(**given)
        return old.physical_id, old.attributes

    def delete(self, place: Place, old: Any) -> None:
        client("lambda").delete_function_url_config(FunctionName=old.physical_id)


KINDS = {"AWS::Lambda::Function": Function(), "AWS::Lambda::Permission": Permission(), "AWS::Lambda::Url": Url()}
