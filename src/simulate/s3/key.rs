//! Which key a path asks for: S3 decodes it, and nothing else; and how a key is written into a URL.

use std::borrow::Cow;
use std::fmt::Write;

/// The longest key in bytes.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html>
const LONGEST: usize = 1_024;

/// What S3 makes of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Asked<'a> {
    /// The bucket itself.
    Bucket,
    /// This key.
    Key(Cow<'a, str>),
    /// This key, if empty segments count as segments out of which `..` leads; AWS's page does not say.
    KeyIfEmptySegmentsCount(Cow<'a, str>),
    /// No key: the path cannot be decoded, or `..` leads out of the bucket.
    Unreadable,
    /// A key that is longer than S3 takes.
    TooLong,
}

/// Reads a raw path, which begins with `/` and does not name the bucket.
///
/// The key is what follows the first `/`. Escapes are decoded once, and `+` stands for a space, so that a `+` in a key
/// must be written `%2B`. No slash is merged, and no segment `.` or `..` is resolved; but a key in which `..` would lead
/// out of the bucket is refused: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html>.
pub(super) fn read(path: &str) -> Asked<'_> {
    let raw = path.strip_prefix('/').unwrap_or(path);
    if raw.is_empty() {
        return Asked::Bucket;
    }
    let Some(key) = decode(raw) else {
        return Asked::Unreadable;
    };
    if key.len() > LONGEST {
        return Asked::TooLong;
    }
    if !key.contains("..") {
        return Asked::Key(key);
    }
    match (leads_out(&key, true), leads_out(&key, false)) {
        (false, false) => Asked::Key(key),
        (false, true) => Asked::KeyIfEmptySegmentsCount(key),
        (true, _) => Asked::Unreadable,
    }
}

/// Decodes escapes and `+`, as in the query of a form. `None` where an escape is broken, or where what comes out is no
/// UTF-8.
pub(super) fn decode(raw: &str) -> Option<Cow<'_, str>> {
    if !raw.bytes().any(|byte| matches!(byte, b'%' | b'+')) {
        return Some(Cow::Borrowed(raw));
    }
    let mut decoded = Vec::with_capacity(raw.len());
    let mut rest = raw.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        match first {
            b'+' => decoded.push(b' '),
            b'%' => {
                let ([high, low], after) = rest.split_first_chunk::<2>()?;
                decoded.push(digit(*high)? * 16 + digit(*low)?);
                rest = after;
            }
            _ => decoded.push(first),
        }
    }
    String::from_utf8(decoded).ok().map(Cow::Owned)
}

fn digit(byte: u8) -> Option<u8> {
    let digit = char::from(byte).to_digit(16)?;
    u8::try_from(digit).ok()
}

/// A key as it stands in a URL, so that S3 decodes it to itself. Besides slashes only those characters stay that are safe
/// in names of objects: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html>; and `~`, which needs no
/// escape in any URL.
pub(in crate::simulate) fn encoded(key: &str) -> String {
    let mut encoded = String::with_capacity(key.len());
    for byte in key.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~!*'()".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to memory cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// Whether `..`, read from the left, leads out of what came before.
fn leads_out(key: &str, empty_counts: bool) -> bool {
    let mut depth = 0_usize;
    for segment in key.split('/') {
        match segment {
            ".." => match depth.checked_sub(1) {
                Some(above) => depth = above,
                None => return true,
            },
            "." => {}
            "" => depth += usize::from(empty_counts),
            _ => depth += 1,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Asked, encoded, read};

    fn key(path: &str) -> Option<String> {
        match read(path) {
            Asked::Key(key) | Asked::KeyIfEmptySegmentsCount(key) => Some(key.into_owned()),
            Asked::Bucket | Asked::Unreadable | Asked::TooLong => None,
        }
    }

    #[test]
    fn only_the_first_slash_and_the_escapes_go() {
        for (path, expected) in [
            ("/a/b.jpg", "a/b.jpg"),
            ("//images//x.jpg", "/images//x.jpg"),
            ("/a/./b", "a/./b"),
            ("/a/../b", "a/../b"),
            ("/a%2Fb", "a/b"),
            ("/a%2fb%20c", "a/b c"),
            ("/a+b", "a b"),
            ("/a%2Bb", "a+b"),
            ("/%C3%A9", "é"),
            ("/é", "é"),
            ("/%2541", "%41"),
            ("/dir/", "dir/"),
            ("//", "/"),
        ] {
            assert_eq!(key(path).as_deref(), Some(expected), "{path}");
        }
        assert_eq!(read("/"), Asked::Bucket);
        assert_eq!(read(""), Asked::Bucket);
    }

    #[test]
    fn what_is_no_key() {
        for path in ["/%", "/a%2", "/a%zz", "/%FF", "/%C3", "/..", "/a/../.."] {
            assert_eq!(read(path), Asked::Unreadable, "{path}");
        }
    }

    #[test]
    fn the_examples_of_the_page() {
        assert!(key("/videos/2014/../../video1.wmv").is_some());
        assert!(key("/videos/../../video1.wmv").is_none());
        assert!(key("/videos/../../2014/video1.wmv").is_none());
        assert!(matches!(read("//../x"), Asked::KeyIfEmptySegmentsCount(_)));
    }

    #[test]
    fn length_counts_in_bytes_of_the_key() {
        let longest = format!("/{}", "é".repeat(512));
        assert!(key(&longest).is_some());
        assert_eq!(read(&format!("{longest}a")), Asked::TooLong);
        assert!(key(&format!("/{}", "%41".repeat(1_024))).is_some());
    }

    #[test]
    fn a_key_is_written_so_that_it_is_decoded_to_itself() {
        assert_eq!(encoded("a b+c%2F/é?x#y"), "a%20b%2Bc%252F/%C3%A9%3Fx%23y");
    }

    /// The same once more, byte by byte and from the end of what was read, without any thought for time.
    fn naive(path: &str) -> Option<String> {
        fn bytes(raw: &[u8]) -> Option<Vec<u8>> {
            let Some((last, front)) = raw.split_last() else {
                return Some(Vec::new());
            };
            // An escape takes the two characters behind it, so the last one is where no `%` stands one or two before it.
            let position = raw.len() - 1;
            let begins_escape = |at: usize| {
                let mut here = 0;
                while here < at {
                    here += if raw[here] == b'%' { 3 } else { 1 };
                }
                here == at && raw[at] == b'%'
            };
            for back in 0..=2 {
                if position >= back && begins_escape(position - back) {
                    if back < 2 {
                        return None;
                    }
                    let text = std::str::from_utf8(&raw[position - 1..]).ok()?;
                    if !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                        return None;
                    }
                    let mut front = bytes(&raw[..position - 2])?;
                    front.push(u8::from_str_radix(text, 16).ok()?);
                    return Some(front);
                }
            }
            let mut front = bytes(front)?;
            front.push(if *last == b'+' { b' ' } else { *last });
            Some(front)
        }
        let key = String::from_utf8(bytes(&path.as_bytes()[1..])?).ok()?;
        let mut left: Vec<&str> = Vec::new();
        for segment in key.split('/').filter(|segment| *segment != ".") {
            if segment == ".." {
                left.pop()?;
            } else {
                left.push(segment);
            }
        }
        (!key.is_empty() && key.len() <= 1_024).then_some(key)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        #[test]
        fn both_ways_of_reading_agree(path in "/[%2BF4ce+./aé]{0,12}") {
            prop_assert_eq!(key(&path), naive(&path));
        }

        #[test]
        fn what_is_written_into_a_url_is_read_again(written in "\\PC{1,40}") {
            prop_assume!(!written.contains(".."));
            prop_assert_eq!(key(&format!("/{}", encoded(&written))), Some(written));
        }

        #[test]
        fn nothing_makes_it_panic(path in "\\PC{0,40}") {
            let _ = read(&path);
        }
    }
}
