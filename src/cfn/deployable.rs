//! The layout in which a template can be deployed.

use super::{Layout, Template, print};
use crate::aws::limits::cloudformation::TEMPLATE_BYTES;

/// The template's text: fitted to lines, unless only the compact text can be deployed without a bucket, which takes
/// 51,200 bytes.
pub fn deployable(template: &Template) -> (String, Layout) {
    let fitted = print(template, Layout::Fitted);
    if fitted.len() <= TEMPLATE_BYTES {
        return (fitted, Layout::Fitted);
    }
    let compact = print(template, Layout::Compact);
    if compact.len() <= TEMPLATE_BYTES {
        (compact, Layout::Compact)
    } else {
        (fitted, Layout::Fitted)
    }
}
