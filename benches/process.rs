//! Whole-process timings of `synth`, told as ratios to the process's own start-up: `cargo bench`.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a bench starts processes, reads the clock and prints a table"
)]

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// How often each command runs, in turn with the others.
const RUNS: usize = 31;

fn main() {
    let folder = std::env::temp_dir().join("stackgen-bench");
    std::fs::create_dir_all(&folder).expect("a folder for generated stacks");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut commands = vec![
        ("--version".to_owned(), vec!["--version".to_owned()]),
        (
            "gymcoach".to_owned(),
            synth(&root.join("stacks/gymcoach.yaml")),
        ),
    ];
    // The last has 499 resources; CloudFormation takes 500.
    for services in [8, 16, 41, 95] {
        let words = synth(&generated(&folder, services));
        commands.push((format!("{} resources", resources(&words)), words));
    }

    let mut times = vec![Vec::new(); commands.len()];
    for _ in 0..RUNS {
        for ((_, words), times) in commands.iter().zip(&mut times) {
            times.push(run(words));
        }
    }
    let medians: Vec<f64> = times.into_iter().map(median).collect();
    println!("{:<16} {:>9} {:>12}", "command", "median ms", "× --version");
    for ((name, _), median) in commands.iter().zip(&medians) {
        println!(
            "{name:<16} {:>9.2} {:>12.1}",
            median * 1e3,
            median / medians[0]
        );
    }
}

fn synth(file: &Path) -> Vec<String> {
    vec!["synth".to_owned(), file.display().to_string()]
}

/// Seconds that one run takes, from outside.
fn run(words: &[String]) -> f64 {
    let begun = Instant::now();
    let status = Command::new(env!("CARGO_BIN_EXE_stackgen"))
        .args(words)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("the program runs");
    assert!(status.success(), "{words:?}");
    begun.elapsed().as_secs_f64()
}

/// How many resources the template has that these words print.
fn resources(words: &[String]) -> usize {
    let output = Command::new(env!("CARGO_BIN_EXE_stackgen"))
        .args(words)
        .output()
        .expect("the program runs");
    let template: serde_json::Value =
        serde_json::from_slice(&output.stdout).expect("a template is JSON");
    let resources = template["Resources"].as_object();
    resources.expect("a template has resources").len()
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// A stack with so many functions, each with a role, a log group, a URL and its two permissions, behind one site.
fn generated(folder: &Path, services: usize) -> PathBuf {
    let mut text = String::from(
        "name: bench\nregion: us-east-1\nbuckets:\n  front: {}\ndefaults:\n  functions:\n    runtime: python3.14\n    code: { inline: api.py }\nfunctions:\n",
    );
    let mut routes = String::new();
    for number in 0..services {
        write!(
            text,
            "  service-{number}:\n    environment: {{ FRONT: {{ bucket: front }}, NUMBER: \"{number}\" }}\n    can: [{{ read: front }}]\n"
        )
        .expect("a text takes text");
        // A distribution takes 75 behaviors; the functions beyond have no URL.
        if number < 70 {
            writeln!(
                routes,
                "      - {{ path: /api/v{number}/*, function: service-{number} }}"
            )
            .expect("a text takes text");
        }
    }
    write!(
        text,
        "sites:\n  web:\n    default: {{ bucket: front }}\n    routes:\n{routes}"
    )
    .expect("a text takes text");
    let file = folder.join(format!("bench-{services}.yaml"));
    std::fs::write(&file, text).expect("the stack is written");
    std::fs::write(
        folder.join("api.py"),
        "def handler(event, context):\n    return {}\n",
    )
    .expect("the code is written");
    file
}
