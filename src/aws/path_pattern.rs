//! The path pattern of a CloudFront behavior: what it matches, what it takes in whole, and where two of them meet.

use std::cmp::Ordering;
use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::limits::cloudfront::PATH_PATTERN_CHARACTERS;
use super::wildcard::{self, Case};

/// A path pattern such as `/images/*.jpg`: `*` stands for any run of characters, `/` included, `?` for exactly one.
///
/// The slash at the beginning may be left out; two patterns that differ in it alone are equal.
///
/// Source: <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern>.
#[derive(Debug, Clone)]
pub struct PathPattern {
    absolute: String,
    slash_is_written: bool,
}

impl PathPattern {
    /// The pattern as the user wrote it, with the slash at its beginning or without.
    pub fn as_written(&self) -> &str {
        &self.absolute[usize::from(!self.slash_is_written)..]
    }

    /// The pattern with the slash at its beginning.
    pub fn absolute(&self) -> &str {
        &self.absolute
    }

    /// Whether a path selects this behavior; the whole path counts, and its case. The path is given in the form to
    /// which [`normalize`](super::normalize()) brings it, without query string.
    pub fn matches(&self, path: &str) -> bool {
        wildcard::matches(&self.absolute, path, Case::Sensitive)
    }

    /// Whether every path that matches `other` matches this pattern too, so that `other` behind it is never reached.
    pub fn covers(&self, other: &Self) -> bool {
        wildcard::covers(&self.absolute, &other.absolute)
    }

    /// A shortest path that matches both patterns and that normalization leaves alone, if there is one: a path that a
    /// viewer can send, and for which the order of the two matters.
    pub fn meets(&self, other: &Self) -> Option<String> {
        meeting(&self.absolute, &other.absolute)
    }

    /// What comes before the first `*` or `?`, with the slash at the beginning.
    pub fn literal_prefix(&self) -> &str {
        let end = self.absolute.find(['*', '?']);
        &self.absolute[..end.unwrap_or(self.absolute.len())]
    }

    /// The first segment of every path that matches, where that is one and the same: `api` of `/api/*`.
    pub fn first_segment(&self) -> Option<&str> {
        let segment = self.absolute.split('/').nth(1)?;
        (!segment.is_empty() && !segment.contains(['*', '?'])).then_some(segment)
    }

    /// Whether this pattern matches every path, as `*` and `/*` do: a behavior that belongs at the end.
    pub fn is_everything(&self) -> bool {
        self.absolute.len() > 1 && self.absolute.bytes().skip(1).all(|byte| byte == b'*')
    }
}

impl FromStr for PathPattern {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, String> {
        let length = written.chars().count();
        if length == 0 {
            return Err("a path pattern is not empty".to_owned());
        }
        if length > PATH_PATTERN_CHARACTERS {
            return Err(format!(
                "a path pattern has at most {PATH_PATTERN_CHARACTERS} characters, and this one has {length}"
            ));
        }
        if let Some(character) = written.chars().find(|character| !is_allowed(*character)) {
            return Err(format!(
                "`{character}` does not stand in a path pattern: `a-z`, `A-Z`, `0-9` and `_-.*?$/~\"'@:+&` do"
            ));
        }
        let slash_is_written = written.starts_with('/');
        let slash = if slash_is_written { "" } else { "/" };
        Ok(Self {
            absolute: format!("{slash}{written}"),
            slash_is_written,
        })
    }
}

fn is_allowed(character: char) -> bool {
    character.is_ascii_alphanumeric() || "_-.*?$/~\"'@:+&".contains(character)
}

impl fmt::Display for PathPattern {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(self.as_written())
    }
}

impl Serialize for PathPattern {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_written())
    }
}

impl PartialEq for PathPattern {
    fn eq(&self, other: &Self) -> bool {
        self.absolute == other.absolute
    }
}

impl Eq for PathPattern {}

impl PartialOrd for PathPattern {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for PathPattern {
    fn cmp(&self, other: &Self) -> Ordering {
        self.absolute.cmp(&other.absolute)
    }
}

/// How far a path has come in the segment it is in. Normalization leaves no segment empty but the last, and none that
/// is `.` or `..`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Segment {
    Empty,
    Dot,
    TwoDots,
    Named,
}

impl Segment {
    /// The next character, unless it would end a segment that no normal path has.
    fn then(self, character: char) -> Option<Self> {
        match (self, character) {
            (Self::Named, '/') => Some(Self::Empty),
            (Self::Empty | Self::Dot | Self::TwoDots, '/') => None,
            (Self::Empty, '.') => Some(Self::Dot),
            (Self::Dot, '.') => Some(Self::TwoDots),
            (Self::Empty | Self::Dot | Self::TwoDots | Self::Named, _) => Some(Self::Named),
        }
    }

    fn may_be_last(self) -> bool {
        matches!(self, Self::Empty | Self::Named)
    }
}

/// How many characters of each pattern have been matched, and where the path stands.
type State = (usize, usize, Segment);

/// A shortest normal path in both patterns: breadth first over pairs of places in them. Where both allow any character
/// the path gets an `x`, after which everything may follow that may follow any other.
fn meeting(left: &str, right: &str) -> Option<String> {
    const FILLER: char = 'x';
    let left: Vec<char> = left.chars().collect();
    let right: Vec<char> = right.chars().collect();
    let mut came_from: BTreeMap<State, Option<(State, Option<char>)>> = BTreeMap::new();
    let mut open = VecDeque::from([((0, 0, Segment::Named), None)]);
    while let Some((state, origin)) = open.pop_front() {
        if came_from.contains_key(&state) {
            continue;
        }
        came_from.insert(state, origin);
        let (in_left, in_right, segment) = state;
        let next = (left.get(in_left), right.get(in_right));
        if next == (None, None) && segment.may_be_last() {
            return Some(walk_back(&came_from, state));
        }
        // A `*` that ends costs no character, so its successor is looked at before anything longer.
        if next.0 == Some(&'*') {
            open.push_front(((in_left + 1, in_right, segment), Some((state, None))));
        }
        if next.1 == Some(&'*') {
            open.push_front(((in_left, in_right + 1, segment), Some((state, None))));
        }
        let (Some(&in_one), Some(&in_other)) = next else {
            continue;
        };
        let character = match (in_one, in_other) {
            ('*' | '?', '*' | '?') => FILLER,
            ('*' | '?', named) | (named, '*' | '?') => named,
            (named, other) if named == other => named,
            (_, _) => continue,
        };
        if let Some(segment) = segment.then(character) {
            let in_left = in_left + usize::from(in_one != '*');
            let in_right = in_right + usize::from(in_other != '*');
            open.push_back(((in_left, in_right, segment), Some((state, Some(character)))));
        }
    }
    None
}

fn walk_back(
    came_from: &BTreeMap<State, Option<(State, Option<char>)>>,
    mut state: State,
) -> String {
    let mut characters = Vec::new();
    while let Some(Some((earlier, character))) = came_from.get(&state) {
        characters.extend(*character);
        state = *earlier;
    }
    characters.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::PathPattern;
    use crate::aws::normalize;

    fn pattern(written: &str) -> PathPattern {
        written.parse().unwrap()
    }

    #[test]
    fn the_examples_of_the_page() {
        assert!(pattern("images/*.jpg").matches("/images/product1/x.jpg"));
        assert!(!pattern("*.jpg").matches("/LOGO.JPG"));
        assert!(pattern("a??.jpg").matches("/ant.jpg"));
        assert!(pattern("*.doc*").matches("/x.doc"));
        assert!(!pattern("*.doc?").matches("/x.doc"));
        assert_eq!(pattern("*product.jpg"), pattern("/*product.jpg"));
    }

    #[test]
    fn the_slash_is_kept_as_it_was_written() {
        assert_eq!(pattern("img/*").to_string(), "img/*");
        assert_eq!(pattern("/img/*").to_string(), "/img/*");
        assert_eq!(pattern("img/*").literal_prefix(), "/img/");
    }

    #[test]
    fn a_directory_is_not_its_files() {
        assert!(!pattern("/progress-photos/").matches("/progress-photos/x"));
        assert!(!pattern("/api/analytics/*").matches("/api/analytics"));
        assert!(!pattern("*/x").matches("/x"));
    }

    #[test]
    fn what_everything_is() {
        assert!(
            ["*", "/*", "/**"]
                .iter()
                .all(|all| pattern(all).is_everything())
        );
        assert!(
            !["/", "/?*", "/a*"]
                .iter()
                .any(|some| pattern(some).is_everything())
        );
    }

    #[test]
    fn what_covers_what() {
        assert!(pattern("/api/*").covers(&pattern("/api/analytics/*")));
        assert!(!pattern("/api/*").covers(&pattern("/api*")));
        assert!(pattern("*?").covers(&pattern("/?*")));
        assert!(!pattern("*.jpg").covers(&pattern("/images/*.jp?")));
    }

    #[test]
    fn where_two_meet() {
        let meet = |left, right| pattern(left).meets(&pattern(right));
        assert_eq!(meet("/images/*", "*.jpg").as_deref(), Some("/images/.jpg"));
        assert_eq!(meet("/a/*", "/b/*"), None);
        assert_eq!(meet("*/x", "*").as_deref(), Some("/x/x"));
        assert_eq!(meet("/a//b*", "*"), None);
    }

    #[test]
    fn what_is_refused() {
        let refusal = |written: &str| written.parse::<PathPattern>().unwrap_err();
        assert!(refusal("/a%20b").contains("`%`"));
        assert!(refusal(&"a".repeat(256)).contains("256"));
        assert!(refusal("").contains("empty"));
        assert!("a".repeat(255).parse::<PathPattern>().is_ok());
    }

    proptest! {
        #[test]
        fn members_of_what_is_covered_match(
            outer in "[ab/*?]{1,6}",
            inner in "[ab/*?]{1,6}",
            fill in "[abx/.]{0,4}",
            one in "[abx/.]",
        ) {
            let member = pattern(&inner).absolute().replace('*', &fill).replace('?', &one);
            prop_assert!(pattern(&inner).matches(&member));
            prop_assert!(!pattern(&outer).covers(&pattern(&inner)) || pattern(&outer).matches(&member));
        }

        #[test]
        fn the_meeting_point_is_a_normal_path_of_both(left in "[ab/.*?]{1,6}", right in "[ab/.*?]{1,6}") {
            let (left, right) = (pattern(&left), pattern(&right));
            if let Some(path) = left.meets(&right) {
                prop_assert!(left.matches(&path) && right.matches(&path));
                prop_assert_eq!(normalize(&path), path);
            }
        }

        #[test]
        fn nothing_shorter_meets(left in "[a/.*?]{1,5}", right in "[a/.*?]{1,5}") {
            let (left, right) = (pattern(&left), pattern(&right));
            let found = left.meets(&right).map_or(6, |path| path.len());
            let mut paths = vec!["/".to_owned()];
            while let Some(path) = paths.pop() {
                if path.len() + 1 < found {
                    paths.extend(["a", "/", ".", "x"].map(|character| format!("{path}{character}")));
                }
                let both = left.matches(&path) && right.matches(&path) && normalize(&path) == path;
                prop_assert!(!both || path.len() >= found, "{path} is shorter");
            }
        }
    }
}
