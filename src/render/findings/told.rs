//! Findings as they are told: each once, where a user would look for it, whatever the environments in which it is found.

use crate::check::Closed;
use crate::diag::{Diagnostic, Origins, Path, Place, Severity};
use crate::source::{Document, Position, Source};

/// What was found when one environment of a stack file, or one template, was looked at.
#[derive(Debug, Clone)]
pub struct Looked<'a> {
    /// The environment of the stack file; none for the file as it is, and for a template.
    pub environment: Option<&'a str>,
    /// The text that the user wrote: the stack file's, or the template's.
    pub document: &'a Document,
    /// The same as a tree, as far as it could be read.
    pub source: Option<&'a Source>,
    /// For a stack file that could be compiled, where each part of its template comes from.
    pub origins: Option<&'a Origins>,
    /// What was found.
    pub findings: &'a [Diagnostic],
    /// How many findings more are silenced.
    pub silenced: usize,
    /// Who may read and write each bucket.
    pub access: &'a [Closed],
}

/// A finding as it is told.
#[derive(Debug, Clone)]
pub struct Told<'a> {
    /// What was found, its places those of the user's own text as far as they are in it.
    pub finding: Diagnostic,
    /// The path into the template; none for what is about the whole, or about a stack file that makes no template.
    pub path: Option<String>,
    /// The logical id of the resource that it is about.
    pub resource: Option<String>,
    /// The first byte in the user's text, as line and column from 1; none where it is in no line.
    pub start: Option<Position>,
    /// The place behind the last byte.
    pub end: Option<Position>,
    /// The text that the user wrote.
    pub document: &'a Document,
    /// The same as a tree.
    pub source: Option<&'a Source>,
    /// The environments in which it is found; empty where it is found in all that were looked at.
    pub environments: Vec<&'a str>,
}

/// What the file as it is is called beside its environments.
const AS_IT_IS: &str = "without --env";

/// All findings, each once, in the order of the text; what is in no line comes first.
pub fn told<'a>(looked: &[Looked<'a>]) -> Vec<Told<'a>> {
    let mut all: Vec<Told> = Vec::new();
    for one in looked {
        let name = one.environment.unwrap_or(AS_IT_IS);
        for finding in one.findings {
            let new = Told::read(one, finding);
            match all.iter_mut().find(|known| known.is_same(&new)) {
                Some(known) if known.environments.contains(&name) => {}
                Some(known) => known.environments.push(name),
                None => all.push(Told {
                    environments: vec![name],
                    ..new
                }),
            }
        }
    }
    for told in &mut all {
        if told.environments.len() == looked.len() {
            told.environments.clear();
        }
    }
    all.sort_by(|one, other| one.order().cmp(&other.order()));
    all
}

impl<'a> Told<'a> {
    fn read(looked: &Looked<'a>, finding: &Diagnostic) -> Self {
        let template = match &finding.at {
            Place::Template(path) => Some(path),
            Place::Nowhere | Place::Key(_) | Place::Value(_) | Place::Bytes(_) => None,
        };
        let resource = template.and_then(Path::resource).map(str::to_owned);
        let path = template.map(ToString::to_string);
        let finding = finding.clone().moved(|place| own(looked, place));
        let bytes = match (looked.source, &finding.at) {
            (Some(source), place) => source.span(place),
            (None, Place::Bytes(bytes)) => Some(bytes.clone()),
            (None, Place::Nowhere | Place::Key(_) | Place::Value(_) | Place::Template(_)) => None,
        };
        let document = looked.document;
        Self {
            path,
            resource,
            start: bytes.as_ref().map(|bytes| document.position(bytes.start)),
            end: bytes.as_ref().map(|bytes| document.position(bytes.end)),
            finding,
            document,
            source: looked.source,
            environments: Vec::new(),
        }
    }

    fn order(&self) -> (Option<Position>, &str, &str, Option<&str>) {
        let Diagnostic { code, message, .. } = &self.finding;
        (self.start, code, message, self.path.as_deref())
    }

    fn is_same(&self, other: &Self) -> bool {
        let told = |one: &Self| (one.finding.code, one.finding.severity, one.start);
        told(self) == told(other)
            && self.path == other.path
            && self.finding.message == other.finding.message
    }

    /// How much it matters.
    pub const fn severity(&self) -> Severity {
        self.finding.severity
    }

    /// The environments in which it is found, in words; none where it is found in all.
    pub fn where_found(&self) -> Option<String> {
        match &self.environments[..] {
            [] => None,
            [only] if *only == AS_IT_IS => Some("only without --env".to_owned()),
            names => Some(format!("in environment {}", names.join(", "))),
        }
    }
}

/// The place in the user's own text that is meant by one in the template, as far as it is known.
pub(super) fn own(looked: &Looked, place: Place) -> Place {
    match (place, looked.origins) {
        (Place::Template(path), Some(origins)) => {
            origins.place_of(&path).unwrap_or(Place::Template(path))
        }
        (Place::Template(path), None) => Place::Value(path),
        (place @ (Place::Nowhere | Place::Key(_) | Place::Value(_) | Place::Bytes(_)), _) => place,
    }
}

#[cfg(test)]
mod tests {
    use super::{Looked, told};
    use crate::diag::{Diagnostic, Origins, Path, Place, Severity};
    use crate::render::findings::report;
    use crate::source::{Document, Source};

    fn path(keys: &[&str]) -> Path {
        keys.iter().copied().collect()
    }

    fn finding(at: Place) -> Diagnostic {
        Diagnostic::new("public-bucket", Severity::Warning, at, "it is public")
    }

    fn looked<'a>(
        source: &'a Source,
        origins: &'a Origins,
        findings: &'a [Diagnostic],
    ) -> Looked<'a> {
        Looked {
            environment: None,
            document: &source.document,
            source: Some(source),
            origins: Some(origins),
            findings,
            silenced: 0,
            access: &[],
        }
    }

    #[test]
    fn a_place_in_a_template_is_told_where_it_comes_from_or_by_its_path() {
        let document = Document::new("shop.yaml", "buckets:\n  front: {}\n");
        let source = Source::read(document).unwrap();
        let mut origins = Origins::default();
        origins.insert(
            path(&["Resources", "FrontBucket"]),
            path(&["buckets", "front"]),
        );
        let of = |id: &str| finding(Place::Template(path(&["Resources", id, "Properties"])));
        let findings = [of("FrontBucket"), of("Other")];
        let looked = [looked(&source, &origins, &findings)];
        let all = told(&looked);
        let said: Vec<_> = all
            .iter()
            .map(|one| (one.resource.as_deref(), one.start.map(|at| at.line)))
            .collect();
        assert_eq!(
            said,
            [(Some("Other"), None), (Some("FrontBucket"), Some(2))]
        );
        assert_eq!(
            report(&looked, false),
            "\
warning[public-bucket]: it is public
--> shop.yaml
 = note: at `Resources.Other.Properties` of the template

warning[public-bucket]: it is public
 --> shop.yaml:2:3
  |
2 |   front: {}
  |   ^^^^^

shop.yaml: 2 warnings
why a finding matters, and what is right: stackgen explain public-bucket
"
        );
    }
}
