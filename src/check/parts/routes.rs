//! The ways by which distributions send requests to a bucket.

use super::distribution::Distribution;
use super::origin::Origin;
use crate::access::{Route, Who};
use crate::check::Deployed;
use crate::simulate::ResourceId;
use crate::template::{Known, Term, Text};

impl Distribution<'_> {
    /// Whether it answers viewers: one that is not enabled answers none, and a staging distribution those alone that a
    /// deployment policy sends there. `None` where that is not known.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesGeneral.html#DownloadDistValuesEnabled>
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/continuous-deployment.html>
    pub fn serves(&self) -> Option<bool> {
        let switch = |key, otherwise| match self.config.get(key).map(Term::bool) {
            Some(Some(Known::Yes(on))) => Some(on),
            Some(Some(Known::No(_))) => None,
            Some(None) | None => Some(otherwise),
        };
        match (switch("Enabled", true), switch("Staging", false)) {
            (Some(false), _) | (_, Some(true)) => Some(false),
            (Some(true), Some(false)) => Some(true),
            (None, _) | (_, None) => None,
        }
    }
}

impl Deployed<'_> {
    /// The ways by which distributions send requests to a bucket, as far as they are known.
    pub fn routes_to(&self, bucket: ResourceId) -> Vec<Route> {
        let mut routes = Vec::new();
        let serving = self.distributions.iter();
        for distribution in serving.filter(|one| one.serves() != Some(false)) {
            let mut earlier = Vec::new();
            for behavior in &distribution.behaviors {
                for origin in distribution.origins_of(behavior) {
                    let path = origin
                        .path
                        .as_known()
                        .map(|path| path.trim_end_matches('/'));
                    let is_known = behavior.position.is_none() || behavior.pattern.is_some();
                    let (Some(path), true) = (path, is_known && origin.bucket() == Some(bucket))
                    else {
                        continue;
                    };
                    let Some(signs_as) = self.signs_as(distribution, origin) else {
                        continue;
                    };
                    routes.push(Route {
                        distribution: distribution.id,
                        pattern: behavior.pattern.clone(),
                        earlier: earlier.clone(),
                        origin_path: path.to_owned(),
                        signs_as,
                        at: behavior.term.at.clone(),
                    });
                }
                earlier.extend(behavior.pattern.clone());
            }
        }
        routes
    }

    /// As whom a distribution asks an origin; `None` where it is an identity outside the template.
    pub fn signs_as(&self, distribution: &Distribution, origin: &Origin) -> Option<Who> {
        if origin.control().is_some() {
            return Some(Who::Distribution(distribution.id));
        }
        let Some((_, named)) = origin.identity() else {
            return Some(Who::Everybody);
        };
        let mut all = self.of_kind("AWS::CloudFront::CloudFrontOriginAccessIdentity");
        let found = all.find(|(_, identity)| {
            let mut whole = Text::from("origin-access-identity/cloudfront/");
            whole.push(&identity.reference.clone().unwrap_or_default());
            whole == named
        });
        found.map(|(id, _)| Who::Identity(id))
    }

    /// As whom distributions may ask a bucket in ways that are not known: by a pattern or an origin path that a parameter
    /// gives, by an origin whose name is not known, or from a distribution that may be enabled later.
    pub fn open_routes_to(&self, bucket: ResourceId) -> Vec<OpenRoute> {
        let mut open = Vec::new();
        for distribution in &self.distributions {
            let is_settled = |text: Option<Text>| text.is_none_or(|text| text.as_known().is_some());
            let is_any = distribution
                .behaviors
                .iter()
                .any(|behavior| !is_settled(behavior.target()));
            for origin in &distribution.origins {
                let is_named = origin.bucket() == Some(bucket);
                let may_be = origin.bucket().is_none() && origin.domain.as_known().is_none();
                if !is_named && !may_be {
                    continue;
                }
                let mut behaviors = distribution.behaviors_of(origin);
                let is_unknown = |pattern: Option<(&Term, Text)>| {
                    !is_settled(pattern.map(|(_, pattern)| pattern))
                };
                let serves = distribution.serves();
                if is_any
                    || may_be
                    || serves != Some(true)
                    || origin.path.as_known().is_none()
                    || behaviors.any(|behavior| is_unknown(behavior.written_pattern()))
                {
                    open.push(OpenRoute {
                        signs_as: self.signs_as(distribution, origin),
                        is_served: serves != Some(false),
                    });
                }
            }
        }
        open
    }
}

/// A way to a bucket of which it is not known which keys it asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenRoute {
    /// As whom it asks; none where that is not known.
    pub signs_as: Option<Who>,
    /// Whether viewers may be answered by it as the template stands.
    pub is_served: bool,
}
