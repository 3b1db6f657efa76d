//! A test file that was read: every request of every table with what is expected of it.

use std::collections::BTreeMap;

use super::expand::expand;
use super::expect::Expect;
use super::file::{Settings, TestFile};
use crate::diag::{Diagnostic, Path, Place, Problems, Refusal, did_you_mean, quoted};
use crate::simulate::{Question, Simulation};
use crate::source::{self, Node};
use crate::template::Template;

/// What a test file says.
#[derive(Debug, Clone, PartialEq)]
pub struct Suite {
    /// Where the stack is taken to be deployed.
    pub settings: Settings,
    /// The keys that exist, by bucket.
    pub objects: BTreeMap<String, Vec<String>>,
    /// Every request, in the order of the file.
    pub promises: Vec<Promise>,
}

/// A request, with what is expected of the answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Promise {
    /// The table it stands in, if it does.
    pub table: Option<String>,
    /// Its name, in its table if it stands in one.
    pub name: String,
    /// The case or row in the test file.
    pub at: Path,
    /// What is asked.
    pub question: Question,
    /// What is expected.
    pub expect: Expect,
}

impl Promise {
    /// Its name, unique in its file.
    pub fn title(&self) -> String {
        match &self.table {
            Some(table) => format!("{table}: {}", self.name),
            None => self.name.clone(),
        }
    }
}

impl Suite {
    /// Reads the tree of a test file.
    ///
    /// # Errors
    /// Every mistake in it.
    pub fn read(tree: &Node) -> Result<Self, Problems> {
        if let Some(other) = other_file(tree) {
            return Err(other.into());
        }
        let (file, mut found) = source::parse::<TestFile>(tree);
        let (promises, more) = expand(tree, &found);
        found.extend(more);
        for one in &mut found {
            one.help = usual_slip(one).map_or_else(|| one.help.clone(), |help| vec![help]);
        }
        found.sort_by_key(|one| tree.span_of(&one.at).map(|bytes| bytes.start));
        Problems::among(found)?;
        let file = file.ok_or_else(nothing)?;
        Ok(Self {
            settings: file.settings,
            objects: file.objects,
            promises,
        })
    }

    /// What the file, whose tree is needed for the order of it, names and the template does not have.
    pub fn misfits(
        &self,
        tree: &Node,
        template: &Template,
        simulation: &Simulation,
    ) -> Vec<Diagnostic> {
        let parameters = || template.section("Parameters").iter();
        let given = self.settings.parameters.keys();
        let unknown = given.filter(|name| !parameters().any(|entry| entry.key == **name));
        let mut found: Vec<_> = unknown
            .map(|name| {
                let known: Vec<&str> = parameters().map(|entry| entry.key.as_str()).collect();
                let at = Path::from_iter(["settings", "parameters", name]);
                let message = format!("the template has no parameter `{name}`");
                Diagnostic::refusal(Refusal::UnknownParameter, Place::Key(at), message)
                    .maybe_help(nearest("parameters", name, &known))
            })
            .collect();
        let strangers = self.objects.keys();
        let strangers = strangers.filter(|name| simulation.bucket(name).is_none());
        found.extend(strangers.map(|name| {
            let known = simulation.buckets();
            let at = Path::from_iter(["objects", name]);
            let message = format!("the template has no bucket `{name}`");
            let refusal = Diagnostic::refusal(Refusal::UnknownBucket, Place::Key(at), message);
            let missing = "of a bucket outside the template, `missing` in a case says whether the object is there";
            refusal
                .maybe_help(nearest("buckets", name, &known))
                .help(missing)
        }));
        found.sort_by_key(|one| tree.span_of(&one.at).map(|bytes| bytes.start));
        found
    }
}

/// What helps where the word of an answer in JSON is written.
fn usual_slip(one: &Diagnostic) -> Option<String> {
    let is = |words: &[&str]| words.iter().any(|word| one.message.contains(word));
    let meant = if is(&["`answered-by`", "`answered_by`"]) {
        "by"
    } else if is(&["`missing-facts`", "`hinges-on`"]) {
        "unknown"
    } else {
        return None;
    };
    Some(format!("did you mean `{meant}`?"))
}

/// The file that it is instead of a test file.
fn other_file(tree: &Node) -> Option<Diagnostic> {
    let has = |key| tree.get(key).is_some();
    let what = if has("cases") {
        return None;
    } else if has("Resources") || has("AWSTemplateFormatVersion") {
        "a CloudFormation template"
    } else if has("name") && has("region") {
        "a stack file"
    } else {
        return None;
    };
    let message = format!("this is {what}, not a test file");
    let refusal = Diagnostic::refusal(Refusal::InvalidValue, Place::Nowhere, message);
    Some(refusal.help("a test file has `cases`; what is tested is named before it"))
}

fn nothing() -> Problems {
    let message = "this is no test file";
    Diagnostic::refusal(Refusal::WrongType, Place::Nowhere, message).into()
}

fn nearest(what: &str, name: &str, known: &[&str]) -> Option<String> {
    match did_you_mean(name, known.iter().copied()) {
        Some(near) => Some(format!("did you mean `{near}`?")),
        None if known.is_empty() => None,
        None => Some(format!("its {what} are: {}", quoted(known.iter().copied()))),
    }
}

/// The JSON Schema of the test file, as text.
///
/// # Panics
/// Never: a schema is JSON.
pub fn schema() -> String {
    let mut schema = schemars::schema_for!(TestFile);
    let editors_line = "A first line `# yaml-language-server: $schema=…` is a comment to stackgen.";
    schema.insert("$comment".to_owned(), editors_line.into());
    let text = serde_json::to_string_pretty(&schema);
    text.expect("a schema is JSON") + "\n"
}
