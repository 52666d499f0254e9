//! Coming in by a link: what is behind the door, and joining.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use journeyboard_shared::ids::{DepartmentId, ParticipantId, WorkshopId};
use journeyboard_shared::limits::NAME_MAX;
use journeyboard_shared::model::{Colour, Role};
use journeyboard_shared::words::Locale;
use serde::Deserialize;
use serde_json::{Value, json};

use super::access::role_of;
use super::input::{self, From, Id, Json};
use super::problem::Problem;
use super::workshops::private;
use super::{App, Shared};
use crate::clock;
use crate::folding::one_line;
use crate::room::core::{Answer, Joining, Question};
use crate::secrets;
use crate::store::{NewToken, TokenRecord, WorkshopRecord};

/// What the door asks for. The secret is anything, so that a malformed one is a wrong one.
#[derive(Debug, Deserialize)]
pub(super) struct Knock {
    #[serde(default)]
    secret: Value,
}

/// `POST /api/workshops/{id}/invitation`
pub(super) async fn invitation(
    State(app): State<Shared>,
    Id(id): Id,
    From(address): From,
    Json(knock): Json<Knock>,
) -> Result<Response, Problem> {
    let (role, _) = app.open_with(id, &knock.secret, address).await?;
    let Answer::Invitation(invitation) = app.rooms.ask(id, Question::Invitation).await? else {
        return Err(Problem::unavailable());
    };
    Ok(private(json!({
        "title": invitation.title,
        "role": role,
        "locale": invitation.locale,
        "departments": invitation.departments,
        "people": invitation.people,
    })))
}

/// What joining asks for. All but the secret may be left out, or be nonsense: then it is left out.
#[derive(Debug, Deserialize)]
pub(super) struct Arrival {
    #[serde(default)]
    secret: Value,
    #[serde(default)]
    name: Value,
    #[serde(default)]
    department: Value,
    #[serde(default)]
    colour: Value,
    #[serde(default)]
    locale: Value,
}

/// `POST /api/workshops/{id}/join`
pub(super) async fn join(
    State(app): State<Shared>,
    Id(id): Id,
    From(address): From,
    headers: HeaderMap,
    Json(arrival): Json<Arrival>,
) -> Result<Response, Problem> {
    let (role, record) = app.open_with(id, &arrival.secret, address).await?;
    let known = app.known_as(id, &headers).await?;
    let participant = match known {
        Some(participant) => participant,
        None => ParticipantId::from(secrets::new_uuid()?),
    };
    let guest = guest(&arrival.locale, &headers);
    let name = text(&arrival.name).or_else(|| known.is_none().then(|| guest.clone()));
    let joining = Joining {
        participant,
        role,
        name,
        guest,
        department: text(&arrival.department),
        colour: arrival
            .colour
            .as_u64()
            .and_then(|hue| u8::try_from(hue).ok())
            .filter(|hue| *hue < Colour::COUNT)
            .map(Colour::new),
        department_id: DepartmentId::from(secrets::new_uuid()?),
    };
    match app.rooms.ask(id, Question::Join(joining)).await? {
        Answer::Joined => {}
        Answer::Full => {
            let message = "as many people as a workshop holds have joined already";
            return Err(Problem::new(StatusCode::FORBIDDEN, "workshop-full", message));
        }
        _ => return Err(Problem::unavailable()),
    }
    let token = app.new_token(id, participant, role, record.generation).await?;
    tracing::info!(workshop = %id, %participant, role = role.key(), again = known.is_some(), "joined");
    Ok(private(json!({ "token": token, "role": role, "participant": participant })))
}

impl App {
    /// The role that a link's secret opens the workshop with.
    async fn open_with(
        &self,
        id: WorkshopId,
        secret: &Value,
        address: std::net::IpAddr,
    ) -> Result<(Role, WorkshopRecord), Problem> {
        let record = self.store.record(id).await?.ok_or_else(Problem::no_such_workshop)?;
        match role_of(secret.as_str().unwrap_or_default(), &record) {
            Some(role) => Ok((role, record)),
            None if self.limiter.failed(address, clock::now()) => Err(Problem::wrong_link()),
            None => {
                let message = "too many wrong links from your address; wait a minute";
                Err(Problem::new(StatusCode::TOO_MANY_REQUESTS, "too-many-failures", message))
            }
        }
    }

    /// Who a returning person was, by their old token, of whatever generation.
    async fn known_as(&self, id: WorkshopId, headers: &HeaderMap) -> Result<Option<ParticipantId>, Problem> {
        let Some(hash) = input::bearer(headers) else {
            return Ok(None);
        };
        let token = self.store.find_token(hash).await?;
        Ok(token.filter(|token| token.workshop == id).map(|token| token.participant))
    }

    async fn new_token(
        &self,
        workshop: WorkshopId,
        participant: ParticipantId,
        role: Role,
        generation: u64,
    ) -> Result<String, Problem> {
        let token = secrets::new_secret()?;
        let record = TokenRecord { workshop, participant, role, generation, created_at_ms: clock::now() };
        let hash = secrets::hash(&token).unwrap_or_default();
        self.store.add_token(NewToken { hash, record }).await?;
        Ok(token)
    }
}

/// A clean line of text, if there is one.
fn text(value: &Value) -> Option<String> {
    let line = one_line(value.as_str()?, NAME_MAX);
    (!line.is_empty()).then_some(line)
}

/// The name of somebody who gave none.
fn guest(locale: &Value, headers: &HeaderMap) -> String {
    let locale = locale.as_str().and_then(Locale::from_tag).unwrap_or_else(|| input::language(headers));
    match locale {
        Locale::En => "Guest",
        Locale::Cs => "Host",
        Locale::Pl => "Gość",
    }
    .to_owned()
}
