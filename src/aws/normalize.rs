//! How CloudFront rewrites a path before it compares it with path patterns.

/// The path, without query string, in the form in which CloudFront compares it with the path patterns of behaviors:
/// escapes of unreserved characters are decoded, runs of `/` become one, and the segments `.` and `..` are resolved.
/// The origin is still sent the path as the viewer wrote it.
///
/// AWS says that this is "consistent with RFC 3986" and that several slashes and `..` are removed. Not settled by its
/// page, and assumed here: other escapes (`%2F`) stay as they are, and slashes are merged before `..` is resolved.
///
/// Source: <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#path-normalization>,
/// <https://www.rfc-editor.org/rfc/rfc3986#section-6.2.2>.
pub fn normalize(path: &str) -> String {
    let path = decode_unreserved(path);
    let mut kept: Vec<&str> = Vec::new();
    let mut last = "";
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                kept.pop();
            }
            _ => kept.push(segment),
        }
        last = segment;
    }
    let mut normal = String::with_capacity(path.len() + 1);
    for segment in &kept {
        normal.push('/');
        normal.push_str(segment);
    }
    // What ends in a directory goes on ending in one, and the root is one.
    if kept.is_empty() || matches!(last, "" | "." | "..") {
        normal.push('/');
    }
    normal
}

/// Decodes `%41` to `A` and so on. What is decoded may complete another escape (`%%34%31`): that one is decoded too, so
/// that nothing is left to do for a second time.
fn decode_unreserved(path: &str) -> String {
    let mut decoded = String::with_capacity(path.len());
    for character in path.chars() {
        decoded.push(character);
        while let Some(unreserved) = unreserved_at_end(&decoded) {
            decoded.truncate(decoded.len() - 3);
            decoded.push(unreserved);
        }
    }
    decoded
}

/// The character for which the last three stand, if they are an escape of an unreserved one (RFC 3986, section 2.3).
fn unreserved_at_end(text: &str) -> Option<char> {
    let [.., b'%', high, low] = text.as_bytes() else {
        return None;
    };
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let decoded = char::from_u32(digit(*high)? * 16 + digit(*low)?)?;
    (decoded.is_ascii_alphanumeric() || "-._~".contains(decoded)).then_some(decoded)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::normalize;

    #[test]
    fn the_example_of_the_page() {
        assert_eq!(normalize("/a/b"), "/a/b");
        assert_eq!(normalize("/a/b/.."), "/a/");
    }

    #[test]
    fn slashes_dots_and_escapes() {
        assert_eq!(normalize("//images///x.jpg"), "/images/x.jpg");
        assert_eq!(normalize("/a/./b/../../../c/"), "/c/");
        assert_eq!(normalize("/%7Ejane/%2e%2E/x%2fy%20z"), "/x%2fy%20z");
        assert_eq!(normalize("/%61%zz%"), "/a%zz%");
        assert_eq!(normalize("/%252E"), "/%252E");
        assert_eq!(normalize(""), "/");
    }

    proptest! {
        #[test]
        fn twice_is_once(path in "[/.%a2E5é]{0,24}") {
            let once = normalize(&path);
            prop_assert_eq!(normalize(&once), once);
        }

        #[test]
        fn nothing_is_left_to_normalize(path in "/[/.%a2E5]{0,24}") {
            let normal = normalize(&path);
            prop_assert!(normal.starts_with('/') && !normal.contains("//"));
            prop_assert!(normal.split('/').all(|segment| segment != "." && segment != ".."));
        }

        #[test]
        fn what_is_normal_stays(path in "(/[a-z]{1,3}){0,4}/?") {
            prop_assert_eq!(normalize(&path), if path.is_empty() { "/".to_owned() } else { path });
        }
    }
}
