//! The world of a distribution, requests to it, and what came of them in short words.

use std::collections::{BTreeMap, BTreeSet};

use crate::aws::Method;
use crate::simulate::answer::Response;
use crate::simulate::assumption::Assumption;
use crate::simulate::caller::Caller;
use crate::simulate::cloudfront::respond;
use crate::simulate::deployed::world;
use crate::simulate::hop::{Did, Hop};
use crate::simulate::request::{Body, Facts, Headers, Http, Request, Target, What};
use crate::simulate::run::Run;
use crate::simulate::world::World;
use crate::template::{Explored, Fact, explore};

/// The world of a distribution `D` with this `DistributionConfig`, written in YAML without indentation, beside other
/// resources.
pub(super) fn distribution(config: &str, others: &str) -> World {
    let indented = |text: &str, by: &str| {
        let lines = text.lines().map(|line| format!("{by}{line}"));
        lines.collect::<Vec<_>>().join("\n")
    };
    let config = indented(config, "        ");
    let others = indented(others, "  ");
    world(&format!(
        "Parameters: {{ P: {{ Type: String }}, L: {{ Type: CommaDelimitedList }} }}\nResources:\n  D:\n    \
         Type: AWS::CloudFront::Distribution\n    Properties:\n      DistributionConfig:\n{config}\n{others}\n"
    ))
}

/// One request and what is said of it.
#[derive(Debug, Clone)]
pub(super) struct Question<'a> {
    world: &'a World,
    request: Request,
}

/// What came of it.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub(super) response: Response,
    pub(super) hops: Vec<Hop>,
    pub(super) assumes: BTreeSet<Assumption>,
    pub(super) hinges: BTreeSet<Fact>,
}

/// A request to the distribution `D`: `GET https://host/path?query`.
pub(super) fn ask<'a>(world: &'a World, line: &str) -> Question<'a> {
    let (method, url) = line.split_once(' ').unwrap();
    let (scheme, rest) = url.split_once("://").unwrap();
    let slash = rest.find('/').unwrap();
    let (host, target) = rest.split_at(slash);
    let (path, query) = match target.split_once('?') {
        Some((path, query)) => (path, Some(query.to_owned())),
        None => (target, None),
    };
    let http = Http {
        other_method: false,
        method: method.parse().unwrap(),
        target: Target::Distribution(world.resources.find("D").unwrap()),
        path: path.to_owned(),
        query,
        https: scheme == "https",
        http_1_0: false,
        headers: Headers::default(),
        body: None,
        host: host.to_owned(),
    };
    let request = Request {
        what: What::Http(http),
        caller: Caller::Anonymous,
        presigned: false,
        context: BTreeMap::new(),
        missing: false,
        facts: Facts::default(),
    };
    Question { world, request }
}

impl Question<'_> {
    pub(super) fn http(&mut self) -> &mut Http {
        match &mut self.request.what {
            What::Http(http) => http,
            What::Action { .. } => unreachable!(),
        }
    }

    pub(super) fn header(mut self, name: &str, value: &str) -> Self {
        let headers = &mut self.http().headers.0;
        headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(super) fn body(mut self, bytes: usize) -> Self {
        self.http().body = Some(Body { bytes });
        self
    }

    pub(super) fn old(mut self) -> Self {
        self.http().http_1_0 = true;
        self
    }

    pub(super) fn caller(mut self, caller: Caller) -> Self {
        self.request.caller = caller;
        self
    }

    pub(super) fn presigned(mut self) -> Self {
        self.request.presigned = true;
        self
    }

    /// The origin answers with this status.
    pub(super) fn origin(mut self, status: u16) -> Self {
        self.request.facts.origin_status = Some(status);
        self
    }

    /// The origin answers with this header.
    pub(super) fn origin_header(mut self, name: &str, value: &str) -> Self {
        let headers = self.request.facts.origin_headers.get_or_insert_default();
        headers.0.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(super) fn page_missing(mut self) -> Self {
        self.request.facts.page_missing = true;
        self
    }

    /// All that may come of it, and the facts that decide.
    pub(super) fn all(&self) -> (Vec<Told>, Vec<Fact>) {
        let What::Http(http) = &self.request.what else {
            unreachable!()
        };
        let Target::Distribution(id) = http.target else {
            unreachable!()
        };
        let explored = explore(
            |trial| {
                let mut run = Run::new(self.world, &self.request, trial);
                let response = respond(&mut run, id, http);
                Told {
                    response,
                    hops: run.hops,
                    assumes: run.assumes,
                    hinges: run.hinges,
                }
            },
            |one, other| {
                let short = |told: &Told| (told.response.clone(), told.hinges.clone());
                short(one) == short(other)
            },
        );
        match explored {
            Explored::Always(told) => (vec![told], Vec::new()),
            Explored::Depends { results, facts, .. } => (results, facts),
        }
    }

    /// What comes of it, whatever is not known.
    pub(super) fn told(&self) -> Told {
        let (mut all, facts) = self.all();
        assert_eq!(facts, [], "{:?}", self.request.what);
        all.remove(0)
    }

    /// The same in short words: `403 cloudfront method-not-allowed`.
    pub(super) fn short(&self) -> String {
        short(&self.told().response)
    }

    /// All that may come of it in short words, in order, and the facts that decide.
    pub(super) fn shorts(&self) -> (Vec<String>, Vec<String>) {
        let (all, facts) = self.all();
        let mut words: Vec<String> = all.iter().map(|told| short(&told.response)).collect();
        words.sort();
        words.dedup();
        (words, facts.iter().map(ToString::to_string).collect())
    }
}

/// A response in short words.
pub(super) fn short(response: &Response) -> String {
    let status = response
        .status
        .map_or("-".to_owned(), |status| status.to_string());
    let words = [
        status.as_str(),
        response.answered_by.as_str(),
        response.reason.code(),
    ];
    let location = response
        .location
        .as_ref()
        .map(|location| format!(" {location}"));
    words.join(" ") + &location.unwrap_or_default()
}

impl Told {
    /// The pattern of the behavior that took the request, or `default`.
    pub(super) fn behavior(&self) -> String {
        self.hops
            .iter()
            .find_map(|hop| {
                let Did::MatchedBehavior { pattern, .. } = &hop.did else {
                    return None;
                };
                Some(pattern.clone().unwrap_or_else(|| "default".to_owned()))
            })
            .unwrap()
    }

    /// Origins, paths and hosts that were asked, in order.
    pub(super) fn sent(&self) -> Vec<String> {
        let sent = |hop: &Hop| {
            let Did::SentToOrigin { origin, uri, host } = &hop.did else {
                return None;
            };
            Some(format!("{origin} {uri} {host}"))
        };
        self.hops.iter().filter_map(sent).collect()
    }

    /// Who signed, each time; `-` where nobody did.
    pub(super) fn signed(&self) -> Vec<String> {
        let signed = |hop: &Hop| {
            if let Did::SignedAs { principal } = &hop.did {
                return Some(principal.clone());
            }
            (hop.did == Did::Unsigned).then(|| "-".to_owned())
        };
        self.hops.iter().filter_map(signed).collect()
    }

    /// The places that decided, in order.
    pub(super) fn places(&self) -> Vec<String> {
        let places = self.hops.iter().filter_map(|hop| hop.place.as_ref());
        places.map(ToString::to_string).collect()
    }
}

/// All methods but GET and HEAD.
pub(super) const OTHERS: [Method; 5] = [
    Method::Options,
    Method::Put,
    Method::Post,
    Method::Patch,
    Method::Delete,
];
