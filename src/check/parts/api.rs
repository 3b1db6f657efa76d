//! Which behaviors lead to an API, as far as a template shows it.

use super::behavior::{Behavior, Caching};
use super::distribution::Distribution;
use super::origin::Origin;
use crate::diag::Path;
use crate::template::Text;

impl Distribution<'_> {
    /// Whether a behavior leads to something that answers each caller for itself: to a function or an API, by a path
    /// that says so or with the methods that change something. What serves pages and pictures by a function lets only
    /// GET and HEAD through, under any other path.
    pub fn is_api(&self, behavior: &Behavior) -> bool {
        let origins: Vec<&Origin> = self.origins_of(behavior).collect();
        let computes = |origin: &&Origin| origin.is_function_url() || origin.is_api_gateway();
        let by_path = has_api_path(behavior);
        let changes = behavior.lets_bodies_through();
        !origins.is_empty()
            && origins.iter().all(|origin| origin.is_custom())
            && if origins.iter().any(computes) {
                by_path || changes
            } else {
                by_path && changes
            }
    }
}

impl Origin<'_> {
    /// Whether it is an API of API Gateway under the name that it has there. What a custom domain name stands for begins
    /// with `d-`, and is asked by another host.
    ///
    /// <https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-regional-api-custom-domain-create.html>
    pub fn is_api_gateway(&self) -> bool {
        let domain = self.domain.widest();
        domain.contains(".execute-api.") && !domain.starts_with("d-")
    }
}

/// `/api/*`, `/v1/api/*`, `/graphql`.
fn has_api_path(behavior: &Behavior) -> bool {
    let pattern = behavior.term.text_at(&["PathPattern"]);
    let pattern = pattern.as_ref().map(Text::widest).unwrap_or_default();
    let mut segments = pattern.split('/');
    segments.any(|segment| {
        let word = segment.trim_end_matches('*').to_ascii_lowercase();
        matches!(word.as_str(), "api" | "apis" | "graphql")
    })
}

impl Behavior<'_> {
    /// Whether a function of Lambda runs at the edge before the origin is asked, which may set any header.
    pub fn has_edge_lambda(&self) -> bool {
        let all = self.term.get("LambdaFunctionAssociations");
        let all = all.map(crate::template::Term::items).unwrap_or_default();
        all.iter().any(|one| {
            let event = one.text_at(&["EventType"]);
            match event.as_ref().and_then(Text::as_known) {
                Some(event) => event.ends_with("-request"),
                None => true,
            }
        })
    }
}

impl<'a> Behavior<'a> {
    /// Where it is said that a header is passed on.
    pub fn at_header(&self, name: &str) -> &'a Path {
        let besides = self.passed.besides.headers.has_header(name) == Some(true);
        if besides {
            self.at("OriginRequestPolicyId")
        } else {
            self.at_key()
        }
    }

    /// Where it is said what is passed on, or where it would be: the origin request policy, or the cache key.
    pub fn at_policies(&self) -> &'a Path {
        match self.term.get("OriginRequestPolicyId") {
            Some(term) => &term.at,
            None => self.at_key(),
        }
    }

    /// Where it is said what the cache key is.
    pub fn at_key(&self) -> &'a Path {
        match self.caching {
            Caching::Legacy => self.at("ForwardedValues"),
            Caching::Managed(_) | Caching::Own(_) | Caching::Elsewhere(_) => {
                self.at("CachePolicyId")
            }
        }
    }
}
