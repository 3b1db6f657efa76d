//! Plain calls of the API, and resource policies.

use super::{Came, GET, Stand, permission, public};
use crate::simulate::answer::Verdict;
use crate::simulate::reason::Reason;

const ARN: &str = "arn:aws:lambda:us-east-1:111122223333:function:api";
const INVOKE: &str = "lambda:InvokeFunction";

fn policy(properties: &str) -> String {
    format!("  RP: {{ Type: AWS::Lambda::ResourcePolicy, Properties: {{ {properties} }} }}\n")
}

const OPEN: &str = "FunctionResourceArn: !GetAtt F.Arn, PolicyDocument: { Statement: {
    Effect: Allow, Principal: '*', Action: 'lambda:*', Resource: !GetAtt F.Arn } }";

#[test]
fn a_permission_for_the_url_is_none_for_a_plain_call() {
    let stand = Stand::with("NONE", "", &public());
    let other = "account:444455556666";
    assert_eq!(
        stand.decides(other, INVOKE, ARN),
        Some(Verdict::ImplicitDeny)
    );
    let wide = permission("P", "Action: lambda:InvokeFunction, Principal: '*'");
    let stand = Stand::with("NONE", "", &wide);
    assert_eq!(stand.decides(other, INVOKE, ARN), Some(Verdict::Allowed));
    let qualified = format!("{ARN}:live");
    assert_eq!(
        stand.decides(other, INVOKE, &qualified),
        Some(Verdict::ImplicitDeny)
    );
    assert_eq!(
        stand.decides(other, "lambda:GetFunction", ARN),
        Some(Verdict::ImplicitDeny)
    );
}

#[test]
fn services_by_what_they_ask_through() {
    let of = |properties: &str| {
        let properties = format!("Action: {INVOKE}, Principal: s3.amazonaws.com {properties}");
        let stand = Stand::with("NONE", "", &permission("P", &properties));
        stand.decides("service:s3.amazonaws.com", INVOKE, ARN)
    };
    assert_eq!(of(""), Some(Verdict::Allowed));
    // Through which bucket is not said.
    assert_eq!(of(", SourceArn: 'arn:aws:s3:::b'"), None);
    assert_eq!(of(", SourceAccount: '111122223333'"), None);
    assert_eq!(of(", EventSourceToken: abc"), None);
}

#[test]
fn false_and_organizations_are_not_told() {
    let of = |properties: &str| {
        let properties = format!("Action: {INVOKE}, Principal: '*' {properties}");
        let stand = Stand::with("NONE", "", &permission("P", &properties));
        stand.decides("account:444455556666", INVOKE, ARN)
    };
    assert_eq!(of(", InvokedViaFunctionUrl: false"), None);
    assert_eq!(of(", PrincipalOrgID: o-1234567890"), None);
    assert_eq!(
        of(", InvokedViaFunctionUrl: true"),
        Some(Verdict::ImplicitDeny)
    );
}

#[test]
fn a_resource_policy_is_the_whole_policy() {
    Stand::with("NONE", "", &policy(OPEN)).reaches(&GET);
    let named = OPEN.replace("FunctionResourceArn", "ResourceArn");
    Stand::with("NONE", "", &policy(&named)).reaches(&GET);
    let text = r#"FunctionResourceArn: api, PolicyDocument: '{"Statement":[{"Effect":"Allow",
        "Principal":"*","Action":"lambda:*","Resource":"arn:aws:lambda:us-east-1:111122223333:function:api"}]}'"#;
    Stand::with("NONE", "", &policy(text)).reaches(&GET);
    let denied = OPEN.replace("Effect: Allow", "Effect: Deny");
    Stand::with("NONE", "", &policy(&denied)).refuses(&GET, Reason::ExplicitDeny);
}

#[test]
fn beside_permissions_it_may_have_overwritten_them() {
    let nobody = "FunctionResourceArn: !Ref F, PolicyDocument: { Statement: [] }";
    let both = policy(nobody) + &public();
    let came = Stand::with("NONE", "", &both).came(&GET);
    assert_eq!(came, Came::Hinges(vec![None, Some(403)]));
    let both = policy(OPEN) + &public();
    Stand::with("NONE", "", &both).reaches(&GET);
}

#[test]
fn what_is_no_function() {
    let stand = Stand::with("NONE", "", "");
    let own = "account:111122223333";
    let layer = "arn:aws:lambda:us-east-1:111122223333:layer:x:1";
    for arn in [
        "*",
        layer,
        "arn:aws:lambda:us-east-1:111122223333:function:other",
    ] {
        let verdict = stand.decides(own, "lambda:GetLayerVersion", arn);
        assert_eq!(verdict, Some(Verdict::Allowed), "{arn}");
        let verdict = stand.decides("anonymous", INVOKE, arn);
        assert_eq!(verdict, Some(Verdict::ImplicitDeny), "{arn}");
    }
}
