//! What the engine understands and the runtimes of `CloudFront` Functions do not, found in the text of the code.

mod features;
mod reach;
mod rewritten;
mod tokens;

use std::fmt;

use self::features::Code;
pub(super) use self::rewritten::SILENCE;
use super::event::JsRuntime;
use super::fault::Fault;

/// A place in the code, both numbers from 1; columns are counted in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl Position {
    /// The place behind the last character.
    pub(super) fn end_of(code: &str) -> Self {
        position(code, code.len())
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// Something of JavaScript that not every runtime has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Feature {
    /// `const`.
    Const,
    /// `let`.
    Let,
    /// `async` and `await`.
    Async,
    /// `import name from 'module'`.
    Import,
    /// `1_000`.
    NumericSeparator,
    /// `1n`.
    BigInt,
    /// An `async` function that is no function of its own, or an arrow.
    AsyncClosure,
    /// `class`.
    Class,
    /// `function*`.
    Generator,
    /// `for (… of …)`.
    ForOf,
    /// `const { a } = b`.
    Destructuring,
    /// `f(...a)`, `[...a]`, `{ ...a }`.
    Spread,
    /// `function f(a = 1)`.
    DefaultParameter,
    /// `a?.b`.
    OptionalChaining,
    /// `a ?? b`.
    NullishCoalescing,
    /// `a ||= b`.
    LogicalAssignment,
    /// `catch {`.
    CatchWithoutBinding,
}

impl Feature {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Const => "`const`",
            Self::Let => "`let`",
            Self::Async => "`async`",
            Self::Import => "`import`",
            Self::NumericSeparator => "a separator in a number",
            Self::BigInt => "a BigInt",
            Self::AsyncClosure => "an `async` closure",
            Self::Class => "a class",
            Self::Generator => "a generator",
            Self::ForOf => "`for` … `of`",
            Self::Destructuring => "destructuring",
            Self::Spread => "spreading",
            Self::DefaultParameter => "a default parameter",
            Self::OptionalChaining => "optional chaining",
            Self::NullishCoalescing => "nullish coalescing",
            Self::LogicalAssignment => "logical assignment",
            Self::CatchWithoutBinding => "`catch` without a name",
        }
    }

    /// Whether a runtime does not have it. The pages say so of these in runtime 1.0. A `BigInt` is on no page, and is refused
    /// because the engine computes with numbers of any length without being asked whether to go on.
    const fn is_refused(self, language: JsRuntime) -> bool {
        match self {
            Self::Const | Self::Let | Self::Async | Self::Import | Self::NumericSeparator => {
                matches!(language, JsRuntime::V1)
            }
            Self::BigInt => true,
            Self::AsyncClosure
            | Self::Class
            | Self::Generator
            | Self::ForOf
            | Self::Destructuring
            | Self::Spread
            | Self::DefaultParameter
            | Self::OptionalChaining
            | Self::NullishCoalescing
            | Self::LogicalAssignment
            | Self::CatchWithoutBinding => false,
        }
    }

    /// Whether the pages list it for runtime 2.0.
    const fn is_listed(self) -> bool {
        matches!(
            self,
            Self::Const | Self::Let | Self::Async | Self::Import | Self::NumericSeparator
        )
    }
}

/// Something that the code uses and the page of its runtime does not list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unlisted {
    /// Where it is used first.
    pub at: Position,
    /// What it is.
    pub feature: Feature,
}

/// Code as the engine gets it.
#[derive(Debug)]
pub(super) struct Read {
    /// The code, in which `import` is `require`, and what is only logged is read in silence.
    pub code: String,
    /// What no page lists, each once, in the order of the code.
    pub unlisted: Vec<Unlisted>,
    /// Whether runs may share an engine, because nothing in the code could change what they share.
    pub may_share: bool,
}

/// Reads the code of a function.
pub(super) fn read(code: &str, language: JsRuntime) -> Result<Read, Fault> {
    let read = Code::new(code);
    let position = |byte: usize| position(code, byte);
    if let Some(stray) = read.stray() {
        return Err(Fault::DoesNotParse {
            message: "this does not belong to the code of a function".to_owned(),
            at: Some(position(stray)),
        });
    }
    let found = read.features();
    let refused = found
        .iter()
        .find(|(_, feature)| feature.is_refused(language));
    if let Some((byte, feature)) = refused {
        return Err(Fault::NotSupported {
            feature: *feature,
            at: position(*byte),
        });
    }
    let mut unlisted: Vec<Unlisted> = Vec::new();
    for (byte, feature) in found {
        if !feature.is_listed() && !unlisted.iter().any(|known| known.feature == feature) {
            let at = position(byte);
            unlisted.push(Unlisted { at, feature });
        }
    }
    Ok(Read {
        code: rewritten::rewritten(&read),
        unlisted,
        may_share: !reach::reaches(&read),
    })
}

fn position(code: &str, byte: usize) -> Position {
    let before = code.get(..byte).unwrap_or(code);
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    Position {
        line: before.matches('\n').count() + 1,
        column: before[line..].chars().count() + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::{Feature, JsRuntime, Position, read};
    use crate::simulate::javascript::Fault;

    fn unlisted(code: &str) -> Vec<Feature> {
        let read = read(code, JsRuntime::V2).unwrap();
        let unlisted = read.unlisted.into_iter();
        unlisted.map(|unlisted| unlisted.feature).collect()
    }

    #[test]
    fn what_no_page_lists_is_found() {
        for (code, feature) in [
            ("class A {}", Feature::Class),
            ("function* f() { yield 1 }", Feature::Generator),
            ("for (const a of b) {}", Feature::ForOf),
            ("for (a of b) {}", Feature::ForOf),
            ("const { a } = b", Feature::Destructuring),
            ("let [a] = b", Feature::Destructuring),
            ("[a, b] = [b, a]", Feature::Destructuring),
            ("function f({ a }) {}", Feature::Destructuring),
            ("a.map(([b]) => b)", Feature::Destructuring),
            ("f(...a)", Feature::Spread),
            ("a = { ...b }", Feature::Spread),
            ("function f(a, b = 1) {}", Feature::DefaultParameter),
            ("a = (b = 1) => b", Feature::DefaultParameter),
            ("a?.b", Feature::OptionalChaining),
            ("a ?? b", Feature::NullishCoalescing),
            ("a ||= b", Feature::LogicalAssignment),
            ("try {} catch {}", Feature::CatchWithoutBinding),
            ("a = async () => 1", Feature::AsyncClosure),
            ("a(async function () {})", Feature::AsyncClosure),
        ] {
            assert_eq!(unlisted(code), [feature], "{code}");
        }
    }

    #[test]
    fn what_the_pages_list_is_not_found() {
        for code in [
            "var a = b.class.let; c = { class: 1, async: 2, of: 3 }",
            "function f(a, ...rest) { return (b, ...c) => b }",
            "for (var of = 0; of < 1; of++) {}",
            "async function handler(event) { return await f() }",
            "a = b ? .5 : 1; c = d[e] = 1; if (x) [1].map(f)",
            "try {} catch (error) {} // class",
            "const a = (b, c) => { const d = b == c; return `${d ? '?.' : '...'}` }",
            "a = function (b) { c = 1 }; f(a, d = 2)",
            "import cf from 'cloudfront'; const h = cf.kvs()",
            "var re = /class (?:let)?? [...]/",
        ] {
            assert_eq!(unlisted(code), [], "{code}");
        }
    }

    #[test]
    fn what_the_pages_refuse_is_refused() {
        for (code, feature) in [
            ("var a;\n  const b = 1", Feature::Const),
            ("\n  let b = 1", Feature::Let),
            ("\n  async function handler() {}", Feature::Async),
            ("\n  import crypto from 'crypto'", Feature::Import),
            ("\n  1_000", Feature::NumericSeparator),
        ] {
            let at = Position { line: 2, column: 3 };
            let refused = Fault::NotSupported { feature, at };
            assert_eq!(read(code, JsRuntime::V1).unwrap_err(), refused, "{code}");
            assert!(read(code, JsRuntime::V2).is_ok(), "{code}");
        }
        let code = "a = 0x1n; b = 2n";
        for language in [JsRuntime::V1, JsRuntime::V2] {
            let at = Position { line: 1, column: 5 };
            let feature = Feature::BigInt;
            assert_eq!(
                read(code, language).unwrap_err(),
                Fault::NotSupported { feature, at }
            );
        }
    }

    #[test]
    fn code_cannot_leave_the_function_it_is_put_into() {
        for code in ["}", "}); f(function () {", "return 1", "a = 1) + (2"] {
            let fault = read(code, JsRuntime::V2).unwrap_err();
            assert!(matches!(fault, Fault::DoesNotParse { .. }), "{code}");
        }
    }
}
