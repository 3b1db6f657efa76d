//! From a tree to a typed value, with every mistake of the whole tree in one go.

mod words;

use serde::de::DeserializeOwned;

use crate::diag::{Diagnostic, Path};
use crate::source::deserialize::{Mistake, Reader, Taken, What};
use crate::source::{Node, Value};

/// How often a tree is read at most.
const MOST_ROUNDS: usize = 600;

/// How many nodes are visited at most in all rounds: a large tree has fewer of them.
const MOST_NODES: usize = 24_000_000;

/// Reads a typed value and tells every mistake of shape and sense in the tree, in the order of the text. The value is
/// what could be read without them; there is none where the root itself cannot be read.
///
/// A deserializer stops at the first mistake. So what is wrong is told, taken out, and the rest read again, until all of
/// it can be read.
pub fn parse<T: DeserializeOwned>(root: &Node) -> (Option<T>, Vec<Diagnostic>) {
    let mut told = Told::default();
    let rounds = (MOST_NODES / count(root)).clamp(2, MOST_ROUNDS);
    for _ in 0..rounds {
        match T::deserialize(Reader::new(root, &told.taken)) {
            Ok(value) => return (Some(value), told.in_order(root)),
            Err(mistake) => {
                if !told.tell(root, mistake) {
                    return (None, told.in_order(root));
                }
            }
        }
    }
    let mut found = told.in_order(root);
    say_more(&mut found);
    (None, found)
}

/// Says with the last of many findings that they are not all.
pub(super) fn say_more(found: &mut [Diagnostic]) {
    if let Some(last) = found.last_mut() {
        last.help
            .push("there may be more mistakes; mend these first".to_owned());
    }
}

/// What has been told, and what was taken out for it.
#[derive(Default)]
struct Told {
    taken: Taken,
    /// The paths of what was taken out.
    paths: Vec<Path>,
    /// The paths of fields that an unknown one may have been meant for.
    suggested: Vec<Path>,
    diagnostics: Vec<Diagnostic>,
}

impl Told {
    /// Tells a mistake, unless it follows from what was told before, and takes out what is wrong; false where that is
    /// the root.
    fn tell(&mut self, root: &Node, mistake: Mistake) -> bool {
        let (what, path, on_key) = mistake.into_parts();
        if !self.follows(&what, &path) {
            let map = path.parent();
            let meant = words::meant(&what, root.at(&map));
            self.suggested.extend(meant.map(|meant| map.join(meant)));
            self.diagnostics
                .push(words::refuse(what, &path, on_key, meant));
        }
        self.take_out(root, path)
    }

    /// Whether a mistake would not be there without those told before: what lacks a field that was taken out, or was
    /// written wrongly, and what encloses something taken out.
    fn follows(&self, what: &What, path: &Path) -> bool {
        if let What::MissingField(field) = what {
            let missing = path.join(*field);
            return self.paths.contains(&missing) || self.suggested.contains(&missing);
        }
        self.paths.iter().any(|taken| taken.is_within(path))
    }

    /// Takes out the node at the path, or the nearest above that is still there.
    fn take_out(&mut self, root: &Node, mut path: Path) -> bool {
        while !path.steps().is_empty() {
            let is_new = root.at(&path).is_some_and(|node| self.taken.take(node));
            if is_new {
                self.paths.push(path);
                return true;
            }
            path = path.parent();
        }
        false
    }

    fn in_order(mut self, root: &Node) -> Vec<Diagnostic> {
        self.diagnostics
            .sort_by_key(|diagnostic| root.span_of(&diagnostic.at).map(|bytes| bytes.start));
        self.diagnostics
    }
}

fn count(node: &Node) -> usize {
    1 + match &node.value {
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
        Value::List(items) => items.iter().map(count).sum(),
        Value::Map(entries) => entries.iter().map(|entry| count(&entry.value)).sum(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fmt::Write;
    use std::str::FromStr;

    use proptest::prelude::*;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer};

    use super::{Diagnostic, MOST_ROUNDS, parse};
    use crate::diag::Place;
    use crate::source::arbitrary::tree;
    use crate::source::{Document, Node, read};

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "kebab-case", deny_unknown_fields)]
    struct Shop {
        name: String,
        #[serde(default)]
        functions: BTreeMap<Name, Function>,
        #[serde(default)]
        resources: BTreeMap<String, Node>,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "kebab-case", deny_unknown_fields)]
    struct Function {
        code: Code,
        #[serde(default)]
        timeout: Option<u16>,
        #[serde(default)]
        public: bool,
        #[serde(default)]
        routes: Vec<Name>,
        runtime: Option<Runtime>,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "kebab-case", deny_unknown_fields)]
    enum Code {
        Inline(String),
        Archive { bucket: String, key: String },
        Nothing,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Runtime {
        Python,
        Node,
    }

    #[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
    struct Name(String);

    impl FromStr for Name {
        type Err = String;

        fn from_str(text: &str) -> Result<Self, String> {
            let valid = text.chars().all(|c| c.is_ascii_lowercase() || c == '-');
            if valid {
                Ok(Self(text.to_owned()))
            } else {
                Err(format!("`{text}` is not kebab-case\nuse lower case"))
            }
        }
    }

    impl<'de> Deserialize<'de> for Name {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            String::deserialize(deserializer)?
                .parse()
                .map_err(D::Error::custom)
        }
    }

    fn shop(text: &str) -> (Option<Shop>, Vec<Diagnostic>) {
        parse(&read(&Document::new("shop.yaml", text)).unwrap())
    }

    /// Each mistake as `code at place: message (help)`.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) -> Option<Shop> {
        let (shop, found) = shop(text);
        let found: Vec<String> = found
            .into_iter()
            .map(|diagnostic| {
                let at = match &diagnostic.at {
                    Place::Key(path) => format!("key {path}"),
                    Place::Value(path) => format!("value {path}"),
                    Place::Nowhere | Place::Bytes(_) | Place::Template(_) => "nowhere".to_owned(),
                };
                let help = match diagnostic.help.as_slice() {
                    [] => String::new(),
                    help => format!(" ({})", help.join("; ")),
                };
                format!("{} at {at}: {}{help}", diagnostic.code, diagnostic.message)
            })
            .collect();
        assert_eq!(found, expected);
        shop
    }

    #[test]
    fn a_tree_without_mistakes_is_read() {
        let shop = check(
            "name: shop\nfunctions:\n  api: {code: {inline: x}, timeout: 3, runtime: python, public: true}\n  b: {code: nothing, timeout: ~, routes: [a-b]}\n  c: {code: {archive: {bucket: b, key: k}}}\n",
            &[],
        )
        .unwrap();
        let api = &shop.functions[&Name("api".to_owned())];
        assert_eq!(
            (api.timeout, api.public, &api.runtime),
            (Some(3), true, &Some(Runtime::Python))
        );
        assert_eq!(shop.functions[&Name("b".to_owned())].code, Code::Nothing);
    }

    #[test]
    fn opaque_subtrees_stay_verbatim() {
        let text = "name: x\nresources: {A: {n: [1.10, 1e3, 12345678901234567890123, -1, ~], s: !Sub x}}\n";
        let shop = check(text, &[]).unwrap();
        assert_eq!(
            serde_json::to_string(&shop.resources["A"]).unwrap(),
            r#"{"n":[1.10,1e3,12345678901234567890123,-1,null],"s":{"Fn::Sub":"x"}}"#
        );
        let node: Node = serde_json::from_str(r#"{"n":[1.10,7,-7,true,null,"x"]}"#).unwrap();
        assert_eq!(
            serde_json::to_string(&node).unwrap(),
            r#"{"n":[1.10,7,-7,true,null,"x"]}"#
        );
    }

    #[test]
    fn all_mistakes_are_told_at_once_and_the_rest_is_read() {
        let shop = check(
            "
nmae: shop
name: 5
functions:
  Api: {code: nothing}
  a:
    code: {inlin: x}
    timeuot: 3
    timeout: 70000
    public: yes
    routes: [a, B, 7, c]
    runtime: pyton
  b: {timeout: soon, memory: 5}
  c: {code: {archive: {bucket: b}}}
  d: {code: {inline: x, nothing: ~}}
  e: [nothing]
  f: {code: inline, runtime: [python]}
  g: {code: nothing, timeout: \"5\"}
  h: {cod: nothing}
",
            &[
                "unknown-field at key nmae: unknown field `nmae` (the fields here are: `name`, `functions`, `resources`)",
                "wrong-type at value name: expected a text, found `5` (quote it: \"5\")",
                "invalid-value at key functions.Api: `Api` is not kebab-case (use lower case)",
                "unknown-field at key functions.a.code.inlin: unknown field `inlin` (did you mean `inline`?)",
                "unknown-field at key functions.a.timeuot: unknown field `timeuot` (the fields here are: `code`, `timeout`, `public`, `routes`, `runtime`)",
                "wrong-type at value functions.a.timeout: expected a whole number from 0 to 65,535, found `70000`",
                "wrong-type at value functions.a.public: expected true or false, found a text (write `true`)",
                "invalid-value at value functions.a.routes[1]: `B` is not kebab-case (use lower case)",
                "wrong-type at value functions.a.routes[2]: expected a text, found `7` (quote it: \"7\")",
                "invalid-value at value functions.a.runtime: unknown value `pyton` (did you mean `python`?)",
                "missing-field at key functions.b: missing field `code`",
                "wrong-type at value functions.b.timeout: expected a whole number from 0 to 65,535, found a text",
                "unknown-field at key functions.b.memory: unknown field `memory` (the fields here are: `code`, `timeout`, `public`, `routes`, `runtime`)",
                "missing-field at key functions.c.code.archive: missing field `key`",
                "unknown-field at key functions.d.code.nothing: `nothing` is one key too many",
                "wrong-type at value functions.e: expected a map, found a list",
                "wrong-type at value functions.f.code: expected a map with the key `inline`, found a text",
                "wrong-type at value functions.f.runtime: expected one of `python`, `node`, found a list",
                "wrong-type at value functions.g.timeout: expected a whole number from 0 to 65,535, found a text (remove the quotes)",
                "unknown-field at key functions.h.cod: unknown field `cod` (did you mean `code`?)",
            ],
        );
        assert_eq!(shop, None, "its name could not be read");
    }

    #[test]
    fn what_could_be_read_is_there() {
        let shop = check(
            "name: shop\nfunctions:\n  a: {code: nothing, timeout: x}\n  b: {}\n",
            &[
                "wrong-type at value functions.a.timeout: expected a whole number from 0 to 65,535, found a text",
                "missing-field at key functions.b: missing field `code`",
            ],
        )
        .unwrap();
        assert_eq!(
            shop.functions
                .keys()
                .map(|name| name.0.as_str())
                .collect::<Vec<_>>(),
            ["a"]
        );
    }

    #[test]
    fn a_root_of_another_kind_is_refused() {
        check(
            "[1]",
            &["wrong-type at value : expected a map, found a list"],
        );
        check(
            "functions: {}",
            &["missing-field at nowhere: missing field `name`"],
        );
    }

    #[test]
    fn mistakes_beyond_count_end_the_search() {
        let mut text = "name: shop\nfunctions:\n".to_owned();
        for number in 0..MOST_ROUNDS + 50 {
            writeln!(text, "  F{number}: {{code: nothing}}").unwrap();
        }
        let (shop, found) = shop(&text);
        assert_eq!((shop, found.len()), (None, MOST_ROUNDS));
        assert_eq!(
            found[MOST_ROUNDS - 1].help[1],
            "there may be more mistakes; mend these first"
        );
    }

    proptest! {
        #[test]
        fn an_opaque_tree_is_read_as_it_is(node in tree(any::<String>())) {
            prop_assert_eq!(parse::<Node>(&node), (Some(node), vec![]));
        }

        #[test]
        fn every_mistake_has_a_place(node in tree("name|functions|code|inline|nothing|archive|bucket|timeout|routes|runtime|python|nmae|x")) {
            let (shop, found) = parse::<Shop>(&node);
            prop_assert!(shop.is_some() || !found.is_empty());
            for diagnostic in found {
                let there = match &diagnostic.at {
                    Place::Key(path) | Place::Value(path) => node.at(path).is_some(),
                    Place::Nowhere => true,
                    Place::Bytes(_) | Place::Template(_) => false,
                };
                prop_assert!(there, "{:?}", diagnostic);
            }
        }
    }
}
