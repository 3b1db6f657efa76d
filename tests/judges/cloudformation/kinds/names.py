"""Certificates and DNS records."""

from typing import Any

from ..template import Refused
from . import Made, Place, client, known, tags


class Certificate:
    """https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-certificatemanager-certificate.html"""

    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        known(properties, "DomainName", "SubjectAlternativeNames", "ValidationMethod", "DomainValidationOptions", "KeyAlgorithm", "Tags")
        if properties.get("ValidationMethod") != "DNS":
            raise Refused("a certificate that is validated by mail keeps a deployment waiting")
        validated = {option["DomainName"] for option in properties.get("DomainValidationOptions", []) if "HostedZoneId" in option}
        names = {properties["DomainName"], *properties.get("SubjectAlternativeNames", [])}
        if validated != names:
            raise Refused(
                f"no hosted zone is named in which {sorted(names - validated)} can be validated: the deployment would wait for ever"
            )
        for option in properties["DomainValidationOptions"]:
            client("route53").get_hosted_zone(Id=option["HostedZoneId"])
        others = {"SubjectAlternativeNames": properties["SubjectAlternativeNames"]} if "SubjectAlternativeNames" in properties else {}
        tagged = {"Tags": [{"Key": key, "Value": value} for key, value in tags(properties).items()]} if "Tags" in properties else {}
        made = client("acm").request_certificate(DomainName=properties["DomainName"], ValidationMethod="DNS", **others, **tagged)
        return made["CertificateArn"], {"CertificateArn": made["CertificateArn"]}

    def update(self, place: Place, old: Any, properties: dict[str, Any]) -> Made:
        return old.physical_id, old.attributes

    def delete(self, place: Place, old: Any) -> None:
        client("acm").delete_certificate(CertificateArn=old.physical_id)


class RecordSet:
    """https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-route53-recordset.html"""

    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        return self._change("CREATE", properties)

    def update(self, place: Place, old: Any, properties: dict[str, Any]) -> Made:
        return self._change("UPSERT", properties)

    def delete(self, place: Place, old: Any) -> None:
        self._change("DELETE", old.properties)

    def _change(self, action: str, properties: dict[str, Any]) -> Made:
        known(properties, "Name", "Type", "HostedZoneId", "AliasTarget", "ResourceRecords", "TTL")
        record = {"Name": properties["Name"], "Type": properties["Type"]}
        if "AliasTarget" in properties:
            record["AliasTarget"] = {"EvaluateTargetHealth": False, **properties["AliasTarget"]}
        else:
            record |= {"TTL": int(properties["TTL"]), "ResourceRecords": [{"Value": value} for value in properties["ResourceRecords"]]}
        batch = {"Changes": [{"Action": action, "ResourceRecordSet": record}]}
        client("route53").change_resource_record_sets(HostedZoneId=properties["HostedZoneId"], ChangeBatch=batch)
        return properties["Name"].removesuffix("."), {}


KINDS = {"AWS::CertificateManager::Certificate": Certificate(), "AWS::Route53::RecordSet": RecordSet()}
