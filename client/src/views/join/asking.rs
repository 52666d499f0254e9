//! What is asked of the server on the way in, and what this device remembers of the answers.

use journeyboard_shared::ids::{ParticipantId, WorkshopId};
use journeyboard_shared::model::Role;
use journeyboard_shared::words::Locale;
use serde::{Deserialize, Serialize};

use crate::browser::http::{self, Failure};
use crate::browser::locale;
use crate::model::device::{self, Myself, Recent};
use crate::model::room::Pass;

/// What a link invites to.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct Invitation {
    /// The workshop's title.
    pub(super) title: String,
    /// The role that comes with the link.
    pub(super) role: Role,
    /// The departments that are known there.
    #[serde(default)]
    pub(super) departments: Vec<String>,
    /// How many have joined so far.
    #[serde(default)]
    pub(super) people: usize,
}

/// Who comes, by which link.
pub(super) struct Joining {
    /// The link's secret.
    pub(super) secret: String,
    /// Who.
    pub(super) me: Myself,
    /// Their language, if they were asked.
    pub(super) locale: Option<Locale>,
}

#[derive(Serialize)]
struct Secret<'a> {
    secret: &'a str,
}

#[derive(Serialize)]
struct JoinBody<'a> {
    secret: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    name: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    department: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    colour: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    locale: Option<Locale>,
}

#[derive(Deserialize)]
struct Joined {
    token: String,
    role: Role,
    participant: ParticipantId,
}

fn address(workshop: WorkshopId, what: &str) -> String {
    ["/api/workshops/", &workshop.to_string(), "/", what].concat()
}

/// What the link invites to.
pub(super) async fn invitation(workshop: WorkshopId, secret: &str) -> Result<Invitation, Failure> {
    http::ask("POST", &address(workshop, "invitation"), None, Some(&Secret { secret })).await
}

/// Joins, and remembers the way in on this device. `token` is that of an earlier visit.
pub(super) async fn join(
    workshop: WorkshopId,
    title: &str,
    Joining { secret, me, locale }: Joining,
    token: Option<&str>,
) -> Result<Pass, Failure> {
    let body = JoinBody { secret: &secret, name: &me.name, department: &me.department, colour: me.colour, locale };
    let Joined { token, role, participant } = http::ask("POST", &address(workshop, "join"), token, Some(&body)).await?;
    device::remember(Recent {
        id: workshop,
        title: title.to_owned(),
        role,
        secret,
        token: Some(token.clone()),
        participant: Some(participant),
        seen_ms: locale::unix_ms(),
    });
    Ok(Pass { workshop, participant, role, token })
}
