//! The closed set of reasons for which a request is answered as it is.

use crate::diag::codes;

codes! {
    /// Why a request or an action ended as it did.
    Reason {
    // In general.
    /// It is allowed, and what it asks for is there.
    Allowed = "allowed",
    /// The answer hinges on a fact that no template holds.
    MissingFact = "missing-fact",
    /// There are more possible values of what is not known than can be tried.
    NotDecided = "not-decided",
    // IAM.
    /// A statement denies it, which no other can outweigh.
    ExplicitDeny = "explicit-deny",
    /// No statement allows it.
    NoAllow = "no-allow",
    /// A permissions boundary does not allow it.
    PermissionsBoundary = "permissions-boundary",
    /// A session policy does not allow it.
    SessionPolicy = "session-policy",
    /// The resource's side allows it, the policies of the caller in its own account do not.
    CallersAccountDoesNotAllow = "callers-account-does-not-allow",
    /// The policies of the caller allow it, the resource in another account does not.
    ResourcesAccountDoesNotAllow = "resources-account-does-not-allow",
    /// The trust policy of a role does not let the caller assume it.
    NotTrusted = "not-trusted",
    /// The policy of a KMS key lets in nobody whom it does not name, and it does not name the caller or its account.
    KeyPolicyDoesNotAllow = "key-policy-does-not-allow",
    // S3.
    /// The object does not exist, and the caller may not list the bucket: S3 answers 403 so as not to tell.
    MissingObjectAndNoListPermission = "missing-object-and-no-list-permission",
    /// The object does not exist, and the caller may know, because it may list the bucket.
    NoSuchKey = "no-such-key",
    /// The bucket restricts public buckets, and its policy is public: only services and its own account get in.
    RestrictPublicBuckets = "restrict-public-buckets",
    /// The bucket blocks public access control lists, and the request would set one.
    BlockPublicAcls = "block-public-acls",
    /// The owner of the bucket owns its objects, so that access control lists do not count and cannot be set.
    AccessControlListNotSupported = "access-control-list-not-supported",
    /// The objects are encrypted with a KMS key that the caller cannot use.
    NoDecryption = "no-decryption",
    /// The objects are encrypted with a KMS key, and the request is not encrypted.
    EncryptionNeedsHttps = "encryption-needs-https",
    /// The path is none that S3 can read as a key.
    InvalidKey = "invalid-key",
    /// The key is longer than the 1,024 bytes that S3 takes.
    KeyTooLong = "key-too-long",
    /// The body is larger than S3 takes in one request.
    ObjectTooLarge = "object-too-large",
    /// S3 does not take the request as it is: a header or a parameter is missing, or is one that does not belong there.
    InvalidRequest = "invalid-request",
    /// The request expects the bucket to belong to another account than it does.
    OtherBucketOwner = "other-bucket-owner",
    /// The bucket has no configuration of the kind that is asked for.
    NoSuchConfiguration = "no-such-configuration",
    /// The object exists already, or is not the version that the request is about.
    PreconditionFailed = "precondition-failed",
    /// The object is as the caller has it already.
    NotModified = "not-modified",
    /// The range that is asked for lies behind the end of the object.
    RangeNotSatisfiable = "range-not-satisfiable",
    /// The bucket exists already.
    BucketExists = "bucket-exists",
    /// The bucket is not empty.
    BucketNotEmpty = "bucket-not-empty",
    /// A website endpoint does not speak https.
    WebsiteWithoutHttps = "website-without-https",
    /// The origin does not take this method.
    MethodNotSupported = "method-not-supported",
    /// A website endpoint answers with its redirect.
    WebsiteRedirect = "website-redirect",
    /// The error document of a website.
    WebsiteErrorDocument = "website-error-document",
    /// There is no bucket of the name under which S3 is asked.
    NoSuchBucket = "no-such-bucket",
    /// S3 is asked in another region than the bucket's.
    WrongRegion = "wrong-region",
    /// The bucket is no website.
    NoWebsite = "no-website",
    /// A CORS rule of the bucket or URL takes the request of the other origin.
    CorsAllowed = "cors-allowed",
    /// No CORS rule takes the request of the other origin.
    CorsForbidden = "cors-forbidden",
    // CloudFront.
    /// The URL is longer than CloudFront takes.
    UrlTooLong = "url-too-long",
    /// The request with its headers is larger than CloudFront takes.
    RequestTooLarge = "request-too-large",
    /// The behavior takes https alone.
    HttpsOnly = "https-only",
    /// The behavior sends viewers to https.
    RedirectedToHttps = "redirected-to-https",
    /// The behavior does not allow the method.
    MethodNotAllowed = "method-not-allowed",
    /// A GET request has a body.
    BodyOnGet = "body-on-get",
    /// The behavior takes signed URLs or signed cookies alone, and the request has neither.
    UnsignedRequest = "unsigned-request",
    /// The signature of the request is not one that the behavior trusts.
    BadSignature = "bad-signature",
    /// The web ACL blocks the request.
    BlockedByWebAcl = "blocked-by-web-acl",
    /// The viewer is in a country that is not served.
    BlockedByCountry = "blocked-by-country",
    /// The distribution is not enabled.
    DistributionDisabled = "distribution-disabled",
    /// A CloudFront Function answers itself.
    FunctionResponse = "function-response",
    /// A CloudFront Function fails.
    FunctionFailed = "function-failed",
    /// The distribution names a default root object that CloudFront does not take.
    InvalidDefaultRootObject = "invalid-default-root-object",
    /// A third distribution stands in the way to the origin, and CloudFront lets two do so.
    ChainOfDistributions = "chain-of-distributions",
    /// CloudFront cannot connect to the origin with the protocol that it is told to use.
    OriginNotReached = "origin-not-reached",
    /// A custom error page stands in for the origin's answer.
    CustomErrorPage = "custom-error-page",
    /// The custom error page itself is not to be had.
    CustomErrorPageMissing = "custom-error-page-missing",
    /// The origin that the behavior names is not there.
    NoSuchOrigin = "no-such-origin",
    /// The origin is reached and decides itself.
    OriginReached = "origin-reached",
    /// The origin answers with this status, as was given.
    OriginStatus = "origin-status",
    // Function URLs.
    /// The function is reached and decides itself.
    FunctionReached = "function-reached",
    /// The request comes with a host name that is not the origin's own, as where `Host` is passed on to a function URL.
    WrongHost = "wrong-host",
    /// The function URL takes signed requests alone, and this one is not signed.
    UnsignedFunctionUrlRequest = "unsigned-function-url-request",
    /// The origin access control signs the request, but the viewer gives no digest of the body.
    BodyWithoutDigest = "body-without-digest",
    /// Nothing permits `lambda:InvokeFunctionUrl`.
    NoInvokeFunctionUrl = "no-invoke-function-url",
    /// Nothing permits `lambda:InvokeFunction` by way of the function URL.
    NoInvokeFunction = "no-invoke-function",
    /// The function has a reserved concurrency of 0: it takes no request.
    NoConcurrency = "no-concurrency",
    /// The request line and the headers are larger than Lambda takes.
    RequestHeadersTooLarge = "request-headers-too-large",
    /// The body is larger than Lambda takes.
    PayloadTooLarge = "payload-too-large",
    }
}
