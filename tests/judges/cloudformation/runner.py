"""Runs one Python handler as Lambda does, with a `cfnresponse` that writes the answer to a file instead of sending it."""

import json
import sys
import time
import types
from importlib import import_module
from pathlib import Path

folder, handler, answer, seconds, name = sys.argv[1:]
deadline = time.monotonic() + int(seconds)
context = types.SimpleNamespace(
    function_name=name,
    log_stream_name="judge",
    aws_request_id="judge",
    get_remaining_time_in_millis=lambda: max(0, int((deadline - time.monotonic()) * 1000)),
)


def send(event, context, responseStatus, responseData, physicalResourceId=None, noEcho=False, reason=None):
    """https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-lambda-function-code-cfnresponsemodule.html"""
    body = {
        "Status": responseStatus,
        "Reason": reason or f"See the details in CloudWatch Log Stream: {context.log_stream_name}",
        "PhysicalResourceId": physicalResourceId or context.log_stream_name,
        "StackId": event["StackId"],
        "RequestId": event["RequestId"],
        "LogicalResourceId": event["LogicalResourceId"],
        "NoEcho": noEcho,
        "Data": responseData,
    }
    Path(answer).write_text(json.dumps(body))


module, function = handler.rsplit(".", 1)
# CloudFormation adds the module to inline code only, and only where this very line imports it.
if "import cfnresponse" in Path(folder, f"{module}.py").read_text().splitlines():
    sys.modules["cfnresponse"] = types.ModuleType("cfnresponse")
    vars(sys.modules["cfnresponse"]).update(send=send, SUCCESS="SUCCESS", FAILED="FAILED")
sys.path.insert(0, folder)
getattr(import_module(module), function)(json.load(sys.stdin), context)
