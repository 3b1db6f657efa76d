//! `*` and `?` over text: which texts a pattern matches, and which patterns it takes in whole.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, VecDeque};
use std::str::Chars;

/// Whether `a` and `A` are the same letter; only ASCII letters are ever taken for one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// They differ, as in resources and paths.
    Sensitive,
    /// They are the same, as in the names of actions.
    Insensitive,
}

impl Case {
    fn same(self, left: char, right: char) -> bool {
        match self {
            Self::Sensitive => left == right,
            Self::Insensitive => left.eq_ignore_ascii_case(&right),
        }
    }
}

/// Whether `pattern` matches the whole of `text`: `*` stands for any run of characters, the empty one, `/` and `:`
/// included, and `?` for exactly one character. How far a `*` reaches across the colons of an ARN is for those to say
/// who compare ARNs.
///
/// Takes time proportional to the product of both lengths at worst, and no memory.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html>.
pub fn matches(pattern: &str, text: &str, case: Case) -> bool {
    let mut pattern = pattern.chars();
    let mut text = text.chars();
    // Where to go on when something does not fit: behind the last `*`, which then takes one character more. Earlier
    // `*` need no second try, since what stood between them has matched as early as it can.
    let mut retry: Option<(Chars, Chars)> = None;
    loop {
        let (mut rest_of_pattern, mut rest_of_text) = (pattern.clone(), text.clone());
        match (rest_of_pattern.next(), rest_of_text.next()) {
            (Some('*'), _) => {
                pattern = rest_of_pattern;
                retry = Some((pattern.clone(), text.clone()));
            }
            (Some(wanted), Some(found)) if wanted == '?' || case.same(wanted, found) => {
                pattern = rest_of_pattern;
                text = rest_of_text;
            }
            (None, None) => return true,
            (Some(_) | None, _) => {
                let Some((behind_star, from)) = &mut retry else {
                    return false;
                };
                if from.next().is_none() {
                    return false;
                }
                pattern = behind_star.clone();
                text = from.clone();
            }
        }
    }
}

/// Whether every text that `inner` matches is matched by `outer` too, over an alphabet that has at least one character
/// which neither pattern names.
///
/// Exact, and polynomial: it is enough to look at the texts of `inner` in which each `?` is a character that `outer`
/// does not name, and each `*` is either nothing or a run of such characters longer than `outer`. If `outer` matches
/// both it matches every run between them, because once the `?` of `outer` stand before the `*` beside them, each of
/// its blocks between two `*` begins with a named character, and so either lies outside the run, or reaches into it
/// with `?` alone.
pub fn covers(outer: &str, inner: &str) -> bool {
    let outer = Automaton::new(outer);
    let inner: Vec<char> = inner.chars().collect();
    // For each long run of `inner`, the last `*` of `outer` that is surely reached when the run ends. What can follow
    // one `*` can follow a later one too, so of several ways to get there the one that got least far is the hardest.
    let mut after_run = vec![None; inner.len()];
    if !outer.follows(&inner, 0, 0, &mut after_run) {
        return false;
    }
    (0..inner.len()).all(|run| match after_run[run] {
        Some(star) => outer.follows(&inner, run + 1, star, &mut after_run),
        None => true,
    })
}

/// How many pieces of each of two patterns are matched.
type Place = (usize, usize);

/// A short text that both patterns match, with `x` wherever any character would do; `None` if there is none.
pub fn meeting(left: &str, right: &str) -> Option<String> {
    let left: Vec<char> = left.chars().collect();
    let right: Vec<char> = right.chars().collect();
    // From where each pair of places was reached first, and by which character.
    let mut reached: BTreeMap<Place, Option<(Place, Option<char>)>> =
        BTreeMap::from([((0, 0), None)]);
    let mut open = VecDeque::from([(0, 0)]);
    while let Some((in_left, in_right)) = open.pop_front() {
        let (one, other) = (left.get(in_left), right.get(in_right));
        if (one, other) == (None, None) {
            let mut text = Vec::new();
            let mut at = (in_left, in_right);
            while let Some(Some((before, character))) = reached.get(&at) {
                text.extend(*character);
                at = *before;
            }
            return Some(text.into_iter().rev().collect());
        }
        let mut steps = Vec::new();
        if one == Some(&'*') {
            steps.push(((in_left + 1, in_right), None));
        }
        if other == Some(&'*') {
            steps.push(((in_left, in_right + 1), None));
        }
        let shared = match (one, other) {
            (None, _) | (_, None) => None,
            (Some('*' | '?'), Some('*' | '?')) => Some('x'),
            (Some('*' | '?'), Some(named)) | (Some(named), Some('*' | '?')) => Some(*named),
            (Some(named), Some(other)) => (named == other).then_some(*named),
        };
        if let Some(character) = shared {
            let in_left = in_left + usize::from(one != Some(&'*'));
            let in_right = in_right + usize::from(other != Some(&'*'));
            steps.push(((in_left, in_right), Some(character)));
        }
        for (place, character) in steps {
            // What costs no character comes first, which keeps the text short.
            if let Entry::Vacant(vacant) = reached.entry(place) {
                vacant.insert(Some(((in_left, in_right), character)));
                match character {
                    None => open.push_front(place),
                    Some(_) => open.push_back(place),
                }
            }
        }
    }
    None
}

/// One piece of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    Exactly(char),
    One,
    Run,
}

/// A pattern as a machine whose states are the numbers of pieces that have been matched.
struct Automaton(Vec<Piece>);

impl Automaton {
    /// Reads a pattern; `?` come to stand before the `*` beside them, and of several `*` one is left.
    fn new(pattern: &str) -> Self {
        let mut pieces = Vec::with_capacity(pattern.len());
        let mut run = false;
        for character in pattern.chars() {
            match character {
                '*' => run = true,
                '?' => pieces.push(Piece::One),
                _ => {
                    if std::mem::take(&mut run) {
                        pieces.push(Piece::Run);
                    }
                    pieces.push(Piece::Exactly(character));
                }
            }
        }
        if run {
            pieces.push(Piece::Run);
        }
        Self(pieces)
    }

    /// Whether this pattern, having come as far as `state`, matches what is left of `inner` from the given place if no
    /// `*` in it stands for anything; notes what is reached if the next of them stands for a long run instead.
    fn follows(
        &self,
        inner: &[char],
        from: usize,
        state: usize,
        after_run: &mut [Option<usize>],
    ) -> bool {
        let mut reached = self.start(state);
        for (index, &character) in inner.iter().enumerate().skip(from) {
            if character != '*' {
                reached = self.step(&reached, (character != '?').then_some(character));
                continue;
            }
            let Some(star) = self.last_star_after_run(&reached) else {
                return false;
            };
            let hardest = &mut after_run[index];
            *hardest = Some(hardest.map_or(star, |known| known.min(star)));
        }
        self.accepts(&reached)
    }

    /// The set that holds one state alone, and what can be reached from it without a character.
    fn start(&self, state: usize) -> Vec<bool> {
        let mut reached = vec![false; self.0.len() + 1];
        reached[state] = true;
        self.pass_runs(&mut reached);
        reached
    }

    /// What can be reached by one character; `None` is one that this pattern does not name.
    fn step(&self, reached: &[bool], character: Option<char>) -> Vec<bool> {
        let mut next = vec![false; reached.len()];
        for (state, piece) in self
            .0
            .iter()
            .enumerate()
            .filter(|(state, _)| reached[*state])
        {
            match piece {
                Piece::Exactly(wanted) => next[state + 1] |= character == Some(*wanted),
                Piece::One => next[state + 1] = true,
                Piece::Run => next[state] = true,
            }
        }
        self.pass_runs(&mut next);
        next
    }

    /// A `*` may also stand for nothing.
    fn pass_runs(&self, reached: &mut [bool]) {
        for (state, piece) in self.0.iter().enumerate() {
            if *piece == Piece::Run && reached[state] {
                reached[state + 1] = true;
            }
        }
    }

    /// The last `*` that is reached after a run of unnamed characters longer than this pattern.
    fn last_star_after_run(&self, reached: &[bool]) -> Option<usize> {
        let mut last = None;
        let mut alive = false;
        for (state, piece) in self.0.iter().enumerate() {
            alive |= reached[state];
            match piece {
                Piece::Exactly(_) => alive = false,
                Piece::Run if alive => last = Some(state),
                Piece::One | Piece::Run => {}
            }
        }
        last
    }

    fn accepts(&self, reached: &[bool]) -> bool {
        reached[self.0.len()]
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::{Automaton, Case, covers, matches, meeting};

    /// By the definition, without any thought for time.
    fn naive(pattern: &[char], text: &[char]) -> bool {
        match pattern.split_first() {
            None => text.is_empty(),
            Some(('*', rest)) => (0..=text.len()).any(|taken| naive(rest, &text[taken..])),
            Some((wanted, rest)) => text.split_first().is_some_and(|(found, text)| {
                (*wanted == '?' || wanted == found) && naive(rest, text)
            }),
        }
    }

    /// Inclusion by determinizing both patterns: no shortcut, so exact, and slow.
    fn naive_covers(outer: &str, inner: &str) -> bool {
        let (outer, inner) = (Automaton::new(outer), Automaton::new(inner));
        let mut open = vec![(outer.start(0), inner.start(0))];
        let mut seen = BTreeSet::new();
        while let Some(pair) = open.pop() {
            if inner.accepts(&pair.1) && !outer.accepts(&pair.0) {
                return false;
            }
            if seen.insert(pair.clone()) {
                for character in [Some('a'), Some('b'), None] {
                    open.push((
                        outer.step(&pair.0, character),
                        inner.step(&pair.1, character),
                    ));
                }
            }
        }
        true
    }

    #[test]
    fn where_two_patterns_meet() {
        assert_eq!(meeting("photos/*", "*.jpg").as_deref(), Some("photos/.jpg"));
        assert_eq!(meeting("photos/*", "users/*"), None);
        assert_eq!(meeting("a?", "?b").as_deref(), Some("ab"));
        assert_eq!(meeting("*", "*").as_deref(), Some(""));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn a_meeting_matches_both_and_is_missed_by_none(left in "[ab*?]{0,5}", right in "[ab*?]{0,5}", text in "[abx]{0,5}") {
            match meeting(&left, &right) {
                Some(both) => prop_assert!(
                    matches(&left, &both, Case::Sensitive) && matches(&right, &both, Case::Sensitive)
                ),
                None => prop_assert!(
                    !matches(&left, &text, Case::Sensitive) || !matches(&right, &text, Case::Sensitive)
                ),
            }
        }

        #[test]
        fn matching_is_what_the_definition_says(pattern in "[ab*?]{0,8}", text in "[abc]{0,8}") {
            let characters: Vec<char> = pattern.chars().collect();
            let of_text: Vec<char> = text.chars().collect();
            prop_assert_eq!(matches(&pattern, &text, Case::Sensitive), naive(&characters, &of_text));
        }

        #[test]
        fn inclusion_is_what_the_definition_says(outer in "[ab*?]{0,8}", inner in "[ab*?]{0,8}") {
            prop_assert_eq!(covers(&outer, &inner), naive_covers(&outer, &inner));
        }

        #[test]
        fn inclusion_is_exact_where_it_nearly_or_just_holds(
            outer in "[ab?*]{0,9}",
            first in "[ab*?]{0,4}",
            second in "[ab*?]{0,5}",
            third in "[ab*?]{0,4}",
        ) {
            let inner = outer.replacen('*', &first, 1).replacen('*', &second, 1).replacen('?', &third, 1);
            prop_assert_eq!(covers(&outer, &inner), naive_covers(&outer, &inner));
            prop_assert_eq!(covers(&inner, &outer), naive_covers(&inner, &outer));
        }

        #[test]
        fn what_a_pattern_takes_in_it_covers(pattern in "[ab*?]{0,8}", fill in "[ab*?]{0,4}") {
            // Any pattern whatever may stand in the place of a `*`.
            prop_assert!(covers(&pattern, &pattern.replace('*', &fill)));
        }
    }

    #[test]
    fn actions_do_not_care_about_case_and_resources_do() {
        assert!(matches("s3:get*", "S3:GetObject", Case::Insensitive));
        assert!(!matches("s3:get*", "S3:GetObject", Case::Sensitive));
    }

    #[test]
    fn a_question_mark_is_one_character_and_not_one_byte() {
        assert!(matches("?", "ü", Case::Sensitive));
    }

    #[test]
    fn an_unkind_pattern_takes_no_time() {
        let (pattern, text) = ("*a".repeat(120) + "b", "a".repeat(8000));
        assert!(!matches(&pattern, &text, Case::Sensitive));
        assert!(covers(&("*a".repeat(100) + "*"), &"*a?".repeat(100)));
    }
}
