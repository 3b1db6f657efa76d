//! Any text as a stack file: a template that reads back and says the same in both layouts, or words that refuse it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use stackgen::open::open_stack;
use stackgen::render::findings::human;
use stackgen::source::{Document, Files, Unreadable, read};

/// Any path is a file with a handler in it, so that no slip of a path hides what comes after.
struct Handlers;

impl Files for Handlers {
    fn read(&self, path: &str) -> Result<String, Unreadable> {
        let text = if path.ends_with(".js") {
            "exports.handler = async () => ({});\n"
        } else {
            "def handler(event, context):\n    return {}\n"
        };
        Ok(text.to_owned())
    }
}

fuzz_target!(|text: &str| {
    let open = |compact| open_stack(Document::new("stack.yaml", text), None, &Handlers, compact);
    match open(false) {
        Ok(opened) => {
            let fitted = opened.template.source();
            assert_eq!(read(&fitted.document).as_ref(), Ok(&fitted.tree));
            let compact = open(true).expect("the layout refuses nothing");
            assert_eq!(compact.template.source().tree, fitted.tree);
        }
        Err(refused) => {
            let problems = refused.problems.as_slice();
            let words = human(problems, refused.source.as_ref(), &refused.document, false);
            assert!(!words.is_empty());
        }
    }
});
