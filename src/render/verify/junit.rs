//! What became of test files in the XML that CI systems take from `JUnit`: a `testsuite` a file, a `testcase` a case.
//!
//! What they agree on is written down nowhere official; these are the elements and attributes that
//! <https://github.com/testmoapp/junitxml> lists as read by all of them. A writer of XML is these few lines, and a crate
//! for it would have to be told the same names.

use std::fmt::Write;

use super::Tested;
use super::details::{compared, details};
use crate::verify::{Tried, Verdict};

/// What became of test files as XML.
pub fn junit(tested: &[Tested]) -> String {
    let mut all = (0, 0, 0);
    let mut suites = String::new();
    for one in tested {
        let (held, broken, not_asked) = one.report.counts();
        all = (all.0 + held, all.1 + broken, all.2 + not_asked);
        let counts = counts(held, broken, not_asked);
        let file = attribute(one.file());
        // Writing to memory cannot fail.
        let _ = writeln!(
            suites,
            "  <testsuite name=\"{file}\" file=\"{file}\" {counts}>"
        );
        for tried in &one.report.tried {
            suites.push_str(&case(tried, one));
        }
        suites.push_str("  </testsuite>\n");
    }
    let counts = counts(all.0, all.1, all.2);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"stackgen test\" {counts}>\n{suites}</testsuites>\n"
    )
}

/// No clock is looked at: the same files give the same bytes.
fn counts(held: usize, broken: usize, not_asked: usize) -> String {
    let tests = held + broken + not_asked;
    format!(
        "tests=\"{tests}\" failures=\"{broken}\" errors=\"{not_asked}\" skipped=\"0\" time=\"0\""
    )
}

fn case(tried: &Tried, tested: &Tested) -> String {
    let promise = tried.promise;
    let file = attribute(tested.file());
    let name = attribute(&promise.name);
    let class = attribute(promise.table.as_deref().unwrap_or_else(|| tested.file()));
    let line = tested.position(promise).line;
    let open = format!(
        "    <testcase name=\"{name}\" classname=\"{class}\" file=\"{file}\" line=\"{line}\" time=\"0\""
    );
    let (element, message) = match &tried.verdict {
        Verdict::Held(_) => return open + "/>\n",
        Verdict::Broken { mismatches, .. } => {
            let all = mismatches.iter();
            let all = all.map(|one| format!("{}: {}", one.field.code(), compared(one)));
            ("failure", all.collect::<Vec<_>>().join("; "))
        }
        Verdict::NotAsked(why) => ("error", why.clone()),
    };
    let text = details(tried, tested).join("\n");
    let message = attribute(&message);
    let text = escaped(&format!("{}:{line}\n{text}", tested.file()));
    format!(
        "{open}>\n      <{element} message=\"{message}\" type=\"{element}\">{text}</{element}>\n    </testcase>\n"
    )
}

/// A text as it stands in an element. What XML 1.0 has no way to write becomes U+FFFD:
/// <https://www.w3.org/TR/xml/#charsets>.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // As itself it would become a line feed.
            '\r' => escaped.push_str("&#13;"),
            '\t' | '\n' => escaped.push(char),
            '\0'..'\u{20}' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            _ => escaped.push(char),
        }
    }
    escaped
}

/// A text as it stands in an attribute, where white space would become spaces.
fn attribute(text: &str) -> String {
    let escaped = escaped(text);
    escaped.replace('\t', "&#9;").replace('\n', "&#10;")
}

#[cfg(test)]
mod tests {
    use super::{attribute, escaped};

    #[test]
    fn whatever_a_text_has_in_it_xml_takes_it() {
        let text = "<a href=\"x\">\n&\u{0}\u{1b}\u{ffff}é😀'</a>\t\r";
        assert_eq!(
            escaped(text),
            "&lt;a href=&quot;x&quot;&gt;\n&amp;\u{fffd}\u{fffd}\u{fffd}é😀'&lt;/a&gt;\t&#13;"
        );
        assert_eq!(
            attribute(text),
            "&lt;a href=&quot;x&quot;&gt;&#10;&amp;\u{fffd}\u{fffd}\u{fffd}é😀'&lt;/a&gt;&#9;&#13;"
        );
    }
}
