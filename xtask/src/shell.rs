//! Runs other programs. Their output always reaches the person; some callers read along.

use crate::fault::{Fault, Outcome, While};
use crate::places;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// A command in the project root, free of what `cargo run` put into the environment.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(places::root());
    // Set by `cargo run` for the xtask; it would lead other toolchains to the wrong libraries.
    command.env_remove("LD_LIBRARY_PATH");
    for (key, _) in std::env::vars_os() {
        if key.to_string_lossy().starts_with("CARGO_PKG_") {
            command.env_remove(key);
        }
    }
    command
}

/// The cargo that runs us.
pub(crate) fn cargo() -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs to the end with output going straight through; a failure is a sentence with the command.
pub(crate) fn run(command: &mut Command) -> Outcome {
    if succeeds(command)? {
        return Ok(());
    }
    Err(Fault::new(format!("this failed: {}", spelled(command))))
}

/// As [`run`], but a failure is an answer.
pub(crate) fn succeeds(command: &mut Command) -> Outcome<bool> {
    let status = command.status().while_doing(|| format!("start {}", spelled(command)))?;
    Ok(status.success())
}

/// Standard output of a quiet command, trimmed; nothing if it cannot run or fails.
pub(crate) fn answer(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Runs with standard output passed on line by line as it comes; each line also goes to `reader`.
/// Returns whether the command succeeded.
pub(crate) fn read_along(command: &mut Command, mut reader: impl FnMut(&str)) -> Outcome<bool> {
    let mut child = command.stdout(Stdio::piped()).spawn().while_doing(|| format!("start {}", spelled(command)))?;
    if let Some(output) = child.stdout.take() {
        let mut ours = std::io::stdout();
        for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
            let _ = ours.write_all(&line).and_then(|()| ours.write_all(b"\n"));
            let _ = ours.flush();
            reader(&without_colours(&String::from_utf8_lossy(&line)));
        }
    }
    let status = child.wait().while_doing(|| format!("wait for {}", spelled(command)))?;
    Ok(status.success())
}

/// The program's path, if it is installed.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?).map(|folder| folder.join(program)).find(|path| path.is_file())
}

fn spelled(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|word| word.to_string_lossy().into_owned()));
    words.join(" ")
}

/// Takes `ESC [ … letter` sequences out.
pub(crate) fn without_colours(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("\x1b[") {
        plain.push_str(before);
        rest = after.find(|c: char| c.is_ascii_alphabetic()).map_or("", |end| &after[end + 1..]);
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_taken_out_of_a_line() {
        assert_eq!(without_colours("test result: \x1b[32mok\x1b[0m. 3 passed"), "test result: ok. 3 passed");
        assert_eq!(without_colours("plain"), "plain");
    }

    #[test]
    fn a_failing_command_is_named_with_its_arguments() {
        let fault = run(command("false").arg("--really")).expect_err("false succeeds");
        assert_eq!(fault.to_string(), "this failed: false --really");
    }
}
