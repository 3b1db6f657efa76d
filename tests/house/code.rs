//! As much of Rust's grammar as it takes to see which paths a file names outside its comments, texts and tests.

/// Every path in a file, trees unfolded: `use a::{b, c::d}` gives `a::b` and `a::c::d`, a macro keeps its `!`.
///
/// Left out are comments, literals, what stands under `#[cfg(test)]`, and fields and methods, which name no module.
/// A text that starts with `crate::` counts, because in an attribute of serde it is a path.
pub(super) fn paths(text: &str) -> Vec<String> {
    let code = without_tests(&without_words(text));
    let tokens = tokens(&code);
    let (mut rest, mut found) = (tokens.as_slice(), Vec::new());
    while let [first, after @ ..] = rest {
        rest = match *first {
            "." => after.get(1..).unwrap_or_default(),
            name if name.starts_with(is_name) => path(rest, "", &mut found),
            _ => after,
        };
    }
    found
}

/// Reads the path at the head, or all paths of the tree there, and returns what follows.
fn path<'t>(tokens: &'t [&'t str], before: &str, found: &mut Vec<String>) -> &'t [&'t str] {
    match tokens {
        ["{", branches @ ..] => {
            let mut rest = branches;
            loop {
                rest = match rest {
                    [] => return rest,
                    ["}", after @ ..] => return after,
                    [",", after @ ..] | ["as", _, after @ ..] => after,
                    branch => path(branch, before, found),
                };
            }
        }
        [name, "::", after @ ..] if after.first().is_some_and(|next| *next != "<") => {
            path(after, &format!("{before}{name}::"), found)
        }
        [name, "!", after @ ..] => {
            found.push(format!("{before}{name}!"));
            after
        }
        [name, after @ ..] => {
            found.push(format!("{before}{name}"));
            after
        }
        [] => tokens,
    }
}

/// Names, signs of one character, and the three signs of two that change what a path is.
fn tokens(code: &str) -> Vec<&str> {
    let (mut rest, mut tokens) = (code.trim_start(), Vec::new());
    while let Some(first) = rest.chars().next() {
        let len = match rest.find(|char| !is_name(char)).unwrap_or(rest.len()) {
            0 if ["::", "..", "!="].iter().any(|sign| rest.starts_with(sign)) => 2,
            0 => first.len_utf8(),
            name => name,
        };
        let (token, after) = rest.split_at(len);
        tokens.push(token);
        rest = after.trim_start();
    }
    tokens
}

fn is_name(char: char) -> bool {
    char.is_alphanumeric() || char == '_'
}

fn without_words(text: &str) -> String {
    let (mut rest, mut code) = (text, String::new());
    while let Some(first) = rest.chars().next() {
        let name = rest.find(|char| !is_name(char)).unwrap_or(rest.len());
        let (kept, len) = if rest.starts_with("//") {
            (" ", rest.find('\n').unwrap_or(rest.len()))
        } else if rest.starts_with("/*") {
            (" ", rest.find("*/").map_or(rest.len(), |end| end + 2))
        } else if rest.starts_with("\"crate::") {
            (" ", 1)
        } else if first == '"' || is_char(rest) {
            (" ", quoted(rest, first))
        } else if let Some(len) = raw(rest, name) {
            (" ", len)
        } else {
            let len = name.max(first.len_utf8());
            (&rest[..len], len)
        };
        code.push_str(kept);
        rest = &rest[len..];
    }
    code
}

/// Tells `'x'` and `'\n'` from a lifetime: the second or the third character does.
fn is_char(rest: &str) -> bool {
    let mut chars = rest.chars();
    chars.next() == Some('\'') && (chars.next() == Some('\\') || chars.next() == Some('\''))
}

/// The length of the literal at the head, quotes included.
fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, char) in rest.char_indices().skip(1) {
        if char == quote && !escaped {
            return at + 1;
        }
        escaped = char == '\\' && !escaped;
    }
    rest.len()
}

/// The length of the raw literal at the head, whose name (`r`, `br`, `cr`) is so many bytes long.
fn raw(rest: &str, name: usize) -> Option<usize> {
    let (prefix, literal) = rest.split_at(name);
    let hashes = literal.find(|char| char != '#')?;
    let text = literal[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let len = text.find(&end).map_or(text.len(), |at| at + end.len());
    matches!(prefix, "r" | "br" | "cr").then(|| name + hashes + 1 + len)
}

fn without_tests(code: &str) -> String {
    match code.split_once("#[cfg(test)]") {
        None => code.to_owned(),
        Some((before, item)) => format!("{before}{}", without_tests(&item[end_of_item(item)..])),
    }
}

/// Behind the closing brace or the semicolon of the item at the head.
fn end_of_item(code: &str) -> usize {
    let mut depth = 0_usize;
    for (at, char) in code.char_indices() {
        match char {
            '{' => depth += 1,
            '}' if depth <= 1 => return at + 1,
            '}' => depth -= 1,
            ';' if depth == 0 => return at + 1,
            _ => {}
        }
    }
    code.len()
}

#[test]
fn paths_are_found_in_trees_calls_types_and_macros() {
    for (text, expected) in [
        (
            "use crate::{a::{self, X as Y}, b::*};",
            "use crate::a::self crate::a::X crate::b::*",
        ),
        (
            "x.map(crate::a::f::<crate::b::T>) != y!()",
            "x crate::a::f crate::b::T y!",
        ),
        ("T { x, ..crate::a::T::new() }", "T x crate::a::T::new"),
        ("#[serde(with = \"crate::a::b\")]", "serde with crate::a::b"),
    ] {
        assert_eq!(paths(text).join(" "), expected);
    }
}

#[test]
fn comments_texts_and_tests_hold_no_paths() {
    let text = r##"
        //! [`crate::a`]
        /* crate::b */
        fn f<'x>(x: &'x str) { g("\"crate::c", '"', '\'', 'x', b"; crate::d", r#"" crate::e"#) }
        #[cfg(test)]
        mod tests { fn f() { crate::f(); } }
        fn last() {}
    "##;
    assert_eq!(paths(text).join(" "), "fn f x x x str g b fn last");
}
