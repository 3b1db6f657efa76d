//! A template that `aws cloudformation deploy` takes only with a bucket.

use crate::aws::limits::cloudformation as limits;
use crate::check::{Find, Findings, Rule, Written};
use crate::diag::Severity;

pub(super) const RULE: Rule = Rule {
    code: "template-size",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("template_size.md"),
    find: Find::Written(find),
};

/// From how many bytes on a template is said to be near the limit.
const NEAR_BYTES: usize = 45_000;

fn find(subject: &Written, findings: &mut Findings) {
    let size = subject.template.source().document.text.len();
    let most = limits::TEMPLATE_BYTES;
    let finding = match size {
        // The error is told by `template-limits`.
        _ if size > limits::TEMPLATE_IN_BUCKET_BYTES => return,
        _ if size > most => findings.everywhere(format!(
            "the template has {size} bytes, so that `aws cloudformation deploy` refuses it without `--s3-bucket`: a request takes {most}"
        )),
        _ if size > NEAR_BYTES => findings.graded_everywhere(
            Severity::Advice,
            format!(
                "the template has {size} bytes of the {most} that `aws cloudformation deploy` takes without `--s3-bucket`"
            ),
        ),
        _ => return,
    };
    findings.add(
        finding
            .help("deploy with `--s3-bucket BUCKET`, from which 1 MB is taken")
            .help(
                "write it without white space (`stackgen synth --compact`), or upload inline code",
            ),
    );
}
