//! One statement of a policy.

use super::action::Actions;
use super::condition::Condition;
use super::principal::Principals;
use super::resource::Resources;
use crate::diag::Path;
use crate::template::{Fact, Term};

/// A statement.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html>
#[derive(Debug)]
pub(super) struct Statement {
    /// Its number in the policy, from 0.
    pub(super) number: usize,
    /// Its `Sid`.
    pub(super) sid: Option<String>,
    /// Where it stands.
    pub(super) at: Path,
    /// What it does.
    pub(super) effect: Effect,
    /// Of whom it speaks; none in the policy of an identity.
    pub(super) principals: Option<Principals>,
    /// Of which actions.
    pub(super) actions: Actions,
    /// Of which resources.
    pub(super) resources: Resources,
    /// Under which conditions.
    pub(super) conditions: Vec<Condition>,
}

/// What a statement does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Effect {
    /// It allows.
    Allow,
    /// It denies.
    Deny,
    /// Either; the template does not say.
    Open(Fact),
}

impl Statement {
    /// Reads a statement; `None` where AWS would refuse it.
    pub(super) fn read(number: usize, term: &Term, variables: bool) -> Option<Self> {
        let effect = term.get("Effect")?.text()?;
        // "Valid values for Effect are Allow and Deny. The Effect value is case sensitive."
        // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_effect.html
        let effect = match effect.as_known() {
            Some("Allow") => Effect::Allow,
            Some("Deny") => Effect::Deny,
            Some(_) => return None,
            None => Effect::Open(effect.facts().next()?.clone()),
        };
        let has_principal = term.get("Principal").is_some() || term.get("NotPrincipal").is_some();
        let principals = if has_principal {
            Some(Principals::read(term)?)
        } else {
            None
        };
        let conditions = match term.get("Condition") {
            Some(block) => Condition::read(block, variables)?,
            None => Vec::new(),
        };
        let sid = term.get("Sid").and_then(Term::text);
        Some(Self {
            number,
            sid: sid.map(|sid| sid.to_string()).filter(|sid| !sid.is_empty()),
            at: term.at.clone(),
            effect,
            actions: Actions::read(term)?,
            resources: Resources::read(term, principals.is_none(), variables)?,
            principals,
            conditions,
        })
    }
}
