//! Where the policies of identities come from: every way in which a template attaches one.

use super::Stack;

const OBJECT: &str = "arn:aws:s3:::b/x";
const ALLOW: &str =
    "{Version: '2012-10-17', Statement: {Effect: Allow, Action: 's3:GetObject', Resource: '*'}}";
const ROLE: &str = "  Role: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {}}}\n";

#[track_caller]
fn check(resources: &str, who: &str, expected: &str) {
    let stack = Stack::new(&resources.replace("ALLOW", ALLOW));
    stack.may(who, "s3:GetObject", OBJECT).is(expected);
}

#[test]
fn of_roles() {
    for beside in [
        "  P: {Type: AWS::IAM::Policy, Properties: {PolicyName: p, Roles: [!Ref Role], PolicyDocument: ALLOW}}\n",
        "  P: {Type: AWS::IAM::ManagedPolicy, Properties: {Roles: [!Ref Role], PolicyDocument: ALLOW}}\n",
        "  P: {Type: AWS::IAM::RolePolicy, Properties: {PolicyName: p, RoleName: !Ref Role, PolicyDocument: ALLOW}}\n",
    ] {
        check(&format!("{ROLE}{beside}"), "Role", "allowed");
        check(&format!("{beside}{ROLE}"), "Role", "allowed");
        let other = beside.replace("!Ref Role", "other");
        check(&format!("{ROLE}{other}"), "Role", "no-allow");
    }
    let by_reference = "
  Role: {Type: AWS::IAM::Role, Properties: {ManagedPolicyArns: [!Ref P]}}
  P: {Type: AWS::IAM::ManagedPolicy, Properties: {PolicyDocument: ALLOW}}
";
    check(by_reference, "Role", "allowed");
    check(
        &by_reference.replace("!Ref P", "!GetAtt P.PolicyArn"),
        "Role",
        "allowed",
    );
}

#[test]
fn of_users_and_their_groups() {
    let user = "  User: {Type: AWS::IAM::User, Properties: {Groups: [!Ref Group]}}\n";
    let alone = "  User: {Type: AWS::IAM::User, Properties: {}}\n";
    let addition = "  Addition: {Type: AWS::IAM::UserToGroupAddition, Properties: {GroupName: !Ref Group, Users: [!Ref User]}}\n";
    let group = "  Group: {Type: AWS::IAM::Group, Properties: {Policies: [{PolicyName: p, PolicyDocument: ALLOW}]}}\n";
    let empty = "  Group: {Type: AWS::IAM::Group}\n";
    let of_group = "  P: {Type: AWS::IAM::GroupPolicy, Properties: {PolicyName: p, GroupName: !Ref Group, PolicyDocument: ALLOW}}\n";
    let of_user = "  P: {Type: AWS::IAM::UserPolicy, Properties: {PolicyName: p, UserName: !Ref User, PolicyDocument: ALLOW}}\n";
    check(&format!("{user}{group}"), "User", "allowed");
    check(&format!("{alone}{group}"), "User", "no-allow");
    check(&format!("{alone}{group}{addition}"), "User", "allowed");
    check(&format!("{addition}{group}{alone}"), "User", "allowed");
    check(&format!("{user}{empty}"), "User", "no-allow");
    check(&format!("{user}{empty}{of_group}"), "User", "allowed");
    check(&format!("{alone}{empty}{of_user}"), "User", "allowed");
}

#[test]
fn boundaries() {
    let stack = |boundary: &str| {
        format!(
            "
  Role: {{Type: AWS::IAM::Role, Properties: {{PermissionsBoundary: {boundary}, Policies: [{{PolicyDocument: ALLOW}}]}}}}
  Wide: {{Type: AWS::IAM::ManagedPolicy, Properties: {{PolicyDocument: ALLOW}}}}
  Narrow: {{Type: AWS::IAM::ManagedPolicy, Properties: {{PolicyDocument: {{Statement: {{Effect: Allow, Action: 'sqs:*', Resource: '*'}}}}}}}}
"
        )
    };
    check(&stack("!Ref Wide"), "Role", "allowed");
    check(&stack("!Ref Narrow"), "Role", "permissions-boundary");
    let administrator = "arn:aws:iam::aws:policy/AdministratorAccess";
    check(&stack(administrator), "Role", "allowed");
    let elsewhere = "arn:aws:iam::123456789012:policy/elsewhere";
    let unknown =
        format!("allowed|explicit-deny|permissions-boundary by managed policy {elsewhere}");
    check(&stack(elsewhere), "Role", &unknown);
    // Who names everybody names a role past its boundary, who names the role does not.
    let bucket = |principal: &str| {
        format!(
            "  BucketPolicy: {{Type: AWS::S3::BucketPolicy, Properties: {{Bucket: b, PolicyDocument: {{Statement: {{Effect: Allow, Principal: {principal}, Action: '*', Resource: '*'}}}}}}}}\n"
        )
    };
    let narrow = stack("!Ref Narrow");
    check(&(narrow.clone() + &bucket("'*'")), "Role", "allowed");
    let role = bucket("{AWS: !GetAtt Role.Arn}");
    check(&(narrow.clone() + &role), "Role", "permissions-boundary");
    check(&(stack("!Ref Wide") + &role), "Role", "allowed");
    // `NotPrincipal` with a deny takes no notice of who is named, where there is a boundary.
    let but = "  BucketPolicy: {Type: AWS::S3::BucketPolicy, Properties: {Bucket: b, PolicyDocument: {Statement: {Effect: Deny, NotPrincipal: {AWS: !GetAtt Role.Arn}, Action: '*', Resource: '*'}}}}\n";
    check(&(stack("!Ref Wide") + but), "Role", "explicit-deny");
}

#[test]
fn policies_of_aws() {
    let role = |name: &str| {
        format!(
            "  Role: {{Type: AWS::IAM::Role, Properties: {{ManagedPolicyArns: ['arn:aws:iam::aws:policy/{name}']}}}}\n"
        )
    };
    check(&role("AmazonS3ReadOnlyAccess"), "Role", "allowed");
    check(
        &role("service-role/AWSLambdaBasicExecutionRole"),
        "Role",
        "no-allow",
    );
    check(&role("AWSDenyAll"), "Role", "explicit-deny");
    check(
        &role("ReadOnlyAccess"),
        "Role",
        "allowed|explicit-deny|no-allow by managed policy arn:aws:iam::aws:policy/ReadOnlyAccess",
    );
}

#[test]
fn names_that_are_not_known() {
    let stack = Stack::of(
        &"Parameters: {Name: {Type: String}}
Resources:
  Role: {Type: AWS::IAM::Role, Properties: {RoleName: !Ref Name}}
  Same: {Type: AWS::IAM::RolePolicy, Properties: {RoleName: !Ref Name, PolicyName: p, PolicyDocument: ALLOW}}
  Other: {Type: AWS::IAM::Role, Properties: {RoleName: other}}
"
        .replace("ALLOW", ALLOW),
    );
    stack.may("Role", "s3:GetObject", OBJECT).is("allowed");
    let other = stack.may("Other", "s3:GetObject", OBJECT);
    other.is("allowed|no-allow by parameter Name");
    stack.may("Other", "s3:PutObject", OBJECT).is("no-allow");
}

#[test]
fn a_policy_for_a_role_outside_the_template() {
    let stack = Stack::new(
        &"  P: {Type: AWS::IAM::RolePolicy, Properties: {RoleName: old, PolicyName: p, PolicyDocument: ALLOW}}\n"
            .replace("ALLOW", &ALLOW.replace("Allow", "Deny")),
    );
    let old = "arn:aws:iam::123456789012:role/old";
    stack.may(old, "s3:GetObject", OBJECT).is("explicit-deny");
    let elsewhere = "arn:aws:iam::999999999999:role/old";
    let question = stack.may(elsewhere, "s3:GetObject", OBJECT).having("");
    question.is("no-allow");
}

#[test]
fn tags() {
    let stack = |trust: &str| {
        format!(
            "
  Role:
    Type: AWS::IAM::Role
    Properties:
      Tags: [{{Key: Team, Value: red}}]
      AssumeRolePolicyDocument: {{Statement: {{Effect: Allow, Principal: '*', Action: {trust}}}}}
      Policies:
        - PolicyDocument:
            Statement: {{Effect: Allow, Action: 's3:*', Resource: '*', Condition: {{StringEquals: {{'aws:PrincipalTag/team': red}}}}}}
"
        )
    };
    check(&stack("'sts:AssumeRole'"), "Role", "allowed");
    let key = "condition key aws:PrincipalTag/team";
    check(
        &stack("'sts:*'"),
        "Role",
        &format!("allowed|no-allow by {key}"),
    );
    let other = stack("'sts:AssumeRole'").replace("Key: Team", "Key: Other");
    check(&other, "Role", &format!("allowed|no-allow by {key}"));
}
