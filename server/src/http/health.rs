//! Whether the server lives, can work, and which one it is.

use axum::extract::State;
use axum::response::Response;
use serde_json::json;

use super::Shared;
use super::problem::Problem;
use super::workshops::private;

/// `GET /healthz`: the process answers.
pub(super) async fn alive() -> Response {
    private(json!({ "status": "ok" }))
}

/// `GET /readyz`: the store answers, and the server is not stopping.
pub(super) async fn ready(State(app): State<Shared>) -> Result<Response, Problem> {
    if app.stop.is_cancelled() || app.store.is_closed() {
        return Err(Problem::unavailable());
    }
    let workshops = app.store.count_workshops().await?;
    let defects = app.rooms.defects();
    Ok(private(json!({
        "status": "ready",
        "workshops": workshops,
        "rooms": app.rooms.live(),
        "defects": { "rooms_reopened": defects.rooms_reopened, "updates_slipped": defects.updates_slipped },
    })))
}

/// `GET /version`
pub(super) async fn version(State(app): State<Shared>) -> Response {
    private(json!({
        "name": "journeyboard",
        "version": env!("CARGO_PKG_VERSION"),
        "build": app.build,
        "protocol": journeyboard_shared::wire::PROTOCOL,
        "schema": journeyboard_shared::document::SCHEMA,
    }))
}
