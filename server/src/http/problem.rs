//! What is answered when something is wrong: always `{"error":{"code","message"}}` with a fitting status.

use axum::Json;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, WWW_AUTHENTICATE};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::room::RoomError;
use crate::secrets::NoRandomness;
use crate::store::{Fault, Rule, StoreError};

/// An answer that says what is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    status: StatusCode,
    code: &'static str,
    message: String,
}

impl Problem {
    pub(crate) fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into() }
    }

    pub(crate) fn no_such_workshop() -> Self {
        Self::new(StatusCode::NOT_FOUND, "no-such-workshop", "there is no such workshop")
    }

    pub(crate) fn wrong_link() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "wrong-link", "this link does not open the workshop")
    }

    pub(crate) fn not_authorized() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "not-authorized", "join the workshop first")
    }

    pub(crate) fn facilitators_only() -> Self {
        Self::new(StatusCode::FORBIDDEN, "facilitators-only", "only a facilitator may do that")
    }

    pub(crate) fn unprocessable(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, code, message)
    }

    pub(crate) fn unavailable() -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", "the server cannot do that now; try again")
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = Json(json!({ "error": { "code": self.code, "message": self.message } }));
        let mut response = (self.status, [(CACHE_CONTROL, "no-store")], body).into_response();
        if self.status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(WWW_AUTHENTICATE, axum::http::HeaderValue::from_static("Bearer"));
        }
        response
    }
}

impl From<RoomError> for Problem {
    fn from(error: RoomError) -> Self {
        match error {
            RoomError::NoSuchWorkshop => Self::no_such_workshop(),
            RoomError::OtherGeneration => Self::new(StatusCode::CONFLICT, "other-generation", error.to_string()),
            RoomError::Unavailable | RoomError::Restarting => Self::unavailable(),
            RoomError::Damaged => Self::new(StatusCode::INTERNAL_SERVER_ERROR, "damaged", error.to_string()),
        }
    }
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        tracing::error!(%fault, "the store failed");
        Self::unavailable()
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Rule(Rule::UnknownWorkshop(_)) => Self::no_such_workshop(),
            StoreError::Rule(rule @ Rule::TooManyWorkshops { .. }) => {
                Self::new(StatusCode::INSUFFICIENT_STORAGE, "too-many-workshops", rule.to_string())
            }
            StoreError::Rule(rule) => {
                tracing::error!(%rule, "defect: a rule of the store was broken");
                Self::unavailable()
            }
            StoreError::Fault(fault) => fault.into(),
        }
    }
}

impl From<NoRandomness> for Problem {
    fn from(error: NoRandomness) -> Self {
        tracing::error!(%error, "no randomness");
        Self::unavailable()
    }
}

pub(super) async fn not_found() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "not-found", "there is nothing here")
}

pub(super) async fn method_not_allowed() -> Problem {
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed", "that cannot be done here")
}
