//! The names by which functions, their versions and their aliases are called.

use crate::template::{Part, Settings, Text};

/// A function, and which version or alias of it is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    /// The ARN of the function, without a qualifier.
    pub(super) function: Text,
    /// The version or the alias; none for the function itself.
    pub(super) qualifier: Option<Text>,
}

impl Target {
    /// Reads a name, a partial ARN or an ARN, each with or without a version or alias behind it.
    ///
    /// <https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html#API_AddPermission_RequestParameters>
    pub(super) fn read(text: &Text, settings: &Settings) -> Self {
        let segments = segments(text);
        let is = |segment: &Text, word: &str| segment.as_known() == Some(word);
        let behind = segments.iter().position(|segment| is(segment, "function"));
        let (name, qualifier) = match (behind, &segments[..]) {
            // What is unknown as a whole may be a name as well as an ARN; it is called as the template calls it.
            (None, [only]) if only.as_known().is_none() && !begins_known(only) => {
                return Self {
                    function: only.clone(),
                    qualifier: None,
                };
            }
            (None, [name]) => (name, None),
            (None, [name, qualifier, ..]) => (name, Some(qualifier)),
            (Some(at), all) => match all.get(at + 1) {
                Some(name) => (name, all.get(at + 2)),
                None => {
                    return Self {
                        function: text.clone(),
                        qualifier: None,
                    };
                }
            },
            (None, []) => {
                return Self {
                    function: Text::default(),
                    qualifier: None,
                };
            }
        };
        let mut function = match behind {
            Some(at) if segments.first().is_some_and(|first| is(first, "arn")) => {
                joined(segments.get(..at).unwrap_or_default())
            }
            Some(at) => {
                let before: Vec<&Text> = segments.iter().take(at).collect();
                let partition = settings.partition().name();
                let (region, account) = match before[..] {
                    [.., region, account] => (region.clone(), account.clone()),
                    [account] => (own_region(settings), account.clone()),
                    [] => (own_region(settings), own_account(settings)),
                };
                let mut arn = Text::from(format!("arn:{partition}:lambda:"));
                arn.push(&region);
                arn.push_known(":");
                arn.push(&account);
                arn
            }
            None => {
                let partition = settings.partition().name();
                let (region, account) = (&settings.region, &settings.account);
                Text::from(format!("arn:{partition}:lambda:{region}:{account}"))
            }
        };
        function.push_known(":function:");
        function.push(name);
        Self {
            function,
            qualifier: qualifier.cloned(),
        }
    }

    /// The ARN with the qualifier.
    pub(super) fn arn(&self) -> Text {
        let mut arn = self.function.clone();
        if let Some(qualifier) = &self.qualifier {
            arn.push_known(":");
            arn.push(qualifier);
        }
        arn
    }
}

fn own_region(settings: &Settings) -> Text {
    Text::from(settings.region.as_str())
}

fn own_account(settings: &Settings) -> Text {
    Text::from(settings.account.as_str())
}

fn begins_known(text: &Text) -> bool {
    matches!(text.parts().first(), Some(Part::Known(_)))
}

/// What stands between the colons.
fn segments(text: &Text) -> Vec<Text> {
    let mut segments = vec![Text::default()];
    for part in text.parts() {
        match part {
            Part::Unknown(fact) => {
                if let Some(last) = segments.last_mut() {
                    last.push_unknown(fact.clone());
                }
            }
            Part::Known(known) => {
                for (number, piece) in known.split(':').enumerate() {
                    if number > 0 {
                        segments.push(Text::default());
                    }
                    if let Some(last) = segments.last_mut() {
                        last.push_known(piece);
                    }
                }
            }
        }
    }
    segments
}

fn joined(segments: &[Text]) -> Text {
    let mut text = Text::default();
    for (number, segment) in segments.iter().enumerate() {
        if number > 0 {
            text.push_known(":");
        }
        text.push(segment);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::Target;
    use crate::simulate::deployed::{ACCOUNT, world};
    use crate::template::{Fact, Text};

    fn read(text: &Text) -> (String, Option<String>) {
        let world = world(r#"{"Resources":{"X":{"Type":"X::X::X"}}}"#);
        let target = Target::read(text, &world.resources.settings);
        let qualifier = target.qualifier.as_ref().map(Text::to_string);
        assert!(
            target
                .arn()
                .to_string()
                .starts_with(&target.function.to_string())
        );
        (target.function.to_string(), qualifier)
    }

    #[test]
    fn the_forms_of_the_page() {
        let own = format!("arn:aws:lambda:us-east-1:{ACCOUNT}:function:my-function");
        for (text, qualifier) in [
            ("my-function", None),
            ("my-function:v1", Some("v1")),
            (own.as_str(), None),
            (&format!("{own}:prod"), Some("prod")),
            (&format!("{own}:$LATEST"), Some("$LATEST")),
            (&format!("{ACCOUNT}:function:my-function"), None),
            (&format!("{ACCOUNT}:function:my-function:7"), Some("7")),
            ("function:my-function", None),
        ] {
            let expected = (own.clone(), qualifier.map(str::to_owned));
            assert_eq!(read(&Text::from(text)), expected, "{text}");
        }
        let other = "arn:aws:lambda:us-west-2:123456789012:function:my-function";
        let short = "us-west-2:123456789012:function:my-function";
        assert_eq!(read(&Text::from(other)), read(&Text::from(short)));
    }

    #[test]
    fn what_is_unknown() {
        let whole = Text::from(Fact::new("parameter F"));
        assert_eq!(read(&whole), ("{parameter F}".to_owned(), None));
        let mut name = Text::from("my-");
        name.push_unknown(Fact::new("parameter F"));
        let expected = format!("arn:aws:lambda:us-east-1:{ACCOUNT}:function:my-{{parameter F}}");
        assert_eq!(
            read(&name.and(":prod")),
            (expected, Some("prod".to_owned()))
        );
        for text in ["", ":", "function", "arn:", "a:function:"] {
            let _ = read(&Text::from(text));
        }
    }
}
