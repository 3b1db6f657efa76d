//! The closed set of reasons for which a stack file is refused.

use super::codes::codes;

impl Refusal {
    /// The refusal of this code.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|refusal| refusal.code() == code)
    }

    /// The section of the stack file in which something is not there, if that is what is said.
    pub fn section(self) -> Option<&'static str> {
        let sections = [
            (Self::UnknownTable, "tables"),
            (Self::UnknownUserPool, "user-pools"),
            (Self::UnknownBucket, "buckets"),
            (Self::UnknownPrefix, "buckets"),
            (Self::UnknownFunction, "functions"),
            (Self::UnknownOrigin, "origins"),
            (Self::UnknownSite, "sites"),
        ];
        let found = sections.iter().find(|(refusal, _)| *refusal == self);
        found.map(|(_, section)| *section)
    }
}

codes! {
    /// Why a stack file is refused; each has a code and a meaning that `explain` shows.
    Refusal {
    /// The text is not YAML or JSON.
    NotYaml = "not-yaml",
    /// The file says nothing.
    EmptyFile = "empty-file",
    /// The file is larger, nested deeper or expands to more than a stack file may.
    TooLarge = "too-large",
    /// A CloudFormation template where a stack file is asked for.
    NotAStack = "not-a-stack",
    /// A stack file that asks for no resource.
    EmptyStack = "empty-stack",
    /// A key stands twice in one map; YAML readers would silently keep one of them.
    DuplicateKey = "duplicate-key",
    /// A key that this place does not know.
    UnknownField = "unknown-field",
    /// A key that must be there is not.
    MissingField = "missing-field",
    /// A value of another kind than this place takes.
    WrongType = "wrong-type",
    /// A value of the right kind that is not one this place takes.
    InvalidValue = "invalid-value",
    /// An alias `*name` to which there is no anchor `&name`.
    UnknownAlias = "unknown-alias",
    /// A tag that is none of CloudFormation's short forms.
    UnknownTag = "unknown-tag",
    /// An environment or override removes with `null` what is not there.
    NothingToRemove = "nothing-to-remove",
    /// A text that is read as a CloudFormation template and has no `Resources`.
    NoResources = "no-resources",
    /// `--env` names an environment that the file does not have.
    UnknownEnvironment = "unknown-environment",
    /// A reference to a table that is not there.
    UnknownTable = "unknown-table",
    /// A reference to a user pool that is not there.
    UnknownUserPool = "unknown-user-pool",
    /// A reference to a bucket that is not there.
    UnknownBucket = "unknown-bucket",
    /// A reference to a prefix that its bucket does not declare.
    UnknownPrefix = "unknown-prefix",
    /// A reference to a function that is not there.
    UnknownFunction = "unknown-function",
    /// A reference to an origin that is not there.
    UnknownOrigin = "unknown-origin",
    /// A reference to a site that is not there.
    UnknownSite = "unknown-site",
    /// A reference to a parameter that is nearly, but not quite, one that is declared.
    UnknownParameter = "unknown-parameter",
    /// An action that the service does not have.
    UnknownAction = "unknown-action",
    /// Two things of a stack have one name, so that a reference to it would be a riddle.
    NameClash = "name-clash",
    /// Two parts of the template have one logical id.
    IdClash = "id-clash",
    /// Variables are laid over a function whose variables a custom resource writes.
    OverriddenVariables = "overridden-variables",
    /// Something is laid over a resource that is not there.
    OverrideOfNothing = "override-of-nothing",
    /// A setting of something that exists already, which the template does not change.
    ExistingIsNotOurs = "existing-is-not-ours",
    /// A default that can belong to one thing alone.
    NotADefault = "not-a-default",
    /// A router in front of something that is no bucket.
    RouterWithoutBucket = "router-without-bucket",
    /// A physical name that AWS does not take.
    BadName = "bad-name",
    /// A name that S3 does not take for a bucket, once the account id is added.
    BadBucketName = "bad-bucket-name",
    /// A key prefix that no path or key can have.
    BadPrefix = "bad-prefix",
    /// A number or time outside of what AWS takes.
    OutOfRange = "out-of-range",
    /// More things than AWS takes.
    TooMany = "too-many",
    /// A former layout of keys that something would write or serve.
    LegacyPrefix = "legacy-prefix",
    /// A prefix inside another one that different people may read.
    OverlappingPrefixes = "overlapping-prefixes",
    /// A public prefix in a bucket that blocks public access: S3 refuses the policy.
    PublicButBlocked = "public-but-blocked",
    /// A public prefix in a bucket with a KMS key: who does not sign cannot decrypt.
    PublicWithKms = "public-with-kms",
    /// An origin access identity for objects with a KMS key, which it cannot read.
    OaiWithKms = "oai-with-kms",
    /// An origin access identity in a region where CloudFront has none.
    OaiInRegion = "oai-in-region",
    /// A prefix that CloudFront may read and no route serves.
    UnservedPrefix = "unserved-prefix",
    /// A route to keys that CloudFront may not read.
    UnreadablePrefix = "unreadable-prefix",
    /// Answering 404 for missing objects would show viewers keys that they may not read.
    ListingLeaks = "listing-leaks",
    /// A bucket's CORS rule names a site that waits for the bucket.
    CorsCycle = "cors-cycle",
    /// A grant that says nothing, or several things.
    UnclearGrant = "unclear-grant",
    /// A route that goes nowhere, or to several places.
    UnclearRoute = "unclear-route",
    /// A route of `*` or `/*`, which takes every request: that is the default route.
    RouteTakesEverything = "route-takes-everything",
    /// A route for what looks like a folder that takes one path alone.
    RouteWithoutWildcard = "route-without-wildcard",
    /// Two routes with one pattern.
    DuplicateRoute = "duplicate-route",
    /// A route that no request reaches, because an earlier one takes them all.
    ShadowedRoute = "shadowed-route",
    /// A set of methods that AWS does not take.
    IllegalMethods = "illegal-methods",
    /// A header that CloudFront does not set, remove or add as asked.
    BadHeader = "bad-header",
    /// Cache times out of order.
    TtlOrder = "ttl-order",
    /// The viewer's host name in the cache key of a bucket or a function, which then gets it and answers 403.
    HostInKey = "host-in-key",
    /// A cache policy that caches nothing and still tells requests apart: CloudFront refuses it.
    UncachedKey = "uncached-key",
    /// A function that may run longer than CloudFront waits.
    TimeoutOverOrigin = "timeout-over-origin",
    /// Aliases without a certificate: CloudFront refuses them.
    AliasWithoutCertificate = "alias-without-certificate",
    /// A certificate or zone without an alias that it is for.
    CertificateWithoutAlias = "certificate-without-alias",
    /// A certificate outside us-east-1, which CloudFront does not take.
    CertificateRegion = "certificate-region",
    /// Access logs outside us-east-1, from where alone CloudFront delivers them.
    LogsRegion = "logs-region",
    /// A host name that has to be known beforehand and is not.
    UnknownDomain = "unknown-domain",
    /// A way to tell functions a host name that none of them asks for.
    UnusedDomainFrom = "unused-domain-from",
    /// A file that cannot be read.
    UnreadableFile = "unreadable-file",
    /// Inline code for a runtime that does not take it, or a file of another language.
    InlineRuntime = "inline-runtime",
    /// A handler that the code does not have.
    HandlerMismatch = "handler-mismatch",
    /// A runtime that Lambda does not take for new functions any more.
    RetiredRuntime = "retired-runtime",
    /// An environment variable that Lambda sets itself.
    ReservedVariable = "reserved-variable",
    /// An environment variable that says another region than the stack's.
    RegionMismatch = "region-mismatch",
    /// A name that Lambda does not take for an environment variable.
    BadVariableName = "bad-variable-name",
    /// Environment variables of more than 4 KB.
    EnvironmentTooLarge = "environment-too-large",
    }
}
