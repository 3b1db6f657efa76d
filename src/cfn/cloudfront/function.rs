//! CloudFront Functions: code that runs at the edge.
#![expect(
    missing_docs,
    reason = "field names are CloudFormation's; each type links its page"
)]

use crate::cfn::property::{allowed_values, property_types};
use crate::cfn::{Tags, Text};

property_types! {
    /// [`AWS::CloudFront::Function`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-function.html)
    pub struct Function {
        pub name: Text,
        /// Whether it goes live at once; a behavior takes only a function that is.
        pub auto_publish: Option<bool>,
        pub function_config: FunctionConfig,
        pub function_code: Text,
        pub tags: Tags,
    }

    /// [`FunctionConfig`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-function-functionconfig.html)
    pub struct FunctionConfig {
        pub comment: String,
        pub runtime: FunctionRuntime,
    }
}

allowed_values! {
    /// The JavaScript that a function is written in.
    pub enum FunctionRuntime {
        CloudFrontJs1_0 = "cloudfront-js-1.0",
        CloudFrontJs2_0 = "cloudfront-js-2.0",
    }
}
