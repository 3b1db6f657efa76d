//! Where code uses what not every runtime has, by its tokens: code that is no JavaScript is left to the engine.

use super::Feature;
use super::tokens::{Kind, Token, tokens};

/// Code with its tokens, and for each bracket the other one.
pub(super) struct Code<'c> {
    text: &'c str,
    tokens: Vec<Token>,
    pairs: Vec<Option<usize>>,
    /// The first token that closes or leaves what the code did not open.
    stray: Option<usize>,
}

impl<'c> Code<'c> {
    /// Reads the tokens.
    pub(super) fn new(text: &'c str) -> Self {
        let tokens = tokens(text);
        let mut code = Self {
            text,
            pairs: vec![None; tokens.len()],
            tokens,
            stray: None,
        };
        code.pair();
        code
    }

    fn pair(&mut self) {
        let mut open: Vec<usize> = Vec::new();
        for index in 0..self.tokens.len() {
            let is_stray = match self.text(index) {
                "(" | "[" | "{" if self.is(index, Kind::Sign) => {
                    open.push(index);
                    false
                }
                ")" | "]" | "}" if self.is(index, Kind::Sign) => {
                    let other = open.pop();
                    if let (Some(other), Some(pair)) = (other, self.pairs.get_mut(index)) {
                        *pair = Some(other);
                    }
                    if let Some(pair) = other.and_then(|other| self.pairs.get_mut(other)) {
                        *pair = Some(index);
                    }
                    other.is_none()
                }
                "return" => open.is_empty() && self.is_keyword(index),
                _ => false,
            };
            if is_stray && self.stray.is_none() {
                self.stray = Some(index);
            }
        }
    }

    /// How many tokens there are.
    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The text that was read.
    pub(super) fn whole(&self) -> &'c str {
        self.text
    }

    /// The byte at which the code would leave the function that is put around it.
    pub(super) fn stray(&self) -> Option<usize> {
        self.stray.map(|index| self.byte(index))
    }

    /// The text of a token; empty where there is none.
    pub(super) fn text(&self, index: usize) -> &'c str {
        let token = self.tokens.get(index);
        let text = token.and_then(|token| self.text.get(token.bytes.clone()));
        text.unwrap_or_default()
    }

    /// The text of the token before it.
    pub(super) fn before(&self, index: usize) -> &'c str {
        index.checked_sub(1).map_or("", |before| self.text(before))
    }

    /// The byte at which a token begins.
    pub(super) fn byte(&self, index: usize) -> usize {
        self.tokens.get(index).map_or(0, |token| token.bytes.start)
    }

    /// Whether a token is of this kind.
    pub(super) fn is(&self, index: usize, kind: Kind) -> bool {
        self.tokens
            .get(index)
            .is_some_and(|token| token.kind == kind)
    }

    /// The other one of a bracket.
    pub(super) fn pair_of(&self, index: usize) -> Option<usize> {
        self.pairs.get(index).copied().flatten()
    }

    /// Whether a word is no name of a property.
    pub(super) fn is_keyword(&self, index: usize) -> bool {
        self.is(index, Kind::Word)
            && !matches!(self.before(index), "." | "?.")
            && self.text(index + 1) != ":"
    }

    /// Everything found, in the order of the code.
    pub(super) fn features(&self) -> Vec<(usize, Feature)> {
        let mut found: Vec<(usize, Feature)> = (0..self.tokens.len())
            .flat_map(|index| {
                let here = [self.word(index), self.sign(index), self.number(index)];
                let here = here.into_iter().flatten();
                here.map(move |feature| (self.byte(index), feature))
            })
            .collect();
        found.sort_by_key(|(byte, _)| *byte);
        found
    }

    fn word(&self, index: usize) -> Option<Feature> {
        if !self.is_keyword(index) {
            return None;
        }
        let next = self.text(index + 1);
        let is_pattern = next == "{" || next == "[";
        match self.text(index) {
            "const" | "let" | "var" if is_pattern => Some(Feature::Destructuring),
            "const" => Some(Feature::Const),
            "let" if self.is(index + 1, Kind::Word) => Some(Feature::Let),
            "import" => Some(Feature::Import),
            "class" => Some(Feature::Class),
            "function" if next == "*" => Some(Feature::Generator),
            "catch" if next == "{" => Some(Feature::CatchWithoutBinding),
            "of" if self.is_of(index) => Some(Feature::ForOf),
            "async" => self.async_function(index),
            "await" if self.is_value(index + 1) => Some(Feature::Async),
            _ => None,
        }
    }

    /// A function of its own is listed; as a value, or as an arrow, it is not.
    fn async_function(&self, index: usize) -> Option<Feature> {
        let is_statement = matches!(self.before(index), "" | ";" | "{" | "}" | ")");
        if self.text(index + 1) == "function" {
            let is_own = is_statement && self.is(index + 2, Kind::Word);
            return Some(if is_own {
                Feature::Async
            } else {
                Feature::AsyncClosure
            });
        }
        let arrow = match self.text(index + 1) {
            "(" => self.pair_of(index + 1)? + 1,
            _ => index + 2,
        };
        (self.text(arrow) == "=>").then_some(Feature::AsyncClosure)
    }

    fn is_value(&self, index: usize) -> bool {
        let begins = matches!(self.text(index), "(" | "[" | "{" | "+" | "-" | "!");
        begins || index < self.tokens.len() && !self.is(index, Kind::Sign)
    }

    /// Whether `of` stands directly inside the parentheses of a `for`, behind the name of a variable.
    fn is_of(&self, index: usize) -> bool {
        let opening = (0..index).rev().find(|at| {
            let other = self.pair_of(*at);
            self.text(*at) == "(" && other.is_some_and(|other| other > index)
        });
        let is_for = opening.is_some_and(|at| matches!(self.before(at), "for" | "await"));
        let is_behind = !matches!(
            self.before(index),
            "(" | "var" | "let" | "const" | ";" | "="
        );
        is_for && is_behind && self.is_value(index + 1)
    }

    fn sign(&self, index: usize) -> Option<Feature> {
        if !self.is(index, Kind::Sign) {
            return None;
        }
        match self.text(index) {
            "?." => Some(Feature::OptionalChaining),
            "??" => Some(Feature::NullishCoalescing),
            "??=" | "||=" | "&&=" => Some(Feature::LogicalAssignment),
            "..." if !self.is_rest(index) => Some(Feature::Spread),
            "[" | "{" if self.is_assigned_pattern(index) => Some(Feature::Destructuring),
            "(" if self.is_parameter_list(index) => self.parameters(index),
            _ => None,
        }
    }

    /// Whether `...` collects the last parameters of a function.
    fn is_rest(&self, index: usize) -> bool {
        let close = index + 2;
        let opening = self.pair_of(close).filter(|_| self.text(close) == ")");
        opening.is_some_and(|opening| self.is_parameter_list(opening))
    }

    fn is_parameter_list(&self, opening: usize) -> bool {
        let Some(close) = self.pair_of(opening) else {
            return false;
        };
        if self.text(close + 1) == "=>" {
            return true;
        }
        let before = self.before(opening);
        let is_function = before == "function"
            || opening >= 2 && matches!(self.text(opening - 2), "function" | "*");
        // A method has a body too, and a statement has a keyword.
        let is_statement = matches!(before, "if" | "for" | "while" | "switch" | "catch" | "with");
        let is_method = opening > 0
            && self.is(opening - 1, Kind::Word)
            && !is_statement
            && opening >= 2
            && matches!(self.text(opening - 2), "{" | "," | "}" | ";");
        (is_function || is_method) && self.text(close + 1) == "{"
    }

    fn parameters(&self, opening: usize) -> Option<Feature> {
        let close = self.pair_of(opening)?;
        let mut at = opening + 1;
        while at < close {
            let text = self.text(at);
            if text == "=" {
                return Some(Feature::DefaultParameter);
            }
            if text == "[" || text == "{" {
                let is_first = matches!(self.before(at), "(" | "," | "...");
                if is_first {
                    return Some(Feature::Destructuring);
                }
            }
            at = match text {
                "(" | "[" | "{" => self.pair_of(at)? + 1,
                _ => at + 1,
            };
        }
        None
    }

    /// Whether a statement begins with a pattern to which something is assigned.
    fn is_assigned_pattern(&self, index: usize) -> bool {
        let is_first = matches!(self.before(index), "" | ";" | "{" | "}" | "(");
        let close = self.pair_of(index);
        is_first && close.is_some_and(|close| self.text(close + 1) == "=")
    }

    fn number(&self, index: usize) -> Option<Feature> {
        if !self.is(index, Kind::Number) {
            return None;
        }
        let text = self.text(index);
        if text.ends_with('n') {
            return Some(Feature::BigInt);
        }
        text.contains('_').then_some(Feature::NumericSeparator)
    }
}
