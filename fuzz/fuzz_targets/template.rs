//! Any text as a template: deployed, and asked for a few things. Every question is answered or misunderstood, in words.
#![no_main]

use libfuzzer_sys::fuzz_target;
use stackgen::render::trace::{Places, human, json};
use stackgen::simulate::{Aliases, Question, Simulation};
use stackgen::source::{Document, Source};
use stackgen::template::{Settings, Template};

/// What every template is asked.
const QUESTIONS: &[&str] = &[
    "GET /",
    "GET /api/../x%2Fy",
    "POST https://A/x",
    "GET https://b.s3.us-east-1.amazonaws.com/k",
    "GET s3://B/k",
    "s3:GetObject arn:aws:s3:::b/k",
    "sts:AssumeRole A",
    "lambda:InvokeFunction *",
];

fuzz_target!(|bytes: &[u8]| {
    let document = Document::new("template.yaml", String::from_utf8_lossy(bytes));
    let Ok(source) = Source::read(document) else {
        return;
    };
    let Ok(template) = Template::of(source) else {
        return;
    };
    let settings = Settings {
        parameters: [("P".to_owned(), "value".to_owned())].into(),
        account: "111122223333".to_owned(),
        region: "us-east-1".parse().expect("a region"),
        stack_name: "stack".to_owned(),
    };
    let simulation = Simulation::new(&template, settings, Aliases::new());
    let places = Places::new(&template, None);
    for words in QUESTIONS {
        for caller in ["anonymous", "A", "account:444455556666"] {
            let words: Vec<&str> = words.split(' ').collect();
            let mut question = Question::from_words(&words).expect("a request");
            question.caller = Some(caller.to_owned());
            if let Ok(answer) = simulation.ask(&question) {
                let mut line = Vec::new();
                json(&mut line, &question, &answer, &simulation, &places);
                assert!(line.len() > 1, "an answer is written");
                assert!(!human(&question, &answer, &simulation, &places, false).is_empty());
            }
        }
    }
});
