//! Workshops as a whole: create, import, show, rename, delete.

use axum::Json as Answer;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use journeyboard_shared::ids::WorkshopId;
use journeyboard_shared::limits;
use journeyboard_shared::model::Role;
use journeyboard_shared::words::Locale;
use serde::Deserialize;
use serde_json::{Value, json};

use super::input::{File, Id, Json, language};
use super::problem::Problem;
use super::{App, Shared};
use crate::clock;
use crate::folding::one_line;
use crate::room::core::{Answer as RoomAnswer, Question};
use crate::secrets;
use crate::store::NewWorkshop;
use crate::templates::{self, Template};

/// What creating asks for.
#[derive(Debug, Deserialize)]
pub(super) struct Wanted {
    title: Option<String>,
    template: Option<String>,
    locale: Option<String>,
}

/// `POST /api/workshops`
pub(super) async fn create(
    State(app): State<Shared>,
    headers: HeaderMap,
    Json(wanted): Json<Wanted>,
) -> Result<Response, Problem> {
    app.may_create(&headers)?;
    let title = title_of(wanted.title.as_deref())?;
    let template = match wanted.template.as_deref() {
        None => Template::Blank,
        Some(name) => Template::from_name(name).ok_or_else(|| {
            Problem::unprocessable("no-such-template", "templates: blank company service touchpoint demo")
        })?,
    };
    let locale = match wanted.locale.as_deref() {
        None => language(&headers),
        Some(tag) => {
            Locale::from_tag(tag).ok_or_else(|| Problem::unprocessable("no-such-locale", "languages: en cs pl"))?
        }
    };
    let id = WorkshopId::from(secrets::new_uuid()?);
    let chance = secrets::new_number()?;
    let state = blocking(move || templates::initial_state(template, locale, &title, id, chance)).await?;
    app.found(id, state.into(), false).await
}

/// `POST /api/workshops/import`
pub(super) async fn import(
    State(app): State<Shared>,
    headers: HeaderMap,
    File(file): File,
) -> Result<Response, Problem> {
    app.may_create(&headers)?;
    let chance = secrets::new_number()?;
    let state = blocking(move || templates::imported_state(&file, chance))
        .await?
        .map_err(|what_and_where| Problem::unprocessable("not-importable", what_and_where))?;
    let id = WorkshopId::from(secrets::new_uuid()?);
    app.found(id, state.into(), false).await
}

/// `GET /api/workshops/{id}`
pub(super) async fn show(State(app): State<Shared>, Id(id): Id, headers: HeaderMap) -> Result<Response, Problem> {
    let (token, record) = app.caller(id, &headers).await?;
    let RoomAnswer::Invitation(invitation) = app.rooms.ask(id, Question::Invitation).await? else {
        return Err(Problem::unavailable());
    };
    let role = app.role_now(&token).await?;
    let mut body = json!({
        "id": id,
        "title": invitation.title,
        "locale": invitation.locale,
        "role": role,
        "participant": token.participant,
        "generation": record.generation,
    });
    if role == Role::Facilitator {
        body["links"] = json!({
            "participant": app.links.to(id, &record.participant_secret),
            "viewer": app.links.to(id, &record.viewer_secret),
        });
    }
    Ok(private(body))
}

/// What renaming asks for.
#[derive(Debug, Deserialize)]
pub(super) struct Renamed {
    title: Option<String>,
}

/// `PATCH /api/workshops/{id}`
pub(super) async fn rename(
    State(app): State<Shared>,
    Id(id): Id,
    headers: HeaderMap,
    Json(renamed): Json<Renamed>,
) -> Result<Response, Problem> {
    app.facilitator(id, &headers).await?;
    let title = title_of(renamed.title.as_deref())?;
    match app.rooms.ask(id, Question::Rename(title.clone())).await? {
        RoomAnswer::Renamed => Ok(private(json!({ "id": id, "title": title }))),
        _ => Err(Problem::unavailable()),
    }
}

/// `DELETE /api/workshops/{id}`
pub(super) async fn delete(State(app): State<Shared>, Id(id): Id, headers: HeaderMap) -> Result<StatusCode, Problem> {
    let (token, _) = app.facilitator(id, &headers).await?;
    app.rooms.delete(id).await?;
    tracing::info!(workshop = %id, participant = %token.participant, "workshop deleted");
    Ok(StatusCode::NO_CONTENT)
}

impl App {
    /// Puts a new workshop on disk and answers with its links.
    async fn found(&self, id: WorkshopId, initial_state: Bytes, is_demo: bool) -> Result<Response, Problem> {
        if initial_state.len() > limits::WORKSHOP_BYTES_MAX {
            return Err(Problem::unprocessable("too-large", "that is more than a workshop holds"));
        }
        let (facilitator, new) = new_workshop(id, initial_state, is_demo)?;
        let links = json!({
            "facilitator": self.links.to(id, &facilitator),
            "participant": self.links.to(id, &new.participant_secret),
            "viewer": self.links.to(id, &new.viewer_secret),
        });
        self.store.create_workshop(new).await?;
        tracing::info!(workshop = %id, "workshop created");
        Ok((StatusCode::CREATED, private(json!({ "id": id, "links": links }))).into_response())
    }
}

/// A workshop about to exist, and its facilitator's secret.
pub(crate) fn new_workshop(
    id: WorkshopId,
    initial_state: Bytes,
    is_demo: bool,
) -> Result<(String, NewWorkshop), secrets::NoRandomness> {
    let facilitator = secrets::new_secret()?;
    let facilitator_secret_hash = secrets::hash(&facilitator).unwrap_or_default();
    let new = NewWorkshop {
        id,
        created_at_ms: clock::now(),
        generation: 1,
        facilitator_secret_hash,
        participant_secret: secrets::new_secret()?,
        viewer_secret: secrets::new_secret()?,
        is_demo,
        initial_state,
    };
    Ok((facilitator, new))
}

fn title_of(given: Option<&str>) -> Result<String, Problem> {
    let title = one_line(given.unwrap_or_default(), usize::MAX);
    if title.is_empty() {
        return Err(Problem::unprocessable("title-missing", "a workshop needs a title"));
    }
    if title.encode_utf16().count() > limits::TITLE_MAX {
        let message = format!("a title has at most {} characters", limits::TITLE_MAX);
        return Err(Problem::unprocessable("title-too-long", message));
    }
    Ok(title)
}

/// Work that takes long enough to be in everyone's way on the runtime's threads.
pub(super) async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
    tokio::task::spawn_blocking(work).await.map_err(|_| {
        tracing::error!("defect: a request panicked");
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "something went wrong")
    })
}

/// An answer that nobody may keep.
pub(super) fn private(body: Value) -> Response {
    ([(axum::http::header::CACHE_CONTROL, "no-store")], Answer(body)).into_response()
}
