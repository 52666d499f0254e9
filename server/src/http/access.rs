//! Who is asking: which link was used, whose token it is. The only reader of secrets.

use axum::http::HeaderMap;
use axum::http::StatusCode;
use journeyboard_shared::ids::WorkshopId;
use journeyboard_shared::model::Role;

use super::problem::Problem;
use super::{App, input};
use crate::room::core::{Answer, Question};
use crate::secrets;
use crate::store::{Fault, Hash, TokenRecord, WorkshopRecord};

/// The role of the link with that secret. Looks at all of them, so that the time says nothing.
pub(super) fn role_of(secret: &str, workshop: &WorkshopRecord) -> Option<Role> {
    let given = secrets::hash(secret)?;
    let is = |clear: &str| secrets::hash(clear).is_some_and(|hash| secrets::same(&hash, &given));
    let facilitator = workshop.facilitator_hashes.iter().fold(false, |found, hash| found | secrets::same(hash, &given));
    let (participant, viewer) = (is(&workshop.participant_secret), is(&workshop.viewer_secret));
    match (facilitator, participant, viewer) {
        (true, _, _) => Some(Role::Facilitator),
        (_, true, _) => Some(Role::Participant),
        (_, _, true) => Some(Role::Viewer),
        _ => None,
    }
}

/// Why a token does not let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Denied {
    NoSuchWorkshop,
    NotAuthorized,
    OtherGeneration,
    Unavailable,
}

impl From<Fault> for Denied {
    fn from(fault: Fault) -> Self {
        tracing::error!(%fault, "the store failed");
        Self::Unavailable
    }
}

impl From<Denied> for Problem {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::NoSuchWorkshop => Self::no_such_workshop(),
            Denied::NotAuthorized => Self::not_authorized(),
            Denied::OtherGeneration => {
                Self::new(StatusCode::CONFLICT, "other-generation", "the workshop was restored since; join again")
            }
            Denied::Unavailable => Self::unavailable(),
        }
    }
}

impl App {
    /// Whose token it is, if it is one of this workshop as it is now.
    pub(super) async fn admit(
        &self,
        workshop: WorkshopId,
        token: Option<Hash>,
    ) -> Result<(TokenRecord, WorkshopRecord), Denied> {
        let record = self.store.record(workshop).await?.ok_or(Denied::NoSuchWorkshop)?;
        let token = token.ok_or(Denied::NotAuthorized)?;
        let token = self.store.find_token(token).await?.ok_or(Denied::NotAuthorized)?;
        if token.workshop != workshop {
            return Err(Denied::NotAuthorized);
        }
        if token.generation != record.generation {
            return Err(Denied::OtherGeneration);
        }
        Ok((token, record))
    }

    /// As [`App::admit`], for a request with its token in the header.
    pub(super) async fn caller(
        &self,
        workshop: WorkshopId,
        headers: &HeaderMap,
    ) -> Result<(TokenRecord, WorkshopRecord), Problem> {
        Ok(self.admit(workshop, input::bearer(headers)).await?)
    }

    /// As [`App::caller`], for facilitators alone.
    pub(super) async fn facilitator(
        &self,
        workshop: WorkshopId,
        headers: &HeaderMap,
    ) -> Result<(TokenRecord, WorkshopRecord), Problem> {
        let (token, record) = self.caller(workshop, headers).await?;
        match self.role_now(&token).await? {
            Role::Facilitator => Ok((token, record)),
            Role::Participant | Role::Viewer => Err(Problem::facilitators_only()),
        }
    }

    /// What the owner of a token may do now: roles are granted and taken back in the room.
    pub(super) async fn role_now(&self, token: &TokenRecord) -> Result<Role, Problem> {
        match self.rooms.ask(token.workshop, Question::Role(token.participant, token.role)).await? {
            Answer::Role(role) => Ok(role),
            _ => Err(Problem::unavailable()),
        }
    }

    /// Whether a request may create a workshop.
    pub(super) fn may_create(&self, headers: &HeaderMap) -> Result<(), Problem> {
        let Some(key) = &self.create_key else {
            return Ok(());
        };
        match input::bearer(headers) {
            Some(given) if secrets::same(key, &given) => Ok(()),
            _ => {
                let message = "this server creates workshops only for whoever has its create key";
                Err(Problem::new(StatusCode::UNAUTHORIZED, "create-key-needed", message))
            }
        }
    }
}
