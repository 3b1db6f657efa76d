//! The usual slips of YAML in plain words, each with its cure.

use granit_parser::{ErrorKind, ScanError};

use crate::diag::{Diagnostic, Place, Refusal};
use crate::source::Span;
use crate::source::read::limits::too_deep;

/// What is the case, where, and what to do about it.
struct Slip {
    place: Span,
    message: String,
    help: Option<String>,
}

/// The reader's error in words that a user of YAML knows.
pub(super) fn explain(text: &str, error: &ScanError, last_scalar: Span) -> Diagnostic {
    let at = error.marker().byte_offset().unwrap_or(0).min(text.len());
    if *error.kind() == ErrorKind::RecursionLimitExceeded {
        return too_deep(character(text, at));
    }
    let Slip {
        place,
        message,
        help,
    } = slip(text, error, at, last_scalar);
    Diagnostic::refusal(Refusal::NotYaml, Place::Bytes(place.into()), message).maybe_help(help)
}

/// An alias without an anchor; most often a text with a `*` in front that lacks its quotes.
pub(super) fn unknown_alias(name: &str, place: Span) -> Diagnostic {
    Diagnostic::refusal(
        Refusal::UnknownAlias,
        Place::Bytes(place.into()),
        format!("`*{name}` is an alias in YAML, and no anchor `&{name}` stands above it"),
    )
    .help(format!("if it is a text, quote it: \"*{name}\""))
}

/// An alias within the node that its anchor names.
pub(super) fn alias_in_itself(text: &str, place: Span) -> Diagnostic {
    let alias = text.get(place.start..place.end).unwrap_or_default();
    Diagnostic::refusal(
        Refusal::UnknownAlias,
        Place::Bytes(place.into()),
        format!("the alias `{alias}` stands within what it repeats"),
    )
}

/// The slips whose words hold something of the text.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the other errors have fixed words"
)]
fn slip(text: &str, error: &ScanError, at: usize, last_scalar: Span) -> Slip {
    let place = character(text, at);
    let say = |message: String, help: Option<&str>| Slip {
        place,
        message,
        help: help.map(str::to_owned),
    };
    match error.kind() {
        ErrorKind::MappingValueNotAllowed
        | ErrorKind::SimpleKeyExpected
        | ErrorKind::InvalidSimpleKey => colon(text, at, last_scalar),
        ErrorKind::ExpectedBlockMappingKey
            if text.get(at..).is_some_and(|rest| rest.starts_with('!')) =>
        {
            say(
                "a value can have only one short form".to_owned(),
                Some("write the outer function long: `Fn::Base64: !Sub text`"),
            )
        }
        ErrorKind::UnexpectedCharacter { character } => say(
            format!("a text without quotes cannot begin with `{character}`"),
            Some("put the text in quotes"),
        ),
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => say(
            format!("`{close}` cannot close what `{open}` has opened"),
            None,
        ),
        ErrorKind::UnclosedFlowCollection { open } => {
            say(format!("this `{open}` is never closed"), None)
        }
        other => {
            let fixed = fixed_words(other);
            let reader = || format!("this is not YAML: {}", error.info().trim_end_matches('.'));
            say(
                fixed.map_or_else(reader, |(message, _)| message.to_owned()),
                fixed.map(|(_, help)| help),
            )
        }
    }
}

/// What is the case and what to do about it; `None` for what hardly anybody meets.
#[expect(clippy::wildcard_enum_match_arm, reason = "the other errors are rare")]
fn fixed_words(kind: &ErrorKind) -> Option<(&'static str, &'static str)> {
    Some(match kind {
        ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabNotAllowed
        | ErrorKind::TabAtBlockScalarStart => (
            "a tab stands in the indentation",
            "indent with spaces; YAML takes no tabs there",
        ),
        ErrorKind::TabInPlainScalar => (
            "a tab stands in the indentation below this text",
            "indent with spaces; YAML takes no tabs there",
        ),
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => {
            ("this quote is never closed", "close it with the same quote")
        }
        ErrorKind::InvalidTrailingSingleQuotedScalar => (
            "the text in quotes has ended before this",
            "write a quote within single quotes twice: 'it''s'",
        ),
        ErrorKind::InvalidTrailingDoubleQuotedScalar => (
            "the text in quotes has ended before this",
            "write a quote within double quotes with a backslash: \"a \\\"b\\\"\"",
        ),
        ErrorKind::UnknownQuotedScalarEscape => (
            "a backslash in this text begins no escape that YAML knows",
            "write the backslash twice, or use single quotes",
        ),
        ErrorKind::MissingAnchorOrAliasName => (
            "`*` and `&` begin an alias and an anchor in YAML",
            "if it is a text, put it in quotes",
        ),
        ErrorKind::InvalidColonPlacement => (
            "a colon cannot stand here",
            "close the bracket that was opened before, or put the text in quotes",
        ),
        ErrorKind::MisplacedFlowCollectionEnd => (
            "this bracket closes nothing",
            "remove it, or open it before",
        ),
        ErrorKind::ExpectedFlowMappingSeparator => (
            "expected `,` or `}` before this",
            "close the map above with `}`, or separate its entries with `,`",
        ),
        ErrorKind::ExpectedFlowSequenceSeparator => (
            "expected `,` or `]` before this",
            "close the list above with `]`, or separate its items with `,`",
        ),
        ErrorKind::ExpectedBlockMappingKey | ErrorKind::MappingKeyNotAllowed => (
            "a key was expected here",
            "indent it like the line above that it belongs to",
        ),
        ErrorKind::InvalidIndentation
        | ErrorKind::InvalidBlockScalarIndent
        | ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::InvalidFlowScalarIndent => (
            "the indentation of this line fits nothing above it",
            "indent it like the line above that it belongs to",
        ),
        ErrorKind::ExpectedBlockSequenceEntry => (
            "a list goes on with `- `, and this is no item",
            "indent it below its key, or begin it with `- `",
        ),
        ErrorKind::BlockSequenceEntryNotAllowed => (
            "a list cannot begin here",
            "begin it on a line of its own, or quote a text that begins with `- `",
        ),
        ErrorKind::InvalidLowSurrogate
        | ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate => (
            "an escape in this text is half a surrogate pair",
            "write both halves, or the character itself",
        ),
        _ => return None,
    })
}

/// A colon too many, or one that no space follows. The reader notices late: it has read `key:value` as a text, with all
/// lines that follow it.
fn colon(text: &str, at: usize, last_scalar: Span) -> Slip {
    let lines_of_scalar = line(text, last_scalar.start, last_scalar.end);
    let line_here = line(text, at, text.len());
    let before = text.get(last_scalar.end..at).unwrap_or("\n");
    // Only a scalar that reaches to the error without a line between them has anything to do with it.
    let candidates = [
        (last_scalar.start, lines_of_scalar, !before.contains('\n')),
        (at, line_here, true),
    ];
    for (start, written, near) in candidates {
        if let Some((key, value)) = glued(written).filter(|_| near) {
            return Slip {
                place: Span {
                    start,
                    end: start + written.trim_end().len(),
                },
                message: format!("no space follows the colon in `{}`", written.trim_end()),
                help: Some(format!("write `{key}: {value}`")),
            };
        }
    }
    let several_lines = lines_of_scalar.len() < last_scalar.end.saturating_sub(last_scalar.start);
    if several_lines && !before.contains('\n') {
        let written = lines_of_scalar.trim_end();
        return Slip {
            place: Span {
                start: last_scalar.start,
                end: last_scalar.start + written.len(),
            },
            message: format!("the text `{written}` runs on into the next line, which has a key"),
            help: Some(
                "indent the next line like the keys above, or end this line with a colon"
                    .to_owned(),
            ),
        };
    }
    let written = text.get(at..).unwrap_or_default();
    if written.starts_with(':') {
        return Slip {
            place: character(text, at),
            message: "a second colon stands in this line".to_owned(),
            help: Some("quote a text that has `: ` in it".to_owned()),
        };
    }
    Slip {
        place: Span {
            start: at,
            end: at + line_here.trim_end().len(),
        },
        message: "a key lacks its colon here".to_owned(),
        help: Some("write `key: value`".to_owned()),
    }
}

/// The two parts of `key:value`, where no colon in it is followed by a space. An address (`http://…`) is no key.
fn glued(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.trim_end().split_once(':')?;
    let is_key = !key.is_empty()
        && key
            .chars()
            .all(|c| c.is_alphanumeric() || "-_.".contains(c));
    let is_value = !value.is_empty() && !value.starts_with([' ', '/', ':']);
    (is_key && is_value).then_some((key, value))
}

/// The text from a byte to the end of its line, or to `end`.
fn line(text: &str, start: usize, end: usize) -> &str {
    let rest = text.get(start..end).unwrap_or_default();
    rest.lines().next().unwrap_or_default()
}

/// The character at a byte; at the end of the text nothing.
pub(super) fn character(text: &str, at: usize) -> Span {
    let length = text
        .get(at..)
        .and_then(|rest| rest.chars().next())
        .map_or(0, char::len_utf8);
    Span {
        start: at,
        end: at + length,
    }
}
