//! What `CloudFront` keeps of an answer, and for how long.
//!
//! <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html#ExpirationDownloadDist>,
//! <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/custom-error-pages-expiration.html>

use super::behavior::Behavior;
use super::freshness::{Expires, Freshness};
use super::policies::{Keeping, Times};
use super::setting::Setting;
use crate::aws::Method;
use crate::simulate::answer::Cache;
use crate::simulate::assumption::Assumption;
use crate::simulate::hop::{CacheNotKnown, Did};
use crate::simulate::request::Headers;
use crate::simulate::run::Run;
use crate::simulate::world::ResourceId;

/// Seconds for which an error is kept where the distribution says nothing about its status.
pub(super) const ERROR_SECONDS: u64 = 10;

/// An answer that may be kept.
#[derive(Debug)]
pub(super) struct Kept<'a> {
    /// The distribution.
    pub(super) at: ResourceId,
    /// The behavior that took the request.
    pub(super) behavior: &'a Behavior,
    /// The method of the request.
    pub(super) method: Method,
    /// The status of the origin, if it is known.
    pub(super) status: Option<u16>,
    /// Whether a bucket answers, by the REST API.
    pub(super) by_bucket: bool,
    /// Seconds for which errors of this status are kept at least, as the distribution says.
    pub(super) error_seconds: Setting<u64>,
    /// Whether the headers that were given are those of this answer.
    pub(super) with_headers: bool,
}

impl Kept<'_> {
    /// What is kept of it; nothing is said where that is not known, which is noted.
    pub(super) fn cache(&self, run: &mut Run) -> Option<Cache> {
        let headers = run.request.facts.origin_headers.as_ref();
        let freshness = headers.filter(|_| self.with_headers).map(Freshness::read);
        let browser = self.browser_seconds(headers);
        let is_kept = match self.method {
            Method::Get | Method::Head => true,
            Method::Options => self.behavior.cached.contains(run, Method::Options),
            Method::Put | Method::Post | Method::Patch | Method::Delete => false,
        };
        let times = match &self.behavior.policies.cache.keeping {
            Keeping::Disabled | Keeping::AllHeaders => None,
            Keeping::Times(times) => Some(*times),
            Keeping::Open(_) if !is_kept => None,
            Keeping::Open(facts) => {
                let missing = facts.clone();
                self.note(run, CacheNotKnown::Settings { missing });
                return None;
            }
        };
        let Some(times) = times.filter(|_| is_kept) else {
            return Some(self.outcome(Some(0), browser, Some(0)));
        };
        if freshness.is_none() {
            run.assume(Assumption::NoCacheHeaders);
        }
        let freshness = freshness.unwrap_or_default();
        let is_error = self.status.is_some_and(|status| status >= 400);
        let edge = match seconds(times, &freshness) {
            Some(edge) => Some(edge),
            None if !is_error => {
                self.note(run, CacheNotKnown::ExpiresWithoutDate);
                return None;
            }
            None => None,
        };
        let least = match &self.error_seconds {
            Setting::Known(seconds) => *seconds,
            Setting::Open(_) if self.status.is_some() && !is_error => 0,
            Setting::Open(text) => {
                let missing = text.facts().cloned().collect();
                self.note(run, CacheNotKnown::Settings { missing });
                return None;
            }
        };
        let error = self.error_seconds(times, &freshness, least);
        if error.is_none() && is_error {
            self.note(run, CacheNotKnown::ErrorsUnderZeroTimes);
            return None;
        }
        let cache = self.outcome(edge, browser, error);
        if cache.cached {
            run.assume(Assumption::EmptyCache);
        }
        Some(cache)
    }

    /// Seconds for which the browser may keep it, by the headers that reach it.
    fn browser_seconds(&self, headers: Option<&Headers>) -> Option<u64> {
        let nothing = Headers::default();
        let headers = headers.filter(|_| self.with_headers).unwrap_or(&nothing);
        let sent = self.behavior.response_headers.applied(headers);
        Freshness::read(&sent).in_browser()
    }

    /// Below 400 the one time holds, from 400 on the other, and both where the status is not known.
    fn outcome(&self, edge: Option<u64>, browser: Option<u64>, error: Option<u64>) -> Cache {
        let (edge, error) = match self.status {
            Some(400..) => (None, error),
            Some(_) => (edge, None),
            None => (edge, error),
        };
        let kept_for = edge.or(error).unwrap_or(0);
        Cache {
            cached: kept_for > 0,
            edge_ttl_s: edge,
            browser_ttl_s: browser,
            error_ttl_s: error,
            key: self.key(),
        }
    }

    /// The key; OPTIONS has its own, and for a bucket neither cookies nor `Host` count.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-the-cache-key.html>,
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorS3Origin.html#RequestS3Cookies>
    fn key(&self) -> Vec<String> {
        let words = &self.behavior.policies.cache.key;
        let mut key: Vec<String> = if self.by_bucket {
            let counts = |word: &&String| !word.starts_with("cookie:") && *word != "header:host";
            words.iter().filter(counts).cloned().collect()
        } else {
            words.clone()
        };
        if self.method == Method::Options {
            key.push("method".to_owned());
        }
        key
    }

    /// Seconds for which an error is kept; none where no page says so.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html#HTTPStatusCodes-cached-errors>
    fn error_seconds(&self, times: Times, freshness: &Freshness, least: u64) -> Option<u64> {
        if (times.min, times.default, times.max) == (0, 0, 0) {
            return None;
        }
        // With a bucket 0 still means a second.
        let least = least.max(u64::from(self.by_bucket));
        let age = freshness.s_maxage.or(freshness.max_age);
        let age = age.map(|age| age.min(times.max));
        let until = match freshness.expires {
            Some(Expires::After(seconds)) => Some(seconds),
            Some(Expires::NotKnown) | None => None,
        };
        Some(match self.status {
            Some(404 | 414 | 501) if freshness.is_not_to_be_kept() => 0,
            // Of an origin that decides itself, most errors are of these.
            Some(404 | 414 | 500..=504) | None => least.max(age.or(until).unwrap_or(0)),
            Some(400 | 403 | 405 | 412 | 415) => age.map_or(0, |age| least.max(age)),
            Some(_) => 0,
        })
    }

    fn note(&self, run: &mut Run, why: CacheNotKnown) {
        run.note(
            Some(self.at),
            Did::CacheNotKnown { why },
            Some(&self.behavior.at),
        );
    }
}

/// Seconds for which an answer below 400 is kept at the edge; none where its date is missing.
fn seconds(times: Times, freshness: &Freshness) -> Option<u64> {
    let Times { min, default, max } = times;
    if freshness.is_not_to_be_kept() {
        return Some(min);
    }
    // It is kept, but the origin is asked again for every request:
    // <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html#ResponseCustomContentNegotiation>.
    if freshness.varies_by_all && min == 0 {
        return Some(0);
    }
    let age = match (freshness.s_maxage.or(freshness.max_age), freshness.expires) {
        (Some(age), _) => age,
        (None, Some(Expires::After(seconds))) => seconds,
        // Where all times are the same, the date does not matter.
        (None, Some(Expires::NotKnown)) => return (min == max).then_some(min),
        (None, None) => return Some(min.max(default)),
    };
    Some(age.min(max).max(min))
}

#[cfg(test)]
mod tests {
    use super::{Times, seconds};
    use crate::simulate::cloudfront::freshness::{Expires, Freshness};

    const TIMES: Times = Times {
        min: 10,
        default: 100,
        max: 1_000,
    };

    fn with(max_age: Option<u64>) -> Freshness {
        Freshness {
            max_age,
            ..Freshness::default()
        }
    }

    #[test]
    fn times_are_clamped() {
        for (age, expected) in [
            (None, 100),
            (Some(9), 10),
            (Some(10), 10),
            (Some(11), 11),
            (Some(999), 999),
            (Some(1_001), 1_000),
        ] {
            assert_eq!(seconds(TIMES, &with(age)), Some(expected), "{age:?}");
        }
        let zero = Times { min: 0, ..TIMES };
        assert_eq!(seconds(zero, &with(Some(0))), Some(0));
        assert_eq!(seconds(Times { min: 200, ..TIMES }, &with(None)), Some(200));
    }

    #[test]
    fn what_wins() {
        let both = Freshness {
            s_maxage: Some(50),
            max_age: Some(500),
            expires: Some(Expires::After(700)),
            ..Freshness::default()
        };
        assert_eq!(seconds(TIMES, &both), Some(50));
        let no_age = Freshness {
            s_maxage: None,
            max_age: None,
            ..both
        };
        assert_eq!(seconds(TIMES, &no_age), Some(700));
        let private = Freshness {
            private: true,
            ..with(Some(500))
        };
        assert_eq!(seconds(TIMES, &private), Some(10));
        let undated = Freshness {
            expires: Some(Expires::NotKnown),
            ..Freshness::default()
        };
        assert_eq!(seconds(TIMES, &undated), None);
    }
}
