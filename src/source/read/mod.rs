//! From a text to its tree.

mod aliases;
mod limits;
mod map;
mod scalar;
mod slips;
mod tree;

use crate::diag::{Diagnostic, Place, Problems, Refusal};
use crate::source::{Document, Node};
use limits::{LARGEST, too_large};
use tree::Reading;

/// Reads a YAML or JSON text. Fails with every mistake of its syntax, up to the first after which the rest makes no
/// sense.
pub fn read(document: &Document) -> Result<Node, Problems> {
    let (root, found) = attempt(document);
    Problems::among(found)?;
    root.ok_or_else(|| empty().into())
}

/// What could be read of a YAML or JSON text, and every mistake of its syntax; without a tree there is at least one.
pub fn attempt(document: &Document) -> (Option<Node>, Vec<Diagnostic>) {
    attempt_keeping(Kept::First, document)
}

/// Which of two equal keys of a map is kept; that there are two is a mistake in either case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// The first.
    First,
    /// The last, as `CloudFormation` keeps it.
    Last,
}

/// The same as [`attempt`], keeping the first or the last of equal keys.
pub fn attempt_keeping(kept: Kept, document: &Document) -> (Option<Node>, Vec<Diagnostic>) {
    let text = document.text.as_str();
    if text.len() > LARGEST {
        return (None, vec![too_large(text.len())]);
    }
    let (root, mut found) = Reading::new(text, kept).finish();
    if root.is_none() && found.is_empty() {
        found.push(empty());
    }
    (root, found)
}

fn empty() -> Diagnostic {
    Diagnostic::refusal(Refusal::EmptyFile, Place::Nowhere, "the file is empty")
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use proptest::prelude::*;

    use super::limits::MOST_REFUSALS;
    use super::read;
    use crate::diag::{Diagnostic, Place};
    use crate::source::Document;
    use crate::source::arbitrary::tree;

    fn json(text: &str) -> String {
        serde_json::to_string(&read(&Document::new("x", text)).unwrap()).unwrap()
    }

    fn refused(text: &str) -> Vec<Diagnostic> {
        read(&Document::new("x", text)).unwrap_err().into_vec()
    }

    /// Each refusal as `code at text: message`.
    #[track_caller]
    fn check_refused(text: &str, expected: &[&str]) {
        let found: Vec<String> = refused(text)
            .into_iter()
            .map(|diagnostic| {
                let at = match &diagnostic.at {
                    Place::Bytes(bytes) => &text[bytes.clone()],
                    Place::Nowhere | Place::Key(_) | Place::Value(_) | Place::Template(_) => "",
                };
                format!("{} at {at:?}: {}", diagnostic.code, diagnostic.message)
            })
            .collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn yaml_and_json_say_the_same() {
        let yaml = "a: 1.10\nb: [yes, 'true', true, ~, 0x10]\nc:\n  - x: |\n      two\n      lines\n  - 012345678901\n";
        assert_eq!(
            json(yaml),
            r#"{"a":1.10,"b":["yes","true",true,null,16],"c":[{"x":"two\nlines\n"},"012345678901"]}"#
        );
        let text =
            "{\n\t\"a\": \"\\ud83d\\ude00\\/\\u00e9\",\r\n\t\"b\":[1e3, -0.0, {}], \"\": null\n}";
        assert_eq!(json(text), r#"{"a":"😀/é","b":[1e3,-0.0,{}],"":null}"#);
        assert_eq!(json("\u{feff}a: b\r\nc: d\r\n"), r#"{"a":"b","c":"d"}"#);
        let key = "k".repeat(5_000);
        assert_eq!(
            json(&format!("{{\"{key}\": 1}}")),
            format!("{{\"{key}\":1}}")
        );
    }

    #[test]
    fn keys_are_texts() {
        assert_eq!(
            json("80: a\ntrue: b\nnull: c\n1.10: d\n&k e: *k\n"),
            r#"{"80":"a","true":"b","null":"c","1.10":"d","e":"e"}"#
        );
        check_refused(
            "? [a]\n: 1\n",
            &[r#"not-yaml at "[a]": a key is a text, and this is a list"#],
        );
        check_refused(
            "a: 1\n: x\n",
            &[r#"not-yaml at ":": there is no key before this colon"#],
        );
    }

    #[test]
    fn short_forms_become_long() {
        assert_eq!(
            json(
                "[!Ref A, !GetAtt A.B.C, !GetAtt [A, B], !Sub ['${x}', {x: !Ref Y}], !Condition C, !GetAZs '']"
            ),
            r#"[{"Ref":"A"},{"Fn::GetAtt":["A","B.C"]},{"Fn::GetAtt":["A","B"]},{"Fn::Sub":["${x}",{"x":{"Ref":"Y"}}]},{"Condition":"C"},{"Fn::GetAZs":""}]"#
        );
        assert_eq!(
            json("a: !!str 5\nb: ! 6\nc: !!int '7'\n"),
            r#"{"a":"5","b":"6","c":7}"#
        );
        check_refused(
            "a: !Reff B\nb: !x c\n",
            &[
                r#"unknown-tag at "!Reff": `!Reff` is not a function of CloudFormation"#,
                r#"unknown-tag at "!x": `!x` is not a function of CloudFormation"#,
            ],
        );
    }

    #[test]
    fn anchors_repeat_and_merge_keys_merge() {
        assert_eq!(
            json(
                "base: &b {x: 1, y: 2}\nmore: &m {y: 3, z: 4}\nuse:\n  <<: [*b, *m]\n  x: own\nsame: *b\n"
            ),
            r#"{"base":{"x":1,"y":2},"more":{"y":3,"z":4},"use":{"x":"own","y":2,"z":4},"same":{"x":1,"y":2}}"#
        );
        assert_eq!(json("'<<': 1"), r#"{"<<":1}"#);
        check_refused(
            "<<: [1, {}]\n",
            &[r#"wrong-type at "<<": `<<` takes a map or a list of maps, found a whole number"#],
        );
        check_refused(
            "a: &a [*a]\n",
            &[r#"unknown-alias at "*a": the alias `*a` stands within what it repeats"#],
        );
    }

    #[test]
    fn a_key_stands_once() {
        let found = refused("a: 1\nb:\n  c: 1\n  \"c\": 2\n  c: 3\n");
        let places: Vec<_> = found
            .iter()
            .map(|one| (&one.at, &one.related[0].at))
            .collect();
        assert_eq!(
            places,
            [
                (&Place::Bytes(17..20), &Place::Bytes(10..11)),
                (&Place::Bytes(26..27), &Place::Bytes(10..11)),
            ]
        );
        assert_eq!(found[0].message, "the key `c` stands twice in this map");
    }

    #[test]
    fn usual_slips_have_their_own_words() {
        check_refused(
            "a: *.png\n",
            &[
                r#"unknown-alias at "*.png": `*.png` is an alias in YAML, and no anchor `&.png` stands above it"#,
            ],
        );
        check_refused(
            "a:\n\tb: 1\n",
            &[r#"not-yaml at "b": a tab stands in the indentation"#],
        );
        check_refused(
            "a: \"x\nb: 1\n",
            &[r#"not-yaml at "\"": this quote is never closed"#],
        );
        check_refused(
            "a: 1\nkey:value\n",
            &[r#"not-yaml at "key:value": no space follows the colon in `key:value`"#],
        );
        check_refused(
            "key:value\nb: 1\n",
            &[r#"not-yaml at "key:value": no space follows the colon in `key:value`"#],
        );
        check_refused(
            "a: b: c\n",
            &[r#"not-yaml at ":": a second colon stands in this line"#],
        );
        check_refused(
            "a: b\n  c: 1\n",
            &[r#"not-yaml at "b": the text `b` runs on into the next line, which has a key"#],
        );
        check_refused(
            "a: @b\n",
            &[r#"not-yaml at "@": a text without quotes cannot begin with `@`"#],
        );
        check_refused(
            "a: 1\nb\n",
            &[r#"not-yaml at "b": a key lacks its colon here"#],
        );
        check_refused(
            "a: 1\n---\nb: 2\n",
            &[r#"not-yaml at "---": a second document begins here"#],
        );
        check_refused(
            "a: !Base64 !Sub b\n",
            &[r#"not-yaml at "!": a value can have only one short form"#],
        );
        check_refused(
            "a: [b\nc: 1\n",
            &[r#"not-yaml at ":": a colon cannot stand here"#],
        );
        check_refused(
            "a:\n  b: 1\n c: 1\n",
            &[r#"not-yaml at "c": a key was expected here"#],
        );
        check_refused(
            "a: .inf\n",
            &[r#"invalid-value at ".inf": `.inf` is a number that JSON cannot hold"#],
        );
    }

    #[test]
    fn a_file_says_something_and_not_too_much() {
        for text in ["", "# only this\n", "---\n", "\n \n"] {
            check_refused(text, &[r#"empty-file at "": the file is empty"#]);
        }
        check_refused(
            &"a".repeat(10_000_001),
            &[r#"too-large at "": the file has 10.1 MB, and at most 10 MB are read"#],
        );
        let found = refused(&"k: v\n".repeat(2_000));
        assert_eq!(found.len(), MOST_REFUSALS);
        assert_eq!(
            found[MOST_REFUSALS - 1].help,
            ["there may be more mistakes; mend these first"]
        );
        let deep = format!("{}{}", "[".repeat(121), "]".repeat(121));
        check_refused(
            &deep,
            &[r#"too-large at "[": lists and maps lie more than 120 deep in each other"#],
        );
        let endless = "[".repeat(100_000);
        assert_eq!(refused(&endless)[0].code, "too-large");
    }

    #[test]
    fn alias_bombs_do_not_go_off() {
        let mut bomb = String::from("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for level in 1..12 {
            let alias = format!("*a{}", level - 1);
            let items = [alias.as_str(); 9].join(", ");
            writeln!(bomb, "a{level}: &a{level} [{items}]").unwrap();
        }
        assert_eq!(
            refused(&bomb)[0].message,
            "the aliases of this file expand to more than 20 MB"
        );
        let mut tower = format!("t0: &t0 {}1{}\n", "[".repeat(60), "]".repeat(60));
        for level in 1..4 {
            let (open, close) = ("[".repeat(30), "]".repeat(30));
            writeln!(tower, "t{level}: &t{level} {open}*t{}{close}", level - 1).unwrap();
        }
        assert_eq!(
            refused(&tower)[0].message,
            "lists and maps lie more than 120 deep in each other"
        );
    }

    proptest! {
        #[test]
        fn no_text_panics(text in any::<String>()) {
            let _ = read(&Document::new("x", text));
        }

        #[test]
        fn no_text_of_yaml_panics(text in "([-?:,{}\\[\\]&*!|>'\"%@`#ab1~<. \t\n]|: |- |\n  |é|!Ref |&a |\\*a|<<: ){0,30}") {
            if let Err(problems) = read(&Document::new("x", text.as_str())) {
                for problem in problems.as_slice() {
                    if let Place::Bytes(bytes) = &problem.at {
                        prop_assert!(text.get(bytes.clone()).is_some(), "{problem:?}");
                    }
                }
            }
        }

        #[test]
        fn what_is_printed_as_json_reads_the_same(node in tree(any::<String>())) {
            let text = serde_json::to_string(&node).unwrap();
            prop_assert_eq!(read(&Document::new("x", text)).unwrap(), node);
        }
    }
}
