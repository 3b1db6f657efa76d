//! What is settled of an answer of the simulator.

use crate::check::Deployed;
use crate::simulate::{Answer, Outcome, Question, Reason, Response, Verdict};

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

/// The answer to a request that is let through at all: the only one, or the only one beside those of a web ACL or of
/// restrictions by country, of which templates often do not tell.
pub fn answer_if_let_through(answer: &Answer) -> Option<&Response> {
    let is_kept_out = |response: &Response| {
        matches!(
            response.reason,
            Reason::BlockedByWebAcl | Reason::BlockedByCountry
        )
    };
    match &answer.outcome {
        Outcome::Response(response) => Some(response),
        Outcome::Unknown(unknown) if unknown.complete => {
            let mut let_through = Vec::new();
            for outcome in &unknown.possible {
                match outcome {
                    Outcome::Response(response) if is_kept_out(response) => {}
                    Outcome::Response(response) => let_through.push(response),
                    Outcome::Decision(_) | Outcome::Unknown(_) => return None,
                }
            }
            match let_through[..] {
                [one] => Some(one),
                [] | [_, _, ..] => None,
            }
        }
        Outcome::Decision(_) | Outcome::Unknown(_) => None,
    }
}
