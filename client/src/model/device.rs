//! What this device remembers between visits: language, theme, name, workshops and the tokens to them.

use journeyboard_shared::ids::{ParticipantId, WorkshopId};
use journeyboard_shared::model::Role;
use journeyboard_shared::words::Locale;
use serde::{Deserialize, Serialize};

use crate::browser::{locale, storage};
use crate::model::room::Pass;
use crate::model::theme::Theme;

/// Workshops in the list of recent ones. More is not recent.
const RECENT_MAX: usize = 12;

/// Where the names of those wait that were taken off.
const FORGOTTEN: &str = "journeyboard.forgotten";

/// A workshop that was opened here.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recent {
    /// Its id.
    pub id: WorkshopId,
    /// Its title when it was last seen.
    pub title: String,
    /// The role in which it was opened.
    pub role: Role,
    /// The secret of the link by which it was opened.
    pub secret: String,
    /// The token of the last join.
    pub token: Option<String>,
    /// Who one is there.
    #[serde(default)]
    pub participant: Option<ParticipantId>,
    /// When, in milliseconds since 1970.
    pub seen_ms: f64,
}

/// Who sits at this device.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Myself {
    /// What they call themselves.
    pub name: String,
    /// Their department.
    pub department: String,
    /// Their hue, if they chose one.
    pub colour: Option<u8>,
}

/// The workshops that were opened here, the latest first.
#[must_use]
pub fn recent() -> Vec<Recent> {
    storage::load("journeyboard.recent").unwrap_or_default()
}

/// One of them.
#[must_use]
pub fn recent_of(id: WorkshopId) -> Option<Recent> {
    recent().into_iter().find(|recent| recent.id == id)
}

/// Puts a workshop on top of the list.
pub fn remember(workshop: Recent) {
    let mut all = recent();
    all.retain(|other| other.id != workshop.id);
    all.insert(0, workshop);
    all.truncate(RECENT_MAX);
    storage::save("journeyboard.recent", &all);
}

/// How one gets in without asking the server first: as at the last visit.
#[must_use]
pub fn pass_of(id: WorkshopId) -> Option<Pass> {
    let Recent { role, token, participant, .. } = recent_of(id)?;
    Some(Pass { workshop: id, participant: participant?, role, token: token? })
}

/// Takes a workshop off the list. What the device's drawer has of it goes with the next sweep, unless it is put back.
pub fn forget(id: WorkshopId) {
    let mut all = recent();
    all.retain(|other| other.id != id);
    storage::save("journeyboard.recent", &all);
    let mut gone = forgotten();
    gone.push(id);
    storage::save(FORGOTTEN, &gone);
}

/// What was taken off the list since the last sweep.
#[must_use]
pub fn forgotten() -> Vec<WorkshopId> {
    storage::load(FORGOTTEN).unwrap_or_default()
}

/// The sweep is done.
pub fn forget_forgotten() {
    storage::forget(FORGOTTEN);
}

/// A workshop is opened again.
pub fn touch(id: WorkshopId) {
    if let Some(known) = recent_of(id) {
        remember(Recent { seen_ms: locale::unix_ms(), ..known });
    }
}

/// Keeps the workshop on the list but forgets its token, so that the person joins anew.
pub fn forget_token(id: WorkshopId) {
    if let Some(known) = recent_of(id) {
        remember(Recent { token: None, ..known });
    }
}

/// Who sits here.
#[must_use]
pub fn myself() -> Myself {
    storage::load("journeyboard.me").unwrap_or_default()
}

/// Remembers who sits here.
pub fn remember_myself(me: &Myself) {
    storage::save("journeyboard.me", me);
}

/// The language chosen here.
#[must_use]
pub fn chosen_locale() -> Option<Locale> {
    storage::load("journeyboard.locale")
}

/// Remembers the language.
pub fn remember_locale(locale: Locale) {
    storage::save("journeyboard.locale", &locale);
}

/// The theme chosen here.
#[must_use]
pub fn theme() -> Option<Theme> {
    storage::load("journeyboard.theme")
}

/// Remembers the theme.
pub fn remember_theme(theme: Theme) {
    storage::save("journeyboard.theme", &theme);
}
