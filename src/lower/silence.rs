//! Findings that are no trouble, where `check` looks for them: in the template's own words about itself.

use crate::app::Silence;
use crate::cfn::metadata::{self, Metadata, Stackgen};
use crate::diag::{Origins, Path};

/// The metadata that silence these findings, none where there are none, and where each comes from.
pub(super) fn lower(silences: &[Silence], origins: &mut Origins) -> Option<Metadata> {
    let place = Path::from_iter(["Metadata", "stackgen", "silence"]);
    let declared = Path::from_iter(["silence"]);
    for number in 0..silences.len() {
        origins.insert(place.join(number), declared.join(number));
    }
    let silence = silences.iter().cloned().map(|silence| metadata::Silence {
        rule: silence.rule,
        resource: silence.resource,
        path: silence.path,
        reason: silence.reason,
    });
    let silence: Vec<_> = silence.collect();
    let stackgen = Stackgen { silence };
    (!silences.is_empty()).then_some(Metadata { stackgen })
}
