//! Which test files are meant, and what each of them tests.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::{io, stack_file, subject};
use crate::source::{Document, attempt};

/// What the name of a test file ends in.
const ENDINGS: [&str; 3] = [".test.yaml", ".test.yml", ".test.json"];

/// A test file, and what it tests.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TestFile {
    /// The test file.
    pub(super) file: PathBuf,
    /// The stack or template; `-` for stdin.
    pub(super) subject: PathBuf,
}

/// The test files that are meant by `[STACK|TEMPLATE] [FILE…]`.
///
/// A first word that names a stack or a file, and no test file, is what is tested; without test files behind it, it is
/// the one beside it. A test file that comes without a stack is about the one beside it, or else about the only stack in
/// `stacks/`.
pub(super) fn meant(words: &[String]) -> Result<Vec<TestFile>> {
    let subject = match words.split_first() {
        Some((first, files)) if subject::is_named(first) && test_file(first).is_none() => {
            Some((first.as_str(), files))
        }
        // A word that is nothing, and has not the form of a file, was meant for a stack.
        Some((first, _)) if test_file(first).is_none() && !first.contains(['.', '/', '\\']) => {
            stack_file::find(Some(first))?;
            None
        }
        _ => None,
    };
    let named = |word: &String| test_file(word).unwrap_or_else(|| PathBuf::from(word));
    match subject {
        Some(("-", [])) => bail!("the template comes from stdin; name a test file behind `-`"),
        Some((word, files)) => {
            let subject = match word {
                "-" => PathBuf::from(word),
                word => stack_file::find(Some(word))?,
            };
            let files = match files {
                [] => vec![beside(&subject)?],
                files => files.iter().map(named).collect(),
            };
            Ok(files
                .into_iter()
                .map(|file| TestFile {
                    file,
                    subject: subject.clone(),
                })
                .collect())
        }
        None if words.is_empty() => {
            let subject = stack_file::find(None)?;
            let file = beside(&subject)?;
            Ok(vec![TestFile { file, subject }])
        }
        None => words
            .iter()
            .map(|word| {
                let file = named(word);
                let subject = match tested_by(&file) {
                    Some(subject) => subject,
                    None => stack_file::find(None)?,
                };
                Ok(TestFile { file, subject })
            })
            .collect(),
    }
}

/// The test file that a word names, by its path or by its name in `stacks/`: its name ends as those of test files do, or it has
/// cases and is neither a stack nor a template.
fn test_file(word: &str) -> Option<PathBuf> {
    let path = PathBuf::from(word);
    if io::is_file(&path) {
        let is_one = ENDINGS
            .iter()
            .any(|ending| word.to_lowercase().ends_with(ending));
        return (is_one || has_cases(&path)).then_some(path);
    }
    let is_name = !word.contains(['/', '\\']) && word.to_lowercase().ends_with(".test");
    let in_folder = Path::new(stack_file::FOLDER).join(format!("{word}.yaml"));
    (is_name && io::is_file(&in_folder)).then_some(in_folder)
}

fn has_cases(path: &Path) -> bool {
    let Ok(text) = io::read_text(path) else {
        return false;
    };
    let (tree, _) = attempt(&Document::new("", text));
    tree.is_some_and(|tree| {
        let has = |key| tree.get(key).is_some();
        has("cases") && !has("Resources") && !has("name") && !has("region")
    })
}

/// The test file beside a stack or template: `shop.test.yaml` for `shop.yaml`.
fn beside(subject: &Path) -> Result<PathBuf> {
    let named = |ending: &str| {
        let mut name = subject.file_stem().unwrap_or_default().to_owned();
        name.push(ending);
        subject.with_file_name(name)
    };
    let mut all = ENDINGS.iter().map(|ending| named(ending));
    match all.find(|path| io::is_file(path)) {
        Some(path) => Ok(path),
        None => bail!(
            "there is no `{}` beside `{}`; write it, or name another test file",
            named(".test.yaml").display(),
            subject.display()
        ),
    }
}

/// The stack or template beside a test file: `shop.yaml` for `shop.test.yaml`.
fn tested_by(file: &Path) -> Option<PathBuf> {
    let name = file.file_name()?.to_str()?;
    let stem = ENDINGS
        .iter()
        .find_map(|ending| name.strip_suffix(ending))?;
    let all =
        ["yaml", "yml", "json"].map(|extension| file.with_file_name(format!("{stem}.{extension}")));
    all.into_iter().find(|path| io::is_file(path))
}
