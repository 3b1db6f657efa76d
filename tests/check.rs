//! What `check` finds: nothing in the stacks of this repository, and in a copy with one fault exactly that fault.
//!
//! A mutation is an item of a file in `tests/check/`: the stack whose template is changed, what is set or taken out, and
//! the code that is found now and was not before, or `none`.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::Value;
use stackgen::check::{self, RULES, Selection};
use stackgen::diag::{Diagnostic, Place, Severity, Step};
use stackgen::open::{environments, open_stack};
use stackgen::source::{Document, Source};
use stackgen::template::Template;

use crate::support::{Folder, deployment, read, root, stacks};

/// A change of a template, and what is found for it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Mutation {
    /// What is wrong, in words.
    name: String,
    /// The stack whose template is changed.
    stack: String,
    /// Values by their paths.
    #[serde(default)]
    set: BTreeMap<String, Value>,
    /// Paths of what is taken out.
    #[serde(default)]
    remove: Vec<String>,
    /// Values of parameters.
    #[serde(default)]
    parameters: BTreeMap<String, String>,
    /// The code that is found now and was not before; `none` where nothing is.
    find: String,
    /// The resource that it is about; any, if left out.
    resource: Option<String>,
    /// How much it matters; as the rule says, if left out.
    severity: Option<String>,
    /// A code of which nothing new is found, advice included.
    without: Option<String>,
}

fn found(text: String, parameters: &BTreeMap<String, String>) -> Vec<Diagnostic> {
    let source = Source::read(Document::new("template.json", text)).unwrap();
    let template = Template::of(source).unwrap();
    check::check(&template, deployment(parameters), &Selection::default()).findings
}

/// The templates of the stacks of this repository, by the names of the stacks.
fn templates() -> BTreeMap<String, String> {
    let open = |path: &std::path::Path| {
        let document = Document::new("stack.yaml", read(path));
        open_stack(document, None, &Folder::of(path), false).unwrap()
    };
    stacks()
        .iter()
        .map(|stack| {
            let name = stack.name.trim_end_matches(".yaml").to_owned();
            let text = open(&stack.path).template.source().document.text.clone();
            (name, text)
        })
        .collect()
}

/// The steps of a path such as `Resources.A.Properties.Origins[0].Id`.
fn steps(path: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    for part in path.split('.') {
        let mut pieces = part.split('[');
        steps.extend(pieces.next().filter(|key| !key.is_empty()).map(Step::from));
        for piece in pieces {
            steps.push(Step::Index(piece.trim_end_matches(']').parse().unwrap()));
        }
    }
    steps
}

/// The value at the end of a way, which is made as far as it is not there.
fn at<'a>(value: &'a mut Value, steps: &[Step]) -> &'a mut Value {
    steps.iter().fold(value, |value, step| match step {
        Step::Key(key) => {
            if !value.is_object() {
                *value = Value::Object(serde_json::Map::new());
            }
            let entry = value.as_object_mut().unwrap().entry(key.clone());
            entry.or_insert(Value::Null)
        }
        Step::Index(index) => {
            if !value.is_array() {
                *value = Value::Array(Vec::new());
            }
            let items = value.as_array_mut().unwrap();
            if *index == items.len() {
                items.push(Value::Null);
            }
            &mut items[*index]
        }
    })
}

fn take_out(value: &mut Value, path: &str) {
    let steps = steps(path);
    let (last, before) = steps.split_last().unwrap();
    match (at(value, before), last) {
        (Value::Object(map), Step::Key(key)) => {
            assert!(map.remove(key).is_some(), "{path} is not there");
        }
        (Value::Array(items), Step::Index(index)) => {
            items.remove(*index);
        }
        (other, _) => panic!("{path}: {other} has no such part"),
    }
}

fn mutated(text: &str, mutation: &Mutation) -> String {
    let mut tree: Value = serde_json::from_str(text).unwrap();
    for path in &mutation.remove {
        take_out(&mut tree, path);
    }
    for (path, value) in &mutation.set {
        *at(&mut tree, &steps(path)) = value.clone();
    }
    serde_json::to_string_pretty(&tree).unwrap()
}

fn resource(finding: &Diagnostic) -> Option<&str> {
    match &finding.at {
        Place::Template(path) => path.resource(),
        Place::Nowhere | Place::Key(_) | Place::Value(_) | Place::Bytes(_) => None,
    }
}

/// What is wrong with the answer to a mutation, if anything is.
fn misses(mutation: &Mutation, before: &[Diagnostic], after: &[Diagnostic]) -> Option<String> {
    let new = || after.iter().filter(|finding| !before.contains(finding));
    let told = || {
        let told = new().map(|finding| {
            format!(
                "\n    {} {:?}: {}",
                finding.code,
                resource(finding),
                finding.message
            )
        });
        told.collect::<String>()
    };
    let name = &mutation.name;
    if let Some(code) = &mutation.without {
        assert!(RULES.iter().any(|rule| rule.code == code), "{code}");
        if new().any(|finding| finding.code == code) {
            return Some(format!("{name}: {code} is found:{}", told()));
        }
    }
    if mutation.find == "none" {
        let is_new = new().any(|finding| finding.severity < Severity::Advice);
        return is_new.then(|| format!("{name}: something is found:{}", told()));
    }
    if !RULES.iter().any(|rule| rule.code == mutation.find) {
        return Some(format!("{name}: there is no rule {}", mutation.find));
    }
    let is_it = |finding: &&Diagnostic| {
        let severity = mutation.severity.as_deref();
        finding.code == mutation.find
            && mutation
                .resource
                .as_deref()
                .is_none_or(|id| resource(finding) == Some(id))
            && severity.is_none_or(|severity| severity == finding.severity.as_str())
    };
    let hit = new().any(|finding| is_it(&finding));
    (!hit).then(|| format!("{name}: {} is not found, but:{}", mutation.find, told()))
}

#[test]
fn every_fault_is_found_by_the_rule_that_is_about_it() {
    let templates = templates();
    let before: BTreeMap<&str, Vec<Diagnostic>> = templates
        .iter()
        .map(|(name, text)| (name.as_str(), found(text.clone(), &BTreeMap::new())))
        .collect();
    let mut wrong = Vec::new();
    let mut count = 0;
    let folder = root().join("tests/check");
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    let files: BTreeSet<_> = files
        .filter(|file| file.extension().is_some_and(|ending| ending == "yaml"))
        .collect();
    for file in files {
        let source = Source::read(Document::new(file.display().to_string(), read(&file))).unwrap();
        let json = serde_json::to_value(&source.tree).unwrap();
        let mutations: Vec<Mutation> = serde_json::from_value(json).unwrap();
        for mutation in &mutations {
            count += 1;
            let text = &templates[&mutation.stack];
            let after = found(mutated(text, mutation), &mutation.parameters);
            wrong.extend(misses(mutation, &before[mutation.stack.as_str()], &after));
        }
    }
    assert!(count >= 300, "there are {count} mutations");
    assert!(
        wrong.is_empty(),
        "{} of {count}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// What is told of a template beyond advice.
fn told(text: String) -> Vec<String> {
    let found = found(text, &BTreeMap::new()).into_iter();
    let grave = found.filter(|finding| finding.severity < Severity::Advice);
    grave
        .map(|finding| format!("{}: {}", finding.code, finding.message))
        .collect()
}

#[test]
fn the_stacks_of_this_repository_have_no_error_and_no_warning_in_any_environment() {
    for stack in stacks() {
        let document = Document::new(&stack.name, read(&stack.path));
        let environments = environments(&document);
        let all = std::iter::once(None).chain(environments.iter().map(|one| Some(one.as_str())));
        for environment in all {
            let folder = Folder::of(&stack.path);
            let opened = open_stack(document.clone(), environment, &folder, false).unwrap();
            let told = told(opened.template.source().document.text.clone());
            assert!(
                told.is_empty(),
                "{} {environment:?}: {}",
                stack.name,
                told.join("\n")
            );
        }
    }
}

#[test]
fn no_finding_matters_more_than_its_rule_says() {
    for (_, text) in templates() {
        for finding in found(text, &BTreeMap::new()) {
            let rule = check::rule(finding.code).unwrap();
            assert!(finding.severity >= rule.severity, "{}", finding.code);
        }
    }
}

#[test]
fn whom_a_policy_lets_in_besides_is_named() {
    let text = templates().remove("static-site").unwrap();
    let source = Source::read(Document::new("template.json", text)).unwrap();
    let template = Template::of(source).unwrap();
    let checked = check::check(
        &template,
        deployment(&BTreeMap::new()),
        &Selection::default(),
    );
    let others = |bucket: &str| {
        let mut all = checked.access.iter();
        all.find(|one| one.bucket == bucket).unwrap().others.clone()
    };
    assert_eq!(others("AccessLogsBucket"), ["delivery.logs.amazonaws.com"]);
    assert_eq!(others("PagesBucket"), Vec::<String>::new());
}
