//! The route table.

use axum::Router;
use axum::middleware::map_response;
use axum::routing::{any, get, post};

use super::{Shared, client, export, health, invite, problem, sync, workshops};

pub(crate) fn router(app: Shared) -> Router {
    Router::new()
        .route("/api/workshops", post(workshops::create))
        .route("/api/workshops/import", post(workshops::import))
        .route("/api/workshops/{id}", get(workshops::show).patch(workshops::rename).delete(workshops::delete))
        .route("/api/workshops/{id}/invitation", post(invite::invitation))
        .route("/api/workshops/{id}/join", post(invite::join))
        .route("/api/workshops/{id}/export.json", get(export::json))
        .route("/api/workshops/{id}/export.csv", get(export::csv))
        .route("/api/workshops/{id}/export.svg", get(export::svg))
        .route("/sync/{id}", any(sync::socket))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/version", get(health::version))
        .route("/", get(client::page))
        .route("/w/{id}", get(client::page))
        .route("/offline.js", get(client::worker))
        .route("/assets/{*path}", get(client::asset))
        .fallback(client::lost)
        .method_not_allowed_fallback(problem::method_not_allowed)
        .layer(map_response(client::guard))
        .with_state(app)
}
