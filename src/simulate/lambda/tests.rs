//! Whole requests at function URLs, and plain calls of the API.

mod anything;
mod calls;

use super::{UrlRequest, authorize, respond};
use crate::aws::Method;
use crate::simulate::answer::{AnsweredBy, Response, Verdict};
use crate::simulate::caller::Caller;
use crate::simulate::context::Context;
use crate::simulate::deployed::{ACCOUNT, explored, request, role, world};
use crate::simulate::reason::Reason;
use crate::simulate::request::{Body, Headers};
use crate::simulate::world::World;
use crate::template::{Explored, Text};

/// A template under test.
pub(super) struct Stand {
    world: World,
}

/// A request to the function URL `U`.
#[derive(Clone, Copy)]
pub(super) struct Ask<'a> {
    /// `anonymous`, `oac`, `account:ID`, or the logical id of a role.
    by: &'a str,
    method: Method,
    headers: &'a [(&'a str, &'a str)],
    host: &'a str,
    bytes: Option<usize>,
    https: bool,
}

pub(super) const GET: Ask = Ask {
    by: "anonymous",
    method: Method::Get,
    headers: &[],
    host: "<U>.lambda-url.us-east-1.on.aws",
    bytes: None,
    https: true,
};

/// What came of it; the status is that of the refusal, or of an answer without the function.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Came {
    To(Option<u16>, Reason),
    Hinges(Vec<Option<u16>>),
}

impl Stand {
    pub(super) fn of(resources: &str) -> Self {
        let world = world(&format!("Resources:\n{resources}"));
        Self { world }
    }

    /// A function `F` with its URL `U`, and what else there is.
    fn with(auth: &str, url: &str, rest: &str) -> Self {
        Self::of(&format!(
            "
  D: {{ Type: AWS::CloudFront::Distribution }}
  F: {{ Type: AWS::Lambda::Function, Properties: {{ FunctionName: api }} }}
  U:
    Type: AWS::Lambda::Url
    Properties: {{ AuthType: {auth}, TargetFunctionArn: !GetAtt F.Arn {url} }}
{rest}"
        ))
    }

    fn caller(&self, by: &str) -> Caller {
        match by {
            "anonymous" => Caller::Anonymous,
            "oac" => Caller::Service("cloudfront.amazonaws.com".to_owned()),
            _ => match by.split_once(':') {
                Some(("account", account)) => Caller::Account(account.to_owned()),
                Some((_, service)) => Caller::Service(service.to_owned()),
                None => role(&self.world, by),
            },
        }
    }

    fn responses(&self, ask: &Ask) -> Explored<Response> {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let headers = Headers(ask.headers.iter().map(own).collect());
        let body = ask.bytes.map(|bytes| Body { bytes });
        let caller = self.caller(ask.by);
        let distribution = self.world.resources.find("D");
        let via = distribution.filter(|_| ask.by == "oac").map(|id| {
            let arn = format!("arn:aws:cloudfront::{ACCOUNT}:distribution/<D>");
            (id, Text::from(arn))
        });
        let function = self.world.resources.find("F");
        explored(&self.world, &request(), |run| {
            let request = UrlRequest {
                url: self.world.resources.find("U").unwrap(),
                method: ask.method,
                path: "/a",
                headers: &headers,
                host: Text::from(ask.host),
                body: body.as_ref(),
                https: ask.https,
                caller: &caller,
                via: via.clone(),
                context: Context::default(),
            };
            let response = respond(run, &request);
            assert!(!run.hops.is_empty());
            assert_eq!(response.answered_by, AnsweredBy::Lambda);
            assert_eq!(response.resource, function);
            response
        })
    }

    pub(super) fn came(&self, ask: &Ask) -> Came {
        match self.responses(ask) {
            Explored::Always(response) => Came::To(response.status, response.reason),
            Explored::Depends { results, .. } => {
                let mut all: Vec<_> = results.iter().map(|one| one.status).collect();
                all.sort_unstable();
                all.dedup();
                Came::Hinges(all)
            }
        }
    }

    #[track_caller]
    pub(super) fn reaches(&self, ask: &Ask) {
        assert_eq!(self.came(ask), Came::To(None, Reason::FunctionReached));
    }

    #[track_caller]
    pub(super) fn refuses(&self, ask: &Ask, reason: Reason) {
        assert_eq!(self.came(ask), Came::To(Some(403), reason));
    }

    /// What comes of a plain call.
    pub(super) fn decides(&self, by: &str, action: &str, arn: &str) -> Option<Verdict> {
        let caller = self.caller(by);
        let arn = Text::from(arn);
        let found = explored(&self.world, &request(), |run| {
            authorize(run, &caller, action, &arn, &Context::default()).verdict
        });
        match found {
            Explored::Always(verdict) => Some(verdict),
            Explored::Depends { .. } => None,
        }
    }
}

fn permission(name: &str, properties: &str) -> String {
    format!(
        "  {name}: {{ Type: AWS::Lambda::Permission, Properties: {{ FunctionName: !Ref F, {properties} }} }}\n"
    )
}

/// Both permissions that a public URL needs.
fn public() -> String {
    permission(
        "P1",
        "Action: lambda:InvokeFunctionUrl, Principal: '*', FunctionUrlAuthType: NONE",
    ) + &permission(
        "P2",
        "Action: lambda:InvokeFunction, Principal: '*', InvokedViaFunctionUrl: true",
    )
}

#[test]
fn a_public_url_needs_both_permissions() {
    Stand::with("NONE", "", &public()).reaches(&GET);
    let first = permission(
        "P1",
        "Action: lambda:InvokeFunctionUrl, Principal: '*', FunctionUrlAuthType: NONE",
    );
    Stand::with("NONE", "", &first).refuses(&GET, Reason::NoInvokeFunction);
    let second = permission(
        "P2",
        "Action: lambda:InvokeFunction, Principal: '*', InvokedViaFunctionUrl: true",
    );
    Stand::with("NONE", "", &second).refuses(&GET, Reason::NoInvokeFunctionUrl);
    let other = public().replace("NONE", "AWS_IAM");
    Stand::with("NONE", "", &other).refuses(&GET, Reason::NoInvokeFunctionUrl);
    let swapped = permission(
        "P1",
        "Action: lambda:InvokeFunctionUrl, Principal: '*', InvokedViaFunctionUrl: true",
    ) + &permission(
        "P2",
        "Action: lambda:InvokeFunction, Principal: '*', FunctionUrlAuthType: NONE",
    );
    Stand::with("NONE", "", &swapped).refuses(&GET, Reason::NoInvokeFunctionUrl);
    let wide = permission("P1", "Action: 'lambda:*', Principal: '*'");
    Stand::with("NONE", "", &wide).reaches(&GET);
}

#[test]
fn without_authentication_a_signature_makes_nobody_somebody() {
    let service = permission(
        "P1",
        "Action: 'lambda:*', Principal: cloudfront.amazonaws.com",
    );
    let oac = Ask { by: "oac", ..GET };
    Stand::with("NONE", "", &service).refuses(&oac, Reason::NoInvokeFunctionUrl);
    Stand::with("AWS_IAM", "", &service).reaches(&oac);
    Stand::with("AWS_IAM", "", &service).refuses(&GET, Reason::UnsignedFunctionUrlRequest);
}

#[test]
fn an_access_control_needs_its_distribution_and_a_digest() {
    let permissions = |arn: &str| {
        let properties = |action: &str| {
            format!(
                "Action: lambda:{action}, Principal: cloudfront.amazonaws.com, SourceArn: '{arn}'"
            )
        };
        permission("P1", &properties("InvokeFunctionUrl"))
            + &permission("P2", &properties("InvokeFunction"))
    };
    let own = "arn:aws:cloudfront::111122223333:distribution/<D>";
    let stand = Stand::with("AWS_IAM", "", &permissions(own));
    let oac = Ask { by: "oac", ..GET };
    stand.reaches(&oac);
    let any = permissions("arn:aws:cloudfront::111122223333:distribution/*");
    Stand::with("AWS_IAM", "", &any).reaches(&oac);
    let other = permissions("arn:aws:cloudfront::111122223333:distribution/E1");
    Stand::with("AWS_IAM", "", &other).refuses(&oac, Reason::NoInvokeFunctionUrl);
    let post = Ask {
        method: Method::Post,
        bytes: Some(2),
        ..oac
    };
    stand.refuses(&post, Reason::BodyWithoutDigest);
    let empty = Ask {
        method: Method::Put,
        bytes: None,
        ..post
    };
    stand.refuses(&empty, Reason::BodyWithoutDigest);
    let with_digest = Ask {
        headers: &[("X-Amz-Content-Sha256", "0")],
        ..post
    };
    stand.reaches(&with_digest);
    let delete = Ask {
        method: Method::Delete,
        ..oac
    };
    stand.reaches(&delete);
}

#[test]
fn roles_by_their_own_policies_or_by_those_of_the_function() {
    let role = |actions: &str| {
        format!(
            "
  R:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {{ Statement: [] }}
      Policies:
        - PolicyName: p
          PolicyDocument:
            Statement: {{ Effect: Allow, Action: [ {actions} ], Resource: !GetAtt F.Arn }}
"
        )
    };
    let ask = Ask { by: "R", ..GET };
    let both = role("lambda:InvokeFunctionUrl, lambda:InvokeFunction");
    Stand::with("AWS_IAM", "", &both).reaches(&ask);
    let one = role("lambda:InvokeFunctionUrl");
    Stand::with("AWS_IAM", "", &one).refuses(&ask, Reason::NoInvokeFunction);
    let rest = permission(
        "P",
        "Action: lambda:InvokeFunction, Principal: !GetAtt R.Arn",
    );
    Stand::with("AWS_IAM", "", &format!("{one}{rest}")).reaches(&ask);
}

#[test]
fn other_accounts_need_the_policy_of_the_function() {
    let account = permission("P", "Action: 'lambda:*', Principal: '444455556666'");
    let stand = Stand::with("AWS_IAM", "", &account);
    let ask = Ask {
        by: "account:444455556666",
        ..GET
    };
    stand.reaches(&ask);
    let other = Ask {
        by: "account:777788889999",
        ..GET
    };
    stand.refuses(&other, Reason::NoInvokeFunctionUrl);
}

#[test]
fn aliases_have_permissions_of_their_own() {
    let qualified = |name: &str| public().replace("!Ref F", name);
    let alias = ", Qualifier: live";
    Stand::with("NONE", alias, &qualified("'api:live'")).reaches(&GET);
    let arn = "'arn:aws:lambda:us-east-1:111122223333:function:api:live'";
    Stand::with("NONE", alias, &qualified(arn)).reaches(&GET);
    Stand::with("NONE", alias, &public()).refuses(&GET, Reason::NoInvokeFunctionUrl);
    Stand::with("NONE", "", &qualified("'api:live'")).refuses(&GET, Reason::NoInvokeFunctionUrl);
}

#[test]
fn only_under_its_own_host() {
    let stand = Stand::with("NONE", "", &public());
    for host in [
        "<u>.lambda-url.us-east-1.on.aws",
        "abc123.lambda-url.us-east-1.on.aws:443",
        "U",
        "<U>",
    ] {
        stand.reaches(&Ask { host, ..GET });
    }
    for host in [
        "d111.cloudfront.net",
        "<V>.lambda-url.us-east-1.on.aws",
        "abc123.lambda-url.us-west-2.on.aws",
        "",
    ] {
        stand.refuses(&Ask { host, ..GET }, Reason::WrongHost);
    }
    stand.reaches(&Ask {
        https: false,
        ..GET
    });
}

#[test]
fn what_is_answered_without_asking_who_asks() {
    let cors = ", Cors: { AllowOrigins: [ 'https://a.test' ], AllowMethods: [ POST ] }";
    let stand = Stand::with("AWS_IAM", cors, "");
    let preflight = Ask {
        method: Method::Options,
        headers: &[
            ("Origin", "https://a.test"),
            ("Access-Control-Request-Method", "POST"),
        ],
        ..GET
    };
    assert_eq!(
        stand.came(&preflight),
        Came::To(Some(200), Reason::CorsAllowed)
    );
    let other = Ask {
        headers: &[
            ("Origin", "https://b.test"),
            ("Access-Control-Request-Method", "POST"),
        ],
        ..preflight
    };
    assert_eq!(stand.came(&other), Came::Hinges(vec![Some(200), Some(403)]));
    stand.refuses(&GET, Reason::UnsignedFunctionUrlRequest);
    let plain = Stand::with("AWS_IAM", "", "");
    plain.refuses(&preflight, Reason::UnsignedFunctionUrlRequest);
    let off = Stand::of(
        "
  F: { Type: AWS::Lambda::Function, Properties: { ReservedConcurrentExecutions: 0 } }
  U: { Type: AWS::Lambda::Url, Properties: { AuthType: NONE, TargetFunctionArn: !GetAtt F.Arn } }
",
    );
    assert_eq!(off.came(&GET), Came::To(Some(429), Reason::NoConcurrency));
}

#[test]
fn bodies_and_headers_that_are_too_large() {
    let stand = Stand::with("NONE", "", &public());
    let post = |bytes| Ask {
        method: Method::Post,
        headers: &[("content-type", "application/json")],
        bytes: Some(bytes),
        ..GET
    };
    stand.reaches(&post(6 * 1_024 * 1_024));
    let too_large = Came::To(Some(413), Reason::PayloadTooLarge);
    assert_eq!(stand.came(&post(6 * 1_024 * 1_024 + 1)), too_large);
    let long = "a".repeat(1_024 * 1_024);
    let headers = [("x", long.as_str())];
    let long = Ask {
        headers: &headers,
        ..GET
    };
    assert_eq!(stand.came(&long), Came::Hinges(vec![Some(413), Some(431)]));
}
