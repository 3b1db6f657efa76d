//! Which distribution answers under which host name.

use std::collections::BTreeMap;

use crate::aws::wildcard::Case;
use crate::simulate::matching;
use crate::simulate::world::{ResourceId, Resources};
use crate::template::{Fact, Term, Text, Trial};

/// The host names of the distributions of a template.
///
/// `CloudFront` goes by the `Host` header alone, and of several alternate names that match takes the most specific one:
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html#alternate-domain-names-restrictions>.
#[derive(Debug, Default)]
pub(in crate::simulate) struct Hosts {
    /// Names without `*`, in lower case.
    exact: BTreeMap<String, ResourceId>,
    /// What stands behind `*.`, in lower case.
    wildcards: BTreeMap<String, ResourceId>,
    /// Alternate names of which a part is not known.
    open: Vec<(Text, ResourceId)>,
}

impl Hosts {
    /// Reads the host names.
    pub(super) fn read(resources: &Resources) -> Self {
        let mut hosts = Self::default();
        for (id, resource) in resources.of_kind("AWS::CloudFront::Distribution") {
            if let Some(name) = resource.attribute("DomainName") {
                hosts.add(name, id);
            }
            // `CNAMEs` is what `Aliases` was called once.
            for key in ["Aliases", "CNAMEs"] {
                let aliases = resource.properties.find(&["DistributionConfig", key]);
                for alias in aliases.map(Term::items).unwrap_or_default() {
                    if let Some(alias) = alias.text() {
                        hosts.add(&alias, id);
                    }
                }
            }
        }
        hosts
    }

    /// No two distributions have one name: the first keeps it, as with AWS.
    fn add(&mut self, name: &Text, id: ResourceId) {
        let Some(known) = name.as_known() else {
            self.open.push((name.lowercase(), id));
            return;
        };
        let known = known.to_lowercase();
        match known.strip_prefix("*.") {
            Some(parent) => self.wildcards.entry(parent.to_owned()).or_insert(id),
            None => self.exact.entry(known).or_insert(id),
        };
    }

    /// The distribution that answers under a host, which is in lower case: by its own name, else by the longest name
    /// with `*`, which stands for one label or more.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/alternate-domain-names-wildcard.html>
    pub(in crate::simulate) fn find(&self, host: &str) -> Option<ResourceId> {
        if let Some(id) = self.exact.get(host) {
            return Some(*id);
        }
        let dots = host.match_indices('.').filter(|(dot, _)| *dot > 0);
        dots.map(|(dot, _)| &host[dot + 1..])
            .find_map(|parent| self.wildcards.get(parent).copied())
    }

    /// The distributions whose alternate names may turn out to be this host, with what would tell.
    pub(in crate::simulate) fn may_be(&self, host: &str) -> Vec<(ResourceId, Vec<Fact>)> {
        let host = Text::from(host);
        let possible = |name: &Text| {
            // Tried both ways means that neither is settled.
            let mut trial = Trial::default();
            matching::matches(name, &host, Case::Sensitive, &mut trial)
        };
        let open = self.open.iter().filter(|(name, _)| possible(name));
        open.map(|(name, id)| (*id, name.facts().cloned().collect()))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::simulate::deployed::world;

    #[test]
    fn a_host_finds_its_distribution() {
        let world = world(
            r#"
Parameters: { Domain: { Type: String } }
Resources:
  A:
    Type: AWS::CloudFront::Distribution
    Properties: { DistributionConfig: { Enabled: true, Aliases: ["*.example.com", "shop.example.org"] } }
  B:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        Enabled: true
        Aliases: [www.example.com, "*.eu.example.com", !Sub "cdn.${Domain}"]
"#,
        );
        let hosts = world.cloudfront.hosts();
        let find = |host: &str| hosts.find(host).map(|id| world.resources.name(id));
        for (host, expected) in [
            ("<a>.cloudfront.net", Some("A")),
            ("<b>.cloudfront.net", Some("B")),
            ("www.example.com", Some("B")),
            ("img.example.com", Some("A")),
            ("a.b.example.com", Some("A")),
            ("a.eu.example.com", Some("B")),
            ("eu.example.com", Some("A")),
            ("shop.example.org", Some("A")),
            ("example.com", None),
            (".example.com", None),
            ("cdn.example.net", None),
            ("", None),
        ] {
            assert_eq!(find(host), expected, "{host}");
        }
        let may = |host: &str| {
            let found = hosts.may_be(host);
            found
                .first()
                .map(|(id, facts)| (world.resources.name(*id), facts[0].to_string()))
        };
        assert_eq!(
            may("cdn.example.net"),
            Some(("B", "parameter Domain".to_owned()))
        );
        assert_eq!(may("www.example.net"), None);
    }
}
