//! Any text as a template through all rules: each finding has a code, words and a place that can be shown, twice alike.
#![no_main]

use libfuzzer_sys::fuzz_target;
use stackgen::check::{Selection, check, rule};
use stackgen::render::findings::{Looked, github, json, report, sarif};
use stackgen::source::{Document, Source};
use stackgen::template::{Settings, Template};

fuzz_target!(|bytes: &[u8]| {
    let document = Document::new("template.yaml", String::from_utf8_lossy(bytes));
    let Ok(source) = Source::read(document) else {
        return;
    };
    let Ok(template) = Template::of(source) else {
        return;
    };
    let settings = || Settings {
        parameters: [("P".to_owned(), "value".to_owned())].into(),
        account: "111122223333".to_owned(),
        region: "us-east-1".parse().expect("a region"),
        stack_name: "stack".to_owned(),
    };
    let checked = check(&template, settings(), &Selection::default());
    assert_eq!(checked, check(&template, settings(), &Selection::default()));
    for finding in &checked.findings {
        let rule = rule(finding.code).expect("a rule of that code");
        assert!(finding.severity >= rule.severity, "{}", finding.code);
        assert!(!finding.message.is_empty(), "{}", finding.code);
    }
    let looked = [Looked {
        environment: None,
        document: &template.source().document,
        source: Some(template.source()),
        origins: None,
        findings: &checked.findings,
        silenced: checked.silenced,
        access: &checked.access,
    }];
    for text in [report(&looked, true), json(&looked), sarif(&looked)] {
        assert!(!text.is_empty());
    }
    // A command is a line, whatever stands in a message.
    assert!(github(&looked).lines().all(|line| line.starts_with("::")));
});
