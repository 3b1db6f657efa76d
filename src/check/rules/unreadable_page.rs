//! A page that a distribution itself names and that it may not read.

use std::collections::BTreeSet;

use crate::check::parts::{Behavior, Distribution, Readable, Signer, answer_if_let_through};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Path, Place, Severity};
use crate::simulate::{Answer, AnsweredBy, Did, Question, Reason, ResourceId};

pub(super) const RULE: Rule = Rule {
    code: "unreadable-page",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("unreadable_page.md"),
    find: Find::Deployed(find),
};

/// A path such as an application has, which is no file.
const DEEP_LINK: &str = "/deep/link";

fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        if distribution.serves() == Some(false) {
            continue;
        }
        let mut told: BTreeSet<(ResourceId, String)> = BTreeSet::new();
        for page in pages(distribution) {
            let Some((asked, refused)) = page.refused(deployed, distribution) else {
                continue;
            };
            if !told.insert((refused.bucket, refused.key.clone())) {
                continue;
            }
            let bucket = deployed.resources().name(refused.bucket);
            let key = &refused.key;
            let why = if refused.by.is_some() {
                "a statement of its policy denies it"
            } else {
                "its policy does not let it"
            };
            let message = format!(
                "`GET {asked}` asks `{bucket}` for `{key}`, {}, and `{}` may not read that ({why}): it is answered 403",
                page.what, distribution.resource.id
            );
            let mut finding = findings.at(page.at, message);
            for (at, words) in refused.places(deployed) {
                finding = finding.also(Place::Template(at), words);
            }
            findings.add(finding.help(format!(
                "let the policy of `{bucket}` allow `s3:GetObject` on `{key}` to whom the distribution asks as"
            )));
        }
    }
}

/// A page that a distribution names.
struct Page<'a> {
    /// Where it is named.
    at: &'a Path,
    /// What it is, for a message.
    what: &'static str,
    /// The path that asks for it.
    path: String,
    /// Whether a function leads there, so that another key than the path's is asked for.
    is_led_to: bool,
}

/// The default root object, where a function leads, and the pages for errors.
fn pages<'a>(distribution: &Distribution<'a>) -> Vec<Page<'a>> {
    let mut pages = Vec::new();
    if let Some(term) = distribution.config.get("DefaultRootObject")
        && !distribution.has_no_root_object()
    {
        pages.push(Page {
            at: &term.at,
            what: "the default root object",
            path: "/".to_owned(),
            is_led_to: false,
        });
    }
    let router = distribution
        .default()
        .and_then(|behavior| behavior.edge_functions("viewer-request").next());
    if let Some(term) = router {
        pages.push(Page {
            at: &term.at,
            what: "to which its function leads",
            path: DEEP_LINK.to_owned(),
            is_led_to: true,
        });
    }
    for page in distribution.error_pages() {
        let path = page.page.as_ref().and_then(|path| path.as_known());
        let term = page.term.get("ResponsePagePath");
        if let (Some(path), Some(term)) = (path.filter(|path| path.starts_with('/')), term) {
            pages.push(Page {
                at: &term.at,
                what: "a page for errors",
                path: path.to_owned(),
                is_led_to: false,
            });
        }
    }
    pages
}

/// A refusal by the policy of a bucket.
struct Refused {
    bucket: ResourceId,
    key: String,
    /// The statement that denies it, where one does.
    by: Option<Path>,
}

impl Page<'_> {
    /// The path that is refused, and by whom, if that is certain and not the fate of all that the behavior asks for.
    fn refused(&self, deployed: &Deployed, distribution: &Distribution) -> Option<(&str, Refused)> {
        let question = Question {
            url: Some(format!("https://{}{}", distribution.resource.id, self.path)),
            ..Question::default()
        };
        let answer = deployed.world.ask(&question).ok()?;
        let refused = refusal(&answer)?;
        if self.is_led_to && format!("/{}", refused.key).ends_with(&self.path) {
            return None;
        }
        let bucket = deployed.bucket(refused.bucket)?;
        let behavior = distribution.taker(if self.is_led_to { "/" } else { &self.path })?;
        let mut origins = distribution.origins_of(behavior);
        let origin = origins.find(|origin| origin.bucket() == Some(refused.bucket))?;
        let signer = Signer::of(deployed.world, origin);
        if matches!(signer, Signer::Nobody) && bucket.may_have_public_objects()
            || deployed.has_wrong_principal(bucket.id)
        {
            return None;
        }
        // Where nothing at all can be read by the behavior, that is a finding of its own.
        let pattern = asked_for(behavior, origin.path.as_known()?);
        match deployed.readable(distribution, bucket, &signer, &pattern) {
            Readable::Yes(_) => Some((&self.path, refused)),
            Readable::Open | Readable::No(_) => None,
        }
    }
}

/// The keys that a behavior asks for, as a pattern.
fn asked_for(behavior: &Behavior, origin_path: &str) -> String {
    let pattern = behavior
        .pattern
        .as_ref()
        .map_or("/*", |pattern| pattern.absolute());
    let keys = format!("{origin_path}{pattern}");
    keys.trim_start_matches('/').to_owned()
}

/// The refusal by a policy that an answer ends with.
fn refusal(answer: &Answer) -> Option<Refused> {
    let response = answer_if_let_through(answer)?;
    let is_by_policy = matches!(response.reason, Reason::NoAllow | Reason::ExplicitDeny);
    if response.status != Some(403) || response.answered_by != AnsweredBy::S3 || !is_by_policy {
        return None;
    }
    let by = answer.hops.iter().rev().find_map(|hop| {
        let Did::Decided { by: Some(by), .. } = &hop.did else {
            return None;
        };
        (response.reason == Reason::ExplicitDeny).then(|| by.at.clone())
    });
    Some(Refused {
        bucket: response.resource?,
        key: response.key.clone()?,
        by,
    })
}

impl Refused {
    /// The statement that denies it, or those that allow something else.
    fn places(&self, deployed: &Deployed) -> Vec<(Path, &'static str)> {
        if let Some(at) = &self.by {
            return vec![(at.clone(), "what denies it")];
        }
        let statements = deployed
            .policies_of(self.bucket)
            .flat_map(|document| &document.statements)
            .filter(|statement| statement.allows == Some(true));
        statements
            .take(2)
            .map(|statement| (statement.at("Resource").clone(), "what may be read"))
            .collect()
    }
}
