//! Which stack file is meant.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::io;
use crate::diag::did_you_mean;

/// The folder in which stacks are looked for by name.
pub(super) const FOLDER: &str = "stacks";

/// The stack file that is meant by a path, by a name under `stacks/`, or by nothing: then it is the only one there.
pub(super) fn find(named: Option<&str>) -> Result<PathBuf> {
    let files = io::files_in(Path::new(FOLDER));
    let stacks = || {
        let yaml = files.iter().filter_map(|file| file.strip_suffix(".yaml"));
        yaml.filter(|name| !name.to_lowercase().ends_with(".test"))
    };
    let Some(named) = named else {
        return match stacks().collect::<Vec<_>>()[..] {
            [only] => Ok(in_folder(only)),
            [] => bail!(
                "there is no stack in `{FOLDER}/`; name a stack file, or make a first one with `stackgen init`"
            ),
            ref several => bail!(
                "there are several stacks in `{FOLDER}/`; name one of them: {}",
                several.join(", ")
            ),
        };
    };
    let path = PathBuf::from(named);
    if io::is_file(&path) {
        return Ok(path);
    }
    if stacks().any(|name| name == named) {
        return Ok(in_folder(named));
    }
    if io::exists(&path) {
        return Ok(path);
    }
    let meant = [
        format!("{named}.yaml"),
        format!("{named}.yml"),
        format!("{FOLDER}/{named}"),
        format!("{FOLDER}/{named}.yml"),
    ];
    if let Some(near) = meant.iter().find(|path| io::is_file(Path::new(path))) {
        bail!("there is no file `{named}`; did you mean `{near}`?");
    }
    if named.contains(['/', '\\']) || path.extension().is_some() {
        return Ok(path);
    }
    match did_you_mean(named, stacks()) {
        Some(near) => bail!("there is no stack `{named}` in `{FOLDER}/`; did you mean `{near}`?"),
        None => bail!("there is no file `{named}`, and no stack of that name in `{FOLDER}/`"),
    }
}

/// Whether a word is the name of a stack in the folder.
pub(super) fn names(word: &str) -> bool {
    !word.is_empty() && !word.contains(['/', '\\', ':']) && io::is_file(&in_folder(word))
}

fn in_folder(name: &str) -> PathBuf {
    Path::new(FOLDER).join(format!("{name}.yaml"))
}
