//! `journeyboard backup|restore|verify`: asks the server that runs on the folder, or does it itself if none does.

use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::serve::{self, runtime};
use super::{BackupArgs, Failure, LogArg, RestoreArgs, VerifyArgs, code};
use crate::rooms::{RoomTimes, Rooms};
use crate::store::{SqliteStore, StoreHandle, StoreOptions};
use crate::upkeep::{self, NoAnswer, Outcome, Upkeep, Wish, code_of_opening, look_at_backup};

pub(super) fn back_up(args: BackupArgs) -> Result<(), Failure> {
    let to = absolute(&args.to)?;
    wish(&args.data, Wish::Backup { to, workshop: args.workshop })
}

pub(super) fn restore(args: &RestoreArgs) -> Result<(), Failure> {
    let from = absolute(&args.from)?;
    if let Some(workshop) = args.workshop {
        return wish(&args.data, Wish::Restore { from, workshop });
    }
    serve::log(LogArg::Text, "warn");
    let data = args.data.clone();
    let restored = deep(move || upkeep::restore_everything(&data, &from))?;
    tell(restored.unwrap_or_else(|failed| {
        let mut outcome = Outcome::from(failed);
        if outcome.code == code::DATA_IN_USE {
            outcome.failed = Some(format!(
                "a server runs on {}: stop it to restore everything, or name one workshop with --workshop",
                args.data.display()
            ));
        }
        outcome
    }))
}

pub(super) fn verify(args: &VerifyArgs) -> Result<(), Failure> {
    let Some(file) = &args.file else {
        return wish(&args.data, Wish::Verify);
    };
    let file = absolute(file)?;
    tell(deep(move || look_at_backup(&file))?.map_or_else(Outcome::from, Outcome::from))
}

/// The running server does it; without one this program does, and keeps servers out meanwhile.
fn wish(data: &Path, wish: Wish) -> Result<(), Failure> {
    match upkeep::ask(data, &wish) {
        Ok(outcome) => tell(outcome),
        Err(NoAnswer::Nobody) => tell(alone(data, wish)?),
        Err(error @ NoAnswer::NotForUs(_)) => Err(Failure::new(code::DATA_UNUSABLE, error.to_string())),
        Err(error @ NoAnswer::WentAway) => Err(Failure::new(code::OTHER, error.to_string())),
    }
}

fn alone(data: &Path, wish: Wish) -> Result<Outcome, Failure> {
    serve::log(LogArg::Text, "warn");
    let folder = absolute(data)?;
    runtime()?.block_on(async {
        let store = SqliteStore::open_stopped(&folder, StoreOptions::default())
            .map_err(|error| Failure::new(code_of_opening(&error), error.to_string()))?;
        let store = StoreHandle::start(store).map_err(|fault| Failure::new(code::OTHER, fault.to_string()))?;
        let rooms =
            Rooms::new(store.clone(), RoomTimes { idle_close: Duration::ZERO, phase_grace: Duration::ZERO }, "upkeep");
        let upkeep = Upkeep::new(folder, store.clone(), rooms.clone(), CancellationToken::new());
        let outcome = upkeep.does(wish).await;
        rooms.shutdown().await;
        store.shutdown().await;
        Ok(outcome)
    })
}

/// On a thread with a stack that is deep enough for documents: see [`runtime`].
fn deep<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Failure> {
    let broken = |_| Failure::new(code::OTHER, "something went wrong");
    runtime()?.block_on(async { tokio::task::spawn_blocking(work).await.map_err(broken) })
}

fn tell(outcome: Outcome) -> Result<(), Failure> {
    for line in &outcome.said {
        println!("{line}");
    }
    match outcome.failed {
        None => Ok(()),
        Some(failed) => Err(Failure::new(outcome.code, failed)),
    }
}

fn absolute(path: &Path) -> Result<PathBuf, Failure> {
    std::path::absolute(path).map_err(|error| Failure::new(code::USAGE, format!("{}: {error}", path.display())))
}
