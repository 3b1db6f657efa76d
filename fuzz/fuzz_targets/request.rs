//! Any words and any line as a question to the stack of this repository.
#![no_main]

use std::collections::BTreeMap;
use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use stackgen::open::{Subject, open};
use stackgen::render::trace::{Places, json};
use stackgen::simulate::{Question, Simulation};
use stackgen::source::Document;
use stackgen::template::Settings;

fn subject() -> &'static Subject {
    static SUBJECT: OnceLock<Subject> = OnceLock::new();
    SUBJECT.get_or_init(|| {
        let text = include_str!("../../stacks/gymcoach.yaml");
        let code = include_str!("../../stacks/gymcoach/placeholder.py").to_owned();
        let files = BTreeMap::from([("gymcoach/placeholder.py".to_owned(), code)]);
        open(Document::new("gymcoach.yaml", text), None, &files).expect("the stack opens")
    })
}

fn simulation() -> Simulation {
    let settings = Settings {
        parameters: BTreeMap::new(),
        account: "111122223333".to_owned(),
        region: "us-east-1".parse().expect("a region"),
        stack_name: "gymcoach".to_owned(),
    };
    Simulation::new(subject().template(), settings, subject().aliases())
}

thread_local! {
    static SIMULATION: Simulation = simulation();
}

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let words: Vec<&str> = text.split(' ').collect();
    let questions = [
        Question::from_words(&words).ok(),
        serde_json::from_slice(bytes).ok(),
    ];
    SIMULATION.with(|simulation| {
        let places = Places::new(subject().template(), subject().stack());
        for question in questions.iter().flatten() {
            match simulation.ask(question) {
                Ok(answer) => {
                    let mut line = Vec::new();
                    json(&mut line, question, &answer, simulation, &places);
                    assert!(line.len() > 1, "an answer is written");
                }
                Err(message) => assert!(!message.is_empty()),
            }
        }
    });
});
