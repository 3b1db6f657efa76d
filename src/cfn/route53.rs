//! Amazon Route 53: records of a hosted zone.
#![expect(
    missing_docs,
    reason = "field names are CloudFormation's; each type links its page"
)]

use super::Text;
use super::property::{allowed_values, property_types};

property_types! {
    /// An alias record; see [`AWS::Route53::RecordSet`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-route53-recordset.html).
    pub struct RecordSet {
        pub hosted_zone_id: Option<Text>,
        pub hosted_zone_name: Option<Text>,
        pub name: Text,
        #[serde(rename = "Type")]
        pub type_: RecordType,
        pub alias_target: AliasTarget,
        pub comment: Option<String>,
    }

    /// [`AliasTarget`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-route53-recordset-aliastarget.html)
    pub struct AliasTarget {
        #[serde(rename = "DNSName")]
        pub dns_name: Text,
        pub evaluate_target_health: Option<bool>,
        pub hosted_zone_id: Text,
    }
}

allowed_values! {
    /// The types of record that may be an alias of a distribution.
    ///
    /// Pages: <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-to-cloudfront-distribution.html>
    /// and <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CreatingCNAME.html>.
    pub enum RecordType {
        A = "A",
        Aaaa = "AAAA",
        Https = "HTTPS",
    }
}

#[cfg(test)]
mod tests {
    use super::{AliasTarget, RecordSet, RecordType};
    use crate::cfn::Text;
    use crate::cfn::resource::assert_prints;

    #[test]
    fn an_alias_record() {
        assert_prints(
            RecordSet {
                hosted_zone_id: Some("Z1".into()),
                hosted_zone_name: None,
                name: "shop.example.com".into(),
                type_: RecordType::Aaaa,
                alias_target: AliasTarget {
                    dns_name: Text::attribute(&"Distribution".parse().unwrap(), "DomainName"),
                    evaluate_target_health: None,
                    hosted_zone_id: "Z2FDTNDATAQYW2".into(),
                },
                comment: None,
            },
            r#"{
              "Type": "AWS::Route53::RecordSet",
              "Properties": {
                "HostedZoneId": "Z1",
                "Name": "shop.example.com",
                "Type": "AAAA",
                "AliasTarget": {
                  "DNSName": { "Fn::GetAtt": ["Distribution", "DomainName"] },
                  "HostedZoneId": "Z2FDTNDATAQYW2"
                }
              }
            }"#,
        );
    }
}
