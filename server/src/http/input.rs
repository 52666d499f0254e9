//! What comes in with a request, parsed at the edge: ids, bodies, tokens, addresses. A misfit is a [`Problem`].

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, FromRequest, FromRequestParts, Path, Request};
use axum::http::header::{ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use journeyboard_shared::ids::WorkshopId;
use journeyboard_shared::limits;
use journeyboard_shared::words::Locale;
use serde::de::DeserializeOwned;

use super::problem::Problem;
use crate::secrets;
use crate::store::Hash;

/// The workshop in the path.
pub(super) struct Id(pub(super) WorkshopId);

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Path(text) =
            Path::<String>::from_request_parts(parts, state).await.map_err(|_| Problem::no_such_workshop())?;
        text.parse().map(Self).map_err(|_| Problem::no_such_workshop())
    }
}

/// A JSON body of at most [`limits::BODY_BYTES_MAX`].
pub(super) struct Json<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _state: &S) -> Result<Self, Problem> {
        let kind =
            request.headers().get(CONTENT_TYPE).map(|kind| kind.to_str().unwrap_or_default().to_ascii_lowercase());
        if kind.is_some_and(|kind| !kind.starts_with("application/json")) {
            let message = "send application/json";
            return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type", message));
        }
        let bytes = read(request, limits::BODY_BYTES_MAX).await?;
        serde_json::from_slice(&bytes)
            .map(Self)
            .map_err(|error| Problem::new(StatusCode::BAD_REQUEST, "malformed-json", error.to_string()))
    }
}

/// A file of at most [`limits::IMPORT_BYTES_MAX`], of whatever type it says it is.
pub(super) struct File(pub(super) Bytes);

impl<S: Send + Sync> FromRequest<S> for File {
    type Rejection = Problem;

    async fn from_request(request: Request, _state: &S) -> Result<Self, Problem> {
        read(request, limits::IMPORT_BYTES_MAX).await.map(Self)
    }
}

async fn read(request: Request, bytes_max: usize) -> Result<Bytes, Problem> {
    let too_long = || {
        let message = format!("at most {bytes_max} bytes are taken here");
        Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", message)
    };
    let declared = request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if declared.is_some_and(|length| length > bytes_max as u64) {
        return Err(too_long());
    }
    let body: Body = request.into_body();
    axum::body::to_bytes(body, bytes_max).await.map_err(|error| {
        if error.to_string().contains("length limit") {
            too_long()
        } else {
            Problem::new(StatusCode::BAD_REQUEST, "unreadable-body", "the request ended too early")
        }
    })
}

/// The hash of the token in `Authorization: Bearer …`, if there is one that can be a token.
pub(super) fn bearer(headers: &HeaderMap) -> Option<Hash> {
    let value = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return None;
    }
    secrets::hash(token.trim())
}

/// The first of the browser's languages that we speak, else English.
pub(super) fn language(headers: &HeaderMap) -> Locale {
    let wanted = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    Locale::negotiate(wanted.split(',').map(|tag| tag.split(';').next().unwrap_or_default().trim()))
}

/// Where a request came from. All of a proxy's requests come from the proxy.
pub(super) struct From(pub(super) IpAddr);

impl<S: Send + Sync> FromRequestParts<S> for From {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Self::Rejection> {
        let address = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
        Ok(Self(address.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))))
    }
}
