//! What the deployer is told.

use super::draft::Draft;
use super::fact::Facts;
use crate::app::{Id, Site};
use crate::aws::LogicalId;
use crate::cfn::{Output, Text};
use crate::diag::Path;

/// The physical name of a resource, as the output `<id>Name`.
pub(super) fn name(draft: &mut Draft, id: &LogicalId, name: Text, noun: &str, at: &Path) {
    let description = format!("The name of the {noun}.");
    told(
        draft,
        LogicalId::from_words(&[id.as_str(), "Name"]),
        &description,
        name,
        at,
    );
}

/// A site's address, id and host name.
pub(super) fn site(draft: &mut Draft, facts: &Facts, id: Id<Site>, site: &Site) {
    let distribution = facts.ids.distribution(id);
    let host = match &site.own_names {
        // A wildcard is no address.
        Some(names) => names
            .aliases
            .iter()
            .find(|alias| alias.wildcard_of().is_none())
            .map_or_else(
                || facts.distribution_domain(id),
                |alias| alias.as_str().into(),
            ),
        None => facts.distribution_domain(id),
    };
    let url = Text::from("https://").then(host).then("/");
    for (words, description, value) in [
        ("SiteUrl", "The address of the site.", url),
        (
            "DistributionId",
            "The id of the distribution, for invalidations.",
            Text::reference(&distribution),
        ),
        (
            "DistributionDomainName",
            "The host name that CloudFront gave the distribution.",
            facts.distribution_domain(id),
        ),
    ] {
        told(
            draft,
            facts.ids.site_part(id, &[words]),
            description,
            value,
            &site.at,
        );
    }
}

fn told(draft: &mut Draft, id: LogicalId, description: &str, value: Text, at: &Path) {
    let output = Output {
        description: Some(description.to_owned()),
        condition: None,
        value: value.into(),
        export: None,
    };
    draft.output(id, output, at);
}
