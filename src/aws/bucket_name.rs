//! What S3 takes as the name of a general purpose bucket, rule by rule.

use super::Region;

/// What a name must not begin with.
const PREFIXES: [&str; 3] = ["xn--", "sthree-", "amzn-s3-demo-"];

/// What a name must not end with, and what names of that kind belong to.
const SUFFIXES: [(&str, &str); 5] = [
    ("-s3alias", "aliases of access points"),
    ("--ol-s3", "aliases of Object Lambda access points"),
    (".mrap", "Multi-Region Access Points"),
    ("--x-s3", "directory buckets"),
    ("--table-s3", "table buckets"),
];

/// Every rule that `name` breaks, in words.
///
/// The name is given as it will be when deployed; where the account is not known yet, any twelve digits stand for it.
///
/// Source: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html>.
pub fn check(name: &str) -> Result<(), Vec<String>> {
    let mut broken = Vec::new();
    let length = name.chars().count();
    if !(3..=63).contains(&length) {
        broken.push(format!(
            "it has {length} characters, and a bucket name has 3 to 63"
        ));
    }
    if let Some(character) = name.chars().find(|character| !is_allowed(*character)) {
        broken.push(not_allowed(character));
    }
    if name.starts_with(['.', '-']) || name.ends_with(['.', '-']) {
        broken.push("it does not begin and end with a letter or digit".to_owned());
    }
    if name.contains("..") {
        broken.push("it has two periods in a row".to_owned());
    }
    if is_formatted_as_ip_address(name) {
        broken.push("it has the form of an IP address".to_owned());
    }
    broken.extend(reserved(name, name));
    if name.ends_with("-an") && !is_account_regional(name) {
        broken.push(
            "it ends with `-an`, and is not of the form `prefix-account-region-an` for which that is reserved"
                .to_owned(),
        );
    }
    if broken.is_empty() {
        Ok(())
    } else {
        Err(broken)
    }
}

/// Every rule that a name breaks whatever stands where it is not known, which is between its pieces that are.
///
/// Source: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html>.
pub fn check_pieces(pieces: &[Option<&str>]) -> Result<(), Vec<String>> {
    match pieces {
        [] => return check(""),
        [Some(whole)] => return check(whole),
        [..] => {}
    }
    let mut broken = Vec::new();
    let known = || pieces.iter().flatten();
    let length: usize = known().map(|piece| piece.chars().count()).sum();
    if length > 63 {
        broken.push(format!(
            "it has at least {length} characters, and a bucket name has 3 to 63"
        ));
    }
    let mut characters = known().flat_map(|piece| piece.chars());
    if let Some(character) = characters.find(|character| !is_allowed(*character)) {
        broken.push(not_allowed(character));
    }
    let first = pieces.first().copied().flatten().unwrap_or_default();
    let last = pieces.last().copied().flatten().unwrap_or_default();
    if first.starts_with(['.', '-']) || last.ends_with(['.', '-']) {
        broken.push("it does not begin and end with a letter or digit".to_owned());
    }
    if known().any(|piece| piece.contains("..")) {
        broken.push("it has two periods in a row".to_owned());
    }
    broken.extend(reserved(first, last));
    if broken.is_empty() {
        Ok(())
    } else {
        Err(broken)
    }
}

fn not_allowed(character: char) -> String {
    format!(
        "`{character}` does not stand in a bucket name: lowercase letters, digits, `.` and `-` do"
    )
}

/// The reserved beginnings and ends that a name has which begins and ends so.
fn reserved(first: &str, last: &str) -> Vec<String> {
    let mut broken = Vec::new();
    for prefix in PREFIXES {
        if first.starts_with(prefix) {
            broken.push(format!("it begins with `{prefix}`, which is reserved"));
        }
    }
    for (suffix, owners) in SUFFIXES {
        if last.ends_with(suffix) {
            broken.push(format!(
                "it ends with `{suffix}`, which is reserved for {owners}"
            ));
        }
    }
    broken
}

/// Whether the name has the form `prefix-account-region-an` that a bucket in an account's own namespace must have,
/// and no other bucket may have.
///
/// Source: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html#account-regional-naming-rules>.
pub fn is_account_regional(name: &str) -> bool {
    let Some(stem) = name.strip_suffix("-an") else {
        return false;
    };
    // Both prefix and region have hyphens of their own: the one between account and region is the one that fits.
    stem.match_indices('-').any(|(hyphen, _)| {
        let (owner, region) = (&stem[..hyphen], &stem[hyphen + 1..]);
        region.parse::<Region>().is_ok()
            && owner.rsplit_once('-').is_some_and(|(prefix, account)| {
                !prefix.is_empty()
                    && account.len() == 12
                    && account.bytes().all(|byte| byte.is_ascii_digit())
            })
    })
}

fn is_allowed(character: char) -> bool {
    character.is_ascii_lowercase() || character.is_ascii_digit() || ".-".contains(character)
}

fn is_formatted_as_ip_address(name: &str) -> bool {
    name.split('.').count() == 4
        && name.split('.').all(|part| {
            (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{check, check_pieces, is_account_regional};

    #[test]
    fn every_rule_can_be_broken() {
        for (name, words) in [
            ("ab", "2 characters"),
            ("amzn_demo", "`_`"),
            ("Frontend", "`F`"),
            ("-front", "begin and end"),
            ("example..com", "two periods"),
            ("192.168.5.4", "IP address"),
            ("xn--a", "`xn--`"),
            ("sthree-a", "`sthree-`"),
            ("amzn-s3-demo-bucket", "`amzn-s3-demo-`"),
            ("a-s3alias", "`-s3alias`"),
            ("a--ol-s3", "`--ol-s3`"),
            ("abc.mrap", "`.mrap`"),
            ("a--x-s3", "`--x-s3`"),
            ("a--table-s3", "`--table-s3`"),
            ("japan-an", "`-an`"),
        ] {
            let broken = check(name).unwrap_err();
            assert_eq!(broken.len(), 1, "{broken:?}");
            assert!(broken[0].contains(words), "{broken:?}");
        }
    }

    #[test]
    fn all_broken_rules_are_told_at_once() {
        assert_eq!(check("-A..").unwrap_err().len(), 3);
    }

    #[test]
    fn of_pieces_only_what_is_certain_is_told() {
        for pieces in [
            [None, Some("-photos")],
            [Some("sthree"), None],
            [None, Some("-an")],
        ] {
            assert_eq!(check_pieces(&pieces), Ok(()), "{pieces:?}");
        }
        for (pieces, words) in [
            ([None, Some("-Photos")], "`P`"),
            ([Some("sthree-"), None], "`sthree-`"),
            ([None, Some("--x-s3")], "`--x-s3`"),
            ([None, Some("a..b")], "two periods"),
            ([None, Some("-")], "begin and end"),
        ] {
            let broken = check_pieces(&pieces).unwrap_err();
            assert!(broken[0].contains(words), "{broken:?}");
        }
        let long = "a".repeat(64);
        assert_eq!(check_pieces(&[None, Some(&long)]).unwrap_err().len(), 1);
    }

    #[test]
    fn good_names() {
        for name in [
            "gymcoach-ai-progress-photos-000000000000",
            "www.example.com",
            "1.2.3.4.5",
            "japan",
        ] {
            assert_eq!(check(name), Ok(()), "{name}");
        }
    }

    #[test]
    fn names_in_the_namespace_of_an_account() {
        assert!(is_account_regional("photos-111122223333-us-west-2-an"));
        assert!(is_account_regional(
            "my-photos-111122223333-us-gov-west-1-an"
        ));
        assert!(!is_account_regional("111122223333-us-west-2-an"));
        assert!(!is_account_regional("photos-1111-us-west-2-an"));
        assert!(!is_account_regional("-an"));
        assert_eq!(check("photos-111122223333-us-west-2-an"), Ok(()));
    }

    proptest! {
        #[test]
        fn plain_words_are_names(name in "[a-z0-9]{3,63}") {
            prop_assert_eq!(check(&name), Ok(()));
        }

        #[test]
        fn nothing_makes_it_stumble(name in any::<String>()) {
            let _ = (check(&name), is_account_regional(&name));
        }
    }
}
