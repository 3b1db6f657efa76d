//! One tree laid over another: twice is once, and nothing laid over a map changes nothing.
#![no_main]

use libfuzzer_sys::fuzz_target;
use stackgen::diag::Path;
use stackgen::source::{Document, Node, Value, lay, read};

fuzz_target!(|texts: (&str, &str)| {
    let tree = |text: &str| read(&Document::new("stack.yaml", text));
    let (Ok(base), Ok(over)) = (tree(texts.0), tree(texts.1)) else {
        return;
    };
    let at = Path::root();
    let (once, _) = lay(&base, &over, &at);
    assert_eq!(lay(&once, &over, &at).0, once);
    if base.as_map().is_some() {
        let nothing = Node {
            value: Value::Map(Vec::new()),
            ..over
        };
        assert_eq!(lay(&base, &nothing, &at), (base, Vec::new()));
    }
});
