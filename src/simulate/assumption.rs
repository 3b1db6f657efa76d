//! What is taken for granted where neither the template nor the request says it; every answer lists what it used.

use crate::diag::codes;

codes! {
    /// Something that an answer assumes.
    Assumption {
    /// No service control policy and no resource control policy of the organization stands in the way.
    NoServiceControlPolicy = "no-service-control-policy",
    /// The account itself does not block public access.
    NoAccountPublicAccessBlock = "no-account-public-access-block",
    /// Objects are owned by the owner of their bucket, and have no public access control list.
    ObjectsOfBucketOwner = "objects-of-bucket-owner",
    /// A resource of the same account outside the template has no policy of its own.
    OutsideWithoutPolicy = "outside-without-policy",
    /// Objects are encrypted as their bucket says, and those of a bucket outside the template with keys of S3.
    DefaultEncryption = "default-encryption",
    /// What headers and request line add to the payload of a function is not counted.
    PayloadIsTheBody = "payload-is-the-body",
    /// A principal of another account is an administrator there.
    AdministratorElsewhere = "administrator-elsewhere",
    /// The origin sends no header that says how long its answer may be kept.
    NoCacheHeaders = "no-cache-headers",
    /// The cache is empty when the request comes.
    EmptyCache = "empty-cache",
    /// Escapes in a path that stand for reserved characters, as `%2F`, are left alone when a behavior is chosen.
    ReservedEscapesStay = "reserved-escapes-stay",
    /// `?` in a path pattern matches a `/` too.
    QuestionMarkMatchesSlash = "question-mark-matches-slash",
    /// The behavior is chosen for `/`, before the default root object takes its place.
    BehaviorBeforeRootObject = "behavior-before-root-object",
    /// The default root object takes the place of `/` before a function of the viewer's request sees the path.
    RootObjectBeforeFunction = "root-object-before-function",
    /// No custom error page stands in for what a distribution refuses because of its protocol, method or body, nor for
    /// a function at the edge that fails.
    OwnRefusalsWithoutErrorPage = "own-refusals-without-error-page",
    /// The protocol is looked at before the method.
    ProtocolBeforeMethod = "protocol-before-method",
    /// Where an origin has an identity and an access control, the access control signs.
    AccessControlBeforeIdentity = "access-control-before-identity",
    /// The transform that the template asks for adds nothing that bears on the request; it is not applied.
    TransformAddsNothing = "transform-adds-nothing",
    /// What is missing from a website is no folder with an index document either.
    NoFolderOfThatName = "no-folder-of-that-name",
    /// A custom error page whose path is `/` is the default root object.
    RootObjectAsErrorPage = "root-object-as-error-page",
    /// A function of CloudFront runs, though it uses syntax that the page of its runtime does not list.
    UnlistedSyntaxRuns = "unlisted-syntax-runs",
    /// The custom error page exists.
    ErrorPageExists = "error-page-exists",
    }
}
