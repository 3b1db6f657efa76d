//! What the stack file says to `check`, where that looks for it: in the template's own words about itself.

use super::draft::Draft;
use crate::app::{Silence, Space};
use crate::aws::LogicalId;
use crate::cfn::metadata::{self, Private};
use crate::diag::Path;

/// Where the template has it.
fn place(list: &str) -> Path {
    Path::from_iter(["Metadata", "stackgen", list])
}

/// Findings that somebody has read and given a reason for.
pub(super) fn silences(draft: &mut Draft, silences: &[Silence]) {
    let declared = Path::from_iter(["silence"]);
    for (number, silence) in silences.iter().cloned().enumerate() {
        draft.from(place("silence").join(number), &declared.join(number));
        draft.metadata().silence.push(metadata::Silence {
            rule: silence.rule,
            resource: silence.resource,
            path: silence.path,
            reason: silence.reason,
        });
    }
}

/// The keys of a bucket that are for functions alone, though others of it are served.
pub(super) fn private(draft: &mut Draft, bucket: &LogicalId, space: &Space) {
    let number = draft.metadata().private.len();
    draft.from(place("private").join(number), &space.at);
    draft.metadata().private.push(Private {
        bucket: bucket.clone(),
        keys: format!("{}*", space.prefix),
    });
}
