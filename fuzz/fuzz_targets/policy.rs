//! Any JSON as a policy document, in every place where a template holds one; decided twice, alike.
#![no_main]

use libfuzzer_sys::fuzz_target;
use stackgen::simulate::{Aliases, Question, Simulation};
use stackgen::source::{Document, Source};
use stackgen::template::{Settings, Template};

fuzz_target!(|bytes: &[u8]| {
    let policy = String::from_utf8_lossy(bytes);
    let text = format!(
        r#"{{"Resources": {{
        "B": {{"Type": "AWS::S3::Bucket", "Properties": {{"BucketName": "b"}}}},
        "P": {{"Type": "AWS::S3::BucketPolicy", "Properties": {{"Bucket": "b", "PolicyDocument": {policy}}}}},
        "R": {{"Type": "AWS::IAM::Role", "Properties": {{"RoleName": "r", "AssumeRolePolicyDocument": {policy},
             "Policies": [{{"PolicyName": "p", "PolicyDocument": {policy}}}]}}}},
        "U": {{"Type": "AWS::IAM::User", "Properties": {{"UserName": "u", "PermissionsBoundary": {{"Ref": "M"}}}}}},
        "M": {{"Type": "AWS::IAM::ManagedPolicy", "Properties": {{"PolicyDocument": {policy}, "Users": ["u"]}}}}
    }}}}"#
    );
    let Ok(source) = Source::read(Document::new("template.json", text)) else {
        return;
    };
    let Ok(template) = Template::of(source) else {
        return;
    };
    let settings = Settings {
        parameters: [].into(),
        account: "111122223333".to_owned(),
        region: "us-east-1".parse().expect("a region"),
        stack_name: "stack".to_owned(),
    };
    let simulation = Simulation::new(&template, settings, Aliases::new());
    for words in [
        ["s3:GetObject", "arn:aws:s3:::b/k"],
        ["s3:ListBucket", "B"],
        ["sts:AssumeRole", "R"],
        [
            "dynamodb:GetItem",
            "arn:aws:dynamodb:us-east-1:111122223333:table/t",
        ],
    ] {
        for caller in [
            "anonymous",
            "R",
            "U",
            "account:444455556666",
            "service:lambda.amazonaws.com",
        ] {
            let mut question = Question::from_words(&words).expect("an action");
            question.caller = Some(caller.to_owned());
            let answer = simulation.ask(&question);
            assert!(answer.is_ok(), "{words:?} as {caller} is understood");
            assert_eq!(answer, simulation.ask(&question));
        }
    }
});
