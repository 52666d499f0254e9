//! What a server is from outside: an address that answers HTTP. Refuses to know how it was started.

use std::net::SocketAddr;

use journeyboard_shared::ids::{ParticipantId, WorkshopId};
use journeyboard_shared::model::Role;
use reqwest::Method;
use serde_json::{Value, json};

/// An address and somebody who asks it.
#[derive(Debug, Clone)]
pub struct Site {
    address: SocketAddr,
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

    /// Fails unless it is an error of that status and code, with a message for people.
    #[track_caller]
    pub fn refuses(&self, status: u16, code: &str) {
        assert_eq!((self.status, self.error_code().as_str()), (status, code), "{}", self.text);
        let message = self.json()["error"]["message"].as_str().unwrap_or_default().to_owned();
        assert!(!message.is_empty(), "an error says what is wrong: {}", self.text);
        assert_eq!(self.headers["content-type"], "application/json");
    }
}

impl Site {
    /// The server at that address.
    #[must_use]
    pub fn at(address: SocketAddr) -> Self {
        Self { address, http: reqwest::Client::new() }
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// `http://…`, without a slash at its end.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
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
        let body = json!({ "secret": workshop.secret(role), "name": name });
        let reply = self.post(&workshop.path("join"), None, body).await;
        assert_eq!(reply.status, 200, "{}", reply.text);
        Seat::from_reply(workshop.id, &reply)
    }

    /// The export of that kind, as somebody may see it.
    pub async fn export(&self, seat: &Seat, ending: &str) -> String {
        let reply = self.get(&format!("/api/workshops/{}/export.{ending}", seat.workshop), Some(&seat.token)).await;
        assert_eq!(reply.status, 200, "{}", reply.text);
        reply.text
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

    /// The secret of a role's link.
    #[must_use]
    pub fn secret(&self, role: Role) -> &str {
        match role {
            Role::Facilitator => &self.facilitator,
            Role::Participant => &self.participant,
            Role::Viewer => &self.viewer,
        }
    }

    /// `/api/workshops/{id}/…`
    #[must_use]
    pub fn path(&self, what: &str) -> String {
        format!("/api/workshops/{}/{what}", self.id)
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
