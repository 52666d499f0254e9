//! The one way to build, run, test and check Journeyboard. Owns the list of commands; what each
//! does lies in the module of its name.

mod chromium;
mod digest;
mod fault;
mod npm;
mod places;
mod python;
mod say;
mod shell;

mod bench;
mod build;
mod check;
mod fonts;
mod install;
mod run;
mod test;
mod tidy;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Builds, runs, tests and checks Journeyboard")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build everything and serve it on http://127.0.0.1:8080 with a demo workshop
    Run {
        /// Install what is missing without asking
        #[arg(long, short)]
        yes: bool,
        /// Handed to `journeyboard serve` as they are
        #[arg(last = true)]
        serve_args: Vec<String>,
    },
    /// Build, then run every test and count them
    Test {
        /// Install what is missing without asking
        #[arg(long, short)]
        yes: bool,
        /// Only these suites (default: all of them)
        only: Vec<test::Suite>,
    },
    /// Format, clippy with warnings as errors, and the tidy rules
    Check {
        /// Install what is missing without asking
        #[arg(long, short)]
        yes: bool,
        /// Only the tidy rules: takes a second
        #[arg(long)]
        tidy: bool,
    },
    /// Leave target/release/journeyboard with the client embedded
    Build {
        /// Install what is missing without asking
        #[arg(long, short)]
        yes: bool,
        /// Only the client, into target/client
        #[arg(long)]
        client: bool,
    },
    /// Measure something: prints a table, writes target/bench/NAME.json
    Bench {
        /// Install what is missing without asking
        #[arg(long, short)]
        yes: bool,
        /// For example `first`; without a name, lists them
        name: Option<String>,
        /// Handed to the benchmark as they are
        #[arg(last = true)]
        args: Vec<String>,
    },
    /// Remake client/assets/fonts/inter.woff2 from the npm package
    Fonts {
        /// Install what is missing without asking
        #[arg(long, short)]
        yes: bool,
    },
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().task {
        Task::Run { yes, serve_args } => run::run(install::Consent::from_flag(yes), &serve_args),
        Task::Test { yes, only } => {
            // Its last line is the count; nothing may follow.
            return if test::run(install::Consent::from_flag(yes), &only) {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            };
        }
        Task::Check { yes, tidy } => check::run(install::Consent::from_flag(yes), tidy),
        Task::Build { yes, client } => build::run(install::Consent::from_flag(yes), client),
        Task::Bench { yes, name, args } => bench::run(install::Consent::from_flag(yes), name.as_deref(), &args),
        Task::Fonts { yes } => fonts::run(install::Consent::from_flag(yes)),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            say::failure(&fault);
            ExitCode::FAILURE
        }
    }
}
