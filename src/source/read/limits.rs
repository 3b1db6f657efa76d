//! How large, how deep and how repetitive a text may be.

use crate::diag::{Diagnostic, Place, Refusal};
use crate::source::Span;

/// What ends the reading.
pub(super) type Halt = Box<Diagnostic>;

/// The largest text that is looked into, in bytes; ten times what CloudFormation takes.
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html>
pub(super) const LARGEST: usize = 10_000_000;

/// How deep lists and maps may lie in each other, aliases expanded. `serde_json` reads no deeper than 128.
pub(super) const DEEPEST: usize = 120;

/// The longest key, in characters. YAML's limit is 1,024, JSON has none.
pub(super) const LONGEST_KEY: usize = 100_000;

/// How much anchors may remember and aliases repeat in one file, in bytes. Ten lines of aliases to aliases would
/// otherwise fill any memory.
pub(super) const MOST_REPEATED: usize = 20_000_000;

/// How many refusals are told of one file.
pub(super) const MOST_REFUSALS: usize = 600;

pub(super) fn too_large(bytes: usize) -> Diagnostic {
    // One decimal, rounded up, so that no refused size reads like the limit.
    let tenths = bytes.div_ceil(100_000);
    Diagnostic::refusal(
        Refusal::TooLarge,
        Place::Nowhere,
        format!(
            "the file has {}.{} MB, and at most {} MB are read",
            tenths / 10,
            tenths % 10,
            LARGEST / 1_000_000
        ),
    )
}

pub(super) fn too_deep(place: Span) -> Diagnostic {
    Diagnostic::refusal(
        Refusal::TooLarge,
        Place::Bytes(place.into()),
        format!("lists and maps lie more than {DEEPEST} deep in each other"),
    )
}

pub(super) fn too_repetitive(place: Span) -> Diagnostic {
    Diagnostic::refusal(
        Refusal::TooLarge,
        Place::Bytes(place.into()),
        format!(
            "the aliases of this file expand to more than {} MB",
            MOST_REPEATED / 1_000_000
        ),
    )
}
