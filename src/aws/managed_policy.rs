//! The managed policies of AWS that applications of this family use: what they say.

/// An ARN and its document a line, with a tab between.
const POLICIES: &str = include_str!("data/managed-policies.tsv");

/// The document of a policy that AWS manages, as JSON; `None` for those that are not kept here.
///
/// Each stands on its page below
/// <https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html>, as of autumn 2026.
pub fn document(arn: &str) -> Option<&'static str> {
    let policies = POLICIES.lines().filter_map(|line| line.split_once('\t'));
    let mut named = policies.filter(|(known, _)| *known == arn);
    named.next().map(|(_, document)| document)
}

#[cfg(test)]
mod tests {
    use super::{POLICIES, document};

    #[test]
    fn every_line_is_an_arn_and_a_document() {
        for line in POLICIES.lines() {
            let (arn, text) = line.split_once('\t').unwrap();
            assert!(arn.starts_with("arn:aws:iam::aws:policy/"), "{arn}");
            let tree: serde_json::Value = serde_json::from_str(text).unwrap();
            assert!(tree.get("Statement").is_some(), "{arn}");
        }
    }

    #[test]
    fn by_arn() {
        let basic = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
        assert!(document(basic).unwrap().contains("logs:PutLogEvents"));
        assert_eq!(document("arn:aws:iam::aws:policy/ReadOnlyAccess"), None);
    }
}
