//! A server in this process, for one test. Refuses to know who visits it.

use std::ops::Deref;
use std::path::Path;
use std::time::Duration;

use journeyboard_server::store::StoreHandle;
use journeyboard_server::{Listening, Options, Server};
use tempfile::TempDir;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::Site;

/// A running server with a folder of its own.
#[derive(Debug)]
pub struct TestServer {
    folder: TempDir,
    options: Options,
    site: Site,
    demo: Option<Vec<(String, String)>>,
    stop: CancellationToken,
    serving: JoinHandle<()>,
}

impl Deref for TestServer {
    type Target = Site;

    fn deref(&self) -> &Site {
        &self.site
    }
}

impl TestServer {
    /// A server with nothing in it.
    pub async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    /// A server with other options than the usual.
    pub async fn start_with(change: impl FnOnce(&mut Options)) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the data");
        let mut options = Options::local(folder.path());
        change(&mut options);
        Self::listen(folder, options).await
    }

    /// A server over a folder that is there already.
    pub async fn start_in(folder: TempDir, change: impl FnOnce(&mut Options)) -> Self {
        let mut options = Options::local(folder.path());
        change(&mut options);
        Self::listen(folder, options).await
    }

    /// A server that keeps `bytes` of data and behaves as on a full disk beyond.
    pub async fn start_on_a_small_disk(bytes: u64) -> Self {
        Self::start_with(|options| options.store.max_data_bytes = Some(bytes)).await
    }

    /// A server whose rooms leave memory as soon as nobody is in them.
    pub async fn start_forgetful() -> Self {
        Self::start_with(|options| options.idle_close = Duration::ZERO).await
    }

    /// A server over a store of the test's own, for failing disks.
    pub async fn start_over(store: StoreHandle, change: impl FnOnce(&mut Options)) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the data");
        let mut options = Options::local(folder.path());
        change(&mut options);
        let listening = Server::new(options.clone()).listen_with(store).await.expect("the server starts");
        Self::serve(folder, options, listening)
    }

    async fn listen(folder: TempDir, options: Options) -> Self {
        let listening = Server::new(options.clone()).listen().await.expect("the server starts");
        Self::serve(folder, options, listening)
    }

    fn serve(folder: TempDir, options: Options, listening: Listening) -> Self {
        let (site, stop) = (Site::at(listening.address()), listening.stop());
        let demo = listening
            .demo_links()
            .map(|links| links.iter().map(|(role, link)| ((*role).to_owned(), (*link).to_owned())).collect());
        let serving = tokio::spawn(listening.serve());
        Self { folder, options, site, demo, stop, serving }
    }

    /// Stops it as SIGTERM does and starts it again over the same folder, on the same port.
    pub async fn restart(self) -> Self {
        self.restart_with(|_| {}).await
    }

    /// As [`TestServer::restart`], with other options from now on.
    pub async fn restart_with(self, change: impl FnOnce(&mut Options)) -> Self {
        let mut options = self.options.clone();
        options.listen = self.address().to_string();
        change(&mut options);
        let folder = self.stop().await;
        Self::listen(folder, options).await
    }

    /// Stops it as SIGTERM does; the folder stays as long as what is returned.
    pub async fn stop(self) -> TempDir {
        self.stop.cancel();
        self.serving.await.expect("the server stops in order");
        self.folder
    }

    /// Its folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The demo's links by role, if it has a demo.
    #[must_use]
    pub fn demo_links(&self) -> Option<&[(String, String)]> {
        self.demo.as_deref()
    }
}
