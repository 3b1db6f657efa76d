"""What static-site promises beyond its template: its names, its certificate, its records, and where its logs go."""

from cloud import Cloud
from questions import listed, policy_of
from report import Report

ALIASES = ["field-guide.example.com", "www.field-guide.example.com"]
LOGS = "field-guide-access-logs-123456789012"


def ask(cloud: Cloud, report: Report, name: str, parameters: dict[str, str]) -> None:
    """One certificate and four records for two names, and a bucket that takes the logs."""
    made = {logical_id: resource["PhysicalResourceId"] for logical_id, resource in cloud.resources(name).items()}
    distribution = cloud.client("cloudfront").get_distribution(Id=made["Distribution"])["Distribution"]
    config = distribution["DistributionConfig"]
    report.equal("its names", ALIASES, sorted(config["Aliases"]["Items"]))
    report.equal("its certificate", made["Certificate"], config["ViewerCertificate"]["ACMCertificateArn"])
    certificate = cloud.client("acm").describe_certificate(CertificateArn=made["Certificate"])["Certificate"]
    report.equal("the certificate's names", ALIASES, sorted({certificate["DomainName"], *certificate["SubjectAlternativeNames"]}))
    records = cloud.client("route53").list_resource_record_sets(HostedZoneId=parameters["HostedZoneId"])["ResourceRecordSets"]
    seen = {(r["Name"].rstrip("."), r["Type"], r["AliasTarget"]["DNSName"].rstrip(".")) for r in records if "AliasTarget" in r}
    report.equal("its records", {(alias, kind, distribution["DomainName"]) for alias in ALIASES for kind in ("A", "AAAA")}, seen)
    writes = [statement for statement in policy_of(cloud, LOGS)["Statement"] if "s3:PutObject" in listed(statement["Action"])]
    seen = [(statement["Principal"], statement["Resource"]) for statement in writes]
    report.equal("who writes logs, and where", [({"Service": "delivery.logs.amazonaws.com"}, f"arn:aws:s3:::{LOGS}/guide/*")], seen)
