//! AWS Lambda: functions, their URLs, and who may call them.
#![expect(
    missing_docs,
    reason = "field names are CloudFormation's; each type links its page"
)]

use std::collections::BTreeMap;

use serde::Serialize;

use super::property::{Property, allowed_values, property_types};
use super::{Tags, Text, Value};
use crate::aws::Action;

property_types! {
    /// [`AWS::Lambda::Function`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html)
    pub struct Function {
        pub function_name: Option<Text>,
        pub description: Option<String>,
        pub runtime: Option<String>,
        pub handler: Option<String>,
        pub code: Code,
        pub role: Text,
        pub architectures: Vec<Architecture>,
        /// Megabytes.
        pub memory_size: Option<u32>,
        /// Seconds.
        pub timeout: Option<u32>,
        pub ephemeral_storage: Option<EphemeralStorage>,
        pub layers: Vec<Text>,
        pub logging_config: Option<LoggingConfig>,
        pub environment: Option<Environment>,
        pub tags: Tags,
    }

    /// [`Code`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html) in a bucket.
    pub struct S3Code {
        pub s3_bucket: Text,
        pub s3_key: Text,
        pub s3_object_version: Option<Text>,
    }

    /// [`Environment`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-environment.html)
    pub struct Environment {
        pub variables: BTreeMap<String, Value<Text>>,
    }

    /// [`EphemeralStorage`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-ephemeralstorage.html)
    pub struct EphemeralStorage {
        /// Megabytes.
        pub size: u32,
    }

    /// [`LoggingConfig`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-loggingconfig.html)
    #[derive(Default)]
    pub struct LoggingConfig {
        pub log_group: Option<Text>,
        pub log_format: Option<LogFormat>,
        pub application_log_level: Option<ApplicationLogLevel>,
        pub system_log_level: Option<SystemLogLevel>,
    }

    /// [`AWS::Lambda::Permission`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html)
    pub struct Permission {
        pub function_name: Text,
        pub action: Action,
        pub principal: Text,
        pub function_url_auth_type: Option<AuthType>,
        pub invoked_via_function_url: Option<bool>,
        pub source_account: Option<Text>,
        pub source_arn: Option<Text>,
    }

    /// [`AWS::Lambda::Url`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-url.html)
    pub struct Url {
        pub target_function_arn: Text,
        pub auth_type: AuthType,
        pub invoke_mode: Option<InvokeMode>,
        pub cors: Option<Cors>,
    }

    /// [`Cors`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-url-cors.html)
    #[derive(Default)]
    pub struct Cors {
        pub allow_credentials: Option<bool>,
        pub allow_headers: Vec<String>,
        pub allow_methods: Vec<CorsMethod>,
        pub allow_origins: Vec<Text>,
        pub expose_headers: Vec<String>,
        /// Seconds.
        pub max_age: Option<u32>,
    }
}

/// Where a function's [`Code`](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html) is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Code {
    /// In the template itself.
    ZipFile(Text),
    /// In a bucket.
    #[serde(untagged)]
    S3(S3Code),
    /// Beside the template, for [`aws cloudformation package`](https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html) to put into a bucket.
    #[serde(untagged)]
    Path(String),
}

impl Property for Code {}

impl Permission {
    /// Allows `principal` to do `action` with `function_name`, whatever the request is like.
    pub fn new(function_name: Text, action: Action, principal: impl Into<Text>) -> Self {
        Self {
            function_name,
            action,
            principal: principal.into(),
            function_url_auth_type: None,
            invoked_via_function_url: None,
            source_account: None,
            source_arn: None,
        }
    }
}

allowed_values! {
    /// The processors a function runs on.
    pub enum Architecture {
        X86_64 = "x86_64",
        Arm64 = "arm64",
    }

    /// The form of a function's logs.
    pub enum LogFormat {
        Text = "Text",
        Json = "JSON",
    }

    /// The least important of its own records that a function logs.
    pub enum ApplicationLogLevel {
        Trace = "TRACE",
        Debug = "DEBUG",
        Info = "INFO",
        Warn = "WARN",
        Error = "ERROR",
        Fatal = "FATAL",
    }

    /// The least important of Lambda's records that a function logs.
    pub enum SystemLogLevel {
        Debug = "DEBUG",
        Info = "INFO",
        Warn = "WARN",
    }

    /// Whether a function URL asks for a signature.
    pub enum AuthType {
        AwsIam = "AWS_IAM",
        None = "NONE",
    }

    /// When a function URL passes the answer on.
    pub enum InvokeMode {
        Buffered = "BUFFERED",
        ResponseStream = "RESPONSE_STREAM",
    }

    /// The methods that a function URL's CORS may allow.
    pub enum CorsMethod {
        Get = "GET",
        Put = "PUT",
        Head = "HEAD",
        Post = "POST",
        Patch = "PATCH",
        Delete = "DELETE",
        Any = "*",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{
        Architecture, AuthType, Code, Cors, CorsMethod, Environment, EphemeralStorage, Function,
        InvokeMode, LogFormat, LoggingConfig, Permission, S3Code, Url,
    };
    use crate::cfn::resource::assert_prints;
    use crate::cfn::{LogicalId, Tags, Text, Value};

    fn id(text: &str) -> LogicalId {
        text.parse().unwrap()
    }

    #[test]
    fn a_function() {
        let domain = Value::when(
            &id("Pinned"),
            Text::reference(&id("Domain")),
            Value::NoValue,
        );
        let function = Function {
            function_name: Some("shop-api".into()),
            description: None,
            runtime: Some("python3.14".to_owned()),
            handler: Some("index.handler".to_owned()),
            code: Code::ZipFile("pass\n".into()),
            role: Text::attribute(&id("ApiRole"), "Arn"),
            architectures: vec![Architecture::Arm64],
            memory_size: Some(256),
            timeout: Some(30),
            ephemeral_storage: Some(EphemeralStorage { size: 512 }),
            layers: vec!["arn:layer".into()],
            logging_config: Some(LoggingConfig {
                log_group: Some(Text::reference(&id("ApiLogs"))),
                log_format: Some(LogFormat::Json),
                ..LoggingConfig::default()
            }),
            environment: Some(Environment {
                variables: BTreeMap::from([
                    ("TABLE".to_owned(), "main".into()),
                    ("DOMAIN".to_owned(), domain),
                ]),
            }),
            tags: Tags::default(),
        };
        assert_prints(
            function,
            r#"{
              "Type": "AWS::Lambda::Function",
              "Properties": {
                "FunctionName": "shop-api",
                "Runtime": "python3.14",
                "Handler": "index.handler",
                "Code": { "ZipFile": "pass\n" },
                "Role": { "Fn::GetAtt": ["ApiRole", "Arn"] },
                "Architectures": ["arm64"],
                "MemorySize": 256,
                "Timeout": 30,
                "EphemeralStorage": { "Size": 512 },
                "Layers": ["arn:layer"],
                "LoggingConfig": { "LogGroup": { "Ref": "ApiLogs" }, "LogFormat": "JSON" },
                "Environment": {
                  "Variables": {
                    "DOMAIN": { "Fn::If": ["Pinned", { "Ref": "Domain" }, { "Ref": "AWS::NoValue" }] },
                    "TABLE": "main"
                  }
                }
              }
            }"#,
        );
    }

    #[test]
    fn code_lies_in_the_template_in_a_bucket_or_beside() {
        let stored = S3Code {
            s3_bucket: "b".into(),
            s3_key: "k".into(),
            s3_object_version: Some("1".into()),
        };
        let all = [
            Code::ZipFile("x".into()),
            Code::S3(stored),
            Code::Path("dist/api".to_owned()),
        ];
        assert_eq!(
            serde_json::to_string(&all).unwrap(),
            r#"[{"ZipFile":"x"},{"S3Bucket":"b","S3Key":"k","S3ObjectVersion":"1"},"dist/api"]"#
        );
    }

    #[test]
    fn a_permission() {
        let call = |action: &str| {
            let function = Text::reference(&id("Api"));
            Permission::new(function, action.parse().unwrap(), "*")
        };
        assert_prints(
            Permission {
                function_url_auth_type: Some(AuthType::None),
                ..call("lambda:InvokeFunctionUrl")
            },
            r#"{
              "Type": "AWS::Lambda::Permission",
              "Properties": {
                "FunctionName": { "Ref": "Api" },
                "Action": "lambda:InvokeFunctionUrl",
                "Principal": "*",
                "FunctionUrlAuthType": "NONE"
              }
            }"#,
        );
        assert_prints(
            Permission {
                invoked_via_function_url: Some(true),
                ..call("lambda:InvokeFunction")
            },
            r#"{
              "Type": "AWS::Lambda::Permission",
              "Properties": {
                "FunctionName": { "Ref": "Api" },
                "Action": "lambda:InvokeFunction",
                "Principal": "*",
                "InvokedViaFunctionUrl": true
              }
            }"#,
        );
    }

    #[test]
    fn a_url() {
        assert_prints(
            Url {
                target_function_arn: Text::attribute(&id("Api"), "Arn"),
                auth_type: AuthType::AwsIam,
                invoke_mode: Some(InvokeMode::ResponseStream),
                cors: Some(Cors {
                    allow_methods: vec![CorsMethod::Any],
                    allow_origins: vec!["*".into()],
                    max_age: Some(60),
                    ..Cors::default()
                }),
            },
            r#"{
              "Type": "AWS::Lambda::Url",
              "Properties": {
                "TargetFunctionArn": { "Fn::GetAtt": ["Api", "Arn"] },
                "AuthType": "AWS_IAM",
                "InvokeMode": "RESPONSE_STREAM",
                "Cors": { "AllowMethods": ["*"], "AllowOrigins": ["*"], "MaxAge": 60 }
              }
            }"#,
        );
    }
}
