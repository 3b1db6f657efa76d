//! Public policies and others: both sides of each edge that AWS's page draws.

use super::Publicity;
use crate::simulate::deployed::term;
use crate::template::{Fact, Said, Term, Text};

/// Whether a policy with this one statement, written without its effect, is public; `None` where that hinges.
fn public(statement: &str) -> Option<bool> {
    let statement =
        format!(r#"{{"Effect":"Allow","Action":"s3:GetObject","Resource":"*",{statement}}}"#);
    of(&format!(
        r#"{{"Version":"2012-10-17","Statement":[{statement}]}}"#
    ))
}

fn of(document: &str) -> Option<bool> {
    match Publicity::of(&term(document)) {
        Publicity::Yes(_) => Some(true),
        Publicity::No => Some(false),
        Publicity::Maybe(_, facts) => {
            assert!(!facts.is_empty());
            None
        }
    }
}

fn conditioned(condition: &str) -> Option<bool> {
    public(&format!(r#""Principal":"*","Condition":{{{condition}}}"#))
}

#[test]
fn the_examples_of_the_page() {
    assert_eq!(public(r#""Principal":"*""#), Some(true));
    assert_eq!(
        conditioned(r#""StringLike":{"aws:SourceVpc":"vpc-*"}"#),
        Some(true)
    );
    assert_eq!(
        conditioned(r#""StringEquals":{"aws:SourceVpc":"vpc-91237329"}"#),
        Some(false)
    );
}

#[test]
fn principals() {
    for (principal, expected) in [
        (r#""*""#, true),
        (r#"{"AWS":"*"}"#, true),
        (r#"{"AWS":["arn:aws:iam::111122223333:root","*"]}"#, true),
        (r#"{"AWS":"arn:aws:iam::111122223333:root"}"#, false),
        (r#"{"AWS":"111122223333"}"#, false),
        (r#"{"Service":"cloudfront.amazonaws.com"}"#, false),
        (r#"{"CanonicalUser":"79a59df9"}"#, false),
        (
            r#"{"AWS":"arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1"}"#,
            false,
        ),
        (r#"{"Federated":"graph.facebook.com"}"#, true),
        (
            r#"{"Service":"s3.amazonaws.com","Federated":"graph.facebook.com"}"#,
            true,
        ),
    ] {
        let found = public(&format!(r#""Principal":{principal}"#));
        assert_eq!(found, Some(expected), "{principal}");
    }
    let not = public(r#""NotPrincipal":{"AWS":"arn:aws:iam::111122223333:root"}"#);
    assert_eq!(not, Some(true));
}

#[test]
fn keys_that_count_and_keys_that_do_not() {
    for (key, value, expected) in [
        ("aws:PrincipalOrgID", "o-1234567890", false),
        ("AWS:principalARN", "arn:aws:iam::1:role/x", false),
        (
            "aws:SourceArn",
            "arn:aws:cloudfront::1:distribution/E1",
            false,
        ),
        ("aws:SourceAccount", "111122223333", false),
        ("aws:SourceOwner", "111122223333", false),
        ("aws:SourceVpce", "vpce-1", false),
        ("s3:DataAccessPointAccount", "111122223333", false),
        ("aws:userid", "AIDAEXAMPLE", false),
        ("aws:Referer", "https://example.com/", true),
        ("aws:UserAgent", "secret", true),
        ("aws:SourceOrgID", "o-1234567890", true),
        ("s3:prefix", "a/", true),
        (
            "aws:SourceArn",
            "arn:aws:cloudfront::1:distribution/*",
            true,
        ),
        (
            "aws:PrincipalArn",
            "arn:aws:iam::1:role/${aws:username}",
            true,
        ),
    ] {
        let found = conditioned(&format!(r#""StringEquals":{{"{key}":"{value}"}}"#));
        assert_eq!(found, Some(expected), "{key} {value}");
    }
    assert_eq!(
        conditioned(r#""StringEquals":{"aws:PrincipalTag/team":"a"}"#),
        None
    );
    assert_eq!(
        conditioned(r#""StringEquals":{"aws:userid":"AROAEXAMPLE:session"}"#),
        None
    );
    assert_eq!(
        conditioned(r#""StringLike":{"aws:userid":"AROAEXAMPLE:*"}"#),
        Some(true)
    );
}

#[test]
fn operators_that_tie_and_operators_that_do_not() {
    for (operator, expected) in [
        ("StringEquals", Some(false)),
        ("StringLike", Some(false)),
        ("ArnLike", Some(false)),
        ("ForAnyValue:StringEquals", Some(false)),
        ("ForAllValues:StringEquals", None),
        ("StringEqualsIfExists", Some(true)),
        ("StringNotEquals", Some(true)),
        ("Null", Some(true)),
    ] {
        let found = conditioned(&format!(r#""{operator}":{{"aws:SourceVpce":"vpce-1"}}"#));
        assert_eq!(found, expected, "{operator}");
    }
    let paths = r#""ForAllValues:StringEquals":{"aws:PrincipalOrgPaths":"o-1/r-1/ou-1/"}"#;
    assert_eq!(conditioned(paths), Some(false));
}

#[test]
fn one_key_is_enough_and_every_value_must_be_fixed() {
    let two = r#""StringEquals":{"aws:Referer":"x","aws:SourceVpce":["vpce-1","vpce-2"]}"#;
    assert_eq!(conditioned(two), Some(false));
    let open = r#""StringLike":{"aws:SourceVpce":["vpce-1","vpce-*"]}"#;
    assert_eq!(conditioned(open), Some(true));
    assert_eq!(
        conditioned(r#""StringEquals":{"aws:SourceVpce":[]}"#),
        Some(true)
    );
}

#[test]
fn blocks_of_addresses() {
    for (block, expected) in [
        ("203.0.113.7", false),
        ("203.0.113.0/24", false),
        ("11.0.0.0/8", false),
        ("10.0.0.0/7", true),
        ("0.0.0.0/1", true),
        ("0.0.0.0/0", true),
        ("2001:db8::/32", false),
        ("2001:db8::/31", true),
        ("::/0", true),
        ("nonsense", true),
    ] {
        let found = conditioned(&format!(r#""IpAddress":{{"aws:SourceIp":"{block}"}}"#));
        assert_eq!(found, Some(expected), "{block}");
    }
    assert_eq!(
        conditioned(r#""NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}"#),
        Some(true)
    );
}

#[test]
fn access_points_by_a_wildcard() {
    for (arn, expected) in [
        ("arn:aws:s3:us-west-2:123456789012:accesspoint/*", false),
        ("arn:aws:s3:us-west-2:123456789012:accesspoint/a", false),
        ("arn:aws:s3:us-west-2:*:accesspoint/*", true),
        ("arn:aws:s3:*:123456789012:accesspoint/*", true),
        ("*", true),
    ] {
        let found = conditioned(&format!(r#""ArnLike":{{"s3:DataAccessPointArn":"{arn}"}}"#));
        assert_eq!(found, Some(expected), "{arn}");
    }
}

#[test]
fn one_public_statement_is_enough_and_denials_do_not_count() {
    let account =
        r#"{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"s3:*","Resource":"*"}"#;
    let public = r#"{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*"}"#;
    let deny = r#"{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}"#;
    let policy =
        |statements: &[&str]| of(&format!(r#"{{"Statement":[{}]}}"#, statements.join(",")));
    assert_eq!(policy(&[account, deny]), Some(false));
    assert_eq!(policy(&[account, public]), Some(true));
    assert_eq!(of(&format!(r#"{{"Statement":{public}}}"#)), Some(true));
    assert_eq!(of("{}"), Some(false));
    let text = format!("{:?}", format!(r#"{{"Statement":{public}}}"#));
    assert_eq!(of(&text), Some(true));
}

#[test]
fn what_is_not_known_hinges() {
    let mut document = term(
        r#"{"Statement":[{"Effect":"Allow","Principal":"*","Condition":{"StringEquals":{"aws:SourceVpce":"?"}}}]}"#,
    );
    replace(
        &mut document,
        "?",
        &Text::from(Fact::new("parameter Endpoint")),
    );
    let found = Publicity::of(&document);
    assert!(
        matches!(found, Publicity::Maybe(_, facts) if facts == [Fact::new("parameter Endpoint")])
    );
    let mut document = term(r#"{"Statement":[{"Effect":"Allow","Principal":{"AWS":"?"}}]}"#);
    replace(&mut document, "?", &Text::from(Fact::new("parameter Who")));
    assert!(matches!(Publicity::of(&document), Publicity::Maybe(..)));
    let mut document = term(r#"{"Statement":[{"Effect":"Allow","Principal":{"AWS":"?"}}]}"#);
    let mut account = Text::from("arn:aws:iam::");
    account.push_unknown(Fact::new("parameter Account"));
    replace(&mut document, "?", &account.and(":root"));
    assert_eq!(Publicity::of(&document), Publicity::No);
}

fn replace(term: &mut Term, from: &str, to: &Text) {
    match &mut term.said {
        Said::Text(text) if text.as_known() == Some(from) => *text = to.clone(),
        Said::List(items) => items.iter_mut().for_each(|item| replace(item, from, to)),
        Said::Map(entries) => entries
            .iter_mut()
            .for_each(|(_, term)| replace(term, from, to)),
        Said::Text(_) | Said::Null | Said::Bool(_) | Said::Number(_) | Said::Unknown(_) => {}
    }
}
