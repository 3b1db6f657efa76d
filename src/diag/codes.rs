//! How a closed set of codes is declared: once, with what each means.

/// Declares the set: variant, code, and its meaning as the doc comment.
macro_rules! codes {
    (
        $(#[$about:meta])+
        $set:ident {
            $($(#[doc = $doc:literal])+ $name:ident = $code:literal,)+
        }
    ) => {
        $(#[$about])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $set {
            $($(#[doc = $doc])+ $name,)+
        }

        impl $set {
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

pub(crate) use codes;
