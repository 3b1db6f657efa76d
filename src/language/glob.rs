//! A pattern of literals, `*` and `?`, and how far a text has come in it.

use std::fmt;
use std::sync::Arc;

/// A pattern.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Glob(Arc<[Sign]>);

/// A sign of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sign {
    /// This character.
    Is(char),
    /// `?`: one character, whichever.
    One,
    /// `*`: any run of characters; no two stand side by side.
    Any,
}

/// The places in a pattern that what has been read of a text may have reached, in their order.
///
/// Those before the last `*` that is reached are left out: whatever could follow them can follow the `*` as well.
pub(super) type Reached = Vec<usize>;

impl Glob {
    /// Reads a pattern.
    pub fn new(pattern: &str) -> Self {
        let sign = |char| match char {
            '*' => Sign::Any,
            '?' => Sign::One,
            other => Sign::Is(other),
        };
        Self::of(pattern.chars().map(sign).collect())
    }

    /// The pattern that matches this text alone.
    pub fn literal(text: &str) -> Self {
        Self::of(text.chars().map(Sign::Is).collect())
    }

    fn of(mut signs: Vec<Sign>) -> Self {
        signs.dedup_by(|one, other| *one == Sign::Any && *other == Sign::Any);
        Self(signs.into())
    }

    /// This pattern and another behind it.
    #[must_use]
    pub fn then(&self, other: &Self) -> Self {
        Self::of([&self.0[..], &other.0[..]].concat())
    }

    /// What comes before the first `*` or `?`.
    pub fn literal_prefix(&self) -> String {
        let literals = self.0.iter().map_while(|sign| match sign {
            Sign::Is(char) => Some(*char),
            Sign::One | Sign::Any => None,
        });
        literals.collect()
    }

    /// Whether it matches the whole of a text.
    pub fn matches(&self, text: &str) -> bool {
        let end = text.chars().try_fold(self.start(), |reached, char| {
            let next = self.step(&reached, char);
            (!next.is_empty()).then_some(next)
        });
        end.is_some_and(|reached| self.accepts(&reached))
    }

    /// The patterns for what may follow this text.
    pub(super) fn after(&self, text: &str) -> Vec<Self> {
        let reached = text
            .chars()
            .fold(self.start(), |reached, char| self.step(&reached, char));
        // What may stand behind a `*` is among what may stand for it and behind it.
        let is_needless = |place: usize| {
            let before = place.checked_sub(1);
            before
                .is_some_and(|star| self.0.get(star) == Some(&Sign::Any) && reached.contains(&star))
        };
        let places = reached.iter().filter(|place| !is_needless(**place));
        places.map(|place| Self(self.0[*place..].into())).collect()
    }

    /// The places before anything is read.
    pub(super) fn start(&self) -> Reached {
        self.closed(vec![0])
    }

    /// The places after one character more.
    pub(super) fn step(&self, reached: &[usize], char: char) -> Reached {
        let next = reached
            .iter()
            .filter_map(|place| match self.0.get(*place)? {
                Sign::Any => Some(*place),
                Sign::One => Some(place + 1),
                Sign::Is(wanted) => (*wanted == char).then_some(place + 1),
            });
        self.closed(next.collect())
    }

    /// With the places behind a `*`, which may stand for nothing, and without what the last `*` makes needless.
    fn closed(&self, mut reached: Reached) -> Reached {
        let mut number = 0;
        while let Some(place) = reached.get(number).copied() {
            if self.0.get(place) == Some(&Sign::Any) {
                reached.push(place + 1);
            }
            number += 1;
        }
        reached.sort_unstable();
        reached.dedup();
        let is_star = |place: &usize| self.0.get(*place) == Some(&Sign::Any);
        if let Some(last) = reached.iter().rposition(is_star) {
            reached.drain(..last);
        }
        reached
    }

    /// Whether the text may end here.
    pub(super) fn accepts(&self, reached: &[usize]) -> bool {
        reached.last() == Some(&self.0.len())
    }

    /// Whether anything may follow.
    pub(super) fn accepts_all(&self, reached: &[usize]) -> bool {
        let last = self.0.len().checked_sub(1);
        let ends_with_star = self.0.last() == Some(&Sign::Any);
        ends_with_star && last.is_some_and(|last| reached.contains(&last))
    }

    /// The characters that lead on otherwise than any other does.
    pub(super) fn told_apart<'a>(
        &'a self,
        reached: &'a [usize],
    ) -> impl Iterator<Item = char> + 'a {
        reached
            .iter()
            .filter_map(|place| match self.0.get(*place)? {
                Sign::Is(char) => Some(*char),
                Sign::One | Sign::Any => None,
            })
    }
}

/// As it would be written; a literal `*` cannot be told from the other one.
impl fmt::Display for Glob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|sign| match sign {
            Sign::Is(char) => write!(f, "{char}"),
            Sign::One => f.write_str("?"),
            Sign::Any => f.write_str("*"),
        })
    }
}

impl fmt::Debug for Glob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Glob({self})")
    }
}
