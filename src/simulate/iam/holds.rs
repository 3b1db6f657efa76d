//! Whether something holds: yes, no, or it hinges on what is not known.

/// An answer that may be open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// It does, whatever is not known.
    Yes,
    /// It does not, whatever is not known.
    No,
    /// It does or does not, as what is not known turns out.
    Hinges,
}

impl Holds {
    /// The opposite.
    pub(super) const fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Hinges => Self::Hinges,
        }
    }

    /// This if it is not to be turned round, else its opposite.
    pub(super) const fn turned(self, round: bool) -> Self {
        if round { self.not() } else { self }
    }

    /// Whether at least one holds. What comes behind a yes is not looked at.
    pub(super) fn any(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut whole = Self::No;
        for part in parts {
            match part {
                Self::Yes => return Self::Yes,
                Self::No => {}
                Self::Hinges => whole = Self::Hinges,
            }
        }
        whole
    }

    /// Whether all hold. What comes behind a no is not looked at.
    pub(super) fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        Self::any(parts.into_iter().map(Self::not)).not()
    }
}

impl From<bool> for Holds {
    fn from(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }
}

impl From<Option<bool>> for Holds {
    fn from(holds: Option<bool>) -> Self {
        holds.map_or(Self::Hinges, Self::from)
    }
}
