//! The command line: what can be asked for, how it is answered, with which exit code. Decides nothing about workshops.

mod links;
mod serve;
mod upkeep;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};
use journeyboard_shared::ids::WorkshopId;

use crate::exit as code;
use crate::server::StartError;
use crate::store::OpenError;
use crate::upkeep::code_of_opening;

/// A live workshop board for customer journey mapping.
#[derive(Debug, Parser)]
#[command(name = "journeyboard", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves workshops until it is interrupted.
    Serve(Box<ServeArgs>),
    /// Makes a new facilitator link for a workshop and shows the others; works beside a running server.
    Links(LinksArgs),
    /// Copies everything, or one workshop, into a new file; works on a running server.
    Backup(BackupArgs),
    /// Puts a backup back: one workshop on a running server, everything on a stopped one.
    Restore(RestoreArgs),
    /// Looks at everything that the data folder, or a backup, holds; works on a running server.
    Verify(VerifyArgs),
}

#[derive(Debug, Args)]
struct ServeArgs {
    /// Where to listen; port 0 takes any that is free, 0.0.0.0 lets others in.
    #[arg(long, env = "JOURNEYBOARD_LISTEN", default_value = "127.0.0.1:8080", value_name = "HOST:PORT")]
    listen: String,
    /// The folder of the data; made if there is none.
    #[arg(long, env = "JOURNEYBOARD_DATA", default_value = "./data", value_name = "FOLDER")]
    data: PathBuf,
    /// What links begin with, if people reach the server under another address.
    #[arg(long, env = "JOURNEYBOARD_PUBLIC_URL", value_name = "URL", value_parser = url)]
    public_url: Option<String>,
    /// Who may create workshops: everybody, or whoever has the key in the data folder.
    #[arg(long, env = "JOURNEYBOARD_CREATE", default_value = "open")]
    create: CreateArg,
    /// Creates a demo workshop at the first start and prints links to it at every start.
    #[arg(long, env = "JOURNEYBOARD_DEMO")]
    demo: bool,
    /// Workshops at the same time.
    #[arg(long, env = "JOURNEYBOARD_MAX_WORKSHOPS", default_value_t = 1_000, value_name = "N")]
    max_workshops: u64,
    /// Size of the database in bytes; reaching it behaves as a full disk.
    #[arg(long, env = "JOURNEYBOARD_MAX_DATA_BYTES", value_name = "BYTES")]
    max_data_bytes: Option<u64>,
    /// Seconds for which a workshop without anybody in it stays in memory.
    #[arg(long, env = "JOURNEYBOARD_IDLE_CLOSE_SECS", default_value_t = 60, value_name = "SECONDS")]
    idle_close_secs: u64,
    /// How the log on standard error is written.
    #[arg(long, env = "JOURNEYBOARD_LOG", default_value = "text")]
    log: LogArg,
}

#[derive(Debug, Args)]
struct LinksArgs {
    /// The workshop.
    id: String,
    /// The folder of the data.
    #[arg(long, env = "JOURNEYBOARD_DATA", default_value = "./data", value_name = "FOLDER")]
    data: PathBuf,
    /// What links begin with.
    #[arg(long, env = "JOURNEYBOARD_PUBLIC_URL", default_value = "http://127.0.0.1:8080", value_name = "URL", value_parser = url)]
    public_url: String,
}

#[derive(Debug, Args)]
struct BackupArgs {
    /// The file to write; not there yet. A running server writes it.
    to: PathBuf,
    /// Only this workshop.
    #[arg(long, value_name = "ID")]
    workshop: Option<WorkshopId>,
    /// The folder of the data.
    #[arg(long, env = "JOURNEYBOARD_DATA", default_value = "./data", value_name = "FOLDER")]
    data: PathBuf,
}

#[derive(Debug, Args)]
struct RestoreArgs {
    /// The backup. A running server reads it.
    from: PathBuf,
    /// Only this workshop; what it holds now is set aside, and everybody in it joins again.
    #[arg(long, value_name = "ID")]
    workshop: Option<WorkshopId>,
    /// The folder of the data.
    #[arg(long, env = "JOURNEYBOARD_DATA", default_value = "./data", value_name = "FOLDER")]
    data: PathBuf,
}

#[derive(Debug, Args)]
struct VerifyArgs {
    /// A backup; the data folder if none is named.
    file: Option<PathBuf>,
    /// The folder of the data.
    #[arg(long, env = "JOURNEYBOARD_DATA", default_value = "./data", value_name = "FOLDER")]
    data: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CreateArg {
    Open,
    Key,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum LogArg {
    Json,
    Text,
}

/// Runs what the arguments ask for.
#[must_use]
pub fn run() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Serve(args) => serve::run(*args),
        Command::Links(args) => links::run(&args),
        Command::Backup(args) => upkeep::back_up(args),
        Command::Restore(args) => upkeep::restore(&args),
        Command::Verify(args) => upkeep::verify(&args),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("journeyboard: {}", failure.said);
            ExitCode::from(failure.code)
        }
    }
}

/// Why a command failed.
#[derive(Debug)]
struct Failure {
    code: u8,
    said: String,
}

impl Failure {
    fn new(code: u8, said: impl Into<String>) -> Self {
        Self { code, said: said.into() }
    }
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        let code = match &error {
            OpenError::Fault(_) => code::DATA_UNUSABLE,
            other => code_of_opening(other),
        };
        Self::new(code, error.to_string())
    }
}

impl From<StartError> for Failure {
    fn from(error: StartError) -> Self {
        match error {
            StartError::Data(error) => error.into(),
            StartError::AddressInUse(_) => Self::new(code::ADDRESS_IN_USE, error.to_string()),
            StartError::Store(_) | StartError::CreateKey { .. } => Self::new(code::DATA_UNUSABLE, error.to_string()),
            StartError::Address { .. } | StartError::NoRandomness(_) | StartError::Demo(_) => {
                Self::new(code::OTHER, error.to_string())
            }
        }
    }
}

/// `http(s)://host[:port][/path]`, without a slash at its end.
fn url(text: &str) -> Result<String, String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match rest {
        Some(rest) if !rest.is_empty() && !rest.starts_with('/') && !rest.contains(['#', '?', ' ', '@']) => {
            Ok(text.trim_end_matches('/').to_owned())
        }
        _ => Err("expected something like https://board.example".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cl1_the_arguments_hold_together() {
        <Cli as clap::CommandFactory>::command().debug_assert();
    }

    #[test]
    fn cl1_a_public_url_is_a_url_without_secrets_in_it() {
        assert_eq!(url("https://board.example/"), Ok("https://board.example".to_owned()));
        for odd in ["board.example", "https://", "http:///x", "https://a#b", "https://u:p@host", "ftp://a"] {
            assert!(url(odd).is_err(), "{odd}");
        }
    }
}
