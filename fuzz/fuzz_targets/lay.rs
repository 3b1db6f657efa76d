//! The parts of a tree laid over it, and it over them: twice is once, and nothing laid over a map changes nothing.
#![no_main]

use libfuzzer_sys::fuzz_target;
use stackgen::diag::Path;
use stackgen::source::{Document, Node, Value, lay, read};

/// The most nodes of a tree. Aliases make millions of a few lines, and each check copies the tree several times.
const LARGEST: usize = 10_000;

fuzz_target!(|text: &str| {
    // What belongs over a stack stands in the same file, two maps down: `environments.production`.
    if let Ok(tree) = read(&Document::new("stack.yaml", text))
        && size(&tree) < LARGEST
    {
        for section in values(&tree) {
            for part in values(section).chain([section]) {
                check(&tree, part);
                check(part, &tree);
            }
        }
    }
});

fn values(node: &Node) -> impl Iterator<Item = &Node> {
    let entries = node.as_map().unwrap_or_default();
    entries.iter().map(|entry| &entry.value)
}

fn size(node: &Node) -> usize {
    let items = node.as_list().unwrap_or_default().iter();
    1 + values(node).chain(items).map(size).sum::<usize>()
}

fn check(base: &Node, over: &Node) {
    let at = Path::root();
    let (once, _) = lay(base, over, &at);
    assert_eq!(lay(&once, over, &at).0, once);
    if base.as_map().is_some() {
        let nothing = Node::from(Value::Map(Vec::new()));
        assert_eq!(lay(base, &nothing, &at), (base.clone(), Vec::new()));
    }
}
