//! The runtimes of Lambda, and the days on which each of them ends.

use std::fmt;
use std::str::FromStr;

/// A runtime that Lambda has or had. Dates are text of the form `YYYY-MM-DD`, whose order is that of time; those to
/// come are AWS's forecast.
///
/// The table is that of November 2026.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html>.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Runtime {
    /// The value of a function's property `Runtime`.
    pub identifier: &'static str,
    /// What its code is written in.
    pub language: Language,
    /// Whether it is to be had as a container image alone, so that no property `Runtime` may name it.
    pub is_image_only: bool,
    /// From this day on it gets no patches and no support.
    pub deprecated: Option<&'static str>,
    /// From this day on no function is created with it.
    pub creation_blocked: Option<&'static str>,
    /// From this day on functions that have it cannot be changed any more, but for changing to another runtime.
    pub updates_blocked: Option<&'static str>,
}

/// The language that a runtime runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Language {
    /// JavaScript.
    NodeJs,
    /// Python.
    Python,
    /// Java and what compiles to its machine.
    Java,
    /// C# and its kin.
    DotNet,
    /// Ruby.
    Ruby,
    /// Go on its own runtime, which is gone; it runs on the bare system now.
    Go,
    /// Any: an executable called `bootstrap` on the bare system.
    OsOnly,
}

impl Runtime {
    /// The day on which the table was read off AWS's page.
    pub const READ_ON: &str = "2026-11-24";

    /// The day until which one is told that a runtime ends soon: AWS tells 180 days before, and so does this.
    ///
    /// Source: <https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html#runtime-deprecation-levels>.
    pub const SOON: &str = "2027-05-23";

    /// All of them, the supported ones first.
    pub fn all() -> impl Iterator<Item = Self> {
        include_str!("data/runtimes.csv")
            .lines()
            .skip(1)
            .filter_map(Self::from_row)
    }

    fn from_row(row: &'static str) -> Option<Self> {
        let cells: Vec<&'static str> = row.split(',').collect();
        let [
            identifier,
            language,
            package,
            deprecated,
            creation_blocked,
            updates_blocked,
        ] = cells[..]
        else {
            return None;
        };
        let date = |cell: &'static str| (!cell.is_empty()).then_some(cell);
        Some(Self {
            identifier,
            language: Language::ALL
                .into_iter()
                .find(|known| known.name() == language)?,
            is_image_only: package == "image",
            deprecated: date(deprecated),
            creation_blocked: date(creation_blocked),
            updates_blocked: date(updates_blocked),
        })
    }

    /// Whether the code of a function may stand in the template; `CloudFormation` puts it into a file called `index`.
    ///
    /// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html>.
    pub fn supports_inline_code(self) -> bool {
        match self.language {
            Language::NodeJs | Language::Python => true,
            Language::Java
            | Language::DotNet
            | Language::Ruby
            | Language::Go
            | Language::OsOnly => false,
        }
    }

    /// The newest one of its language.
    pub fn successor(self) -> Option<Self> {
        let mut all = Self::all();
        all.find(|other| {
            other.language == self.language
                && !other.is_image_only
                && other.identifier != self.identifier
        })
    }

    /// Whether it is deprecated on the given day, `YYYY-MM-DD`.
    pub fn is_retired_on(self, day: &str) -> bool {
        self.deprecated.is_some_and(|deprecated| deprecated <= day)
    }
}

impl FromStr for Runtime {
    type Err = String;

    fn from_str(identifier: &str) -> Result<Self, String> {
        Self::all()
            .find(|runtime| runtime.identifier == identifier)
            .ok_or_else(|| {
                format!("`{identifier}` is not among the runtimes that Lambda had in November 2026")
            })
    }
}

impl fmt::Display for Runtime {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(self.identifier)
    }
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::NodeJs,
        Self::Python,
        Self::Java,
        Self::DotNet,
        Self::Ruby,
        Self::Go,
        Self::OsOnly,
    ];

    /// As AWS's page calls it: `Node.js`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NodeJs => "Node.js",
            Self::Python => "Python",
            Self::Java => "Java",
            Self::DotNet => ".NET",
            Self::Ruby => "Ruby",
            Self::Go => "Go",
            Self::OsOnly => "OS-only",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Language, Runtime};

    fn runtime(identifier: &str) -> Runtime {
        identifier.parse().unwrap()
    }

    #[test]
    fn every_row_is_read_and_no_runtime_has_two() {
        let identifiers: BTreeSet<_> = Runtime::all().map(|runtime| runtime.identifier).collect();
        assert_eq!(
            identifiers.len(),
            include_str!("data/runtimes.csv").lines().count() - 1
        );
    }

    #[test]
    fn every_date_is_one() {
        for runtime in Runtime::all() {
            let Runtime {
                deprecated,
                creation_blocked,
                updates_blocked,
                ..
            } = runtime;
            for date in [deprecated, creation_blocked, updates_blocked]
                .into_iter()
                .flatten()
            {
                let parts: Vec<u32> = date.split('-').map(|part| part.parse().unwrap()).collect();
                assert!(
                    date.len() == 10 && matches!(parts[..], [2016..=2029, 1..=12, 1..=31]),
                    "{date}"
                );
            }
            assert!(creation_blocked <= updates_blocked, "{runtime}");
        }
    }

    #[test]
    fn the_last_day_of_support_is_the_one_before() {
        assert!(!runtime("python3.10").is_retired_on("2026-10-30"));
        assert!(runtime("python3.10").is_retired_on("2026-10-31"));
        assert!(!runtime("java17.al2023").is_retired_on("2099-01-01"));
    }

    #[test]
    fn only_two_languages_go_inline() {
        let inline: BTreeSet<_> = Runtime::all()
            .filter(|runtime| runtime.supports_inline_code())
            .map(|runtime| runtime.language)
            .collect();
        assert_eq!(inline, BTreeSet::from([Language::NodeJs, Language::Python]));
    }

    #[test]
    fn an_unknown_one_is_told() {
        assert!(
            "python4"
                .parse::<Runtime>()
                .unwrap_err()
                .contains("`python4`")
        );
    }
}
