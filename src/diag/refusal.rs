//! The closed set of reasons for which a stack file is refused.

/// Declares the set once: variant, code, and what it means.
macro_rules! refusals {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal,)+) => {
        /// Why a stack file is refused; each has a code and a meaning that `explain` shows.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Refusal {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Refusal {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The kebab-case name.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)+
                }
            }

            /// What it means, in a sentence or two.
            pub const fn meaning(self) -> &'static str {
                match self {
                    $(Self::$name => concat!($($doc),+).trim_ascii_start(),)+
                }
            }
        }
    };
}

refusals! {
    /// The text is not YAML or JSON.
    NotYaml = "not-yaml",
    /// The file says nothing.
    EmptyFile = "empty-file",
    /// The file is larger, nested deeper or expands to more than a stack file may.
    TooLarge = "too-large",
    /// A key stands twice in one map; YAML readers would silently keep one of them.
    DuplicateKey = "duplicate-key",
    /// A key that this place does not know.
    UnknownField = "unknown-field",
    /// A key that must be there is not.
    MissingField = "missing-field",
    /// A value of another kind than this place takes.
    WrongType = "wrong-type",
    /// A value of the right kind that is not one this place takes.
    InvalidValue = "invalid-value",
    /// An alias `*name` to which there is no anchor `&name`.
    UnknownAlias = "unknown-alias",
    /// A tag that is none of CloudFormation's short forms.
    UnknownTag = "unknown-tag",
    /// An environment or override removes with `null` what is not there.
    NothingToRemove = "nothing-to-remove",
}
