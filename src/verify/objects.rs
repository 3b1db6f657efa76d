//! Which objects exist, where a test file lists them.

use std::collections::BTreeMap;

use crate::simulate::{Answer, Did, Outcome, Question, ResourceId, Simulation};

/// The keys that exist, by bucket; a bucket that is not there has every key.
#[derive(Debug)]
pub(super) struct Objects<'a>(BTreeMap<ResourceId, Vec<&'a str>>);

/// What a bucket was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Object<'a> {
    bucket: ResourceId,
    key: &'a str,
}

impl<'a> Objects<'a> {
    /// The listed objects; buckets that the template does not have were told before.
    pub(super) fn new(listed: &'a BTreeMap<String, Vec<String>>, simulation: &Simulation) -> Self {
        let mut all: BTreeMap<ResourceId, Vec<&str>> = BTreeMap::new();
        for (name, keys) in listed {
            if let Some(bucket) = simulation.bucket(name) {
                let known = all.entry(bucket).or_default();
                known.extend(keys.iter().map(String::as_str));
            }
        }
        Self(all)
    }

    /// Asks a question about these objects: the question as it was finally asked, and its answer.
    ///
    /// Which object a request comes to ask for is known when it has been answered: behaviors, functions, the root object
    /// and the origin's path have to do with it. So it is asked as if the object existed; where the key that a bucket was
    /// asked for is not listed, it is asked again as if it did not. In the same way the custom error page that stands in
    /// for the answer is looked for. What the question says itself, by `missing` and `page_missing`, stays.
    ///
    /// There are limits. `missing` is one fact for a whole request: where an origin group asks two buckets, the first of
    /// them decides whether the object is there in both. Only reading needs an object, so that no other method than GET
    /// and HEAD is asked twice; nor are actions, whose decision does not hang on the object. And an answer that does not
    /// know which key is asked for, because that hinges on a fact, is about an object that exists.
    ///
    /// # Errors
    /// What is not understood about the question.
    pub(super) fn ask(
        &self,
        question: &Question,
        simulation: &Simulation,
    ) -> Result<(Question, Answer), String> {
        let mut question = question.clone();
        let mut answer = simulation.ask(&question)?;
        let reads = matches!(question.method.as_deref(), Some("GET" | "HEAD"));
        if self.0.is_empty() || !reads {
            return Ok((question, answer));
        }
        if question.missing.is_none() && asked(&answer).is_some_and(|one| !self.has(one)) {
            question.missing = Some(true);
            answer = simulation.ask(&question)?;
        }
        if question.page_missing.is_none() && page(&answer).is_some_and(|one| !self.has(one)) {
            question.page_missing = Some(true);
            answer = simulation.ask(&question)?;
        }
        Ok((question, answer))
    }

    fn has(&self, object: Object) -> bool {
        let listed = self.0.get(&object.bucket);
        listed.is_none_or(|keys| keys.contains(&object.key))
    }
}

/// The object that a request asks for, before any error page.
fn asked(answer: &Answer) -> Option<Object<'_>> {
    let hops = answer.hops.iter();
    let mut before = hops.take_while(|hop| !matches!(hop.did, Did::CustomErrorPage { .. }));
    let first = before.find_map(object);
    let has_page = answer.hops.iter().any(is_page);
    first.or_else(|| if has_page { None } else { last(answer) })
}

/// The custom error page that a request asks for in the end, if it does.
fn page(answer: &Answer) -> Option<Object<'_>> {
    let mut hops = answer.hops.iter();
    hops.find(|hop| is_page(hop))?;
    hops.rev().find_map(object).or_else(|| last(answer))
}

fn is_page(hop: &crate::simulate::Hop) -> bool {
    matches!(hop.did, Did::CustomErrorPage { .. })
}

/// The object that a bucket is asked for at a hop.
fn object(hop: &crate::simulate::Hop) -> Option<Object<'_>> {
    if let (Some(bucket), Did::Answered { key: Some(key), .. }) = (hop.at, &hop.did) {
        return Some(Object { bucket, key });
    }
    None
}

/// The object that the answer is about in the end.
fn last(answer: &Answer) -> Option<Object<'_>> {
    if let Outcome::Response(response) = &answer.outcome
        && let (Some(bucket), Some(key)) = (response.resource, &response.key)
    {
        return Some(Object { bucket, key });
    }
    None
}
