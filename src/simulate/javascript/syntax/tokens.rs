//! The tokens of JavaScript, as far as telling its words from its texts, comments and regular expressions takes it.

use std::ops::Range;

/// One token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// What it is.
    pub kind: Kind,
    /// Its bytes in the code.
    pub bytes: Range<usize>,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name or a keyword.
    Word,
    /// A number.
    Number,
    /// A text in quotes, a piece of a template, or a regular expression.
    Literal,
    /// A sign; those of several characters that matter here are one token.
    Sign,
}

/// Signs of several characters, the longer ones first.
const SIGNS: [&str; 14] = [
    "??=", "...", "&&=", "||=", "**=", "===", "!==", "=>", "?.", "??", "==", "!=", "<=", ">=",
];
/// Words behind which a `/` begins a regular expression.
const BEFORE_VALUES: [&str; 13] = [
    "return",
    "typeof",
    "case",
    "in",
    "of",
    "do",
    "else",
    "void",
    "delete",
    "throw",
    "new",
    "await",
    "instanceof",
];
/// Words whose parentheses are followed by a statement.
const BEFORE_CONDITIONS: [&str; 4] = ["if", "while", "for", "with"];

/// Reads tokens to the end; what is no JavaScript gives some tokens or other.
pub(super) fn tokens(code: &str) -> Vec<Token> {
    let mut scanner = Scanner {
        code,
        at: 0,
        tokens: Vec::new(),
        open: Vec::new(),
        closed_condition: false,
    };
    while scanner.step() {}
    scanner.tokens
}

struct Scanner<'c> {
    code: &'c str,
    at: usize,
    tokens: Vec<Token>,
    /// What is open here, the innermost last.
    open: Vec<Open>,
    /// Whether the `)` just read closed the condition of a statement.
    closed_condition: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    /// `(`, and whether a condition stands in it.
    Parenthesis(bool),
    /// `{`.
    Brace,
    /// `${` of a template.
    Hole,
}

impl<'c> Scanner<'c> {
    fn rest(&self) -> &'c str {
        self.code.get(self.at..).unwrap_or_default()
    }

    /// Reads what comes next; whether there was something.
    fn step(&mut self) -> bool {
        let rest = self.rest();
        let Some(first) = rest.chars().next() else {
            return false;
        };
        if first.is_whitespace() || first == '\u{feff}' {
            self.at += first.len_utf8();
        } else if rest.starts_with("//") {
            self.at += rest
                .find(['\n', '\r', '\u{2028}', '\u{2029}'])
                .unwrap_or(rest.len());
        } else if let Some(comment) = rest.strip_prefix("/*") {
            self.at += comment.find("*/").map_or(rest.len(), |end| end + 4);
        } else if is_word(first) && !first.is_ascii_digit() || first == '\\' || first == '#' {
            let len = rest.find(|char| !is_word(char) && char != '\\' && char != '#');
            self.push(Kind::Word, len.unwrap_or(rest.len()));
        } else if first.is_ascii_digit()
            || first == '.' && rest[1..].starts_with(|c: char| c.is_ascii_digit())
        {
            self.push(Kind::Number, number(rest));
        } else if first == '"' || first == '\'' {
            self.push(Kind::Literal, quoted(rest, first));
        } else if first == '`' {
            self.template(1);
        } else if first == '/' && self.is_value_next() {
            self.push(Kind::Literal, regular_expression(rest));
        } else {
            self.sign(first);
        }
        true
    }

    fn push(&mut self, kind: Kind, len: usize) {
        let bytes = self.at..self.at + len;
        self.at = bytes.end;
        self.tokens.push(Token { kind, bytes });
    }

    fn sign(&mut self, first: char) {
        let rest = self.rest();
        let known = SIGNS.iter().find(|sign| rest.starts_with(**sign));
        // `a?.5:b` has no optional chaining.
        let is_number =
            rest.starts_with("?.") && rest[2..].starts_with(|c: char| c.is_ascii_digit());
        let len = match known {
            Some(sign) if !is_number => sign.len(),
            Some(_) | None => first.len_utf8(),
        };
        self.closed_condition = false;
        match first {
            '(' => {
                let is_condition = BEFORE_CONDITIONS.contains(&self.last());
                self.open.push(Open::Parenthesis(is_condition));
            }
            '{' => self.open.push(Open::Brace),
            ')' => self.closed_condition = self.open.pop() == Some(Open::Parenthesis(true)),
            '}' if self.open.pop() == Some(Open::Hole) => {
                self.template(1);
                return;
            }
            _ => {}
        }
        self.push(Kind::Sign, len);
    }

    /// Reads a piece of a template, up to its end or the next `${`, behind as many bytes that begin it.
    fn template(&mut self, begin: usize) {
        let rest = self.rest();
        let mut chars = rest.char_indices().skip(begin);
        while let Some((at, char)) = chars.next() {
            match char {
                '\\' => {
                    chars.next();
                }
                '`' => return self.push(Kind::Literal, at + 1),
                '$' if rest[at..].starts_with("${") => {
                    self.open.push(Open::Hole);
                    return self.push(Kind::Literal, at + 2);
                }
                _ => {}
            }
        }
        self.push(Kind::Literal, rest.len());
    }

    fn last(&self) -> &'c str {
        let last = self.tokens.last();
        last.and_then(|token| self.code.get(token.bytes.clone()))
            .unwrap_or_default()
    }

    /// Whether a value may come next, so that `/` divides nothing. (A `/` behind `}` is taken to begin a statement.)
    fn is_value_next(&self) -> bool {
        let Some(last) = self.tokens.last() else {
            return true;
        };
        let text = self.last();
        match last.kind {
            Kind::Word => BEFORE_VALUES.contains(&text),
            Kind::Number => false,
            Kind::Literal => text.ends_with("${"),
            Kind::Sign => match text {
                ")" => self.closed_condition,
                "]" => false,
                _ => true,
            },
        }
    }
}

/// Whether names are made of it.
fn is_word(char: char) -> bool {
    char.is_alphanumeric() || char == '_' || char == '$'
}

fn number(rest: &str) -> usize {
    let mut before = ' ';
    let is_hex = rest.starts_with("0x") || rest.starts_with("0X");
    let end = rest.find(|char: char| {
        let is_exponent =
            !is_hex && (char == '+' || char == '-') && (before == 'e' || before == 'E');
        before = char;
        !(is_word(char) || char == '.' || is_exponent)
    });
    end.unwrap_or(rest.len())
}

fn quoted(rest: &str, quote: char) -> usize {
    let mut chars = rest.char_indices().skip(1);
    while let Some((at, char)) = chars.next() {
        match char {
            '\\' => {
                chars.next();
            }
            '\n' => return at,
            _ if char == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

fn regular_expression(rest: &str) -> usize {
    let mut in_class = false;
    let mut chars = rest.char_indices().skip(1);
    while let Some((at, char)) = chars.next() {
        match char {
            '\\' => {
                chars.next();
            }
            '[' => in_class = true,
            ']' => in_class = false,
            '\n' => return at,
            '/' if !in_class => {
                let flags = &rest[at + 1..];
                return at + 1 + flags.find(|char| !is_word(char)).unwrap_or(flags.len());
            }
            _ => {}
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::tokens;

    fn texts(code: &str) -> Vec<&str> {
        let tokens = tokens(code).into_iter();
        tokens.map(|token| &code[token.bytes]).collect()
    }

    #[test]
    fn texts_comments_and_regular_expressions_are_no_words() {
        for (code, expected) in [
            ("a // class\n/* let */ b", vec!["a", "b"]),
            ("'it\\'s' + \"let\"", vec!["'it\\'s'", "+", "\"let\""]),
            (
                "x = /[/]let/g.test(a) / 2 / 3",
                vec![
                    "x",
                    "=",
                    "/[/]let/g",
                    ".",
                    "test",
                    "(",
                    "a",
                    ")",
                    "/",
                    "2",
                    "/",
                    "3",
                ],
            ),
            (
                "if (a) /let/.test(b)",
                vec!["if", "(", "a", ")", "/let/", ".", "test", "(", "b", ")"],
            ),
            ("return /a/", vec!["return", "/a/"]),
            (
                "`a ${b + `${{c}}`} let`",
                vec!["`a ${", "b", "+", "`${", "{", "c", "}", "}`", "} let`"],
            ),
            (
                "a ?. b ?? c ?.5:d",
                vec!["a", "?.", "b", "??", "c", "?", ".5", ":", "d"],
            ),
            ("1_000n + .5e-3", vec!["1_000n", "+", ".5e-3"]),
            ("größe = \u{feff}1", vec!["größe", "=", "1"]),
            ("`open", vec!["`open"]),
            ("/open", vec!["/open"]),
        ] {
            assert_eq!(texts(code), expected, "{code}");
        }
    }
}
