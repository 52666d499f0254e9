//! The server as a value: [`Server::new`], then `listen`, then `serve` until it is told to stop. Knows no arguments.

mod address;
mod demo;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::serve::ListenerExt as _;
use journeyboard_shared::ids::WorkshopId;
use journeyboard_shared::words::Locale;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::http::{self, App};
use crate::rooms::{RoomTimes, Rooms};
use crate::secrets;
use crate::store::{Fault, Hash, OpenError, SqliteStore, StoreHandle, StoreOptions};
use crate::upkeep::{Door, Upkeep};

/// How long a stopping server waits for sockets to say goodbye, and for requests to end.
const GOODBYE: Duration = Duration::from_secs(5);

/// Who may create workshops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Create {
    /// Everybody who reaches the server.
    Open,
    /// Whoever has the key that lies in the data folder.
    Key,
}

/// How a server is to run.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where it listens, `host:port`; port 0 takes any that is free.
    pub listen: String,
    /// The folder of its data.
    pub data: PathBuf,
    /// What links begin with, if not the address that it listens on.
    pub public_url: Option<String>,
    /// Who may create workshops.
    pub create: Create,
    /// The language of the demo, if there is to be one.
    pub demo: Option<Locale>,
    /// How much it keeps.
    pub store: StoreOptions,
    /// How long a room in which nobody is stays in memory.
    pub idle_close: Duration,
    /// How long a change of the phase is announced ahead, when it ends what people may be doing.
    pub phase_grace: Duration,
}

impl Options {
    /// What a test or a trial wants: any port of this machine, data in `data`, everything else as `serve` has it.
    #[must_use]
    pub fn local(data: &Path) -> Self {
        Self {
            listen: "127.0.0.1:0".to_owned(),
            data: data.to_owned(),
            public_url: None,
            create: Create::Open,
            demo: None,
            store: StoreOptions::default(),
            idle_close: RoomTimes::default().idle_close,
            phase_grace: RoomTimes::default().phase_grace,
        }
    }
}

/// Why a server did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The data could not be opened.
    #[error(transparent)]
    Data(#[from] OpenError),
    /// The store failed.
    #[error("the data cannot be used: {0}")]
    Store(#[from] Fault),
    /// Somebody else listens there.
    #[error("{0} is already in use by another program")]
    AddressInUse(String),
    /// It cannot listen there.
    #[error("cannot listen on {address}: {source}")]
    Address {
        /// Where.
        address: String,
        /// Why.
        source: std::io::Error,
    },
    /// The key for creating cannot be kept.
    #[error("the create key cannot be kept in {path}: {source}")]
    CreateKey {
        /// Where.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The machine gives no randomness.
    #[error(transparent)]
    NoRandomness(#[from] secrets::NoRandomness),
    /// The demo could not be made.
    #[error("the demo workshop cannot be made: {0}")]
    Demo(String),
}

/// A server that does not listen yet.
#[derive(Debug)]
pub struct Server {
    options: Options,
}

/// Makes links.
#[derive(Debug, Clone)]
pub struct Links {
    base: String,
}

impl Links {
    /// Links that begin with `base`, a URL without a slash at its end.
    #[must_use]
    pub fn new(base: &str) -> Self {
        Self { base: base.trim_end_matches('/').to_owned() }
    }

    /// The link into a workshop; the secret stays in the fragment, which browsers never send.
    #[must_use]
    pub fn to(&self, workshop: WorkshopId, secret: &str) -> String {
        format!("{}/w/{workshop}#{secret}", self.base)
    }

    /// What links begin with.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }
}

/// A server that listens. Nothing is answered before [`Listening::serve`].
pub struct Listening {
    address: SocketAddr,
    listener: TcpListener,
    app: http::Shared,
    create_key: Option<String>,
    demo: Option<demo::DemoLinks>,
    stop: CancellationToken,
    upkeep: Option<(Door, Upkeep)>,
}

impl Server {
    /// A server with those options.
    #[must_use]
    pub fn new(options: Options) -> Self {
        Self { options }
    }

    /// Opens the data and listens.
    ///
    /// # Errors
    /// [`StartError`].
    pub async fn listen(self) -> Result<Listening, StartError> {
        let Options { data, store, .. } = &self.options;
        let store = StoreHandle::start(SqliteStore::open(data, *store)?)?;
        let data = std::path::absolute(data).unwrap_or_else(|_| data.clone());
        let mut listening = self.listen_with(store.clone()).await?;
        match Door::open(&data) {
            Ok(door) => {
                let upkeep = Upkeep::new(data, store, listening.app.rooms.clone(), listening.stop());
                listening.upkeep = Some((door, upkeep));
            }
            Err(error) => tracing::warn!(%error, "no local socket: backup, restore and verify need a stopped server"),
        }
        Ok(listening)
    }

    /// As [`Server::listen`], with a store of the caller's, for tests with failing disks.
    ///
    /// # Errors
    /// [`StartError`].
    pub async fn listen_with(self, store: StoreHandle) -> Result<Listening, StartError> {
        let options = self.options;
        let listener = TcpListener::bind(&options.listen).await.map_err(|source| {
            let address = options.listen.clone();
            match source.kind() {
                std::io::ErrorKind::AddrInUse => StartError::AddressInUse(address),
                _ => StartError::Address { address, source },
            }
        })?;
        let address =
            listener.local_addr().map_err(|source| StartError::Address { address: options.listen.clone(), source })?;
        let links = match &options.public_url {
            Some(url) => Links::new(url),
            None => Links::new(&format!("http://{}", address::reachable(address))),
        };
        let create_key = match options.create {
            Create::Open => None,
            Create::Key => Some(create_key(&options.data)?),
        };
        let demo = match options.demo {
            Some(locale) => Some(demo::prepare(&store, &links, locale).await?),
            None => None,
        };
        // One per process: welcomes and `/version` borrow it for as long as it runs.
        let build: &'static str = Box::leak(http::build().into_boxed_str());
        let stop = CancellationToken::new();
        let times = RoomTimes { idle_close: options.idle_close, phase_grace: options.phase_grace };
        let app = Arc::new(App {
            rooms: Rooms::new(store.clone(), times, build),
            store,
            public_authority: options.public_url.as_deref().and_then(authority_of),
            links,
            create_key: create_key.as_deref().and_then(secrets::hash),
            limiter: http::Limiter::default(),
            build,
            sockets: TaskTracker::new(),
            stop: stop.clone(),
        });
        Ok(Listening { address, listener, app, create_key, demo, stop, upkeep: None })
    }
}

impl Listening {
    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What links begin with.
    #[must_use]
    pub fn links(&self) -> &Links {
        &self.app.links
    }

    /// The key for creating workshops, if one is needed.
    #[must_use]
    pub fn create_key(&self) -> Option<&str> {
        self.create_key.as_deref()
    }

    /// The demo's links, by role, if there is a demo.
    #[must_use]
    pub fn demo_links(&self) -> Option<[(&'static str, &str); 3]> {
        self.demo.as_ref().map(demo::DemoLinks::by_role)
    }

    /// Cancel it, and `serve` ends.
    #[must_use]
    pub fn stop(&self) -> CancellationToken {
        self.stop.clone()
    }

    /// Serves until it is told to stop; then writes what was accepted, closes every socket with 1012, and the store.
    pub async fn serve(self) {
        let Self { listener, app, stop, upkeep, .. } = self;
        let upkeep = tokio::spawn(keep_up(upkeep, stop.clone()));
        let router = http::router(Arc::clone(&app)).into_make_service_with_connect_info::<SocketAddr>();
        // Edits are small and wait for nobody: no gathering of packets.
        let listener = listener.tap_io(|tcp| {
            let _not_fatal = tcp.set_nodelay(true);
        });
        let serving = tokio::spawn({
            let stop = stop.clone();
            async move { axum::serve(listener, router).with_graceful_shutdown(stop.cancelled_owned()).await }
        });
        stop.cancelled().await;
        tracing::info!("stopping");
        app.rooms.shutdown().await;
        app.sockets.close();
        let _some_are_slow = tokio::time::timeout(GOODBYE, app.sockets.wait()).await;
        let _a_backup_takes_longer = tokio::time::timeout(GOODBYE, upkeep).await;
        let abort = serving.abort_handle();
        if tokio::time::timeout(GOODBYE, serving).await.is_err() {
            abort.abort();
        }
        app.store.shutdown().await;
        tracing::info!("stopped");
    }
}

/// Answers whoever has wishes about the data, until the server stops.
async fn keep_up(upkeep: Option<(Door, Upkeep)>, stop: CancellationToken) {
    if let Some((door, upkeep)) = upkeep {
        door.serve(upkeep, stop).await;
    }
}

/// The key in the data folder; made at the first start.
fn create_key(data: &Path) -> Result<String, StartError> {
    let path = data.join("create.key");
    let failed = |source| StartError::CreateKey { path: path.clone(), source };
    match std::fs::read_to_string(&path) {
        Ok(key) if secrets::hash(key.trim()).is_some() => return Ok(key.trim().to_owned()),
        Ok(_) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => return Err(failed(error)),
    }
    let key = secrets::new_secret()?;
    write_private(&path, &format!("{key}\n")).map_err(failed)?;
    Ok(key)
}

/// Writes a file that only its owner can read.
fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write as _;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// `https://board.example:8443/x` → `board.example:8443`.
fn authority_of(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    rest.split('/').next().filter(|authority| !authority.is_empty()).map(str::to_owned)
}

/// Only what is needed to know a token again; exposed for `journeyboard links`.
pub(crate) fn hash_of(secret: &str) -> Hash {
    secrets::hash(secret).unwrap_or_default()
}
