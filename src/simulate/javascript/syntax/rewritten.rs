//! The code as the engine gets it: what is imported is required, and what is only logged is read in silence.

use super::features::Code;
use super::tokens::Kind;

/// The functions, given to the code, between which nothing that is read is noted.
pub(in crate::simulate::javascript) const SILENCE: [&str; 2] = ["__silent", "__aloud"];

/// What may be called while logging: it does nothing but make texts.
const TEXTS: [&str; 8] = [
    "Date",
    "String",
    "join",
    "keys",
    "now",
    "stringify",
    "toISOString",
    "toString",
];

/// The code, rewritten; every line stays where it is.
pub(super) fn rewritten(code: &Code) -> String {
    let mut rewritten = String::with_capacity(code.whole().len());
    let mut copied = 0;
    let mut index = 0;
    while index < code.len() {
        let edit = import(code, index).or_else(|| logged(code, index));
        let Some((end, text)) = edit else {
            index += 1;
            continue;
        };
        let (from, to) = (code.byte(index), code.byte(end) + code.text(end).len());
        rewritten.push_str(code.whole().get(copied..from).unwrap_or_default());
        rewritten.push_str(&text);
        let lines = |text: &str| text.matches('\n').count();
        let written = code.whole().get(from..to).unwrap_or_default();
        rewritten.push_str(&"\n".repeat(lines(written).saturating_sub(lines(&text))));
        copied = to;
        index = end + 1;
    }
    rewritten.push_str(code.whole().get(copied..).unwrap_or_default());
    rewritten
}

/// `import name from 'module'` as a variable, and its last token.
fn import(code: &Code, index: usize) -> Option<(usize, String)> {
    let is_import = code.text(index) == "import"
        && code.is_keyword(index)
        && code.is(index + 1, Kind::Word)
        && code.text(index + 2) == "from"
        && code.is(index + 3, Kind::Literal);
    is_import.then(|| {
        let (name, module) = (code.text(index + 1), code.text(index + 3));
        (index + 3, format!("const {name}=require({module})"))
    })
}

/// `console.log(…)` between silence and its end, and its last token, if nothing but a text can come of what is in it.
fn logged(code: &Code, index: usize) -> Option<(usize, String)> {
    let is_log = code.text(index) == "console"
        && code.is_keyword(index)
        && code.text(index + 1) == "."
        && code.text(index + 2) == "log"
        && code.text(index + 3) == "(";
    let close = code.pair_of(index + 3).filter(|_| is_log)?;
    let inside = index + 4..close;
    if inside.is_empty() || !inside.clone().all(|token| is_harmless(code, token)) {
        return None;
    }
    let (from, to) = (code.byte(index + 3) + 1, code.byte(close));
    let logged = code.whole().get(from..to)?;
    // A comment at the end of what is logged would swallow what comes behind it.
    let [silent, aloud] = SILENCE;
    (!logged.contains("//")).then(|| {
        let logged = logged.trim_end().trim_end_matches(',');
        (close, format!("console.log({silent}(),{logged},{aloud}())"))
    })
}

/// Whether a token changes nothing and calls nothing that might.
fn is_harmless(code: &Code, index: usize) -> bool {
    let text = code.text(index);
    if code.is(index, Kind::Word) {
        return !matches!(
            text,
            "await" | "async" | "function" | "class" | "delete" | "yield" | "import"
        );
    }
    let is_behind_value = index > 0 && code.is(index - 1, Kind::Word);
    let is_behind_value = is_behind_value || matches!(code.before(index), ")" | "]");
    if !code.is(index, Kind::Sign) {
        // A text in backticks behind a function calls it.
        return !(is_behind_value && text.starts_with('`'));
    }
    match text {
        "(" => !is_behind_value || TEXTS.contains(&code.before(index)),
        // Two in a row count up or down.
        "+" | "-" => code.before(index) != text,
        ")" | "[" | "]" | "." | "," | "?" | ":" | "?." | "??" | "===" | "!==" | "==" | "!="
        | "{" | "}" | "!" | "|" | "&" | "*" | "/" | "%" | "<" | ">" => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Code, rewritten};

    #[test]
    fn imports_are_variables_and_lines_stay() {
        for (code, expected) in [
            (
                "import cf from 'cloudfront';\nf()",
                "const cf=require('cloudfront');\nf()",
            ),
            (
                "import\n  cf\nfrom 'a'\nf()",
                "const cf=require('a')\n\n\nf()",
            ),
            ("import { a } from 'b'", "import { a } from 'b'"),
            ("a.import", "a.import"),
        ] {
            assert_eq!(rewritten(&Code::new(code)), expected);
        }
    }

    #[test]
    fn what_is_only_logged_is_read_in_silence() {
        for logged in [
            "event.viewer.ip",
            "'ip: ' + event.viewer.ip",
            "`${event.viewer.ip} ${a['b']}`",
            "JSON.stringify(event)",
            "'at ' + new Date().toISOString(),",
            "a ? b : c",
            "\n  JSON.stringify({ event: event }, null, 2)\n",
        ] {
            let code = format!("console.log({logged}); f()");
            let kept = logged.trim_end().trim_end_matches(',');
            let lines = "\n".repeat(logged.matches('\n').count() - kept.matches('\n').count());
            let expected = format!("console.log(__silent(),{kept},__aloud()){lines}; f()");
            assert_eq!(rewritten(&Code::new(&code)), expected);
        }
    }

    #[test]
    fn what_might_do_something_is_left_as_it_is() {
        for logged in [
            "",
            "a = event.viewer.ip",
            "f(event.viewer.ip)",
            "a++",
            "i--",
            "() => 1",
            "await f()",
            "a.push(b)",
            "a // b\n",
            "f`x`",
            "a.stringify(b)(c)",
            "delete a.b",
            "a += b",
        ] {
            let code = format!("console.log({logged})");
            assert_eq!(rewritten(&Code::new(&code)), code);
        }
    }
}
