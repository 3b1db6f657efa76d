//! Test files: those of the repository hold, broken ones are told in the words that are kept, and what an undone fix breaks.

mod guide;
mod objects;
mod undone;

use std::path::{Path, PathBuf};

use insta::{assert_snapshot, glob};
use stackgen::aws::Region;
use stackgen::diag::Problems;
use stackgen::open::{Subject, open};
use stackgen::render::findings;
use stackgen::render::trace::Places;
use stackgen::render::verify::{Command, Tested, human, json, junit};
use stackgen::simulate::Simulation;
use stackgen::source::{Document, Source};
use stackgen::template::{ACCOUNT, Settings};
use stackgen::verify::{Suite, run};

use crate::support::{Folder, read, root, settings, stacks};

/// A test file with what it tests.
struct Bench {
    test: Source,
    suite: Suite,
    subject: Subject,
    simulation: Simulation,
    name: String,
}

/// A test file that is refused.
type Refused = Box<(Document, Option<Source>, Problems)>;

/// A stack of this text and in this place, as a test file has it deployed.
fn bench(stack: &Path, yaml: String, test: Document) -> Result<Bench, Refused> {
    let source = match Source::read(test.clone()) {
        Ok(source) => source,
        Err(problems) => return Err(Box::new((test, None, problems))),
    };
    let refused = |problems| Box::new((test.clone(), Some(source.clone()), problems));
    let suite = Suite::read(&source.tree).map_err(refused)?;
    let path = stack.strip_prefix(root()).unwrap();
    let name = path.display().to_string();
    let document = Document::new(&name, yaml);
    let env = suite.settings.env.as_deref();
    let subject = open(document, env, &Folder::of(stack)).expect("the stack is good");
    let Subject::Stack(opened) = &subject else {
        panic!("{name} is a stack");
    };
    let given = &suite.settings;
    let account = given.account.as_ref().map_or(ACCOUNT, |account| &account.0);
    let region: Region = given
        .region
        .clone()
        .unwrap_or_else(|| opened.region.clone());
    let deployed = Settings {
        parameters: given.parameters.clone(),
        account: account.to_owned(),
        region,
        stack_name: given
            .stack_name
            .clone()
            .unwrap_or_else(|| opened.name.clone()),
    };
    let simulation = Simulation::new(subject.template(), deployed, subject.aliases());
    let misfits = suite.misfits(&source.tree, subject.template(), &simulation);
    Problems::among(misfits).map_err(refused)?;
    Ok(Bench {
        test: source,
        suite,
        subject,
        simulation,
        name,
    })
}

impl Bench {
    /// The test file beside a stack of the repository, with that.
    fn of(stack: &Path) -> Self {
        Self::with(stack, read(stack))
    }

    /// The test file beside a stack, with another text of the stack.
    fn with(stack: &Path, yaml: String) -> Self {
        Self::of_file(stack, yaml, &test_of(stack))
    }

    fn of_file(stack: &Path, yaml: String, file: &Path) -> Self {
        let test = Document::new(file.file_name().unwrap().to_string_lossy(), read(file));
        bench(stack, yaml, test).unwrap_or_else(|refused| panic!("{}", words(&refused)))
    }

    /// The same tests of another template, whose parts have the names of this stack.
    fn with_template(&self, json: String) -> Self {
        let subject = open(
            Document::new("template.json", json),
            None,
            &Folder::of(&gymcoach()),
        );
        let subject = subject.expect("the template is good");
        let deployed = self.simulation.settings.clone();
        let names = self.subject.aliases();
        Self {
            simulation: Simulation::new(subject.template(), deployed, names),
            subject,
            test: self.test.clone(),
            suite: self.suite.clone(),
            name: "template.json".to_owned(),
        }
    }

    fn tested(&self) -> Tested<'_> {
        Tested {
            test: &self.test,
            report: run(&self.suite, &self.simulation),
            simulation: &self.simulation,
            places: Places::new(self.subject.template(), self.subject.stack()),
            command: Command {
                subject: self.name.clone(),
                deployment: Vec::new(),
            },
        }
    }
}

fn words(refused: &Refused) -> String {
    let (document, source, problems) = &**refused;
    findings::human(problems.as_slice(), source.as_ref(), document, false)
}

/// The test file beside a stack.
fn test_of(stack: &Path) -> PathBuf {
    stack.with_extension("test.yaml")
}

/// All test files of a stack: those beside an example, and those that begin with its name in `stacks/`.
fn tests_of(stack: &Path) -> Vec<PathBuf> {
    let name = stack.file_stem().unwrap().to_string_lossy().into_owned();
    let entries = std::fs::read_dir(stack.parent().unwrap()).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.retain(|path| {
        let file = path.file_name().unwrap().to_string_lossy();
        file.ends_with(".test.yaml") && (name == "stack" || file.starts_with(&name))
    });
    paths
}

fn gymcoach() -> PathBuf {
    root().join("stacks/gymcoach.yaml")
}

#[test]
fn every_stack_has_its_test_file_and_every_test_file_holds() {
    let mut files = 0;
    for stack in stacks() {
        let beside = tests_of(&stack.path);
        assert!(beside.contains(&test_of(&stack.path)), "{}", stack.name);
        for file in beside {
            files += 1;
            let bench = Bench::of_file(&stack.path, read(&stack.path), &file);
            let tested = bench.tested();
            let (held, broken, not_asked) = tested.report.counts();
            assert!(
                held > 0 && broken + not_asked == 0,
                "{}",
                human(&[tested], false)
            );
        }
    }
    assert_eq!(files, stacks().len() + 1, "one of them has two");
}

#[test]
fn gymcoach_says_all_of_its_document_in_more_than_a_hundred_cases() {
    let bench = Bench::of(&gymcoach());
    assert!(
        bench.suite.promises.len() >= 300,
        "{}",
        bench.suite.promises.len()
    );
    let written = read(&test_of(&gymcoach()));
    let requests = [
        "GET ",
        "HEAD ",
        "POST ",
        "PUT ",
        "PATCH ",
        "DELETE ",
        "OPTIONS ",
        "s3:",
        "dynamodb:",
        "lambda:",
        "sts:",
        "logs:",
    ];
    let lines = written
        .lines()
        .filter(|line| requests.iter().any(|word| line.contains(word)));
    assert!(lines.count() >= 100);
}

#[test]
fn every_broken_test_file_is_refused_in_the_words_that_are_kept_for_it() {
    glob!("broken-tests/*.yaml", |path| {
        let name = path.file_stem().unwrap().to_string_lossy();
        let document = Document::new(path.file_name().unwrap().to_string_lossy(), read(path));
        let stack = gymcoach();
        match bench(&stack, read(&stack), document) {
            Ok(_) => panic!("{name}: a test file in tests/broken-tests is refused"),
            Err(refused) => {
                settings(&name).bind(|| assert_snapshot!("refused-test", words(&refused)));
            }
        }
    });
}

/// A case that holds, one that is broken, one that cannot be asked.
const SOME: &str = "\
cases:
  - name: a photo is <served> & kept
    request: GET /progress-photos/x.jpg
    expect: { status: 200, by: s3 }
  - name: nobody reads photos
    expect: 403
    requests:
      - GET s3://progress-photos/progress-photos/x.jpg
      - { request: GET /progress-photos/x.jpg, expect: { edge-ttl: 1h } }
      - { request: GET s3://progress-photos/progress-photos/x.jpg, as: Nobody }
";

#[test]
fn what_held_and_what_did_not_is_told_in_each_format() {
    let stack = gymcoach();
    let test = Document::new("some.test.yaml", SOME);
    let Ok(bench) = bench(&stack, read(&stack), test) else {
        panic!("the test file is good");
    };
    let all = [bench.tested()];
    settings("human").bind(|| assert_snapshot!("tested", human(&all, false)));
    settings("json").bind(|| assert_snapshot!("tested", json(&all)));
    settings("junit").bind(|| assert_snapshot!("tested", junit(&all)));
}
