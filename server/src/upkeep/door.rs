//! The local socket in the data folder: a wish in, an outcome out, one line of JSON each. Who may open the socket, may
//! wish: it is closed to every other user of the machine. Knows nothing of what is wished.

use std::fs;
use std::io::{self, BufRead as _, BufReader as StdReader, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, PermissionsExt as _};
use std::os::unix::net::UnixStream as StdStream;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::{Mutex, Semaphore};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::{Outcome, Upkeep, Wish};

/// A wish is two paths at most.
const WISH_BYTES_MAX: u64 = 16 * 1024;
/// Who opens the socket says at once what is wanted.
const WISH_WITHIN: Duration = Duration::from_secs(10);
/// Wishes that wait while one is done; further ones are hung up on.
const WAITING_MAX: usize = 8;

/// An open local socket; its name goes with it.
#[derive(Debug)]
pub(crate) struct Door {
    listener: UnixListener,
    path: PathBuf,
    owner: u32,
}

fn path_in(folder: &Path) -> PathBuf {
    folder.join("journeyboard.sock")
}

impl Door {
    /// Opens the socket of a folder whose lock the caller holds: what is left of a killed server is replaced.
    ///
    /// # Errors
    /// If the folder cannot be written, or its path is too long for a socket (about 100 bytes).
    pub(crate) fn open(folder: &Path) -> io::Result<Self> {
        let path = path_in(folder);
        // Made where nobody else gets in, then given its name: at no moment can another user open it.
        let inside = folder.join(".door");
        let _left_by_a_killed_server = fs::remove_dir_all(&inside);
        fs::DirBuilder::new().mode(0o700).create(&inside)?;
        let made = inside.join("s");
        let opened = UnixListener::bind(&made).and_then(|listener| {
            fs::set_permissions(&made, fs::Permissions::from_mode(0o600))?;
            let owner = fs::metadata(&made)?.uid();
            fs::rename(&made, &path)?;
            Ok(Self { listener, path, owner })
        });
        let _nothing_else_in_it = fs::remove_dir_all(&inside);
        opened
    }

    /// Answers one wish after the other until it is told to stop, then ends the one that is being done.
    pub(crate) async fn serve(self, upkeep: Upkeep, stop: CancellationToken) {
        let (turn, waiting) = (Arc::new(Mutex::new(())), Arc::new(Semaphore::new(WAITING_MAX)));
        let tasks = TaskTracker::new();
        loop {
            let stream = tokio::select! {
                () = stop.cancelled() => break,
                accepted = self.listener.accept() => match accepted {
                    Ok((stream, _)) if self.knows(&stream) => stream,
                    Ok(_) => continue,
                    Err(error) => {
                        tracing::error!(%error, "the local socket failed");
                        break;
                    }
                },
            };
            let Ok(place) = Arc::clone(&waiting).try_acquire_owned() else { continue };
            let (upkeep, turn) = (upkeep.clone(), Arc::clone(&turn));
            tasks.spawn(async move {
                if let Err(error) = answer(stream, &upkeep, &turn).await {
                    tracing::warn!(%error, "whoever asked by the local socket got no answer");
                }
                drop(place);
            });
        }
        tasks.close();
        tasks.wait().await;
    }

    /// Whether the other side is the same user as the server, or root.
    fn knows(&self, stream: &UnixStream) -> bool {
        stream.peer_cred().is_ok_and(|peer| [self.owner, 0].contains(&peer.uid()))
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        let _gone_already = fs::remove_file(&self.path);
    }
}

async fn answer(mut stream: UnixStream, upkeep: &Upkeep, turn: &Mutex<()>) -> io::Result<()> {
    let (read, mut write) = stream.split();
    let mut line = String::new();
    let mut reader = BufReader::new(read.take(WISH_BYTES_MAX));
    timeout(WISH_WITHIN, reader.read_line(&mut line)).await.map_err(|_| io::ErrorKind::TimedOut)??;
    let outcome = match serde_json::from_str::<Wish>(&line) {
        Ok(wish) => {
            let _my_turn = turn.lock().await;
            upkeep.does(wish).await
        }
        Err(_) => {
            let failed = "the running server does not know that command; is it of another version?";
            Outcome { code: crate::exit::OTHER, said: Vec::new(), failed: Some(failed.to_owned()) }
        }
    };
    let mut text = serde_json::to_vec(&outcome)?;
    text.push(b'\n');
    write.write_all(&text).await?;
    write.shutdown().await
}

/// Why a running server did not do what was wished.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NoAnswer {
    /// No server listens; a socket may have been left by one that was killed.
    #[error("no server runs on this folder")]
    Nobody,
    /// One listens for somebody else.
    #[error("the server of this folder runs for another user: {0}")]
    NotForUs(io::Error),
    /// It went away in the middle.
    #[error("the server went away before it answered; whether it was done, its log says")]
    WentAway,
}

/// Asks the server that runs on a folder, if one does, and waits for as long as it takes.
///
/// # Errors
/// [`NoAnswer`].
pub(crate) fn ask(folder: &Path, wish: &Wish) -> Result<Outcome, NoAnswer> {
    let mut stream = StdStream::connect(path_in(folder)).map_err(|error| match error.kind() {
        io::ErrorKind::PermissionDenied => NoAnswer::NotForUs(error),
        _ => NoAnswer::Nobody,
    })?;
    let answered = (|| {
        let mut text = serde_json::to_vec(wish)?;
        text.push(b'\n');
        stream.write_all(&text)?;
        let mut line = String::new();
        StdReader::new(stream).read_line(&mut line)?;
        Ok::<Outcome, io::Error>(serde_json::from_str(&line)?)
    })();
    answered.map_err(|_| NoAnswer::WentAway)
}
