//! AWS Certificate Manager: certificates.
#![expect(
    missing_docs,
    reason = "field names are CloudFormation's; each type links its page"
)]

use super::property::{allowed_values, property_types};
use super::{Tags, Text};

property_types! {
    /// [`AWS::CertificateManager::Certificate`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-certificatemanager-certificate.html)
    pub struct Certificate {
        pub domain_name: Text,
        pub subject_alternative_names: Vec<Text>,
        pub validation_method: Option<ValidationMethod>,
        pub domain_validation_options: Vec<DomainValidationOption>,
        pub tags: Tags,
    }

    /// [`DomainValidationOption`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-certificatemanager-certificate-domainvalidationoption.html)
    pub struct DomainValidationOption {
        pub domain_name: Text,
        pub hosted_zone_id: Option<Text>,
        pub validation_domain: Option<Text>,
    }
}

allowed_values! {
    /// How it is proved that a domain is one's own.
    pub enum ValidationMethod {
        Dns = "DNS",
        Email = "EMAIL",
    }
}

#[cfg(test)]
mod tests {
    use super::{Certificate, DomainValidationOption, ValidationMethod};
    use crate::cfn::Tags;
    use crate::cfn::resource::assert_prints;

    #[test]
    fn a_certificate() {
        assert_prints(
            Certificate {
                domain_name: "example.com".into(),
                subject_alternative_names: vec!["www.example.com".into()],
                validation_method: Some(ValidationMethod::Dns),
                domain_validation_options: vec![DomainValidationOption {
                    domain_name: "example.com".into(),
                    hosted_zone_id: Some("Z1".into()),
                    validation_domain: None,
                }],
                tags: Tags::default(),
            },
            r#"{
              "Type": "AWS::CertificateManager::Certificate",
              "Properties": {
                "DomainName": "example.com",
                "SubjectAlternativeNames": ["www.example.com"],
                "ValidationMethod": "DNS",
                "DomainValidationOptions": [{ "DomainName": "example.com", "HostedZoneId": "Z1" }]
              }
            }"#,
        );
    }
}
