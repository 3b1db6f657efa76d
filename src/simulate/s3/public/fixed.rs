//! Whether a value is fixed: without wildcard, without policy variable.

use crate::template::{Fact, Part, Text};

/// Whether something is limited to fixed values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fixed {
    /// It is.
    Yes,
    /// It is not.
    No,
    /// It depends on these facts.
    Hinges(Vec<Fact>),
}

impl Fixed {
    /// Whether both are.
    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, other) | (other, Self::Yes) => other,
            (Self::Hinges(one), Self::Hinges(more)) => Self::Hinges([one, more].concat()),
        }
    }

    /// Whether one of them is.
    pub(super) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
            (Self::No, other) | (other, Self::No) => other,
            (Self::Hinges(one), Self::Hinges(more)) => Self::Hinges([one, more].concat()),
        }
    }

    /// What AWS's page does not say.
    pub(super) fn untold(what: &str) -> Self {
        Self::Hinges(vec![Fact::new(what)])
    }
}

/// Whether a value is fixed.
pub(super) fn value(text: &Text) -> Fixed {
    // Asterisks stand for what is not known here; those of the text itself are looked for in its known parts.
    if open(text) {
        return Fixed::No;
    }
    let facts: Vec<Fact> = text.facts().cloned().collect();
    if facts.is_empty() {
        Fixed::Yes
    } else {
        Fixed::Hinges(facts)
    }
}

/// Whether a principal is fixed. A wildcard can stand for the whole of it only, so that a principal of which some part is
/// known is fixed: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>.
pub(super) fn principal(text: &Text) -> Fixed {
    if open(text) {
        return Fixed::No;
    }
    let facts: Vec<Fact> = text.facts().cloned().collect();
    if facts.len() == 1 && text.parts().len() == 1 {
        Fixed::Hinges(facts)
    } else {
        Fixed::Yes
    }
}

/// Whether a wildcard or a policy variable stands in what is known of a text.
pub(super) fn open(text: &Text) -> bool {
    known_parts(text).any(|known| known.contains(['*', '?']) || known.contains("${"))
}

/// What is known of a text.
pub(super) fn known_parts(text: &Text) -> impl Iterator<Item = &str> {
    text.parts().iter().filter_map(|part| match part {
        Part::Known(known) => Some(known.as_str()),
        Part::Unknown(_) => None,
    })
}
