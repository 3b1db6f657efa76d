//! The command line by which `stackgen trace` answers one request of a test again.

use crate::simulate::Question;
use crate::source::{Node, Value};

/// What stands around a request on the command line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Command {
    /// The stack or template.
    pub subject: String,
    /// Options that say where it is deployed, and with what.
    pub deployment: Vec<String>,
}

impl Command {
    /// The command line that asks this question, for a POSIX shell. What has no option of its own is asked as a line of a
    /// batch.
    pub(super) fn of(&self, question: &Question) -> String {
        let mut words = vec!["stackgen", "trace", self.subject.as_str()];
        let options = asked(question);
        if let Some(options) = &options {
            words.extend(options.iter().map(String::as_str));
        } else {
            words.extend(["--batch", "-"]);
        }
        words.extend(self.deployment.iter().map(String::as_str));
        let command = words.into_iter().map(quoted).collect::<Vec<_>>().join(" ");
        if options.is_some() {
            return command;
        }
        // INVARIANT: a question has keys that are texts alone, so that it is always JSON.
        let line = serde_json::to_string(question).unwrap_or_default();
        format!("printf '%s\\n' {} | {command}", quoted(&line))
    }
}

/// The words and options that ask a question, if there are some for all of it.
fn asked(question: &Question) -> Option<Vec<String>> {
    let Question {
        id: _,
        method,
        url,
        path,
        action,
        resource,
        caller,
        presigned_by,
        context,
        headers,
        body,
        http,
        http_version,
        missing,
        origin_headers,
        origin_status,
        page_missing,
        identity_policies,
        session_policy,
        account_public_access_block,
        object_acl,
    } = question;
    let has_no_option = identity_policies.is_some()
        || session_policy.is_some()
        || account_public_access_block.is_some()
        || object_acl.is_some();
    if has_no_option {
        return None;
    }
    let mut words: Vec<String> = [method, action, url, path, resource]
        .into_iter()
        .filter_map(Clone::clone)
        .collect();
    let mut option = |name: &str, value: Option<String>| {
        words.push(name.to_owned());
        words.extend(value);
    };
    match (presigned_by, caller.as_deref()) {
        (Some(signer), _) => option("--presigned-by", Some(signer.clone())),
        (None, Some("anonymous") | None) => {}
        (None, Some(caller)) => option("--as", Some(caller.to_owned())),
    }
    for (key, value) in context {
        option("--context", Some(format!("{key}={}", scalar(value)?)));
    }
    for (name, value) in headers {
        option("--header", Some(header(name, value)?));
    }
    if let Some(body) = body {
        option("--body", Some(body.clone()));
    }
    if let Some(version) = http_version {
        option("--http-version", Some(scalar(version)?));
    }
    if let Some(status) = origin_status {
        option("--origin-status", Some(status.to_string()));
    }
    for (name, value) in origin_headers.iter().flatten() {
        option("--origin-header", Some(header(name, value)?));
    }
    for (name, is_set) in [
        ("--http", http),
        ("--missing", missing),
        ("--page-missing", page_missing),
    ] {
        if *is_set == Some(true) {
            option(name, None);
        }
    }
    Some(words)
}

/// The value as an option takes it: `null` is the word for a key that is not there.
fn scalar(value: &Node) -> Option<String> {
    match &value.value {
        Value::Null => Some("null".to_owned()),
        Value::Bool(bool) => Some(bool.to_string()),
        Value::Number(number) => Some(number.as_str().to_owned()),
        Value::String(text) => (text != "null").then(|| text.clone()),
        Value::List(_) | Value::Map(_) => None,
    }
}

/// `NAME: VALUE`, whose ends are trimmed where it is read.
fn header(name: &str, value: &str) -> Option<String> {
    let is_read_alike = !name.contains(':') && name.trim() == name && value.trim() == value;
    is_read_alike.then(|| format!("{name}: {value}"))
}

/// The word as a shell takes it.
fn quoted(word: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-+=:,./@%".contains(&byte);
    if !word.is_empty() && word.bytes().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::Command;
    use crate::simulate::Question;

    fn command(question: &Question) -> String {
        let command = Command {
            subject: "stacks/shop.yaml".to_owned(),
            deployment: vec!["--parameter".to_owned(), "A=b c".to_owned()],
        };
        command.of(question)
    }

    #[test]
    fn a_request_is_asked_by_words_and_options() {
        let mut question = Question::from_words(&["GET", "/a b*"]).unwrap();
        question.caller = Some("Role".to_owned());
        question.missing = Some(true);
        question.headers = [("origin".to_owned(), "https://x".to_owned())].into();
        assert_eq!(
            command(&question),
            "stackgen trace stacks/shop.yaml GET '/a b*' --as Role --header 'origin: https://x' --missing --parameter 'A=b c'"
        );
    }

    #[test]
    fn what_has_no_option_is_asked_as_a_line() {
        let mut question = Question::from_words(&["GET", "/it's"]).unwrap();
        question.object_acl = Some("public-read".to_owned());
        assert_eq!(
            command(&question),
            r#"printf '%s\n' '{"method":"GET","path":"/it'\''s","object_acl":"public-read"}' | stackgen trace stacks/shop.yaml --batch - --parameter 'A=b c'"#
        );
    }
}
