//! How many answers a second `trace --batch` gives, and how much memory that takes: `cargo bench --bench batch`.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a bench starts processes, reads the clock and prints a table"
)]

use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// How many requests a batch has.
const LINES: usize = 100_000;

/// How often each batch runs.
const RUNS: usize = 5;

/// Requests of one kind, which take turns.
struct Kind {
    name: &'static str,
    lines: &'static [&'static str],
}

const KINDS: &[Kind] = &[
    Kind {
        name: "photos",
        lines: &[
            r#"{"method":"GET","path":"/progress-photos/NUMBER.jpg"}"#,
            r#"{"method":"GET","path":"/progress-photos/a/../NUMBER.jpg","missing":true}"#,
        ],
    },
    Kind {
        name: "functions",
        lines: &[
            r#"{"method":"POST","path":"/api/analytics/NUMBER","body":"{}"}"#,
            r#"{"method":"GET","path":"/api/ai/NUMBER","headers":{"authorization":"x"}}"#,
        ],
    },
    Kind {
        name: "actions",
        lines: &[
            r#"{"action":"s3:PutObject","resource":"s3://progress-photos/progress-photos/NUMBER.jpg","as":"AnalyticsServiceLambdaRole"}"#,
            r#"{"action":"dynamodb:Scan","resource":"arn:aws:dynamodb:us-east-1:123456789012:table/gymcoach-ai-main","as":"WorkoutServiceLambdaRole"}"#,
        ],
    },
    Kind {
        name: "router (JavaScript)",
        lines: &[
            r#"{"method":"GET","path":"/workouts/NUMBER"}"#,
            r#"{"method":"GET","path":"/assets/NUMBER.js"}"#,
        ],
    },
    Kind {
        name: "nothing (start-up)",
        lines: &[],
    },
];

fn main() {
    let folder = std::env::temp_dir().join("stackgen-bench");
    std::fs::create_dir_all(&folder).expect("a folder for batches");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    println!("{:<22} {:>10} {:>14}", "requests", "seconds", "answers/s");
    for kind in KINDS {
        let file = folder.join("batch.jsonl");
        std::fs::write(&file, batch(kind)).expect("the batch is written");
        let mut times: Vec<f64> = (0..RUNS).map(|_| run(root, &file)).collect();
        times.sort_by(f64::total_cmp);
        let median = times[RUNS / 2];
        let count = if kind.lines.is_empty() { 0 } else { LINES };
        #[expect(clippy::cast_precision_loss, reason = "a hundred thousand is exact")]
        let rate = count as f64 / median;
        println!("{:<22} {median:>10.3} {rate:>14.0}", kind.name);
    }
}

fn batch(kind: &Kind) -> String {
    let mut text = String::new();
    for number in 0..LINES {
        if let Some(line) = kind.lines.get(number % kind.lines.len().max(1)) {
            let line = line.replace("NUMBER", &number.to_string());
            writeln!(text, "{line}").expect("a text takes text");
        }
    }
    text
}

/// Seconds that one batch takes, from outside.
fn run(root: &Path, file: &Path) -> f64 {
    let begun = Instant::now();
    let status = Command::new(env!("CARGO_BIN_EXE_stackgen"))
        .arg("trace")
        .arg(root.join("stacks/gymcoach.yaml"))
        .arg("--batch")
        .arg(file)
        .stdout(Stdio::null())
        .status()
        .expect("the program runs");
    assert!(status.success());
    begun.elapsed().as_secs_f64()
}
