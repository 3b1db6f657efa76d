//! The environment variables of a Lambda function: what they may be called, and how much room they have.

use std::collections::BTreeMap;

/// The variables that Lambda sets itself; a function that declares one of them is not created.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime>.
pub const RESERVED: [&str; 21] = [
    "_HANDLER",
    "_X_AMZN_TRACE_ID",
    "AWS_DEFAULT_REGION",
    "AWS_REGION",
    "AWS_EXECUTION_ENV",
    "AWS_LAMBDA_FUNCTION_NAME",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
    "AWS_LAMBDA_FUNCTION_VERSION",
    "AWS_LAMBDA_INITIALIZATION_TYPE",
    "AWS_LAMBDA_LOG_GROUP_NAME",
    "AWS_LAMBDA_LOG_STREAM_NAME",
    "AWS_ACCESS_KEY",
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_LAMBDA_RUNTIME_API",
    "LAMBDA_TASK_ROOT",
    "LAMBDA_RUNTIME_DIR",
    "AWS_LAMBDA_MAX_CONCURRENCY",
    "AWS_LAMBDA_METADATA_API",
    "AWS_LAMBDA_METADATA_TOKEN",
];

/// Whether Lambda sets this variable itself.
pub fn is_reserved(name: &str) -> bool {
    RESERVED.contains(&name)
}

/// What is wrong with the name of a variable, in words; whether it is reserved is another question.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#create-environment-variables>.
pub fn check_name(name: &str) -> Result<(), String> {
    let is_word = name
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let begins_with_letter = name
        .bytes()
        .next()
        .is_some_and(|byte| byte.is_ascii_alphabetic());
    if is_word && begins_with_letter && name.len() >= 2 {
        return Ok(());
    }
    Err(format!(
        "`{name}` cannot name a variable: at least two letters, digits and `_` can, the first of them a letter"
    ))
}

/// The bytes for which the variables count against
/// [`ENVIRONMENT_BYTES`](super::limits::lambda::ENVIRONMENT_BYTES): those of their compact JSON text, quotation marks,
/// colons and commas included. The page only says 4 KB; the service's refusal prints the text that it has measured.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html>.
pub fn measured_size(variables: &BTreeMap<String, String>) -> usize {
    // A map of texts always has a JSON text.
    serde_json::to_string(variables).map_or(usize::MAX, |text| text.len())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{check_name, is_reserved, measured_size};

    #[test]
    fn names() {
        assert!(
            ["TZ", "PROGRESS_PHOTOS_BUCKET", "a1"]
                .iter()
                .all(|name| check_name(name).is_ok())
        );
        assert!(
            ["", "A", "_A", "1A", "A-B", "ÄB"]
                .iter()
                .all(|name| check_name(name).is_err())
        );
    }

    #[test]
    fn the_region_is_reserved_and_the_time_zone_is_not() {
        assert!(is_reserved("AWS_REGION"));
        assert!(!is_reserved("TZ"));
    }

    #[test]
    fn quotation_marks_and_commas_count() {
        let one = BTreeMap::from([("KEY".to_owned(), "a \"b\"".to_owned())]);
        assert_eq!(measured_size(&one), r#"{"KEY":"a \"b\""}"#.len());
        assert_eq!(measured_size(&BTreeMap::new()), 2);
    }
}
