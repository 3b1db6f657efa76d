//! The program as a user runs it: what stands on stdout and stderr, and how it exits.

mod check;
mod help;
mod init;
mod test;
mod trace;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use crate::support::{read, root};

/// One run of the program in a folder of its own; what it says is checked in full.
struct Run {
    folder: TempDir,
    command: Command,
}

impl Run {
    fn new(words: &[&str]) -> Self {
        let folder = TempDir::new().unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_stackgen"));
        command
            .args(words)
            .current_dir(folder.path())
            .env("NO_COLOR", "1");
        Self { folder, command }
    }

    /// In the repository instead of the folder of its own.
    fn in_repository(mut self) -> Self {
        self.command.current_dir(root());
        self
    }

    fn file(self, path: &str, text: &str) -> Self {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Exit 0: stdout, and the folder as it is then.
    fn succeeds(mut self) -> (String, Self) {
        let (code, stdout, stderr) = said(&self.command.output().unwrap());
        assert_eq!(code, Some(0), "{stderr}");
        (stdout, self)
    }

    /// Exit 2, and nothing on stdout: stderr, and the folder as it is then.
    fn fails(mut self) -> (String, Self) {
        let (code, stdout, stderr) = said(&self.command.output().unwrap());
        assert_eq!(code, Some(2), "{stderr}");
        assert_eq!(stdout, "");
        (stderr, self)
    }
}

fn said(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (
        output.status.code(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

const SHOP: &str = "name: shop\nregion: us-east-1\nbuckets:\n  front: {}\nsites:\n  web:\n    default: { bucket: front }\nenvironments:\n  staging: { name: shop-staging }\n";

#[test]
fn the_only_stack_is_meant_by_nothing_by_its_name_and_by_its_path() {
    let (by_nothing, _) = Run::new(&["synth"]).in_repository().succeeds();
    let (by_name, _) = Run::new(&["synth", "gymcoach"]).in_repository().succeeds();
    let (by_path, _) = Run::new(&["synth", "stacks/gymcoach.yaml"])
        .in_repository()
        .succeeds();
    assert!(by_nothing.starts_with("{\n  \"AWSTemplateFormatVersion\": \"2010-09-09\""));
    assert!(by_nothing.len() < 51_200, "{}", by_nothing.len());
    assert_eq!(by_nothing, by_name);
    assert_eq!(by_nothing, by_path);
}

#[test]
fn what_was_done_on_the_user_s_behalf_is_told_on_stderr() {
    let mut run = Run::new(&["synth"]).in_repository();
    let (_, _, stderr) = said(&run.command.output().unwrap());
    assert_eq!(
        stderr.matches("note[provided-by-lambda]").count(),
        2,
        "{stderr}"
    );
    let pin = "after the first deploy: --parameter-overrides CloudFrontDomain=";
    assert_eq!(stderr.matches(pin).count(), 1, "{stderr}");
}

#[test]
fn an_environment_lies_over_the_file() {
    let (plain, _) = Run::new(&["synth"])
        .file("stacks/shop.yaml", SHOP)
        .succeeds();
    let (staging, _) = Run::new(&["synth", "--env", "staging"])
        .file("stacks/shop.yaml", SHOP)
        .succeeds();
    assert!(
        plain.contains("\"shop-front-${AWS::AccountId}\""),
        "{plain}"
    );
    assert!(
        staging.contains("\"shop-staging-front-${AWS::AccountId}\""),
        "{staging}"
    );
}

#[test]
fn compact_says_the_same_without_white_space() {
    let (fitted, _) = Run::new(&["synth"])
        .file("stacks/shop.yaml", SHOP)
        .succeeds();
    let (compact, _) = Run::new(&["synth", "--compact"])
        .file("stacks/shop.yaml", SHOP)
        .succeeds();
    let tree = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    assert_eq!(tree(&fitted), tree(&compact));
    assert_eq!(compact.lines().count(), 1);
}

#[test]
fn an_output_file_has_the_same_bytes_as_stdout() {
    let (stdout, _) = Run::new(&["synth"])
        .file("stacks/shop.yaml", SHOP)
        .succeeds();
    let (nothing, run) = Run::new(&["synth", "-o", "out.json"])
        .file("stacks/shop.yaml", SHOP)
        .succeeds();
    assert_eq!(nothing, "");
    assert_eq!(read(&run.path("out.json")), stdout);
}

#[test]
fn a_failed_run_leaves_the_output_file_as_it_was() {
    let broken = SHOP.replace("bucket: front", "bucket: fornt");
    let (stderr, run) = Run::new(&["synth", "-o", "out.json"])
        .file("stacks/shop.yaml", &broken)
        .file("out.json", "old")
        .fails();
    assert!(stderr.contains("error[unknown-bucket]"), "{stderr}");
    assert!(stderr.contains("did you mean `front`?"), "{stderr}");
    assert!(stderr.ends_with("1 error\n"), "{stderr}");
    assert_eq!(read(&run.path("out.json")), "old");
    let left: Vec<_> = fs::read_dir(run.folder.path()).unwrap().collect();
    assert_eq!(left.len(), 2, "a temporary file is left: {left:?}");
}

#[test]
fn an_output_file_in_a_folder_that_is_not_there_is_trouble() {
    let (stderr, _) = Run::new(&["synth", "-o", "no/out.json"])
        .file("stacks/shop.yaml", SHOP)
        .fails();
    assert!(
        stderr.contains("`no/out.json` cannot be written: there is no folder `no`\n"),
        "{stderr}"
    );
}

/// A stack whose template grows with the number of its functions.
fn with_functions(count: usize) -> String {
    let function = |number: usize| format!("  service-{number}: {{ code: {{ path: code }} }}\n");
    let functions: String = (0..count).map(function).collect();
    format!(
        "name: shop\nregion: us-east-1\ndefaults:\n  functions: {{ runtime: python3.14 }}\nfunctions:\n{functions}"
    )
}

#[test]
fn a_template_that_only_fits_without_white_space_is_printed_so() {
    let mut run = Run::new(&["synth"]).file("stacks/shop.yaml", &with_functions(45));
    let (code, stdout, stderr) = said(&run.command.output().unwrap());
    assert_eq!(code, Some(0), "{stderr}");
    assert!(
        stdout.len() <= 51_200 && stdout.lines().count() == 1,
        "{}",
        stdout.len()
    );
    assert!(stderr.contains("printed without white space"), "{stderr}");
}

#[test]
fn a_template_that_needs_a_bucket_is_printed_and_said_to() {
    let mut run = Run::new(&["synth"]).file("stacks/shop.yaml", &with_functions(100));
    let (code, stdout, stderr) = said(&run.command.output().unwrap());
    assert_eq!(code, Some(0), "{stderr}");
    assert!(
        stdout.len() > 51_200 && stdout.lines().count() > 1,
        "{}",
        stdout.len()
    );
    assert!(stderr.contains("needs `--s3-bucket`"), "{stderr}");
}

#[test]
fn a_stack_that_cannot_be_found_is_told_with_what_there_is() {
    let told = |run: Run| run.fails().0;
    assert!(told(Run::new(&["synth"])).contains("make a first one with `stackgen init`"));
    let two = Run::new(&["synth"])
        .file("stacks/a.yaml", SHOP)
        .file("stacks/b.yaml", SHOP);
    assert!(told(two).contains("name one of them: a, b"));
    let near = Run::new(&["synth", "shpo"]).file("stacks/shop.yaml", SHOP);
    assert!(told(near).contains("did you mean `shop`?"));
    let missing = Run::new(&["synth", "no/shop.yaml"]);
    assert!(told(missing).contains("`no/shop.yaml` cannot be read: there is no such file"));
    let folder = Run::new(&["synth", "./stacks"]).file("stacks/shop.yaml", SHOP);
    assert!(told(folder).contains("it is a folder"));
}

#[test]
fn a_file_that_is_no_stack_is_told_what_it_is() {
    let told = |text: &[u8]| {
        let run = Run::new(&["synth", "shop"]).file("shop", "");
        fs::write(run.path("shop"), text).unwrap();
        run.fails().0
    };
    assert!(told(b"").contains("error[empty-file]"));
    assert!(told(b"Resources: {}").contains("this is a CloudFormation template, not a stack file"));
    assert!(told(b"name: \xe9").contains("`shop` cannot be read: it is not UTF-8 text"));
    assert!(told(b"\xff\xfen\0").contains("it is UTF-16 text; save it as UTF-8"));
    let below_a_file = Run::new(&["synth", "shop/x.yaml"]).file("shop", SHOP);
    assert!(below_a_file.fails().0.contains("there is no such file"));
}

#[test]
fn a_file_without_an_extension_is_a_stack_like_any_other() {
    let (plain, _) = Run::new(&["synth"])
        .file("stacks/shop.yaml", SHOP)
        .succeeds();
    let (same, _) = Run::new(&["synth", "shop"]).file("shop", SHOP).succeeds();
    assert_eq!(plain, same);
}

#[test]
fn two_runs_give_the_same_bytes() {
    let (first, _) = Run::new(&["synth", "--compact"]).in_repository().succeeds();
    let (second, _) = Run::new(&["synth", "--compact"]).in_repository().succeeds();
    assert_eq!(first, second);
}

#[test]
fn a_test_file_beside_a_stack_is_no_stack() {
    let run = Run::new(&["synth"])
        .file("stacks/shop.yaml", SHOP)
        .file("stacks/shop.test.yaml", "");
    run.succeeds();
}

#[test]
fn an_unknown_environment_and_an_unknown_option_are_trouble() {
    let (stderr, _) = Run::new(&["synth", "--env", "stagin"])
        .file("stacks/shop.yaml", SHOP)
        .fails();
    assert!(stderr.contains("did you mean `staging`?"), "{stderr}");
    let (stderr, _) = Run::new(&["synth", "--environment", "x"]).fails();
    assert!(stderr.contains("--environment"), "{stderr}");
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_are_read() {
    let (plain, _) = Run::new(&["synth"])
        .file("stacks/shop.yaml", SHOP)
        .succeeds();
    let windows = format!("\u{feff}{}", SHOP.replace('\n', "\r\n"));
    let (same, _) = Run::new(&["synth"])
        .file("stacks/shop.yaml", &windows)
        .succeeds();
    assert_eq!(plain, same);
}

#[test]
fn a_closed_pipe_is_no_error() {
    let mut run = Run::new(&["synth"]).in_repository();
    let mut child = run
        .command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    let (code, _, stderr) = said(&output);
    assert_eq!(code, Some(0), "{stderr}");
    assert!(!stderr.contains("panic"), "{stderr}");
}

#[test]
fn the_version_is_the_crate_s() {
    let (stdout, _) = Run::new(&["--version"]).succeeds();
    assert_eq!(stdout, format!("stackgen {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn the_stack_file_itself_is_no_output() {
    let (stderr, run) = Run::new(&["synth", "shop.yaml", "-o", "./shop.yaml"])
        .file("shop.yaml", SHOP)
        .fails();
    assert!(stderr.contains("is the stack file itself"), "{stderr}");
    assert_eq!(read(&run.path("shop.yaml")), SHOP);
}

#[cfg(unix)]
#[test]
fn an_output_that_is_a_link_or_a_device_stays_one() {
    use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
    let run = Run::new(&["synth", "-o", "link.json"])
        .file("stacks/shop.yaml", SHOP)
        .file("real.json", "old");
    let real = run.path("real.json");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real.json", run.path("link.json")).unwrap();
    let (_, run) = run.succeeds();
    assert!(run.path("link.json").is_symlink());
    assert!(read(&real).starts_with('{'));
    assert_eq!(real.metadata().unwrap().permissions().mode() & 0o777, 0o640);

    let run = Run::new(&["synth", "-o", "pipe"]).file("stacks/shop.yaml", SHOP);
    let pipe = run.path("pipe");
    Command::new("mkfifo").arg(&pipe).status().unwrap();
    let reader = {
        let pipe = pipe.clone();
        std::thread::spawn(move || read(&pipe))
    };
    let (_, _run) = run.succeeds();
    assert!(pipe.metadata().unwrap().file_type().is_fifo());
    assert!(reader.join().unwrap().starts_with('{'));
}

#[test]
fn a_file_where_a_folder_has_to_be_keeps_init_from_writing_anything() {
    let run = Run::new(&["init", "--name", "shop"]).file("stacks", "mine");
    let (stderr, run) = run.fails();
    assert_eq!(stderr.matches("`./stacks`").count(), 1, "{stderr}");
    assert!(!run.path("README.md").exists());
}

#[test]
fn a_stack_nearly_named_is_told_where_it_is() {
    let told = |words: &[&str], file: &str| Run::new(words).file(file, SHOP).fails().0;
    assert!(
        told(&["synth", "shop"], "stacks/shop.yml").contains("did you mean `stacks/shop.yml`?")
    );
    assert!(told(&["synth", "shop.yaml"], "stacks/shop.yaml").contains("mean `stacks/shop.yaml`?"));
    assert!(told(&["synth", "d"], "d/shop.yaml").contains("`d` cannot be read: it is a folder"));
}

#[test]
fn colour_is_for_who_asks_for_it_and_never_on_stdout() {
    let mut run = Run::new(&["synth"]).in_repository();
    run.command.env("CLICOLOR_FORCE", "1");
    let (_, _, plain) = said(&run.command.output().unwrap());
    assert!(!plain.contains('\u{1b}'), "NO_COLOR is obeyed: {plain}");
    run.command.env_remove("NO_COLOR");
    let (_, stdout, colourful) = said(&run.command.output().unwrap());
    assert!(colourful.contains('\u{1b}'), "{colourful}");
    assert!(!stdout.contains('\u{1b}'));
}
