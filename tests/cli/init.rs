//! What `stackgen init` writes, and that it overwrites nothing.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::{Run, said};
use crate::support::read;

/// Everything that a first stack called `my-shop` consists of.
const FILES: [&str; 4] = [
    "README.md",
    "stack.schema.json",
    "stacks/my-shop.yaml",
    "stacks/my-shop/api.py",
];

/// The template of the stack in a folder.
fn template(folder: &Path) -> Value {
    let synth = Command::new(env!("CARGO_BIN_EXE_stackgen"))
        .arg("synth")
        .current_dir(folder)
        .output()
        .unwrap();
    let (code, stdout, stderr) = said(&synth);
    assert_eq!(code, Some(0), "{stderr}");
    serde_json::from_str(&stdout).unwrap()
}

#[test]
fn a_first_stack_is_named_after_its_folder_and_synthesizes() {
    let (stdout, run) = Run::new(&["init", "My_Shop"]).succeeds();
    for file in FILES {
        assert!(
            stdout.contains(&format!("wrote My_Shop/{file}\n")),
            "{stdout}"
        );
        assert!(run.path("My_Shop").join(file).is_file(), "{file}");
    }
    let text = template(&run.path("My_Shop")).to_string();
    assert!(
        text.contains("my-shop-frontend-${AWS::AccountId}"),
        "{text}"
    );
}

#[test]
fn a_folder_of_which_no_name_can_be_made_is_told_how_to_give_one() {
    let (stderr, run) = Run::new(&["init", "2026"]).fails();
    assert!(stderr.contains("say one: --name shop"), "{stderr}");
    assert!(!run.path("2026").exists());
}

#[test]
fn all_that_is_in_the_way_is_told_at_once_and_nothing_is_written() {
    let all = Run::new(&["init", "--name", "my-shop"]);
    let all = FILES.iter().fold(all, |run, file| run.file(file, "mine"));
    let (stderr, _) = all.fails();
    for file in FILES {
        assert!(stderr.contains(&format!("{file}`")), "{file}: {stderr}");
    }

    let one = Run::new(&["init", "--name", "my-shop"]).file("README.md", "mine");
    let (stderr, run) = one.fails();
    assert!(stderr.contains("nothing is written"), "{stderr}");
    assert_eq!(read(&run.path("README.md")), "mine");
    let left: Vec<_> = fs::read_dir(run.folder.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "something is written: {left:?}");
}

#[test]
fn the_deployment_that_its_readme_tells_is_the_one_that_the_template_needs() {
    let (_, run) = Run::new(&["init", "--name", "my-shop", "--region", "eu-central-1"]).succeeds();
    let template = template(run.folder.path());
    let readme = read(&run.path("README.md"));

    let parameters = template["Parameters"].as_object().unwrap();
    let needed: Vec<_> = parameters
        .iter()
        .filter(|(_, parameter)| parameter.get("Default").is_none())
        .collect();
    assert!(needed.is_empty(), "{needed:?}");
    assert!(readme.contains("It takes no parameters."), "{readme}");

    let resources = template["Resources"].as_object().unwrap();
    let roles: Vec<_> = resources
        .values()
        .filter(|resource| resource["Type"] == "AWS::IAM::Role")
        .collect();
    let named = |role: &&Value| role["Properties"].get("RoleName").is_some();
    assert!(!roles.is_empty() && !roles.iter().any(named), "{roles:?}");
    assert!(
        readme.contains("--capabilities CAPABILITY_IAM --no-fail"),
        "{readme}"
    );

    for (output, parameter) in [
        ("DistributionId", None),
        ("DistributionDomainName", Some("CloudFrontDomain")),
    ] {
        assert!(template["Outputs"].get(output).is_some(), "{output}");
        assert!(
            readme.contains(&format!("<the output {output}>")),
            "{output}"
        );
        assert!(
            parameter.is_none_or(|name| parameters.contains_key(name)),
            "{parameter:?}"
        );
    }
    let uploads = [
        "max-age=31536000, immutable",
        "'no-cache'",
        "create-invalidation",
    ];
    for upload in uploads {
        assert!(readme.contains(upload), "{upload}");
    }
    assert_eq!(
        readme.matches("--region eu-central-1").count(),
        2,
        "{readme}"
    );
}
