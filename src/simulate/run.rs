//! One run of the simulation: what is asked, of which world, and what was noted on the way.

use std::collections::BTreeSet;

use super::assumption::Assumption;
use super::hop::{Did, Hop};
use super::iam::Supposed;
use super::request::Request;
use super::world::{ResourceId, World};
use crate::diag::Path;
use crate::template::{Fact, Trial};

/// One run.
#[derive(Debug)]
pub(super) struct Run<'a> {
    /// The template as deployed.
    pub(super) world: &'a World,
    /// What is asked.
    pub(super) request: &'a Request,
    /// What is not known, as this run supposes it.
    pub(super) trial: &'a mut Trial,
    /// The way so far.
    pub(super) hops: Vec<Hop>,
    /// What was taken for granted.
    pub(super) assumes: BTreeSet<Assumption>,
    /// Whether the object that is finally asked for does not exist.
    pub(super) missing: bool,
    /// What the outcome hinges on beyond what a trial can suppose: code that is not run, settings that lie outside the
    /// template. Where there is any, what the run came to is one possible end among others that nobody can list.
    pub(super) hinges: BTreeSet<Fact>,
    /// What is supposed of condition keys that are not known.
    pub(super) supposed: Supposed,
}

impl<'a> Run<'a> {
    /// A run of which nothing is noted yet.
    pub(super) fn new(world: &'a World, request: &'a Request, trial: &'a mut Trial) -> Self {
        Self {
            world,
            request,
            trial,
            hops: Vec::new(),
            assumes: BTreeSet::new(),
            missing: request.missing,
            hinges: BTreeSet::new(),
            supposed: Supposed::default(),
        }
    }

    /// Notes a step that an element of the template decided.
    pub(super) fn note(&mut self, at: Option<ResourceId>, did: Did, place: Option<&Path>) {
        self.hops.push(Hop {
            at,
            did,
            place: place.cloned(),
        });
    }

    /// Notes what is taken for granted.
    pub(super) fn assume(&mut self, assumption: Assumption) {
        self.assumes.insert(assumption);
    }

    /// Notes that the outcome hinges on something of which not even the possible values are known.
    pub(super) fn hinges_on(&mut self, fact: Fact) {
        self.hinges.insert(fact);
    }
}
