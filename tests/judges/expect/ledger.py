"""What ledger promises beyond its template: who reads which prefix, and that raw and modelled resources find each other."""

from cloud import Cloud
from questions import listed, policy_of
from report import Report

FILES = "ledger-files-123456789012"


def ask(cloud: Cloud, report: Report, name: str, parameters: dict[str, str]) -> None:
    """One bucket with a public prefix, one for CloudFront, and one for functions alone."""
    made = {logical_id: resource["PhysicalResourceId"] for logical_id, resource in cloud.resources(name).items()}
    allowed = [statement for statement in policy_of(cloud, FILES)["Statement"] if statement["Effect"] == "Allow"]
    arn = f"arn:aws:s3:::{FILES}"
    reads = {
        "*" if statement["Principal"] == "*" else statement["Principal"]["Service"]: [
            (action, resource.removeprefix(arn)) for action in listed(statement["Action"]) for resource in listed(statement["Resource"])
        ]
        for statement in allowed
        if "s3:GetObject" in listed(statement["Action"])
    }
    wanted = {"cloudfront.amazonaws.com": [("s3:GetObject", "/receipts/*")], "*": [("s3:GetObject", "/logos/*")]}
    report.equal("who reads what of the files", wanted, reads)
    seen = cloud.client("lambda").get_function_configuration(FunctionName="ledger-accounts")["Environment"]["Variables"]
    report.equal("the function knows the raw topic", made["Alerts"], seen.get("ALERTS_TOPIC"))
    report.equal("and its site's own name", "ledger.example.com", seen.get("SITE_DOMAIN"))
    alarm = cloud.client("cloudwatch").describe_alarms(AlarmNames=[made["AccountsErrors"]])["MetricAlarms"][0]
    report.equal("the raw alarm watches the function", [{"Name": "FunctionName", "Value": "ledger-accounts"}], alarm["Dimensions"])
