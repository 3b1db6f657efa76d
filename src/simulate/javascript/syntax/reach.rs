//! Whether code could change what all runs in one engine share.

use super::features::Code;
use super::tokens::Kind;

/// Words without which code reaches nothing but its own objects and what is sealed. (Words that are put together when the
/// code runs are not seen: nobody writes them so, and a run that was changed by another is all that would come of it.)
const REACHING: [&str; 5] = [
    "__proto__",
    "constructor",
    "globalThis",
    "prototype",
    "PrototypeOf",
];

/// Whether it could, by the words in it.
pub(super) fn reaches(code: &Code) -> bool {
    (0..code.len()).any(|index| {
        let text = code.text(index);
        let is_named = REACHING.iter().any(|word| text.contains(word));
        is_named && !(code.is(index, Kind::Word) && is_only_used(code, index))
    })
}

/// Whether a method is borrowed, as in `Object.prototype.hasOwnProperty.call(a, b)`, or a constructor compared.
fn is_only_used(code: &Code, index: usize) -> bool {
    let next = |count: usize| code.text(index + count);
    if code.before(index) != "." {
        return false;
    }
    match code.text(index) {
        "prototype" => {
            next(1) == "."
                && next(3) == "."
                && matches!(next(4), "call" | "apply")
                && next(5) == "("
        }
        "constructor" => matches!(next(1), "===" | "==" | "!==" | "!="),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Code, reaches};

    #[test]
    fn what_might_change_what_is_shared_reaches_it() {
        for code in [
            "Array.prototype.flat = f",
            "globalThis.a = 1",
            "a['__proto__'].b = 1",
            "a.constructor.b = 1",
            "Object.getPrototypeOf(a).b = 1",
            "const p = Array.prototype; p.flat = f",
            "Array.prototype.map.call = f",
            "`${a.constructor}`",
        ] {
            assert!(reaches(&Code::new(code)), "{code}");
        }
        for code in [
            "Object.prototype.hasOwnProperty.call(a, b)",
            "Array.prototype.slice.apply(arguments)",
            "a.constructor === Array",
            "// the prototype\nf()",
            "Math.a = 1",
        ] {
            assert!(!reaches(&Code::new(code)), "{code}");
        }
    }
}
