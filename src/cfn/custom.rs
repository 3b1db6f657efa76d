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
        /// All of its variables: what is not among them is gone afterwards. Left out if there are none.
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Environment, FunctionEnvironment};
    use crate::cfn::resource::assert_prints;
    use crate::cfn::{LogicalId, Text};

    #[test]
    fn a_function_environment() {
        let id = |text: &str| text.parse::<LogicalId>().unwrap();
        let domain = Text::attribute(&id("Distribution"), "DomainName");
        assert_prints(
            FunctionEnvironment {
                service_token: Text::attribute(&id("Setter"), "Arn"),
                service_timeout: 180,
                functions: vec![Environment {
                    function_name: Text::reference(&id("Api")),
                    variables: BTreeMap::from([("DOMAIN".to_owned(), domain.into())]),
                    digest: "d1".to_owned(),
                    resolved: vec![Text::attribute(&id("ApiRole"), "Arn")],
                }],
            },
            r#"{
              "Type": "Custom::FunctionEnvironment",
              "Properties": {
                "ServiceToken": { "Fn::GetAtt": ["Setter", "Arn"] },
                "ServiceTimeout": "180",
                "Functions": [
                  {
                    "FunctionName": { "Ref": "Api" },
                    "Variables": { "DOMAIN": { "Fn::GetAtt": ["Distribution", "DomainName"] } },
                    "Digest": "d1",
                    "Resolved": [{ "Fn::GetAtt": ["ApiRole", "Arn"] }]
                  }
                ]
              }
            }"#,
        );
    }
}
