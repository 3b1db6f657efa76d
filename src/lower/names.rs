//! A site's own host names as a certificate and DNS records.

use super::draft::Draft;
use super::fact::Facts;
use crate::app::{Certificate, Id, OwnNames, Site};
use crate::aws::DomainName;
use crate::aws::domain_name::CLOUDFRONT_HOSTED_ZONE_ID;
use crate::cfn::certificate_manager::{self, DomainValidationOption, ValidationMethod};
use crate::cfn::route53::{AliasTarget, RecordSet, RecordType};
use crate::cfn::{Resource, Text};

/// Adds them, and says what the distribution's certificate is.
pub(super) fn lower(
    draft: &mut Draft,
    facts: &Facts,
    id: Id<Site>,
    site: &Site,
    names: &OwnNames,
) -> Text {
    for alias in &names.aliases {
        let Some(zone) = &names.zone else {
            break;
        };
        for (type_, noun) in [(RecordType::A, "Record"), (RecordType::Aaaa, "RecordIPv6")] {
            let record = RecordSet {
                hosted_zone_id: Some(facts.text(zone)),
                hosted_zone_name: None,
                name: Text::from(alias.as_str()),
                type_,
                alias_target: AliasTarget {
                    dns_name: facts.distribution_domain(id),
                    evaluate_target_health: None,
                    hosted_zone_id: Text::from(CLOUDFRONT_HOSTED_ZONE_ID),
                },
                comment: None,
            };
            draft.resource(
                facts.ids.alias_part(id, alias, noun),
                Resource::new(record),
                &site.at,
            );
        }
    }
    match &names.certificate {
        Certificate::Existing(arn) => facts.text(arn),
        Certificate::Managed(zone) => {
            let option = |alias: &str| DomainValidationOption {
                domain_name: Text::from(alias),
                hosted_zone_id: Some(facts.text(zone)),
                validation_domain: None,
            };
            let mut aliases = names.aliases.iter().map(DomainName::as_str);
            let certificate = certificate_manager::Certificate {
                domain_name: Text::from(aliases.next().unwrap_or_default()),
                subject_alternative_names: aliases.map(Text::from).collect(),
                validation_method: Some(ValidationMethod::Dns),
                domain_validation_options: names
                    .aliases
                    .iter()
                    .map(|alias| option(alias.as_str()))
                    .collect(),
                tags: draft.tags(),
            };
            let certificate_id = facts.ids.site_part(id, &["Certificate"]);
            let arn = Text::reference(&certificate_id);
            draft.resource(certificate_id, Resource::new(certificate), &site.at);
            arn
        }
    }
}
