//! Preflight requests of browsers, which a bucket answers by its CORS rules, and by nothing else.
//!
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html>,
//! <https://docs.aws.amazon.com/AmazonS3/latest/API/RESTOPTIONSobject.html>

use crate::aws::wildcard::Case;
use crate::diag::Path;
use crate::simulate::matching;
use crate::simulate::reason::Reason;
use crate::simulate::request::Headers;
use crate::template::{Fact, Term, Text, Trial};

/// The CORS rules of a bucket.
#[derive(Debug)]
pub(super) enum Rules {
    /// In their order; without one, CORS is not enabled.
    Known(Vec<Rule>),
    /// The bucket lies outside the template.
    Unknown(Fact),
}

/// A rule: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html>.
#[derive(Debug)]
pub(super) struct Rule {
    origins: Vec<Text>,
    methods: Vec<Text>,
    headers: Vec<Text>,
    at: Path,
}

/// The answer to a preflight request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Preflight {
    pub(super) status: u16,
    pub(super) reason: Reason,
    pub(super) code: Option<&'static str>,
    /// The rule that takes the request.
    pub(super) at: Option<Path>,
}

impl Rules {
    pub(super) fn read(properties: &Term) -> Self {
        let configuration = properties.get("CorsConfiguration");
        let rules = configuration.and_then(|term| term.get("CorsRules"));
        let mut said = configuration.into_iter().chain(rules);
        let unknown = said.find_map(Term::unknown).cloned();
        match (unknown, rules) {
            (Some(fact), _) => Self::Unknown(fact),
            (None, Some(rules)) => Self::Known(rules.items().iter().map(Rule::read).collect()),
            (None, None) => Self::Known(Vec::new()),
        }
    }

    /// Answers an OPTIONS request. The first rule that takes origin, method and all headers takes the request; policies
    /// are not asked.
    pub(super) fn preflight(&self, headers: &Headers, trial: &mut Trial) -> Preflight {
        let asked = (
            headers.get("origin"),
            headers.get("access-control-request-method"),
        );
        let (Some(origin), Some(method)) = asked else {
            return Preflight {
                status: 400,
                reason: Reason::InvalidRequest,
                code: Some("BadRequest"),
                at: None,
            };
        };
        let names = headers.get("access-control-request-headers");
        let wanted = Wanted {
            origin: Text::from(origin),
            method,
            headers: names
                .unwrap_or_default()
                .split(',')
                .map(str::trim)
                .filter(|name| !name.is_empty())
                .map(Text::from)
                .collect(),
        };
        let taken_by = match self {
            Self::Known(rules) => rules.iter().find(|rule| rule.takes(&wanted, trial)),
            Self::Unknown(fact) => {
                let question = format!("{fact} take the preflight request");
                if trial.whether(&question, std::slice::from_ref(fact)) {
                    return allowed(None);
                }
                None
            }
        };
        match taken_by {
            Some(rule) => allowed(Some(rule.at.clone())),
            None => Preflight {
                status: 403,
                reason: Reason::CorsForbidden,
                code: Some("AccessForbidden"),
                at: None,
            },
        }
    }
}

const fn allowed(at: Option<Path>) -> Preflight {
    Preflight {
        status: 200,
        reason: Reason::CorsAllowed,
        code: None,
        at,
    }
}

/// What a preflight request asks for.
struct Wanted<'a> {
    origin: Text,
    method: &'a str,
    headers: Vec<Text>,
}

impl Rule {
    fn read(rule: &Term) -> Self {
        let texts = |name: &str| {
            let items = rule.get(name).map_or(&[][..], Term::items).iter();
            items
                .filter_map(|item| item.text().map(std::borrow::Cow::into_owned))
                .collect()
        };
        Self {
            origins: texts("AllowedOrigins"),
            methods: texts("AllowedMethods"),
            headers: texts("AllowedHeaders"),
            at: rule.at.clone(),
        }
    }

    /// Whether origin, method and every header are among those of the rule. An origin and a header may hold a `*`;
    /// headers are compared without regard to case.
    fn takes(&self, wanted: &Wanted, trial: &mut Trial) -> bool {
        let method = Text::from(wanted.method);
        self.methods
            .iter()
            .any(|allowed| matching::same(allowed, &method, trial))
            && matched(&self.origins, &wanted.origin, Case::Sensitive, trial)
            && wanted
                .headers
                .iter()
                .all(|header| matched(&self.headers, header, Case::Insensitive, trial))
    }
}

fn matched(allowed: &[Text], wanted: &Text, case: Case, trial: &mut Trial) -> bool {
    allowed
        .iter()
        .any(|pattern| matching::matches(pattern, wanted, case, trial))
}

#[cfg(test)]
mod tests {
    use super::Rules;
    use crate::simulate::deployed::term;
    use crate::simulate::request::Headers;
    use crate::template::Trial;

    const RULES: &str = r#"{"CorsConfiguration":{"CorsRules":[
        {"AllowedOrigins":["https://*.example.com","https://a.test"],"AllowedMethods":["PUT","POST"],
         "AllowedHeaders":["content-type","x-amz-*"]},
        {"AllowedOrigins":["*"],"AllowedMethods":["GET"]}]}}"#;

    fn status(rules: &str, headers: &[(&str, &str)]) -> (u16, Option<&'static str>) {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let headers = Headers(headers.iter().map(own).collect());
        let rules = Rules::read(&term(rules));
        let found = rules.preflight(&headers, &mut Trial::default());
        assert_eq!(found.at.is_some(), found.status == 200);
        (found.status, found.code)
    }

    fn asks(origin: &str, method: &str, names: &str) -> u16 {
        let headers = [
            ("Origin", origin),
            ("Access-Control-Request-Method", method),
            ("Access-Control-Request-Headers", names),
        ];
        status(RULES, &headers).0
    }

    #[test]
    fn the_first_rule_that_takes_all_of_it() {
        for (origin, method, names, expected) in [
            ("https://www.example.com", "PUT", "", 200),
            ("https://example.com", "PUT", "", 403),
            ("http://www.example.com", "PUT", "", 403),
            ("https://a.test", "PUT", "Content-Type, x-amz-acl", 200),
            ("https://a.test", "PUT", "authorization", 403),
            ("https://a.test", "DELETE", "", 403),
            ("https://b.test", "GET", "", 200),
            ("https://b.test", "GET", "content-type", 403),
            ("https://A.test", "PUT", "", 403),
            ("https://b.test", "PATCH", "", 403),
        ] {
            assert_eq!(
                asks(origin, method, names),
                expected,
                "{origin} {method} {names}"
            );
        }
    }

    #[test]
    fn without_rules_and_without_headers() {
        let origin = ("Origin", "https://a.test");
        let method = ("Access-Control-Request-Method", "GET");
        assert_eq!(
            status("{}", &[origin, method]),
            (403, Some("AccessForbidden"))
        );
        assert_eq!(status(RULES, &[origin]), (400, Some("BadRequest")));
        assert_eq!(status(RULES, &[method]), (400, Some("BadRequest")));
    }
}
