//! `journeyboard serve`: log, listen, say where, serve, stop when interrupted.

use std::io::Write as _;
use std::time::Duration;

use journeyboard_shared::words::Locale;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

use super::{CreateArg, Failure, LogArg, ServeArgs, code};
use crate::rooms::RoomTimes;
use crate::server::{Create, Listening, Options, Server};
use crate::store::StoreOptions;

/// The stack of each worker, in bytes. yrs walks a document's writers one inside the other: a room that ten thousand tabs
/// have written into must still open.
const STACK_BYTES: usize = 16 * 1024 * 1024;

pub(super) fn run(args: ServeArgs) -> Result<(), Failure> {
    log(args.log, "info");
    runtime()?.block_on(serve(options(args)))
}

/// What everything runs on that opens documents.
pub(super) fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .thread_stack_size(STACK_BYTES)
        .build()
        .map_err(|error| Failure::new(code::OTHER, format!("cannot start: {error}")))
}

fn options(args: ServeArgs) -> Options {
    Options {
        listen: args.listen,
        data: args.data,
        public_url: args.public_url,
        create: match args.create {
            CreateArg::Open => Create::Open,
            CreateArg::Key => Create::Key,
        },
        demo: args.demo.then(language_of_the_terminal),
        store: StoreOptions { max_workshops: args.max_workshops, max_data_bytes: args.max_data_bytes },
        idle_close: Duration::from_secs(args.idle_close_secs),
        phase_grace: RoomTimes::default().phase_grace,
    }
}

async fn serve(options: Options) -> Result<(), Failure> {
    let listening = Server::new(options).listen().await?;
    say(&listening);
    let stop = listening.stop();
    let signals = |kind| signal(kind).map_err(|error| Failure::new(code::OTHER, format!("no signals: {error}")));
    let (mut interrupt, mut terminate) = (signals(SignalKind::interrupt())?, signals(SignalKind::terminate())?);
    tokio::spawn(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        stop.cancel();
    });
    listening.serve().await;
    Ok(())
}

/// What the operator needs to know. The ready line comes last and once: whoever waits for it may connect.
fn say(listening: &Listening) {
    let mut out = std::io::stdout().lock();
    let mut lines = Vec::new();
    if let Some(demo) = listening.demo_links() {
        lines.push("the demo workshop:".to_owned());
        lines.extend(demo.iter().map(|(role, link)| format!("  {role:<12} {link}")));
    }
    if let Some(key) = listening.create_key() {
        lines.push(format!("creating a workshop needs this key: {key}"));
    }
    if listening.address().ip().is_unspecified() {
        lines.push(format!("others on this network open {}", listening.links().base()));
    }
    lines.push(format!("listening on http://{}", listening.address()));
    for line in lines {
        // A closed standard output is nobody's fault.
        let _nobody_reads = writeln!(out, "{line}");
    }
    let _nobody_reads = out.flush();
}

fn language_of_the_terminal() -> Locale {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
    set.into_iter()
        .find(|tag| !tag.is_empty())
        .and_then(|tag| Locale::from_tag(tag.split('.').next()?))
        .unwrap_or_default()
}

/// Begins the log on standard error; `usual` is what it says if nothing else is asked for.
pub(super) fn log(how: LogArg, usual: &str) {
    let filter = EnvFilter::try_from_env("JOURNEYBOARD_LOG_FILTER").unwrap_or_else(|_| EnvFilter::new(usual));
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // Fails only if a log is already set up; then that one is as good.
    let _already = match how {
        LogArg::Json => lines.json().try_init(),
        LogArg::Text => lines.try_init(),
    };
}
