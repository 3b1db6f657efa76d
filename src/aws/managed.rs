//! The policies that CloudFront manages itself, by name and id.

/// Declares one kind of managed policy: variant, name, id.
macro_rules! policies {
    ($(#[doc = $doc:literal])+ $kind:ident { $($variant:ident = $name:literal, $id:literal;)+ }) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $kind {
            $(#[doc = concat!("`", $name, "`.")] $variant,)+
        }

        impl $kind {
            /// All of them, in the order of AWS's page.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The name by which AWS's pages and its console know it.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }

            /// The id that stands in a template, the same in every account.
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$variant => $id,)+
                }
            }

            /// The policy with this id.
            pub fn from_id(id: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|policy| policy.id() == id)
            }
        }
    };
}

policies! {
    /// A managed cache policy: how long answers are kept, and which parts of a request tell one from another.
    ///
    /// Source: <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html>.
    /// The four policies that this page leaves to Amplify Hosting alone, and whose settings it does not give, are not
    /// among them.
    CachePolicy {
        Amplify = "Amplify", "2e54312d-136d-493c-8eb9-b001f22f67d2";
        CachingDisabled = "CachingDisabled", "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
        CachingOptimized = "CachingOptimized", "658327ea-f89d-4fab-a63d-7e88639e58f6";
        CachingOptimizedForUncompressedObjects = "CachingOptimizedForUncompressedObjects", "b2884449-e4de-46a7-ac36-70bc7f1ddd6d";
        ElementalMediaPackage = "Elemental-MediaPackage", "08627262-05a9-4f76-9ded-b50ca2e3a84f";
        UseOriginCacheControlHeaders = "UseOriginCacheControlHeaders", "83da9c7e-98b4-4e11-a168-04f0df8e2c65";
        UseOriginCacheControlHeadersQueryStrings = "UseOriginCacheControlHeaders-QueryStrings", "4cc15a8a-d715-48a4-82b8-cc0b614638fe";
    }
}

policies! {
    /// A managed origin request policy: what of a request is passed on to the origin besides the cache key.
    ///
    /// Source: <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html>.
    OriginRequestPolicy {
        AllViewer = "AllViewer", "216adef6-5c7f-47e4-b989-5492eafa07d3";
        AllViewerAndCloudFrontHeaders202206 = "AllViewerAndCloudFrontHeaders-2022-06", "33f36d7e-f396-46d9-90e0-52428a34d9dc";
        AllViewerExceptHostHeader = "AllViewerExceptHostHeader", "b689b0a8-53d0-40ab-baf2-68738e2966ac";
        CorsCustomOrigin = "CORS-CustomOrigin", "59781a5b-3903-41f3-afcb-af62929ccde1";
        CorsS3Origin = "CORS-S3Origin", "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf";
        ElementalMediaTailorPersonalizedManifests = "Elemental-MediaTailor-PersonalizedManifests", "775133bc-15f2-49f9-abea-afb2e0bf67d2";
        HostHeaderOnly = "HostHeaderOnly", "bf0718e1-ba1e-49d1-88b1-f726733018ae";
        UserAgentRefererHeaders = "UserAgentRefererHeaders", "acba4595-bd28-49b8-b9fe-13317c0390fa";
    }
}

policies! {
    /// A managed response headers policy: what is added to the answers that viewers get.
    ///
    /// Source: <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-response-headers-policies.html>.
    ResponseHeadersPolicy {
        CorsAndSecurityHeaders = "CORS-and-SecurityHeadersPolicy", "e61eb60c-9c35-4d20-a928-2b84e02af89c";
        CorsWithPreflight = "CORS-With-Preflight", "5cc3b908-e619-4b99-88e5-2cf7f45965bd";
        CorsWithPreflightAndSecurityHeaders = "CORS-with-preflight-and-SecurityHeadersPolicy", "eaab4381-ed33-4a86-88ca-d9558dc6cd63";
        SecurityHeaders = "SecurityHeadersPolicy", "67f7725c-6f97-4210-82d7-5512b31e9d03";
        SimpleCors = "SimpleCORS", "60669652-455b-4ae9-85a4-c4c02393f86c";
    }
}

/// Which of a request's headers, cookies or query strings are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Selection {
    /// Those with these names; an empty list is none.
    Only(&'static [&'static str]),
    /// All.
    All,
    /// All but those with these names.
    AllExcept(&'static [&'static str]),
}

impl Selection {
    /// None of them.
    pub const NONE: Self = Self::Only(&[]);

    /// Whether the one with this name is among them; names are compared without regard to case, as those of headers.
    pub fn contains(self, name: &str) -> bool {
        let is_in = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
        match self {
            Self::Only(names) => is_in(names),
            Self::All => true,
            Self::AllExcept(names) => !is_in(names),
        }
    }
}

/// What a cache policy says. What is in the cache key is sent to the origin too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CacheSettings {
    /// Seconds for which an answer is kept at least.
    pub min_ttl: u32,
    /// Seconds for which it is kept if the origin says nothing.
    pub default_ttl: u32,
    /// Seconds for which it is kept at most.
    pub max_ttl: u32,
    /// The headers in the cache key, besides `Accept-Encoding`.
    pub headers: Selection,
    /// The cookies in the cache key.
    pub cookies: Selection,
    /// The query strings in the cache key.
    pub query_strings: Selection,
    /// Whether answers are kept compressed, and `Accept-Encoding` is in the cache key in a normal form.
    pub compression: Compression,
}

/// In which compressed forms a cache keeps answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Compression {
    /// In none.
    None,
    /// Gzip.
    Gzip,
    /// Gzip and Brotli.
    GzipAndBrotli,
}

const DAY: u32 = 86_400;
const YEAR: u32 = 365 * DAY;

/// What the policies share that keep static files.
const OPTIMIZED: CacheSettings = CacheSettings {
    min_ttl: 1,
    default_ttl: DAY,
    max_ttl: YEAR,
    headers: Selection::NONE,
    cookies: Selection::NONE,
    query_strings: Selection::NONE,
    compression: Compression::GzipAndBrotli,
};

/// What the policies share that leave it to the origin.
const BY_ORIGIN: CacheSettings = CacheSettings {
    min_ttl: 0,
    default_ttl: 0,
    headers: Selection::Only(&[
        "Host",
        "Origin",
        "X-HTTP-Method-Override",
        "X-HTTP-Method",
        "X-Method-Override",
    ]),
    cookies: Selection::All,
    ..OPTIMIZED
};

impl CachePolicy {
    /// What it says.
    pub const fn settings(self) -> CacheSettings {
        match self {
            Self::Amplify => CacheSettings {
                min_ttl: 2,
                default_ttl: 2,
                max_ttl: 600,
                headers: Selection::Only(&["Authorization", "CloudFront-Viewer-Country", "Host"]),
                cookies: Selection::All,
                query_strings: Selection::All,
                ..OPTIMIZED
            },
            Self::CachingDisabled => CacheSettings {
                min_ttl: 0,
                default_ttl: 0,
                max_ttl: 0,
                compression: Compression::None,
                ..OPTIMIZED
            },
            Self::CachingOptimized => OPTIMIZED,
            Self::CachingOptimizedForUncompressedObjects => CacheSettings {
                compression: Compression::None,
                ..OPTIMIZED
            },
            Self::ElementalMediaPackage => CacheSettings {
                min_ttl: 0,
                headers: Selection::Only(&["Origin"]),
                query_strings: Selection::Only(&["aws.manifestfilter", "start", "end", "m"]),
                compression: Compression::Gzip,
                ..OPTIMIZED
            },
            Self::UseOriginCacheControlHeaders => BY_ORIGIN,
            Self::UseOriginCacheControlHeadersQueryStrings => CacheSettings {
                query_strings: Selection::All,
                ..BY_ORIGIN
            },
        }
    }
}

impl OriginRequestPolicy {
    /// The headers of the viewer that are passed on. Two policies also pass on headers that `CloudFront` itself adds.
    pub const fn headers(self) -> Selection {
        match self {
            Self::AllViewer | Self::AllViewerAndCloudFrontHeaders202206 => Selection::All,
            Self::AllViewerExceptHostHeader => Selection::AllExcept(&["Host"]),
            Self::CorsCustomOrigin => Selection::Only(&["Origin"]),
            Self::CorsS3Origin => Selection::Only(&[
                "Origin",
                "Access-Control-Request-Headers",
                "Access-Control-Request-Method",
            ]),
            Self::ElementalMediaTailorPersonalizedManifests => Selection::Only(&[
                "Origin",
                "Access-Control-Request-Headers",
                "Access-Control-Request-Method",
                "User-Agent",
                "X-Forwarded-For",
            ]),
            Self::HostHeaderOnly => Selection::Only(&["Host"]),
            Self::UserAgentRefererHeaders => Selection::Only(&["User-Agent", "Referer"]),
        }
    }

    /// The cookies that are passed on.
    pub const fn cookies(self) -> Selection {
        match self {
            Self::AllViewer
            | Self::AllViewerAndCloudFrontHeaders202206
            | Self::AllViewerExceptHostHeader => Selection::All,
            Self::CorsCustomOrigin
            | Self::CorsS3Origin
            | Self::ElementalMediaTailorPersonalizedManifests
            | Self::HostHeaderOnly
            | Self::UserAgentRefererHeaders => Selection::NONE,
        }
    }

    /// The query strings that are passed on.
    pub const fn query_strings(self) -> Selection {
        match self {
            Self::ElementalMediaTailorPersonalizedManifests => Selection::All,
            Self::AllViewer
            | Self::AllViewerAndCloudFrontHeaders202206
            | Self::AllViewerExceptHostHeader
            | Self::CorsCustomOrigin
            | Self::CorsS3Origin
            | Self::HostHeaderOnly
            | Self::UserAgentRefererHeaders => self.cookies(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{CachePolicy, OriginRequestPolicy, ResponseHeadersPolicy};

    #[test]
    fn ids_are_uuids_and_no_two_are_equal() {
        let ids: Vec<&str> = CachePolicy::ALL
            .iter()
            .map(|policy| policy.id())
            .chain(OriginRequestPolicy::ALL.iter().map(|policy| policy.id()))
            .chain(ResponseHeadersPolicy::ALL.iter().map(|policy| policy.id()))
            .collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), 20);
        for id in ids {
            let lengths: Vec<usize> = id.split('-').map(str::len).collect();
            assert_eq!(lengths, [8, 4, 4, 4, 12], "{id}");
            assert!(
                id.chars()
                    .all(|character| character == '-' || character.is_ascii_hexdigit()),
                "{id}"
            );
        }
    }

    #[test]
    fn a_policy_is_found_by_its_id() {
        for policy in CachePolicy::ALL {
            assert_eq!(CachePolicy::from_id(policy.id()), Some(*policy));
        }
        assert_eq!(
            CachePolicy::from_id("4135ea2d-6df8-44a3-9df3-4b5a84be39ae"),
            None
        );
    }

    #[test]
    fn times_to_live_are_in_order() {
        for policy in CachePolicy::ALL {
            let settings = policy.settings();
            assert!(
                settings.min_ttl <= settings.default_ttl
                    && settings.default_ttl <= settings.max_ttl
            );
        }
    }

    #[test]
    fn who_passes_on_the_host() {
        assert!(OriginRequestPolicy::AllViewer.headers().contains("host"));
        assert!(
            !OriginRequestPolicy::AllViewerExceptHostHeader
                .headers()
                .contains("HOST")
        );
        assert!(
            OriginRequestPolicy::AllViewerExceptHostHeader
                .headers()
                .contains("Authorization")
        );
    }
}
