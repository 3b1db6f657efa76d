//! Who may read and write each bucket, for people: a line or two for each.

use super::told::Looked;
use crate::check::{Closed, Holder};

/// The lists, and nothing where there is no bucket; of several environments, those of the file as it is.
pub(super) fn access(looked: &[Looked]) -> String {
    let lists = looked.first().map(|one| one.access).unwrap_or_default();
    if lists.is_empty() {
        return String::new();
    }
    let width = lists.iter().map(|one| one.bucket.len()).max().unwrap_or(0);
    let mut text = String::from(
        "who may read and write objects, of all that the template makes and of everybody:\n",
    );
    for closed in lists {
        let mut lines = lines(closed);
        if let Some(when) = &closed.when {
            lines.insert(0, when.clone());
        }
        for (number, line) in lines.iter().enumerate() {
            let bucket = if number == 0 { &closed.bucket } else { "" };
            text.push_str(&format_line(bucket, width, line));
        }
    }
    text.push('\n');
    text
}

fn format_line(bucket: &str, width: usize, line: &str) -> String {
    format!("  {bucket:<width$}  {line}\n")
}

fn lines(closed: &Closed) -> Vec<String> {
    if !closed.decided {
        return vec![
            "not decided: the patterns on it divide its keys into too many parts".to_owned(),
        ];
    }
    let mut lines = Vec::new();
    for (verb, holders) in [("read", &closed.readers), ("write", &closed.writers)] {
        for (number, group) in groups(holders).iter().enumerate() {
            let verb = if number == 0 { verb } else { "" };
            lines.push(format!("{verb:<5}  {group}"));
        }
    }
    if closed.all_writes_served == Some(true) {
        let kept = if closed.keeps_some {
            ", or kept for functions alone"
        } else {
            ""
        };
        lines.push(format!(
            "every key that a function may write is delivered{kept}"
        ));
    }
    if lines.is_empty() {
        lines.push("none of them".to_owned());
    }
    if !closed.others.is_empty() {
        let others = closed.others.join(", ");
        lines.push(format!("its policy lets in besides: {others}"));
    }
    lines
}

/// At most so many are named that may use the same keys.
const MOST_NAMES: usize = 6;

/// ``ProgressPhotosOAI, AnalyticsServiceLambdaRole `progress-photos/*` ``: who may use the same keys stands together.
fn groups(holders: &[Holder]) -> Vec<String> {
    let mut groups: Vec<(String, Vec<&str>)> = Vec::new();
    for holder in holders {
        let keys = keys(holder);
        match groups.iter_mut().find(|(known, _)| *known == keys) {
            Some((_, names)) => names.push(&holder.name),
            None => groups.push((keys, vec![&holder.name])),
        }
    }
    let told = |(keys, names): &(String, Vec<&str>)| {
        let named = names.iter().take(MOST_NAMES).copied().collect::<Vec<_>>();
        let more = match names.len() - named.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        format!("{}{more}  {keys}", named.join(", "))
    };
    groups.iter().map(told).collect()
}

fn keys(holder: &Holder) -> String {
    let mut keys: Vec<String> = holder.keys.iter().map(|key| format!("`{key}`")).collect();
    keys.extend(
        holder
            .also
            .iter()
            .map(|key| format!("keys such as `{key}`")),
    );
    let mut text = keys.join(", ");
    if !holder.depends_on.is_empty() {
        text.push_str(" (depends on ");
        text.push_str(&holder.depends_on.join(", "));
        text.push(')');
    }
    text
}
