//! AWS Lambda: functions, their URLs, and who may call them.
#![expect(
    missing_docs,
    reason = "field names are CloudFormation's; each type links its page"
)]

use std::collections::BTreeMap;

use serde::Serialize;

use super::policy::Action;
use super::property::{Property, allowed_values, property_types};
use super::{Tags, Text, Value};

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
