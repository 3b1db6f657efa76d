//! Holding what is expected against what is answered.

use super::field::{Field, Value};
use super::objects::Objects;
use super::seen::seen;
use super::suite::{Promise, Suite};
use crate::simulate::{Answer, Question, Simulation};

/// What became of a test file.
#[derive(Debug, Clone, PartialEq)]
pub struct Report<'a> {
    /// Every request, in the order of the file.
    pub tried: Vec<Tried<'a>>,
}

/// What became of one request.
#[derive(Debug, Clone, PartialEq)]
pub struct Tried<'a> {
    /// What was expected.
    pub promise: &'a Promise,
    /// What was asked in the end: `missing` says whether the object was there.
    pub question: Question,
    /// What came of it.
    pub verdict: Verdict,
}

/// What came of a request.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// It was answered as expected.
    Held(Box<Answer>),
    /// It was answered otherwise.
    Broken {
        /// The fields that differ; at least one.
        mismatches: Vec<Mismatch>,
        /// The answer.
        answer: Box<Answer>,
    },
    /// It cannot be asked of this template: what is not understood about it.
    NotAsked(String),
}

/// A field that is not as expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// The field.
    pub field: Field,
    /// What was expected.
    pub expected: Value,
    /// What was answered.
    pub seen: Value,
}

impl Report<'_> {
    /// How many requests were answered as expected, how many otherwise, and how many cannot be asked.
    pub fn counts(&self) -> (usize, usize, usize) {
        let count = |is: fn(&Verdict) -> bool| {
            let tried = self.tried.iter();
            tried.filter(|tried| is(&tried.verdict)).count()
        };
        (
            count(|verdict| matches!(verdict, Verdict::Held(_))),
            count(|verdict| matches!(verdict, Verdict::Broken { .. })),
            count(|verdict| matches!(verdict, Verdict::NotAsked(_))),
        )
    }
}

/// Asks everything that a test file asks.
pub fn run<'a>(suite: &'a Suite, simulation: &Simulation) -> Report<'a> {
    let objects = Objects::new(&suite.objects, simulation);
    let promises = suite.promises.iter();
    Report {
        tried: promises
            .map(|promise| match objects.ask(&promise.question, simulation) {
                Ok((question, answer)) => Tried {
                    promise,
                    question,
                    verdict: judged(promise, answer, simulation),
                },
                Err(why) => Tried {
                    promise,
                    question: promise.question.clone(),
                    verdict: Verdict::NotAsked(why),
                },
            })
            .collect(),
    }
}

fn judged(promise: &Promise, answer: Answer, simulation: &Simulation) -> Verdict {
    let fields = promise.expect.0.iter();
    let mismatches: Vec<Mismatch> = fields
        .filter_map(|(field, expected)| {
            let expected = named(*field, expected, simulation);
            let seen = seen(*field, &answer, simulation);
            (expected != seen).then_some(Mismatch {
                field: *field,
                expected,
                seen,
            })
        })
        .collect();
    let answer = Box::new(answer);
    if mismatches.is_empty() {
        Verdict::Held(answer)
    } else {
        Verdict::Broken { mismatches, answer }
    }
}

/// What is expected, with the logical id of a resource that is called by its name in the stack file.
fn named(field: Field, expected: &Value, simulation: &Simulation) -> Value {
    match (field, expected) {
        (Field::Resource, Value::Text(name)) => {
            let id = simulation.resource(name);
            Value::Text(id.unwrap_or(name).to_owned())
        }
        _ => expected.clone(),
    }
}
