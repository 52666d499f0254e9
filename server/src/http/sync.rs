//! `GET /sync/{id}`: who may open a socket. The upgrade is always completed; what is wrong is said by closing, because a
//! stock client retries a refused upgrade for ever.

use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::{Path, State, WebSocketUpgrade};
use axum::http::header::{HOST, ORIGIN, SEC_WEBSOCKET_PROTOCOL};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use journeyboard_shared::ids::WorkshopId;
use journeyboard_shared::limits::{UPLOAD_BYTES_MAX, WORKSHOP_BYTES_MAX};
use journeyboard_shared::wire::{BEARER_PREFIX, CloseCode, SUBPROTOCOL};

use super::access::Denied;
use super::input::From;
use super::problem::Problem;
use super::socket::{Verdict, serve};
use super::{App, Shared};
use crate::clock;
use crate::secrets;

/// One WebSocket message: the largest upload and its header.
const MESSAGE_BYTES_MAX: usize = UPLOAD_BYTES_MAX + 16;
/// Allocated for each socket while it is open.
const READ_BUFFER_BYTES: usize = 4 * 1024;
/// Written to the socket at the latest when so much waits.
const WRITE_BUFFER_BYTES: usize = 16 * 1024;
/// The largest message that the server sends is a whole workshop.
const WRITE_BUFFER_BYTES_MAX: usize = WORKSHOP_BYTES_MAX + 1024 * 1024;

pub(super) async fn socket(
    State(app): State<Shared>,
    Path(id): Path<String>,
    From(address): From,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Result<Response, Problem> {
    let upgrade = upgrade.map_err(|_| {
        Problem::new(StatusCode::UPGRADE_REQUIRED, "upgrade-required", "this address speaks WebSocket only")
    })?;
    let verdict = match app.limiter.socket(address, clock::now()) {
        Some(_counted) => app.judge(&id, &headers).await,
        None => Verdict::Close(CloseCode::TooFast, "too many sockets from your address"),
    };
    let tracker = app.sockets.clone();
    let upgrade = upgrade
        .protocols([SUBPROTOCOL])
        .max_message_size(MESSAGE_BYTES_MAX)
        .max_frame_size(MESSAGE_BYTES_MAX)
        .read_buffer_size(READ_BUFFER_BYTES)
        .write_buffer_size(WRITE_BUFFER_BYTES)
        .max_write_buffer_size(WRITE_BUFFER_BYTES_MAX);
    Ok(upgrade.on_upgrade(move |socket| tracker.track_future(serve(app, socket, verdict))))
}

impl App {
    async fn judge(&self, id: &str, headers: &HeaderMap) -> Verdict {
        if !self.origin_is_ours(headers) {
            return Verdict::Close(CloseCode::Forbidden, "this origin may not open sockets here");
        }
        let Ok(workshop) = id.parse::<WorkshopId>() else {
            return Verdict::Close(CloseCode::NoSuchWorkshop, "there is no such workshop");
        };
        match self.admit(workshop, token(headers)).await {
            Ok((token, _)) => Verdict::Admit(workshop, token),
            Err(Denied::NoSuchWorkshop) => Verdict::Close(CloseCode::NoSuchWorkshop, "there is no such workshop"),
            Err(Denied::NotAuthorized) => Verdict::Close(CloseCode::NotAuthorized, "join the workshop first"),
            Err(Denied::OtherGeneration) => {
                Verdict::Close(CloseCode::OtherGeneration, "the workshop was restored since; join again")
            }
            Err(Denied::Unavailable) => Verdict::Close(CloseCode::TryLater, "come back later"),
        }
    }

    /// Whether a page of ours asks, or no page at all.
    fn origin_is_ours(&self, headers: &HeaderMap) -> bool {
        let Some(origin) = headers.get(ORIGIN) else {
            return true;
        };
        let Some((_, authority)) = origin.to_str().ok().and_then(|origin| origin.split_once("://")) else {
            return false;
        };
        let host = headers.get(HOST).and_then(|host| host.to_str().ok());
        host.is_some_and(|host| host.eq_ignore_ascii_case(authority))
            || self.public_authority.as_ref().is_some_and(|public| public.eq_ignore_ascii_case(authority))
    }
}

/// The hash of the token among the offered subprotocols.
fn token(headers: &HeaderMap) -> Option<crate::store::Hash> {
    headers
        .get_all(SEC_WEBSOCKET_PROTOCOL)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .find_map(|offered| offered.trim().strip_prefix(BEARER_PREFIX).and_then(secrets::hash))
}
