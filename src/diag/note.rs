//! The closed set of what a user is told about a stack that is good.

use super::codes::codes;

codes! {
    /// What was done on the user's behalf, or is left to do; each has a code and a meaning that `explain` shows.
    Note {
        /// A variable that Lambda sets itself is left out of the template.
        ProvidedByLambda = "provided-by-lambda",
        /// A site's host name should be given as a parameter from the second deployment on.
        PinTheDomain = "pin-the-domain",
        /// A change of a function's code alone may take away the variable that a custom resource has set.
        CodeIsNotSeen = "code-is-not-seen",
        /// A KMS key's policy, which is not part of the stack, must let CloudFront decrypt.
        KeyPolicyIsYours = "key-policy-is-yours",
        /// The policy of a bucket that exists already must let CloudFront read.
        BucketPolicyIsYours = "bucket-policy-is-yours",
    }
}
