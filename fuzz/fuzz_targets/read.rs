//! Any bytes as a text: a tree that JSON says as well, or mistakes that can be shown.
#![no_main]

use libfuzzer_sys::fuzz_target;
use stackgen::render::findings::human;
use stackgen::source::{Document, attempt, read};

fuzz_target!(|bytes: &[u8]| {
    let document = Document::new("stack.yaml", String::from_utf8_lossy(bytes));
    let (tree, found) = attempt(&document);
    assert!(
        tree.is_some() || !found.is_empty(),
        "neither a tree nor a mistake"
    );
    if !found.is_empty() {
        assert!(!human(&found, None, &document, false).is_empty());
    } else if let Some(tree) = tree {
        let json = serde_json::to_string(&tree).expect("a tree is JSON");
        assert_eq!(read(&Document::new("stack.json", json)), Ok(tree));
    }
});
