"""Judges the handler that sets variables: python3 test_function_environment.py TEMPLATE.json [LOGICAL_ID]."""
import ast
import json
import sys
import types
import unittest

STACK = "arn:aws:cloudformation:us-east-1:123456789012:stack/gymcoach/0a1b2c3d-0000-0000-0000-000000000000"
VARIABLES = {"TABLE_NAME": "gymcoach-ai-main", "CLOUDFRONT_DOMAIN": "d111111abcdef8.cloudfront.net"}
CODE = ""


class ResourceConflictException(Exception):
    """What Lambda answers while the function is created or changed."""


class WaiterError(Exception):
    """What a waiter of botocore raises."""


class Lambda:
    """Lambda as far as the handler needs it, with a clock of its own; an API call takes a fifth of a second."""

    exceptions = types.SimpleNamespace(ResourceConflictException=ResourceConflictException)

    def __init__(self, seconds=120):
        self.now, self.end = 0.0, seconds
        self.busy = {}  # until when a function is being created or changed
        self.slow = 3  # how many seconds a change takes
        self.no_client = None  # what making a client raises
        self.refuses = None  # what every update raises
        self.breaks = False  # whether a change ends as "Failed"
        self.updates, self.answers, self.clients = [], [], []

    # The context that Lambda gives.
    def get_remaining_time_in_millis(self):
        return int((self.end - self.now) * 1000)

    # The module `time`.
    def sleep(self, seconds):
        self.now += seconds

    # The module `boto3`.
    def client(self, service, **_):
        self.clients.append(service)
        if self.no_client:
            raise self.no_client
        return self

    # The client, and its waiter as botocore has it.
    def update_function_configuration(self, **arguments):
        self.now += 0.2
        self.updates.append(arguments)
        if self.refuses:
            raise self.refuses
        if self.now < self.busy.get(arguments["FunctionName"], 0):
            raise ResourceConflictException("an update is in progress")
        self.busy[arguments["FunctionName"]] = self.now + self.slow

    def get_waiter(self, name):
        assert name == "function_updated", name
        return self

    def wait(self, FunctionName, WaiterConfig):  # noqa: N803
        looks = 0
        while True:
            self.now += 0.2
            looks += 1
            if self.now >= self.busy.get(FunctionName, 0):
                if self.breaks:
                    raise WaiterError("Waiter encountered a terminal failure state")
                return
            if looks >= WaiterConfig["MaxAttempts"]:
                raise WaiterError("Max attempts exceeded")
            self.sleep(WaiterConfig["Delay"])

    # The module `cfnresponse`.
    SUCCESS, FAILED = "SUCCESS", "FAILED"

    def send(self, event, context, status, data, physical_id=None, no_echo=False, reason=None):
        answer = {
            "Status": status,
            "Reason": reason or "See the details in CloudWatch Log Stream: stream",
            "PhysicalResourceId": physical_id or "stream",
            "StackId": event["StackId"],
            "RequestId": event["RequestId"],
            "LogicalResourceId": event["LogicalResourceId"],
            "NoEcho": no_echo,
            "Data": data,
        }
        size = len(json.dumps(answer))
        assert size <= 4096, f"CloudFormation does not read an answer of {size} bytes"
        assert context.get_remaining_time_in_millis() > 0, "Lambda has ended the handler before its answer"
        self.answers.append(answer)


def run(world, kind="Create", properties=None, **more):
    """The handler's only answer to an event of CloudFormation."""
    modules = {"boto3": world, "cfnresponse": world, "time": world}
    saved = {name: sys.modules.get(name) for name in modules}
    sys.modules.update(modules)
    try:
        scope = {}
        exec(compile(CODE, "index.py", "exec"), scope)
        event = {
            "RequestType": kind,
            "RequestId": "one",
            "StackId": STACK,
            "LogicalResourceId": "FunctionEnvironment",
            "ResourceType": "Custom::FunctionEnvironment",
            "ResponseURL": "https://cloudformation-custom-resource-response.example/",
            "ResourceProperties": {"Functions": [function()]} if properties is None else properties,
        }
        scope["handler"](event | more, world)
    finally:
        for name, module in saved.items():
            if module is None:
                del sys.modules[name]
            else:
                sys.modules[name] = module
    (answer,) = world.answers
    world.answers = []
    return answer


def function(name="gymcoach-ai-analytics-service", **variables):
    return {"FunctionName": name, "Variables": VARIABLES | variables, "Digest": "d1", "Resolved": ["arn"]}


class FunctionEnvironment(unittest.TestCase):
    def failure(self, world, *words, properties=None):
        answer = run(world, properties=properties)
        self.assertEqual(answer["Status"], "FAILED")
        for word in words:
            self.assertIn(word, answer["Reason"])
        return answer

    def test_create_sets_all_variables_and_nothing_else(self):
        world = Lambda()
        self.assertEqual(run(world)["Status"], "SUCCESS")
        name = "gymcoach-ai-analytics-service"
        self.assertEqual(world.updates, [{"FunctionName": name, "Environment": {"Variables": VARIABLES}}])

    def test_success_is_told_after_the_change_is_done(self):
        world = Lambda()
        run(world)
        self.assertGreaterEqual(world.now, world.busy["gymcoach-ai-analytics-service"])

    def test_every_function_gets_its_own_variables(self):
        world = Lambda()
        properties = {"Functions": [function("a", ONLY_A="1"), function("b")]}
        self.assertEqual(run(world, properties=properties)["Status"], "SUCCESS")
        seen = {update["FunctionName"]: update["Environment"]["Variables"] for update in world.updates}
        self.assertEqual(seen, {"a": VARIABLES | {"ONLY_A": "1"}, "b": VARIABLES})

    def test_an_empty_list_is_done_at_once(self):
        world = Lambda()
        self.assertEqual(run(world, properties={"Functions": []})["Status"], "SUCCESS")
        self.assertEqual(world.updates, [])

    def test_an_update_sets_the_variables_again(self):
        world = Lambda()
        run(world)
        old = {"Functions": [function(OLD="1")]}
        self.assertEqual(run(world, "Update", OldResourceProperties=old, PhysicalResourceId="x")["Status"], "SUCCESS")
        self.assertEqual([update["Environment"]["Variables"] for update in world.updates], [VARIABLES, VARIABLES])

    def test_the_physical_id_never_changes_so_that_nothing_is_replaced(self):
        world = Lambda()
        created = run(world)["PhysicalResourceId"]
        more = {"PhysicalResourceId": created}
        other = {"Functions": [function("other", MORE="1")]}
        self.assertEqual(run(world, "Update", properties=other, **more)["PhysicalResourceId"], created)
        self.assertEqual(run(world, "Update", properties={}, **more)["PhysicalResourceId"], created)
        self.assertEqual(run(world, "Delete", **more)["PhysicalResourceId"], created)
        self.assertLessEqual(len(created), 1024)

    def test_two_resources_have_two_physical_ids(self):
        identities = ({}, {"LogicalResourceId": "Other"}, {"StackId": STACK + "1"})
        ids = {run(Lambda(), **identity)["PhysicalResourceId"] for identity in identities}
        self.assertEqual(len(ids), 3)

    def test_delete_succeeds_and_touches_nothing(self):
        for properties in ({"Functions": [function()]}, {}):
            world = Lambda()
            self.assertEqual(run(world, "Delete", properties)["Status"], "SUCCESS")
            self.assertEqual((world.updates, world.clients, world.now), ([], [], 0.0))

    def test_a_busy_function_is_tried_again_until_it_is_free(self):
        world = Lambda()
        world.busy["gymcoach-ai-analytics-service"] = 20
        self.assertEqual(run(world)["Status"], "SUCCESS")
        self.assertIn(len(world.updates), range(2, 15))
        self.assertLess(world.now, 30)

    def test_a_function_that_stays_busy_is_told_in_time(self):
        for seconds in (15, 60, 300, 900):
            world = Lambda(seconds)
            world.busy["gymcoach-ai-analytics-service"] = 10_000
            self.failure(world, "gymcoach-ai-analytics-service", "ResourceConflictException")
            self.assertGreater(world.end - world.now, 5)

    def test_a_change_that_never_ends_is_told_in_time(self):
        for seconds in (15, 60, 300, 900):
            world = Lambda(seconds)
            world.slow = 10_000
            self.failure(world, "gymcoach-ai-analytics-service", "Max attempts exceeded")
            self.assertGreater(world.end - world.now, 5)

    def test_many_functions_share_the_time(self):
        world = Lambda(60)
        world.slow = 10
        properties = {"Functions": [function(f"f{n}") for n in range(9)]}
        answer = self.failure(world, "Max attempts exceeded", properties=properties)
        self.assertNotIn("f0", answer["Reason"])

    def test_a_change_that_fails_is_a_failure(self):
        world = Lambda()
        world.breaks = True
        self.failure(world, "terminal failure state")

    def test_what_the_api_refuses_is_the_reason(self):
        world = Lambda()
        world.refuses = RuntimeError("User is not authorized to perform: lambda:UpdateFunctionConfiguration")
        self.failure(world, "gymcoach-ai-analytics-service", "RuntimeError", "not authorized")
        self.assertEqual(len(world.updates), 1)

    def test_a_client_that_cannot_be_made_is_a_failure(self):
        world = Lambda()
        world.no_client = LookupError("You must specify a region.")
        self.failure(world, "You must specify a region.")

    def test_any_reason_fits_into_an_answer(self):
        for text in ("x" * 9000, "é" * 9000, "\U0001f3cb" * 9000, '"\\\n' * 9000, "\x00" * 9000, ""):
            world = Lambda()
            world.refuses = RuntimeError(text)
            self.failure(world, "RuntimeError", properties={"Functions": [function("f")]})
            self.failure(Lambda(), properties={"Functions": [{"FunctionName": text}]})

    def test_missing_or_mistaken_properties_are_told(self):
        for properties, word in (
            ({}, "'Functions'"),
            ({"Functions": None}, "TypeError"),
            ({"Functions": "analytics"}, "TypeError"),
            ({"Functions": [{"Variables": VARIABLES}]}, "'FunctionName'"),
            ({"Functions": [{"FunctionName": "f"}]}, "'Variables'"),
            ({"Functions": [None]}, "TypeError"),
        ):
            world = Lambda()
            self.failure(world, word, properties=properties)
            self.assertEqual(world.updates, [])

    def test_the_code_is_small_and_imports_cfnresponse_in_the_way_that_cloudformation_sees(self):
        self.assertIn("import cfnresponse", CODE.splitlines())
        self.assertLess(len(CODE.encode()), 1700)
        imports = [node for node in ast.walk(ast.parse(CODE)) if isinstance(node, (ast.Import, ast.ImportFrom))]
        self.assertEqual(sorted(map(ast.unparse, imports)), ["import boto3", "import cfnresponse", "import time"])


def code_of(template, wanted=None):
    """The inline code of this function or, without a logical id, of the only function that uses cfnresponse."""
    with open(template, encoding="utf-8") as file:
        resources = json.load(file)["Resources"]
    code = {
        name: resource["Properties"]["Code"]["ZipFile"]
        for name, resource in resources.items()
        if resource["Type"] == "AWS::Lambda::Function" and "ZipFile" in resource["Properties"]["Code"]
    }
    chosen = [wanted] if wanted else [name for name, text in code.items() if "import cfnresponse" in text]
    if len(chosen) != 1 or chosen[0] not in code:
        sys.exit(f"name one of the functions with inline code in {template}: {', '.join(code) or 'there is none'}")
    return code[chosen[0]]


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(f"usage: python3 {sys.argv[0]} TEMPLATE.json [LOGICAL_ID]")
    CODE = code_of(*sys.argv[1:3])
    tests = unittest.defaultTestLoader.loadTestsFromTestCase(FunctionEnvironment)
    result = unittest.TextTestRunner(verbosity=2, stream=sys.stdout).run(tests)
    failed = len({str(test) for test, _ in result.failures + result.errors})
    print(f"{result.testsRun - failed} passed, {failed} failed")
    sys.exit(0 if failed == 0 else 1)
