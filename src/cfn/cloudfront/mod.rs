//! Amazon CloudFront: distributions, and what they are made of.

mod behavior;
mod distribution;
mod function;
mod identity;
mod origin;
mod policies;
mod response_headers;

pub use behavior::{
    CacheBehavior, DefaultCacheBehavior, EventType, FunctionAssociation, ViewerProtocolPolicy,
};
pub use distribution::{
    CustomErrorResponse, Distribution, DistributionConfig, GeoRestriction, GeoRestrictionType,
    HttpVersion, Logging, MinimumProtocolVersion, PriceClass, Restrictions, SslSupportMethod,
    ViewerCertificate,
};
pub use function::{Function, FunctionConfig, FunctionRuntime};
pub use identity::{
    CloudFrontOriginAccessIdentity, CloudFrontOriginAccessIdentityConfig, OriginAccessControl,
    OriginAccessControlConfig, OriginAccessControlOriginType, SigningBehavior, SigningProtocol,
};
pub use origin::{
    CustomOriginConfig, Origin, OriginConfig, OriginCustomHeader, OriginProtocolPolicy,
    OriginShield, OriginSslProtocol, S3OriginConfig,
};
pub use policies::{
    CacheHeaderBehavior, CacheHeadersConfig, CachePolicy, CachePolicyConfig, CookieBehavior,
    CookiesConfig, OriginRequestHeaderBehavior, OriginRequestHeadersConfig, OriginRequestPolicy,
    OriginRequestPolicyConfig, ParametersInCacheKeyAndForwardedToOrigin, QueryStringBehavior,
    QueryStringsConfig,
};
pub use response_headers::{
    ContentSecurityPolicy, ContentTypeOptions, CorsConfig, CorsMethod, CustomHeader, FrameOption,
    FrameOptions, Items, ReferrerPolicy, ReferrerPolicyValue, RemoveHeader, ResponseHeadersPolicy,
    ResponseHeadersPolicyConfig, SecurityHeadersConfig, StrictTransportSecurity, XssProtection,
};
