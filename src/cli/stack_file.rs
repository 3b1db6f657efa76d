//! Which stack file is meant.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::io;
use crate::diag::did_you_mean;

/// The folder in which stacks are looked for by name.
const FOLDER: &str = "stacks";

/// The stack file that is meant by a path, by a name under `stacks/`, or by nothing: then it is the only one there.
pub(super) fn find(named: Option<&str>) -> Result<PathBuf> {
    let stacks = io::files_in(Path::new(FOLDER))
        .into_iter()
        .filter(|name| name.ends_with(".yaml") && !name.ends_with(".test.yaml"))
        .collect::<Vec<_>>();
    let names = || stacks.iter().filter_map(|file| file.strip_suffix(".yaml"));
    let Some(named) = named else {
        return match &stacks[..] {
            [only] => Ok(Path::new(FOLDER).join(only)),
            [] => bail!(
                "there is no stack in `{FOLDER}/`; name a stack file, or make a first one with `stackgen init`"
            ),
            _ => bail!(
                "there are several stacks in `{FOLDER}/`; name one of them: {}",
                names().collect::<Vec<_>>().join(", ")
            ),
        };
    };
    let path = PathBuf::from(named);
    if io::is_file(&path) || named.contains(['/', '\\']) || path.extension().is_some() {
        return Ok(path);
    }
    if names().any(|name| name == named) {
        return Ok(Path::new(FOLDER).join(format!("{named}.yaml")));
    }
    match did_you_mean(named, names()) {
        Some(near) => bail!("there is no stack `{named}` in `{FOLDER}/`; did you mean `{near}`?"),
        None => bail!("there is no file `{named}`, and no stack of that name in `{FOLDER}/`"),
    }
}
