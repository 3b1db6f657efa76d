"""One pretend AWS in a process of its own, and the two ways to talk to it: the AWS CLI and boto3."""

import json
import os
import subprocess
import sys
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

HERE = Path(__file__).parent
KEYS = {"AWS_ACCESS_KEY_ID": "judge", "AWS_SECRET_ACCESS_KEY": "judge", "AWS_DEFAULT_REGION": "us-east-1"}
# Seconds after which a command hangs rather than waits.
LONGEST = 300


class Cloud:
    """An empty account, from `with Cloud() as cloud` to its end."""

    def __enter__(self) -> "Cloud":
        self._home = tempfile.TemporaryDirectory()
        self._log = open(Path(self._home.name, "log"), "w+")
        quiet = {"PYTHONWARNINGS": "ignore", "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, str(HERE / "extension.py")]
        self._server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=self._log, text=True, env={**os.environ, **quiet})
        self.endpoint = self._server.stdout.readline().strip()
        if not self.endpoint:
            raise RuntimeError(f"the pretend AWS did not start:\n{self.log()}")
        return self

    def __exit__(self, *_: object) -> None:
        self._server.terminate()
        self._server.wait()
        self._log.close()
        self._home.cleanup()

    def log(self) -> str:
        """What the server has complained about."""
        self._log.flush()
        return Path(self._home.name, "log").read_text()[-4_000:]

    def cli(self, *words: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run `aws` with nothing of the user's own configuration."""
        environment = {
            **KEYS,
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_MAX_ATTEMPTS": "1",
            "AWS_PAGER": "",
            "HOME": self._home.name,
            "PATH": os.environ["PATH"],
        }
        # Not the script `aws`, whose first line cannot name a folder with a space.
        command = [sys.executable, "-m", "awscli", *words]
        return subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, timeout=LONGEST)

    @lru_cache
    def client(self, service: str, role: str | None = None) -> Any:
        """A client with the deployer's keys, or with those of a role, whose rights are then all it has."""
        keys = {"aws_access_key_id": "judge", "aws_secret_access_key": "judge"}
        if role:
            given = self.client("sts").assume_role(RoleArn=role, RoleSessionName="judge")["Credentials"]
            keys = {
                "aws_access_key_id": given["AccessKeyId"],
                "aws_secret_access_key": given["SecretAccessKey"],
                "aws_session_token": given["SessionToken"],
            }
        once = Config(retries={"total_max_attempts": 1})
        return boto3.client(service, endpoint_url=self.endpoint, region_name="us-east-1", config=once, **keys)

    def deploy(self, template: Path, name: str, parameters: dict[str, str], capabilities: bool = True) -> subprocess.CompletedProcess[str]:
        """The command that the README shows."""
        words = ["cloudformation", "deploy", "--template-file", str(template), "--stack-name", name, "--no-fail-on-empty-changeset"]
        if capabilities:
            words += ["--capabilities", "CAPABILITY_IAM"]
        if parameters:
            words += ["--parameter-overrides", *(f"{key}={value}" for key, value in parameters.items())]
        return self.cli(*words)

    def resources(self, name: str) -> dict[str, dict[str, Any]]:
        """What a stack has made, by logical id."""
        found = self.client("cloudformation").describe_stack_resources(StackName=name)["StackResources"]
        return {resource["LogicalResourceId"]: resource for resource in found}

    def stack(self, name: str) -> dict[str, Any]:
        """The stack itself."""
        return self.client("cloudformation").describe_stacks(StackName=name)["Stacks"][0]

    def why(self, name: str) -> str:
        """The reasons for which resources of a stack failed."""
        events = self.client("cloudformation").describe_stack_events(StackName=name)["StackEvents"]
        return "; ".join(
            f"{e['LogicalResourceId']}: {e['ResourceStatusReason']}" for e in events if e["ResourceStatus"].endswith("_FAILED")
        )


def read(path: Path) -> dict[str, Any]:
    """A template as a tree."""
    return json.loads(path.read_text())
