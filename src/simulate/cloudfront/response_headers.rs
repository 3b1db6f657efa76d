//! What a response headers policy changes about how long a browser keeps an answer. For `CloudFront` it changes nothing:
//! <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/modifying-response-headers.html>.

use std::borrow::Cow;

use super::policies::named;
use super::setting::{Setting, filled};
use crate::simulate::request::Headers;
use crate::simulate::world::Resources;
use crate::template::Term;

/// The headers by which browsers go.
const OF_BROWSERS: [&str; 2] = ["cache-control", "expires"];

/// The changes of a response headers policy to the headers by which browsers keep answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ResponseHeaders {
    /// Names, in lower case, of those that are taken out.
    removed: Vec<String>,
    /// Those that are added.
    added: Vec<Added>,
}

/// A header that is added.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Added {
    name: String,
    value: String,
    /// Whether it replaces that of the origin.
    overrides: bool,
}

impl ResponseHeaders {
    /// Reads the policy of a behavior. The managed ones touch none of these headers; of one outside the template the
    /// same is taken.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html#understanding-response-headers-policies-custom>
    pub(super) fn read(resources: &Resources, behavior: &Term) -> Self {
        let id = filled(behavior.get("ResponseHeadersPolicyId"));
        let kind = "AWS::CloudFront::ResponseHeadersPolicy";
        let Some(policy) = id.and_then(|id| named(resources, kind, &id)) else {
            return Self::default();
        };
        let items = |config: &str| {
            let keys = ["ResponseHeadersPolicyConfig", config, "Items"];
            let found = policy.properties.find(&keys).map(Term::items);
            found.unwrap_or_default()
        };
        let name = |item: &Term| {
            let name = item.text_at(&["Header"])?.lowercase().to_string();
            OF_BROWSERS.contains(&name.as_str()).then_some(name)
        };
        let added = |item: &Term| {
            Some(Added {
                name: name(item)?,
                value: item.text_at(&["Value"]).unwrap_or_default().to_string(),
                overrides: Setting::flag(item.get("Override"), false) == Setting::Known(true),
            })
        };
        Self {
            removed: items("RemoveHeadersConfig")
                .iter()
                .filter_map(name)
                .collect(),
            added: items("CustomHeadersConfig")
                .iter()
                .filter_map(added)
                .collect(),
        }
    }

    /// The headers of an answer as the viewer gets them: some are taken out first, then others are added.
    pub(super) fn applied<'a>(&self, headers: &'a Headers) -> Cow<'a, Headers> {
        if self.removed.is_empty() && self.added.is_empty() {
            return Cow::Borrowed(headers);
        }
        let is = |name: &str, other: &String| name.eq_ignore_ascii_case(other);
        let mut all = headers.0.clone();
        all.retain(|(name, _)| !self.removed.iter().any(|removed| is(name, removed)));
        for added in &self.added {
            let is_there = all.iter().any(|(name, _)| is(name, &added.name));
            if is_there && !added.overrides {
                continue;
            }
            all.retain(|(name, _)| !is(name, &added.name));
            all.push((added.name.clone(), added.value.clone()));
        }
        Cow::Owned(Headers(all))
    }
}
