//! Findings for people: the message, the line it is about, and what to do.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Snippet};

use crate::diag::{Diagnostic, Place, Severity};
use crate::render::terminal;
use crate::source::{Document, Source};

/// The findings as text, an empty line between two and none at the end.
///
/// Places are looked up in `source`, or in the text of `document` where it could not be read as a tree. A place in a
/// template is named in words; whoever knows what it was made of moves the finding there first ([`Diagnostic::moved`]).
pub fn human(
    findings: &[Diagnostic],
    source: Option<&Source>,
    document: &Document,
    color: bool,
) -> String {
    let renderer = terminal::renderer(color);
    let document = source.map_or(document, |source| &source.document);
    let texts: Vec<String> = findings
        .iter()
        .map(|finding| renderer.render(&[group(finding, source, document)]))
        .collect();
    texts.join("\n\n")
}

fn group<'a>(
    finding: &'a Diagnostic,
    source: Option<&Source>,
    document: &'a Document,
) -> Group<'a> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::INFO.with_name("advice"),
        Severity::Note => Level::NOTE,
    };
    let title = level
        .primary_title(finding.message.as_str())
        .id(finding.code);
    let mut notes: Vec<String> = Vec::new();
    let mut underlined: Vec<(Range<usize>, Option<&str>)> = Vec::new();
    match bytes(&finding.at, source, &document.text) {
        Some(bytes) => underlined.push((bytes, None)),
        None => notes.extend(in_words(&finding.at).map(|place| format!("at {place}"))),
    }
    for related in &finding.related {
        match bytes(&related.at, source, &document.text) {
            Some(bytes) => underlined.push((bytes, Some(related.words.as_str()))),
            None => notes.push(match in_words(&related.at) {
                Some(place) => format!("{}: {place}", related.words),
                None => related.words.clone(),
            }),
        }
    }
    let group = Group::with_title(title);
    let long = underlined.first().filter(|_| {
        underlined
            .iter()
            .any(|(bytes, _)| is_in_long_line(bytes, document))
    });
    let group = match (long, snippet(&underlined, document)) {
        (Some((bytes, _)), _) => {
            let at = document.position(bytes.start);
            let origin = Origin::path(document.name.as_str());
            notes.extend(in_words(&finding.at).map(|place| format!("at {place}")));
            for related in &finding.related {
                let place = in_words(&related.at);
                notes.extend(place.map(|place| format!("{}: {place}", related.words)));
            }
            group.element(origin.line(at.line).char_column(at.column))
        }
        (None, Some(snippet)) => group.element(snippet),
        (None, None) => group.element(Origin::path(document.name.as_str())),
    };
    group
        .elements(notes.into_iter().map(|note| Level::NOTE.message(note)))
        .elements(
            finding
                .help
                .iter()
                .map(|help| Level::HELP.message(help.as_str())),
        )
}

/// The bytes to underline for a place; of what spans several lines, those of the first. Where that is a lone bracket, as in
/// JSON, its key says more, or what follows it.
fn bytes(place: &Place, source: Option<&Source>, text: &str) -> Option<Range<usize>> {
    let mut bytes = match (source, place) {
        (Some(source), place) => source.span(place)?,
        (None, Place::Bytes(bytes)) => bytes.clone(),
        (None, Place::Nowhere | Place::Key(_) | Place::Value(_) | Place::Template(_)) => {
            return None;
        }
    };
    let first = |from: usize| text[from..].lines().next().unwrap_or_default();
    let mut start = text.floor_char_boundary(bytes.start);
    if matches!(first(start).trim_end(), "{" | "[") {
        let key = match (source, place) {
            (Some(source), Place::Value(path)) => source.span(&Place::Key(path.clone())),
            (Some(_) | None, _) => None,
        };
        match key {
            Some(key) if key.start != bytes.start => bytes = key,
            Some(_) | None => {
                let rest = text[start + 1..].trim_start();
                bytes.start = text.len() - rest.len();
            }
        }
        start = text.floor_char_boundary(bytes.start);
    }
    let end = text
        .ceil_char_boundary(bytes.end)
        .clamp(start, start + first(start).len());
    Some(start..end)
}

/// Whether a place is in a line that nobody would read, as of JSON without white space.
fn is_in_long_line(bytes: &Range<usize>, document: &Document) -> bool {
    const MOST_BYTES: usize = 2_000;
    let text = document.text.as_str();
    let begin = text[..bytes.start].rfind('\n').map_or(0, |feed| feed + 1);
    let end = text[bytes.start..]
        .find('\n')
        .map_or(text.len(), |feed| bytes.start + feed);
    end - begin > MOST_BYTES
}

/// Where a place is that no text shows.
fn in_words(place: &Place) -> Option<String> {
    match place {
        Place::Nowhere | Place::Bytes(_) => None,
        Place::Key(path) | Place::Value(path) if path.steps().is_empty() => None,
        Place::Key(path) | Place::Value(path) => Some(format!("`{path}`")),
        Place::Template(path) => Some(format!("`{path}` of the template")),
    }
}

/// The lines from the first to the last underlined place. The rest of the text, which may be large, is not handed on.
fn snippet<'a>(
    underlined: &[(Range<usize>, Option<&'a str>)],
    document: &'a Document,
) -> Option<Snippet<'a, Annotation<'a>>> {
    let text = document.text.as_str();
    let first = underlined.iter().map(|(bytes, _)| bytes.start).min()?;
    let last = underlined.iter().map(|(bytes, _)| bytes.end).max()?;
    let start = text[..first].rfind('\n').map_or(0, |feed| feed + 1);
    let end = text[last..]
        .find('\n')
        .map_or(text.len(), |feed| last + feed);
    let annotations = underlined.iter().map(|(bytes, words)| {
        let kind = match words {
            None => AnnotationKind::Primary,
            Some(_) => AnnotationKind::Context,
        };
        kind.span(bytes.start - start..bytes.end - start)
            .label(*words)
    });
    Some(
        Snippet::source(&text[start..end])
            .path(document.name.as_str())
            .line_start(document.position(first).line)
            .annotations(annotations),
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::human;
    use crate::diag::{Diagnostic, Path, Place, Severity};
    use crate::source::{Document, Source};

    const TEXT: &str = "name: shop\nfunctions:\n  api:\n    timeuot: 10\n    name: shop\n";

    fn finding(at: Place) -> Diagnostic {
        Diagnostic::new(
            "unknown-field",
            Severity::Error,
            at,
            "unknown field `timeuot`",
        )
    }

    fn path(keys: &[&str]) -> Path {
        keys.iter().copied().collect()
    }

    #[track_caller]
    fn check(finding: &Diagnostic, text: &str, expected: &str) {
        let document = Document::new("shop.yaml", text);
        let source = Source::read(document.clone()).ok();
        let shown = human(
            std::slice::from_ref(finding),
            source.as_ref(),
            &document,
            false,
        );
        assert_eq!(format!("\n{shown}\n"), expected, "{shown}");
    }

    #[test]
    fn a_finding_shows_its_line_and_what_to_do() {
        let finding = finding(Place::Key(path(&["functions", "api", "timeuot"])))
            .also(Place::Value(path(&["name"])), "this is its name")
            .help("did you mean `timeout`?");
        check(
            &finding,
            TEXT,
            "
error[unknown-field]: unknown field `timeuot`
 --> shop.yaml:4:5
  |
1 | name: shop
  |       ---- this is its name
...
4 |     timeuot: 10
  |     ^^^^^^^
  |
  = help: did you mean `timeout`?
",
        );
    }

    #[test]
    fn of_several_lines_the_first_is_underlined() {
        let finding = finding(Place::Value(path(&["functions"])));
        check(
            &finding,
            TEXT,
            "
error[unknown-field]: unknown field `timeuot`
 --> shop.yaml:3:3
  |
3 |   api:
  |   ^^^^
",
        );
    }

    #[test]
    fn a_lone_bracket_is_not_what_is_shown() {
        let text = "{\n  \"functions\": {\n    \"api\": [\n      {\n        \"a\": 1\n      }\n    ]\n  }\n}\n";
        check(
            &finding(Place::Value(path(&["functions"]))),
            text,
            "
error[unknown-field]: unknown field `timeuot`
 --> shop.yaml:2:3
  |
2 |   \"functions\": {
  |   ^^^^^^^^^^^
",
        );
        check(
            &finding(Place::Value(path(&["functions", "api"]).join(0))),
            text,
            "
error[unknown-field]: unknown field `timeuot`
 --> shop.yaml:5:9
  |
5 |         \"a\": 1
  |         ^^^^^^
",
        );
    }

    #[test]
    fn a_line_that_nobody_would_read_is_not_shown() {
        let text = format!("{{\"a\": {{\"b\": \"{}\"}}, \"c\": 1}}", "x".repeat(3_000));
        let related = Place::Value(path(&["c"]));
        check(
            &finding(Place::Value(path(&["a", "b"]))).also(related, "beside it"),
            &text,
            "
error[unknown-field]: unknown field `timeuot`
--> shop.yaml:1:13
 = note: at `a.b`
 = note: beside it: `c`
",
        );
    }

    #[test]
    fn what_is_nowhere_has_no_line() {
        check(
            &finding(Place::Nowhere).help("do"),
            TEXT,
            "
error[unknown-field]: unknown field `timeuot`
--> shop.yaml
 = help: do
",
        );
    }

    #[test]
    fn a_place_in_a_template_is_named() {
        let place = Place::Template(path(&["Resources", "X"]).join(0));
        check(
            &finding(place),
            TEXT,
            "
error[unknown-field]: unknown field `timeuot`
--> shop.yaml
 = note: at `Resources.X[0]` of the template
",
        );
    }

    #[test]
    fn a_text_that_is_not_yaml_is_shown_too() {
        check(
            &finding(Place::Bytes(3..9)),
            "a: \"x\n\tb",
            "
error[unknown-field]: unknown field `timeuot`
 --> shop.yaml:1:4
  |
1 | a: \"x
  |    ^^
",
        );
    }

    proptest! {
        #[test]
        fn no_text_and_no_bytes_panic(text in "[a\t\r\n é漢😀\u{0}\u{200d}:]{0,40}", start in 0usize..60, length in 0usize..60, other in 0usize..60) {
            let document = Document::new("x", text);
            let finding = finding(Place::Bytes(start..start + length)).also(Place::Bytes(other..other), "here");
            prop_assert!(!human(&[finding], None, &document, true).is_empty());
        }
    }
}
