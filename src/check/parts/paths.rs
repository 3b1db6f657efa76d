//! The paths that CloudFront compares with patterns, as sets of texts.

use crate::aws::PathPattern;
use crate::language::Language;

/// Whether a character may stand in a path as it is: those that patterns are made of.
///
/// Source: <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern>.
pub fn is_path(character: char) -> bool {
    character.is_ascii_alphanumeric() || "_-.$/~\"'@:+&".contains(character)
}

/// The paths that a pattern matches, once they are normalized: without empty segments, `.` and `..`.
pub fn paths_of(pattern: &PathPattern) -> Language {
    let odd = ["*//*", "*/./*", "*/.", "*/../*", "*/.."];
    let odd = Language::any(odd.map(Language::glob));
    Language::glob(pattern.absolute())
        .and(Language::glob("/*"))
        .minus(odd)
}
