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

#[cfg(test)]
mod tests {
    use super::{Function, FunctionConfig, FunctionRuntime};
    use crate::cfn::Tags;
    use crate::cfn::resource::assert_prints;

    #[test]
    fn a_function() {
        assert_prints(
            Function {
                name: "router".into(),
                auto_publish: Some(true),
                function_config: FunctionConfig {
                    comment: "pages".to_owned(),
                    runtime: FunctionRuntime::CloudFrontJs2_0,
                },
                function_code: "function handler(event) { return event.request; }".into(),
                tags: Tags::default(),
            },
            r#"{
              "Type": "AWS::CloudFront::Function",
              "Properties": {
                "Name": "router",
                "AutoPublish": true,
                "FunctionConfig": { "Comment": "pages", "Runtime": "cloudfront-js-2.0" },
                "FunctionCode": "function handler(event) { return event.request; }"
              }
            }"#,
        );
    }
}
