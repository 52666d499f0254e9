//! The binary: hands its arguments over and exits with what comes back.

use std::process::ExitCode;

fn main() -> ExitCode {
    journeyboard_server::cli::run()
}
