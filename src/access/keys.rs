//! The keys that are looked at: those that a URL can ask for as they are written.

use crate::language::Language;

/// Whether a character stands for itself in the path of a URL and in a key, or is the `/` between segments.
///
/// Others are escaped there, and `+` is a space to S3; no pattern of a behavior tells those apart but by a `?`.
/// Source: <https://www.rfc-editor.org/rfc/rfc3986#section-3.3>.
pub fn is_plain(character: char) -> bool {
    character.is_ascii_alphanumeric() || "-._~/$'@:&!(),;=".contains(character)
}

/// Keys without segments that are empty, `.` or `..`: `CloudFront` takes those away before it compares a path.
///
/// Source: <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern>.
pub fn usual_keys() -> Language {
    let odd = [
        "", "/*", "*/", "*//*", ".", "./*", "*/.", "*/./*", "..", "../*", "*/..", "*/../*",
    ];
    Language::any(odd.map(Language::glob)).complement()
}

#[cfg(test)]
mod tests {
    use super::usual_keys;

    #[test]
    fn segments_that_a_path_loses() {
        let usual = usual_keys();
        for key in ["a", "a/b", "a.b/..c", "...", "a/.b"] {
            assert!(usual.contains(key), "{key}");
        }
        for key in ["", "/a", "a/", "a//b", ".", "..", "./a", "a/.", "a/../b"] {
            assert!(!usual.contains(key), "{key}");
        }
    }
}
