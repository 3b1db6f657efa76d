//! What IAM decides about an action, asked of the simulator.

use crate::check::Deployed;
use crate::simulate::{Outcome, Question, Verdict};

impl Deployed<'_> {
    /// Whether somebody may do something, both as a question has them; `None` where that hinges on what is not known.
    pub fn decided(&self, caller: &str, action: &str, resource: &str) -> Option<Verdict> {
        let question = Question {
            caller: Some(caller.to_owned()),
            action: Some(action.to_owned()),
            resource: Some(resource.to_owned()),
            ..Question::default()
        };
        match self.world.ask(&question).ok()?.outcome {
            Outcome::Decision(decision) => Some(decision.verdict),
            Outcome::Response(_) | Outcome::Unknown(_) => None,
        }
    }
}
