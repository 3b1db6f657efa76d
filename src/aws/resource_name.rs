//! What names AWS takes for the things that a template may name itself: how long, and of which characters.

use std::ops::RangeInclusive;

use super::limits;
use Characters::{Any, Iam, IamInline, LogGroup, Table, Word};

/// What AWS takes as the name of a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameRule {
    /// What is named, in words: `a role`.
    pub noun: &'static str,
    /// The resource type.
    pub kind: &'static str,
    /// The keys below its properties under which the name stands.
    pub property: &'static [&'static str],
    /// How many characters it has.
    pub characters: RangeInclusive<usize>,
    /// Which characters those are.
    pub of: Characters,
}

/// Characters that stand in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Characters {
    /// Letters, digits, `-` and `_`.
    Word,
    /// Letters, digits and `+ = , . @ _ -`.
    ///
    /// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-names>.
    Iam,
    /// Basic Latin but for `\`, `/`, `*`, `?` and white space.
    ///
    /// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-names>.
    IamInline,
    /// Letters, digits, `_`, `-` and `.`.
    ///
    /// Source: <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html>.
    Table,
    /// Letters, digits, `.`, `-`, `_`, `/` and `#`.
    ///
    /// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html>.
    LogGroup,
    /// Any.
    Any,
}

impl Characters {
    /// Whether a character is among them.
    pub fn have(self, character: char) -> bool {
        let is_word = character.is_ascii_alphanumeric() || "-_".contains(character);
        match self {
            Self::Word => is_word,
            Self::Iam => is_word || "+=,.@".contains(character),
            Self::IamInline => character.is_ascii_graphic() && !"\\/*?".contains(character),
            Self::Table => is_word || character == '.',
            Self::LogGroup => is_word || "./#".contains(character),
            Self::Any => true,
        }
    }

    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Word => "letters, digits, `-` and `_`",
            Self::Iam => "letters, digits and `+=,.@_-`",
            Self::IamInline => "all of ASCII but `\\`, `/`, `*`, `?` and white space",
            Self::Table => "letters, digits, `_`, `-` and `.`",
            Self::LogGroup => "letters, digits, `.`, `-`, `_`, `/` and `#`",
            Self::Any => "all characters",
        }
    }
}

/// The rules for all things that may be named. Buckets have rules of [their own](super::bucket_name); the policies of
/// `CloudFront` have none that a page names.
///
/// Each is on the page of its resource type below
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html>.
pub fn rules() -> impl Iterator<Item = NameRule> {
    IAM.into_iter().chain(OTHERS)
}

const fn rule(
    noun: &'static str,
    kind: &'static str,
    property: &'static [&'static str],
    characters: RangeInclusive<usize>,
    of: Characters,
) -> NameRule {
    NameRule {
        noun,
        kind,
        property,
        characters,
        of,
    }
}

const OF_ROLE: RangeInclusive<usize> = 1..=limits::iam::ROLE_NAME_CHARACTERS;
const OF_POLICY: RangeInclusive<usize> = 1..=limits::iam::POLICY_NAME_CHARACTERS;
const OF_CONTROL: RangeInclusive<usize> =
    1..=limits::cloudfront::ORIGIN_ACCESS_CONTROL_NAME_CHARACTERS;

const IAM: [NameRule; 6] = [
    rule("a role", "AWS::IAM::Role", &["RoleName"], OF_ROLE, Iam),
    rule("a user", "AWS::IAM::User", &["UserName"], OF_ROLE, Iam),
    rule("a group", "AWS::IAM::Group", &["GroupName"], OF_POLICY, Iam),
    rule(
        "an instance profile",
        "AWS::IAM::InstanceProfile",
        &["InstanceProfileName"],
        OF_POLICY,
        Iam,
    ),
    rule(
        "a managed policy",
        "AWS::IAM::ManagedPolicy",
        &["ManagedPolicyName"],
        OF_POLICY,
        Iam,
    ),
    rule(
        "an inline policy",
        "AWS::IAM::Policy",
        &["PolicyName"],
        OF_POLICY,
        IamInline,
    ),
];

const OTHERS: [NameRule; 8] = [
    rule(
        "a function",
        "AWS::Lambda::Function",
        &["FunctionName"],
        limits::lambda::FUNCTION_NAME_CHARACTERS,
        Word,
    ),
    rule(
        "an alias",
        "AWS::Lambda::Alias",
        &["Name"],
        limits::lambda::ALIAS_NAME_CHARACTERS,
        Word,
    ),
    rule(
        "a table",
        "AWS::DynamoDB::Table",
        &["TableName"],
        limits::dynamodb::TABLE_NAME_CHARACTERS,
        Table,
    ),
    rule(
        "a table",
        "AWS::DynamoDB::GlobalTable",
        &["TableName"],
        limits::dynamodb::TABLE_NAME_CHARACTERS,
        Table,
    ),
    rule(
        "a log group",
        "AWS::Logs::LogGroup",
        &["LogGroupName"],
        limits::logs::GROUP_NAME_CHARACTERS,
        LogGroup,
    ),
    rule(
        "an origin access control",
        "AWS::CloudFront::OriginAccessControl",
        &["OriginAccessControlConfig", "Name"],
        OF_CONTROL,
        Any,
    ),
    rule(
        "a CloudFront function",
        "AWS::CloudFront::Function",
        &["Name"],
        limits::cloudfront::FUNCTION_NAME_CHARACTERS,
        Word,
    ),
    rule(
        "a key value store",
        "AWS::CloudFront::KeyValueStore",
        &["Name"],
        limits::cloudfront::FUNCTION_NAME_CHARACTERS,
        Word,
    ),
];

#[cfg(test)]
mod tests {
    use super::{Characters, rules};

    #[test]
    fn each_property_has_one_rule() {
        let mut all: Vec<_> = rules().map(|rule| (rule.kind, rule.property)).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn characters() {
        assert!(Characters::Iam.have('@') && !Characters::Iam.have('/'));
        assert!(Characters::Word.have('_') && !Characters::Word.have('.'));
        assert!(Characters::LogGroup.have('/') && !Characters::LogGroup.have(' '));
        assert!(Characters::IamInline.have('!') && !Characters::IamInline.have('*'));
    }
}
