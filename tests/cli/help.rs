//! What the program says about itself: help, completions, the manual, and how it takes a wrong word.

use super::Run;
use crate::support::read;

const COMMANDS: [&str; 9] = [
    "synth",
    "check",
    "trace",
    "test",
    "explain",
    "init",
    "schema",
    "completions",
    "man",
];

#[test]
fn long_help_teaches_by_examples_and_short_help_is_short() {
    for command in COMMANDS {
        let (long, _) = Run::new(&[command, "--help"]).succeeds();
        let example = format!("\nExamples:\n  stackgen {command}");
        assert!(long.contains(&example), "{long}");
        let (short, _) = Run::new(&[command, "-h"]).succeeds();
        assert!(!short.contains("Examples:"), "{short}");
        assert!(short.len() < long.len(), "{short}");
    }
    let (program, _) = Run::new(&["--help"]).succeeds();
    for command in COMMANDS {
        assert!(program.contains(&format!("\n  {command} ")), "{program}");
    }
}

#[test]
fn a_wrong_word_is_trouble_and_told_on_stderr() {
    let told = |words: &[&str]| Run::new(words).fails().0;
    assert!(told(&[]).contains("Usage: stackgen <COMMAND>"));
    assert!(told(&["synt"]).contains("a similar subcommand exists: 'synth'"));
    assert!(told(&["synth", "a", "b"]).contains("unexpected argument 'b'"));
    assert!(told(&["completions", "tcsh"]).contains("bash, elvish, fish, powershell, zsh"));
    assert!(told(&["init", "--name", "Shop"]).contains("write it in kebab-case: `shop`"));
    assert!(told(&["init", "--region", "mars-1"]).contains("those have the form of `us-east-1`"));
}

#[test]
fn every_shell_has_its_completions() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (stdout, _) = Run::new(&["completions", shell]).succeeds();
        for command in COMMANDS {
            assert!(stdout.contains(command), "{shell}: {command}");
        }
    }
}

#[test]
fn the_manual_is_one_page_with_every_command() {
    let (whole, _) = Run::new(&["man"]).succeeds();
    assert_eq!(whole.matches("\n.TH ").count(), 1);
    for command in COMMANDS {
        let heading = format!("\n.SH \"stackgen {command}\"\n");
        assert_eq!(whole.matches(&heading).count(), 1, "{command}");
    }
    assert!(whole.contains("\n.SH \"EXIT STATUS\"\n"), "{whole}");
    assert!(
        whole.contains("\n.SS EXAMPLES\n  stackgen synth"),
        "{whole}"
    );
    assert!(!whole.contains("SUBCOMMANDS") && !whole.contains("EXTRA"));
}

#[test]
fn a_folder_gets_a_page_for_each_command_and_the_same_as_is_printed() {
    let (stdout, run) = Run::new(&["man", "-o", "share/man1"])
        .file("share/man1/stackgen-synth.1", "old")
        .succeeds();
    assert_eq!(stdout.lines().count(), 1 + COMMANDS.len(), "{stdout}");
    let program = read(&run.path("share/man1/stackgen.1"));
    for command in COMMANDS {
        let (printed, _) = Run::new(&["man", command]).succeeds();
        let page = run.path("share/man1").join(format!("stackgen-{command}.1"));
        assert_eq!(read(&page), printed);
        let title = format!(
            ".TH stackgen-{command} 1  \"stackgen {}\"",
            env!("CARGO_PKG_VERSION")
        );
        assert!(printed.contains(&title), "{printed}");
        let named = format!("stackgen\\-{command}(1)");
        assert!(program.contains(&named), "{program}");
    }
}

#[test]
fn a_page_of_no_command_and_a_folder_that_is_a_file_are_trouble() {
    let (stderr, _) = Run::new(&["man", "snyth"]).fails();
    assert!(stderr.contains("the commands are: synth"), "{stderr}");
    let (stderr, run) = Run::new(&["man", "-o", "file"])
        .file("file", "mine")
        .fails();
    assert!(
        stderr.contains("the folder `file` cannot be made"),
        "{stderr}"
    );
    assert_eq!(read(&run.path("file")), "mine");
    let (stderr, _) = Run::new(&["man", "synth", "-o", "pages"]).fails();
    assert!(
        stderr.contains("cannot be used with '--output <DIR>'"),
        "{stderr}"
    );
}
