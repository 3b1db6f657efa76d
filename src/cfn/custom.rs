//! Custom resources: what a function of the stack itself creates, changes and deletes.
#![expect(
    missing_docs,
    reason = "field names are CloudFormation's; each type links its page"
)]

use std::collections::BTreeMap;

use serde::Serializer;

use super::property::property_types;
use super::{Text, Value};

property_types! {
    /// A custom resource that sets the environment of functions after the rest of the stack exists.
    ///
    /// See [`AWS::CloudFormation::CustomResource`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html).
    pub struct FunctionEnvironment {
        /// The ARN of the function that does it.
        pub service_token: Text,
        /// How long CloudFormation waits for its answer: 1 to 3,600 seconds, which the page declares as a string.
        #[serde(serialize_with = "as_text")]
        pub service_timeout: u32,
        pub functions: Vec<Environment>,
    }

    /// The environment of one function.
    pub struct Environment {
        pub function_name: Text,
        /// All of its variables: what is not among them is gone afterwards.
        pub variables: BTreeMap<String, Value<Text>>,
        /// Changes whenever the function's own properties do, so that CloudFormation calls again.
        pub digest: String,
        /// What those properties refer to, for the same purpose.
        pub resolved: Vec<Text>,
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
fn as_text<S: Serializer>(seconds: &u32, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(seconds)
}
