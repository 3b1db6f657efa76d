//! How much of a thing AWS takes: one module per service, one constant per limit, each with its page.

/// Source unless a constant names another:
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html>.
pub mod cloudformation {
    use std::ops::RangeInclusive;

    /// Resources in a template.
    pub const RESOURCES: usize = 500;
    /// Parameters in a template.
    pub const PARAMETERS: usize = 200;
    /// Outputs in a template.
    pub const OUTPUTS: usize = 200;
    /// Mappings in a template.
    pub const MAPPINGS: usize = 200;
    /// Attributes in one mapping.
    pub const MAPPING_ATTRIBUTES: usize = 200;
    /// `{{resolve:…}}` in a template.
    pub const DYNAMIC_REFERENCES: usize = 60;
    /// Characters in the name of a resource, parameter, output, mapping or mapping attribute.
    pub const NAME_CHARACTERS: usize = 255;
    /// Bytes in the value of a parameter.
    pub const PARAMETER_VALUE_BYTES: usize = 4_096;
    /// Characters in the description of a parameter.
    ///
    /// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html>.
    pub const PARAMETER_DESCRIPTION_CHARACTERS: usize = 4_000;
    /// Bytes in the description of a template.
    pub const DESCRIPTION_BYTES: usize = 1_024;
    /// Characters in the name of a stack.
    pub const STACK_NAME_CHARACTERS: usize = 128;
    /// Seconds that a custom resource may take: 3,600 where the template says nothing.
    ///
    /// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html>.
    pub const SERVICE_TIMEOUT_SECONDS: RangeInclusive<u64> = 1..=3_600;
    /// Bytes in the answer of a custom resource.
    pub const CUSTOM_RESOURCE_RESPONSE_BYTES: usize = 4_096;
    /// Bytes in a template that is sent in the request itself, as `aws cloudformation deploy` does without a bucket.
    pub const TEMPLATE_BYTES: usize = 51_200;
    /// Bytes in a template that is handed over in a bucket; the page says 1 MB.
    pub const TEMPLATE_IN_BUCKET_BYTES: usize = 1_048_576;
}

/// Source unless a constant names another:
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html>.
pub mod cloudfront {
    use std::ops::RangeInclusive;

    /// Behaviors of a distribution; a higher quota may be asked for. Whether the default one counts is not said.
    pub const BEHAVIORS: usize = 75;
    /// Origins of a distribution; a higher quota may be asked for.
    pub const ORIGINS: usize = 100;
    /// Origin groups of a distribution; a higher quota may be asked for.
    pub const ORIGIN_GROUPS: usize = 10;
    /// Alternate domain names of a distribution; a higher quota may be asked for.
    pub const ALIASES: usize = 100;
    /// Attempts to connect to an origin.
    pub const CONNECTION_ATTEMPTS: RangeInclusive<u32> = 1..=3;
    /// Seconds in which an origin must take a connection.
    pub const CONNECTION_TIMEOUT_SECONDS: RangeInclusive<u32> = 1..=10;
    /// Seconds in which an origin must answer; more than 120 may be asked for.
    pub const ORIGIN_READ_TIMEOUT_SECONDS: RangeInclusive<u32> = 1..=120;
    /// Seconds for which a connection to an origin is kept; more than 300 may be asked for.
    pub const ORIGIN_KEEPALIVE_TIMEOUT_SECONDS: RangeInclusive<u32> = 1..=300;
    /// Cache policies of one's own in an account.
    pub const CACHE_POLICIES_PER_ACCOUNT: usize = 20;
    /// Headers, cookies or query strings named in one cache or origin request policy, each.
    pub const NAMES_PER_POLICY: usize = 10;
    /// Characters of all names together in one cache or origin request policy.
    pub const NAMES_PER_POLICY_CHARACTERS: usize = 1_024;
    /// Characters in a comment on a distribution, an origin access identity, a policy or a function.
    ///
    /// Source: <https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DistributionConfig.html>,
    /// <https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CloudFrontOriginAccessIdentityConfig.html>,
    /// <https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CachePolicyConfig.html>.
    pub const COMMENT_CHARACTERS: usize = 128;
    /// Characters in the name of an origin access control.
    ///
    /// Source: <https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_OriginAccessControlConfig.html>.
    pub const ORIGIN_ACCESS_CONTROL_NAME_CHARACTERS: usize = 64;
    /// Characters in the name of a `CloudFront` function: letters, digits, `-` and `_`.
    ///
    /// Source: <https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateFunction.html>.
    pub const FUNCTION_NAME_CHARACTERS: RangeInclusive<usize> = 1..=64;
    /// Bytes in the code of a `CloudFront` function; the page says 10 KB, and that no more is to be had.
    pub const FUNCTION_BYTES: usize = 10_240;
    /// Characters in a path pattern.
    ///
    /// Source: <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern>.
    pub const PATH_PATTERN_CHARACTERS: usize = 255;
    /// Headers that are added to the requests to an origin; a higher quota may be asked for.
    pub const ORIGIN_CUSTOM_HEADERS: usize = 30;
    /// Headers that a response headers policy adds; a higher quota may be asked for.
    pub const RESPONSE_CUSTOM_HEADERS: usize = 10;
    /// Characters in the name of a header that is added.
    pub const CUSTOM_HEADER_NAME_CHARACTERS: usize = 256;
    /// Characters in the value of a header that is added.
    pub const CUSTOM_HEADER_VALUE_CHARACTERS: usize = 1_783;
    /// Characters in all names and values of headers that are added, together.
    pub const CUSTOM_HEADERS_CHARACTERS: usize = 10_240;
    /// Bytes in the URL of a request; longer ones are answered by 414.
    pub const URL_BYTES: usize = 8_192;
    /// Bytes in a request, with headers and query string, without body; longer ones are answered by 494.
    pub const REQUEST_BYTES: usize = 32_768;
}

/// Source unless a constant names another: <https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html>.
pub mod lambda {
    use std::ops::RangeInclusive;

    /// Seconds that a function may take.
    pub const TIMEOUT_SECONDS: RangeInclusive<u32> = 1..=900;
    /// The same on managed instances, for calls that nobody waits for.
    ///
    /// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html>.
    pub const MANAGED_TIMEOUT_SECONDS: RangeInclusive<u32> = 1..=5_400;
    /// Executions at once that an account has in a region, where no more was asked for.
    pub const CONCURRENT_EXECUTIONS: u64 = 1_000;
    /// Executions that no function may reserve.
    ///
    /// Source: <https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html>.
    pub const UNRESERVED_EXECUTIONS: u64 = 100;
    /// Seconds that the start of a function may take, which its timeout leaves out; with provisioned concurrency or
    /// `SnapStart` it may take more.
    ///
    /// Source: <https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html>.
    pub const START_SECONDS: u32 = 10;
    /// Megabytes, of 1,024 KB each, that a function may have; managed instances may have more.
    pub const MEMORY_MB: RangeInclusive<u32> = 128..=10_240;
    /// Megabytes in `/tmp`.
    pub const EPHEMERAL_STORAGE_MB: RangeInclusive<u32> = 512..=10_240;
    /// Layers of a function.
    pub const LAYERS: usize = 5;
    /// Bytes in all variables of a function together; see [`measured_size`](crate::aws::environment::measured_size).
    pub const ENVIRONMENT_BYTES: usize = 4_096;
    /// Characters in the name of a function: letters, digits, `-` and `_`.
    ///
    /// Source: <https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html>.
    pub const FUNCTION_NAME_CHARACTERS: RangeInclusive<usize> = 1..=64;
    /// Characters in the name of an alias: letters, digits, `-` and `_`.
    ///
    /// Source: <https://docs.aws.amazon.com/lambda/latest/api/API_CreateAlias.html>.
    pub const ALIAS_NAME_CHARACTERS: RangeInclusive<usize> = 1..=128;
    /// Characters in the description of a function.
    ///
    /// Source: <https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html>.
    pub const DESCRIPTION_CHARACTERS: usize = 256;
    /// Characters in the handler of a function.
    ///
    /// Source: <https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html>.
    pub const HANDLER_CHARACTERS: usize = 128;
    /// Bytes in the policy of a function.
    pub const RESOURCE_POLICY_BYTES: usize = 20_480;
    /// Bytes in the request or the answer of a synchronous call, unless the answer is streamed.
    pub const PAYLOAD_BYTES: usize = 6 * 1_024 * 1_024;
}

/// Buckets; names are in [`bucket_name`](crate::aws::bucket_name).
pub mod s3 {
    /// Bytes in a bucket policy.
    ///
    /// Source: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/add-bucket-policy.html>.
    pub const BUCKET_POLICY_BYTES: usize = 20_480;
    /// CORS rules of a bucket.
    ///
    /// Source: <https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html>.
    pub const CORS_RULES: usize = 100;
    /// Lifecycle rules of a bucket.
    ///
    /// Source: <https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html>.
    pub const LIFECYCLE_RULES: usize = 1_000;
    /// Bytes in the key of an object.
    ///
    /// Source: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html>.
    pub const KEY_BYTES: usize = 1_024;
}

/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>.
pub mod iam {
    /// Characters in all inline policies of a role together, white space not counted.
    pub const ROLE_INLINE_POLICIES_CHARACTERS: usize = 10_240;
    /// Characters in all inline policies of a user together, white space not counted.
    pub const USER_INLINE_POLICIES_CHARACTERS: usize = 2_048;
    /// Characters in all inline policies of a group together, white space not counted.
    pub const GROUP_INLINE_POLICIES_CHARACTERS: usize = 5_120;
    /// Characters in a managed policy, white space not counted.
    pub const MANAGED_POLICY_CHARACTERS: usize = 6_144;
    /// Characters in the trust policy of a role, where no more was asked for.
    pub const TRUST_POLICY_CHARACTERS: usize = 2_048;
    /// Characters in the trust policy of a role at most, whatever is asked for.
    pub const TRUST_POLICY_MOST_CHARACTERS: usize = 8_192;
    /// Managed policies of a role; up to 25 may be asked for.
    pub const MANAGED_POLICIES_PER_ROLE: usize = 20;
    /// Characters in the name of a role.
    pub const ROLE_NAME_CHARACTERS: usize = 64;
    /// Characters in the name of a policy.
    pub const POLICY_NAME_CHARACTERS: usize = 128;
}

/// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html>.
pub mod logs {
    use std::ops::RangeInclusive;

    /// The numbers of days for which a log group can keep its events; without any of them it keeps them for ever.
    pub const RETENTION_DAYS: [u32; 22] = [
        1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
        2922, 3288, 3653,
    ];
    /// Characters in the name of a log group: letters, digits, `.`, `-`, `_`, `/` and `#`.
    pub const GROUP_NAME_CHARACTERS: RangeInclusive<usize> = 1..=512;
    /// Characters in the name of a delivery source or a delivery destination: letters, digits, `-` and `_`.
    ///
    /// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-deliverysource.html>.
    pub const DELIVERY_NAME_CHARACTERS: RangeInclusive<usize> = 1..=60;
}

/// Source: <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html>.
pub mod dynamodb {
    use std::ops::RangeInclusive;

    /// Characters in the name of a table: letters, digits, `_`, `-` and `.`.
    pub const TABLE_NAME_CHARACTERS: RangeInclusive<usize> = 3..=255;
}
