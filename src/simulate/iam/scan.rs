//! Looking through policies for statements that speak of what is asked.

use super::asked::Asked;
use super::holds::Holds;
use super::layers::Layer;
use super::policy::Policy;
use super::principal::{Named, Naming};
use super::statement::{Effect, Statement};
use crate::simulate::hop::By;
use crate::template::Fact;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found<T> {
    /// This, and the statement that says it; none where it is only supposed that a policy does.
    Yes(T, Option<By>),
    /// Nothing.
    No,
    /// Something or nothing, as what is not known turns out.
    Hinges,
}

impl<T> Found<T> {
    /// Whether something was.
    pub(super) const fn holds(&self) -> Holds {
        match self {
            Self::Yes(_, _) => Holds::Yes,
            Self::No => Holds::No,
            Self::Hinges => Holds::Hinges,
        }
    }

    /// The statement that says it.
    pub(super) fn by(self) -> Option<By> {
        match self {
            Self::Yes(_, by) => by,
            Self::No | Self::Hinges => None,
        }
    }
}

/// What is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sought {
    Allow,
    Deny,
}

impl Asked<'_, '_, '_> {
    /// Looks for a statement of identities that allows or denies; what rests on nothing unknown comes first.
    pub(super) fn scan(&mut self, layers: &[Layer], sought: Sought) -> Found<()> {
        let mut hinges = false;
        for layer in layers {
            match self.undecided(|asked| asked.in_layer(layer, sought)) {
                Found::Yes((), by) => return Found::Yes((), by),
                Found::No => {}
                Found::Hinges => hinges = true,
            }
        }
        if !hinges {
            return Found::No;
        }
        if !self.supposing {
            return Found::Hinges;
        }
        let mut supposed = layers.iter().map(|layer| self.in_layer(layer, sought));
        supposed
            .find(|found| *found != Found::No)
            .unwrap_or(Found::No)
    }

    /// Does something without supposing anything.
    fn undecided<T>(&mut self, look: impl FnOnce(&mut Self) -> T) -> T {
        let supposing = std::mem::replace(&mut self.supposing, false);
        let found = look(self);
        self.supposing = supposing;
        found
    }

    fn in_layer(&mut self, layer: &Layer, sought: Sought) -> Found<()> {
        let policy = layer.policy;
        let mut whole = Found::No;
        for statement in &policy.statements {
            match self.undecided(|asked| asked.says(statement, sought)) {
                Holds::No => continue,
                Holds::Yes => {}
                Holds::Hinges if !self.supposing => {
                    whole = Found::Hinges;
                    continue;
                }
                Holds::Hinges => {
                    if self.says(statement, sought) == Holds::No {
                        continue;
                    }
                }
            }
            return match self.is_attached(layer) {
                Holds::Yes => Found::Yes((), Some(by(policy, statement))),
                Holds::No => Found::No,
                Holds::Hinges => Found::Hinges,
            };
        }
        for fact in &policy.open {
            match Holds::all([self.may_say(fact, sought), self.is_attached(layer)]) {
                Holds::Yes => return Found::Yes((), None),
                Holds::No => {}
                Holds::Hinges => whole = Found::Hinges,
            }
        }
        whole
    }

    /// Whether a policy is attached that is so only if names are the same.
    fn is_attached(&mut self, layer: &Layer) -> Holds {
        let pairs = layer.if_same.iter();
        Holds::all(pairs.map(|(one, other)| self.same(one, other)))
    }

    /// Whether a policy of which nothing is known says this of what is asked.
    fn may_say(&mut self, fact: &Fact, sought: Sought) -> Holds {
        if !self.supposing {
            return Holds::Hinges;
        }
        let question = format!(
            "what {fact} says of {} on {}",
            self.action, self.call.resource
        );
        let said = self
            .run
            .trial
            .choose(&question, std::slice::from_ref(fact), 3);
        Holds::from(match sought {
            Sought::Allow => said == 0,
            Sought::Deny => said == 1,
        })
    }

    /// Whether a statement of an identity's policy does this to what is asked.
    fn says(&mut self, statement: &Statement, sought: Sought) -> Holds {
        // "You cannot use the `Principal` element in an identity-based policy": AWS refuses it.
        if statement.principals.is_some() {
            return Holds::No;
        }
        self.speaks(statement, sought)
    }

    /// Whether a statement does this to the action and the resource under these conditions, whoever asks.
    fn speaks(&mut self, statement: &Statement, sought: Sought) -> Holds {
        let effect = match (&statement.effect, sought) {
            (Effect::Allow, Sought::Allow) | (Effect::Deny, Sought::Deny) => Holds::Yes,
            (Effect::Allow, Sought::Deny) | (Effect::Deny, Sought::Allow) => return Holds::No,
            (Effect::Open(_), _) => Holds::Hinges,
        };
        let action = self.is_named(&statement.actions);
        if action == Holds::No {
            return Holds::No;
        }
        let resource = self.is_about(&statement.resources);
        if resource == Holds::No {
            return Holds::No;
        }
        let conditions = self.all_hold(&statement.conditions);
        if conditions == Holds::No {
            return Holds::No;
        }
        let effect = match &statement.effect {
            Effect::Open(fact) => {
                let question = format!("{fact} is Allow");
                let allows = self.whether(&question, std::slice::from_ref(fact));
                allows.turned(sought == Sought::Deny)
            }
            Effect::Allow | Effect::Deny => effect,
        };
        Holds::all([effect, action, resource, conditions])
    }

    /// Looks for a statement of the resource's policies that denies.
    pub(super) fn denied_there(&mut self, policies: &[&Policy]) -> Found<()> {
        match self.granted(policies, Sought::Deny, Named::ByAccount) {
            Found::Yes(_, by) => Found::Yes((), by),
            Found::No => Found::No,
            Found::Hinges => Found::Hinges,
        }
    }

    /// Looks for the statement of the resource's policies that names the caller most directly. One that names it as directly
    /// as this is enough.
    pub(super) fn granted(
        &mut self,
        policies: &[&Policy],
        sought: Sought,
        enough: Named,
    ) -> Found<Named> {
        let mut best: Option<(Named, Option<By>)> = None;
        let mut perhaps: Option<Named> = None;
        let beats = |named: Named, best: &Option<(Named, Option<By>)>| {
            best.as_ref().is_none_or(|(known, _)| named > *known)
        };
        for policy in policies {
            for statement in &policy.statements {
                let mut naming = self.undecided(|asked| asked.grants(statement, sought));
                if self.supposing
                    && naming.surely != naming.perhaps
                    && naming.perhaps.is_some_and(|named| beats(named, &best))
                {
                    naming = self.grants(statement, sought);
                }
                if let Some(named) = naming.surely
                    && beats(named, &best)
                {
                    best = Some((named, Some(by(policy, statement))));
                    if named >= enough {
                        return Found::Yes(named, best.and_then(|(_, by)| by));
                    }
                }
                perhaps = perhaps.max(naming.perhaps);
            }
            for fact in &policy.open {
                match self.may_say(fact, sought) {
                    Holds::Yes => best = Some((Named::Directly, None)),
                    Holds::No => {}
                    Holds::Hinges => perhaps = Some(Named::Directly),
                }
            }
        }
        match best {
            _ if perhaps.is_some_and(|named| beats(named, &best)) && !self.supposing => {
                Found::Hinges
            }
            Some((named, by)) => Found::Yes(named, by),
            None => Found::No,
        }
    }

    fn grants(&mut self, statement: &Statement, sought: Sought) -> Naming {
        let Some(principals) = &statement.principals else {
            // "You must use the `Principal` element in resource-based policies."
            return Naming::NOT;
        };
        let speaks = self.undecided(|asked| asked.speaks(statement, sought));
        if speaks == Holds::No {
            return Naming::NOT;
        }
        let naming = self.names_caller(principals, sought == Sought::Deny);
        if naming.perhaps.is_none() {
            return Naming::NOT;
        }
        let speaks = if speaks == Holds::Hinges {
            self.speaks(statement, sought)
        } else {
            speaks
        };
        match speaks {
            Holds::Yes => naming,
            Holds::No => Naming::NOT,
            Holds::Hinges => Naming {
                surely: None,
                perhaps: naming.perhaps,
            },
        }
    }
}

/// A statement as a ruling names it.
fn by(policy: &Policy, statement: &Statement) -> By {
    By {
        resource: policy.holder,
        statement: statement.number,
        sid: statement.sid.clone(),
        at: statement.at.clone(),
    }
}
