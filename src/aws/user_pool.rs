//! The id of a Cognito user pool.

/// What an id looks like, as a regular expression for the `AllowedPattern` of a parameter.
///
/// Source: <https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserPoolType.html>.
pub const ID_PATTERN: &str = r"[\w-]+_[0-9a-zA-Z]+";

/// The most characters that an id has; the page is that of [`ID_PATTERN`].
pub const ID_CHARACTERS: usize = 55;

/// What is wrong with the id of a user pool, in words.
pub fn check_id(id: &str) -> Result<(), String> {
    let is_id = id.len() <= ID_CHARACTERS
        && id.rsplit_once('_').is_some_and(|(region, own)| {
            let is_word = |byte: u8| byte.is_ascii_alphanumeric() || b"_-".contains(&byte);
            !region.is_empty()
                && region.bytes().all(is_word)
                && !own.is_empty()
                && own.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
    if is_id {
        return Ok(());
    }
    Err(format!(
        "`{id}` is not the id of a user pool, which has the form of `us-east-1_Ab1Cd2Ef3`"
    ))
}

#[cfg(test)]
mod tests {
    use super::check_id;

    #[test]
    fn ids() {
        assert_eq!(check_id("us-east-1_Ab1Cd2Ef3"), Ok(()));
        for id in [
            "",
            "us-east-1",
            "us-east-1_",
            "_Ab1",
            "us-east-1_Ab-1",
            &format!("a_{}", "b".repeat(54)),
        ] {
            assert!(check_id(id).is_err(), "{id}");
        }
    }
}
