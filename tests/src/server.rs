//! A server for one test, and its HTTP side in a few words.

use std::net::SocketAddr;

use journeyboard_server::store::StoreHandle;
use journeyboard_server::{Options, Server};
use journeyboard_shared::ids::{ParticipantId, WorkshopId};
use journeyboard_shared::model::Role;
use reqwest::Method;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// A running server with a folder of its own.
#[derive(Debug)]
pub struct TestServer {
    folder: TempDir,
    options: Options,
    address: SocketAddr,
    demo: Option<Vec<(String, String)>>,
    stop: CancellationToken,
    serving: JoinHandle<()>,
    http: reqwest::Client,
}

/// A workshop and the secrets of its links.
#[derive(Debug, Clone)]
pub struct Workshop {
    /// Its id.
    pub id: WorkshopId,
    /// The secret of the facilitator link.
    pub facilitator: String,
    /// The secret of the participant link.
    pub participant: String,
    /// The secret of the viewer link.
    pub viewer: String,
}

/// Somebody's place in a workshop.
#[derive(Debug, Clone)]
pub struct Seat {
    /// Where.
    pub workshop: WorkshopId,
    /// Their token.
    pub token: String,
    /// Who they are there.
    pub participant: ParticipantId,
    /// What they may do.
    pub role: Role,
}

/// An answer over HTTP.
#[derive(Debug, Clone)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: reqwest::header::HeaderMap,
    /// The body as text.
    pub text: String,
}

impl Reply {
    /// The body as JSON; null if it is none.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_default()
    }

    /// The code of the error in it; empty if there is none.
    #[must_use]
    pub fn error_code(&self) -> String {
        self.json()["error"]["code"].as_str().unwrap_or_default().to_owned()
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
        let listening = Server::new(options.clone()).listen().await.expect("the server starts");
        Self::serve(folder, options, listening)
    }

    /// A server over a store of the test's own, for failing disks.
    pub async fn start_over(store: StoreHandle, change: impl FnOnce(&mut Options)) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the data");
        let mut options = Options::local(folder.path());
        change(&mut options);
        let listening = Server::new(options.clone()).listen_with(store).await.expect("the server starts");
        Self::serve(folder, options, listening)
    }

    fn serve(folder: TempDir, options: Options, listening: journeyboard_server::Listening) -> Self {
        let (address, stop) = (listening.address(), listening.stop());
        let demo = listening
            .demo_links()
            .map(|links| links.iter().map(|(role, link)| ((*role).to_owned(), (*link).to_owned())).collect());
        let serving = tokio::spawn(listening.serve());
        Self { folder, options, address, demo, stop, serving, http: reqwest::Client::new() }
    }

    /// Stops it as SIGTERM does and starts it again over the same folder, on the same port.
    pub async fn restart(self) -> Self {
        let Self { folder, mut options, address, stop, serving, .. } = self;
        stop.cancel();
        serving.await.expect("the server stops in order");
        options.listen = address.to_string();
        let listening = Server::new(options.clone()).listen().await.expect("the server starts again");
        Self::serve(folder, options, listening)
    }

    /// Stops it as SIGTERM does; the folder stays as long as what is returned.
    pub async fn stop(self) -> TempDir {
        self.stop.cancel();
        self.serving.await.expect("the server stops in order");
        self.folder
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its folder.
    #[must_use]
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// `http://…`, without a slash at its end.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The demo's links by role, if it has a demo.
    #[must_use]
    pub fn demo_links(&self) -> Option<&[(String, String)]> {
        self.demo.as_deref()
    }

    /// One request; `token` goes into the Authorization header.
    pub async fn request(&self, method: Method, path: &str, token: Option<&str>, body: Option<Value>) -> Reply {
        let mut request = self.http.request(method, format!("{}{path}", self.url()));
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        if let Some(body) = body {
            request = request.json(&body);
        }
        self.send(request).await
    }

    /// One request with a body of the caller's, of that content type.
    pub async fn post_raw(&self, path: &str, kind: &str, body: impl Into<reqwest::Body>) -> Reply {
        self.send(self.http.post(format!("{}{path}", self.url())).header("content-type", kind).body(body)).await
    }

    async fn send(&self, request: reqwest::RequestBuilder) -> Reply {
        let response = request.send().await.expect("an answer");
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Reply { status, headers, text: response.text().await.expect("a whole answer") }
    }

    /// `GET`, as whoever has the token.
    pub async fn get(&self, path: &str, token: Option<&str>) -> Reply {
        self.request(Method::GET, path, token, None).await
    }

    /// `POST` with JSON.
    pub async fn post(&self, path: &str, token: Option<&str>, body: Value) -> Reply {
        self.request(Method::POST, path, token, Some(body)).await
    }

    /// A blank workshop.
    pub async fn create(&self, title: &str) -> Workshop {
        self.create_from(json!({ "title": title })).await
    }

    /// A workshop as `POST /api/workshops` takes it.
    pub async fn create_from(&self, wanted: Value) -> Workshop {
        let reply = self.post("/api/workshops", None, wanted).await;
        assert_eq!(reply.status, 201, "{}", reply.text);
        Workshop::from_reply(&reply)
    }

    /// Joins by the link of that role.
    pub async fn join(&self, workshop: &Workshop, role: Role, name: &str) -> Seat {
        let secret = match role {
            Role::Facilitator => &workshop.facilitator,
            Role::Participant => &workshop.participant,
            Role::Viewer => &workshop.viewer,
        };
        let body = json!({ "secret": secret, "name": name });
        let reply = self.post(&format!("/api/workshops/{}/join", workshop.id), None, body).await;
        assert_eq!(reply.status, 200, "{}", reply.text);
        Seat::from_reply(workshop.id, &reply)
    }
}

impl Workshop {
    /// What creating or importing answered.
    #[must_use]
    pub fn from_reply(reply: &Reply) -> Self {
        let json = reply.json();
        let secret = |role: &str| {
            let link = json["links"][role].as_str().expect("a link");
            link.split_once('#').expect("a secret in the fragment").1.to_owned()
        };
        Self {
            id: json["id"].as_str().and_then(|id| id.parse().ok()).expect("an id"),
            facilitator: secret("facilitator"),
            participant: secret("participant"),
            viewer: secret("viewer"),
        }
    }
}

impl Seat {
    /// What joining answered.
    #[must_use]
    pub fn from_reply(workshop: WorkshopId, reply: &Reply) -> Self {
        let json = reply.json();
        Self {
            workshop,
            token: json["token"].as_str().expect("a token").to_owned(),
            participant: json["participant"].as_str().and_then(|id| id.parse().ok()).expect("a participant"),
            role: serde_json::from_value(json["role"].clone()).expect("a role"),
        }
    }
}
