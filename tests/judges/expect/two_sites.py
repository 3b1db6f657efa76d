"""What two-sites promises beyond its template: how its functions learn the host names of their sites."""

import io
import zipfile

from cloud import Cloud
from report import Report

MEDIA, ARTIFACTS, CODE = "desk-media", "desk-artifacts", "desk/functions-0f3c9b.zip"
OFFICE = "/desk/back-office/domain"


def prepare(cloud: Cloud) -> None:
    """The bucket of media, and the one with the functions' code, which the stack finds in the account."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("bootstrap", "#!/bin/sh\n")
    s3 = cloud.client("s3")
    for bucket in (MEDIA, ARTIFACTS):
        s3.create_bucket(Bucket=bucket)
    s3.put_object(Bucket=ARTIFACTS, Key=CODE, Body=archive.getvalue())


def ask(cloud: Cloud, report: Report, name: str, parameters: dict[str, str]) -> None:
    """One host name comes by a parameter and is missing until it is given, the other by an SSM parameter."""
    made = {logical_id: resource["PhysicalResourceId"] for logical_id, resource in cloud.resources(name).items()}
    domain = cloud.client("cloudfront").get_distribution(Id=made["BackOfficeDistribution"])["Distribution"]["DomainName"]
    told = cloud.client("ssm").get_parameter(Name=OFFICE)["Parameter"]["Value"]
    report.equal("the SSM parameter holds the back office's host name", domain, told)
    pinned = {"SHOP_DOMAIN": parameters["CloudFrontDomain"]} if "CloudFrontDomain" in parameters else {}
    for function, wanted in {"orders": {**pinned, "OFFICE_DOMAIN": OFFICE}, "staff": {"OFFICE_DOMAIN": OFFICE}}.items():
        seen = cloud.client("lambda").get_function_configuration(FunctionName=f"desk-{function}")
        report.equal(f"{function}: variables", wanted, seen.get("Environment", {}).get("Variables", {}))
    report.that("the existing bucket has no policy of the stack", "MediaBucketPolicy" not in made, str(sorted(made)))
