//! Making a workshop on the server, and going into it with the facilitator's link.

use journeyboard_shared::ids::WorkshopId;
use journeyboard_shared::limits::IMPORT_BYTES_MAX;
use journeyboard_shared::model::Role;
use journeyboard_shared::words::{Locale, Word, affairs, home as words};
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

use crate::browser::http::{self, Failure};
use crate::browser::{dom, file, locale, place};
use crate::model::device::{self, Recent};
use crate::model::{addresses, tongue};
use crate::prelude::*;

/// Stands for the template of a workshop that is made of a file.
pub(super) const FILE: &str = "file";

#[derive(Serialize)]
struct NewWorkshop<'a> {
    title: &'a str,
    template: &'static str,
    locale: Locale,
}

#[derive(Deserialize)]
struct Created {
    id: WorkshopId,
    links: Links,
}

#[derive(Deserialize)]
struct Links {
    facilitator: String,
}

/// The making of a workshop, shared by the form and the demo.
#[derive(Clone, Copy)]
pub(super) struct Creating {
    /// The template of the workshop that is being made.
    pub(super) busy: RwSignal<Option<&'static str>>,
    /// What went wrong, and with which template.
    pub(super) mishap: RwSignal<Option<(&'static str, Word)>>,
    /// Whether this server wants a key from whoever creates workshops.
    pub(super) wants_key: RwSignal<bool>,
    /// The key, as it was typed.
    pub(super) key: RwSignal<String>,
}

impl Creating {
    /// Nothing is being made.
    pub(super) fn new() -> Self {
        Self {
            busy: RwSignal::new(None),
            mishap: RwSignal::new(None),
            wants_key: RwSignal::new(false),
            key: RwSignal::new(String::new()),
        }
    }

    /// Makes a workshop and goes there.
    pub(super) fn create(self, title: String, template: &'static str) {
        if self.busy.get_untracked().is_some() {
            return;
        }
        self.busy.set(Some(template));
        self.mishap.set(None);
        let locale = tongue().locale_now();
        spawn_local(async move {
            let key = self.key.get_untracked().trim().to_owned();
            let key = (!key.is_empty()).then_some(key);
            let body = NewWorkshop { title: &title, template, locale };
            match http::ask::<Created>("POST", "/api/workshops", key.as_deref(), Some(&body)).await {
                Ok(created) => enter(title, created),
                Err(failure) => {
                    self.busy.try_set(None);
                    self.explain(template, &failure, key.is_some());
                }
            }
        });
    }

    /// Makes a workshop of a file that was saved here or elsewhere, and goes there.
    pub(super) fn open_file(self, event: dom::Event) {
        if self.busy.get_untracked().is_some() {
            return;
        }
        self.busy.set(Some(FILE));
        self.mishap.set(None);
        spawn_local(async move {
            let mishap = match file::picked(&event, IMPORT_BYTES_MAX).await {
                Some(picked) => self.import(picked).await,
                None => Some(affairs::NOT_OPENED),
            };
            self.busy.try_set(None);
            self.mishap.try_set(mishap.map(|word| (FILE, word)));
        });
    }

    /// Answers with what went wrong.
    async fn import(self, picked: file::Picked) -> Option<Word> {
        let key = self.key.get_untracked().trim().to_owned();
        let key = (!key.is_empty()).then_some(key);
        let answer = http::ask_text("POST", "/api/workshops/import", key.as_deref(), Some(picked.text)).await;
        match answer.map(|text| serde_json::from_str::<Created>(&text)) {
            Ok(Ok(created)) => enter(picked.name, created),
            Err(Failure::Unreachable) => return Some(words::UNREACHABLE),
            Err(Failure::Said { status: 401, .. }) => {
                self.wants_key.try_set(true);
                return Some(if key.is_some() { words::KEY_WRONG } else { words::KEY_WANTED });
            }
            Err(Failure::Said { status: 422, .. }) => return Some(affairs::NOT_OURS),
            Ok(Err(_)) | Err(Failure::Said { .. }) => return Some(affairs::NOT_OPENED),
        }
        None
    }

    fn explain(self, template: &'static str, failure: &Failure, had_key: bool) {
        let word = match failure {
            Failure::Unreachable => words::UNREACHABLE,
            Failure::Said { status: 401, .. } => {
                self.wants_key.try_set(true);
                if had_key { words::KEY_WRONG } else { words::KEY_WANTED }
            }
            Failure::Said { code, .. } if code == "too-many-workshops" => words::TOO_MANY,
            Failure::Said { .. } => words::NOT_CREATED,
        };
        self.mishap.try_set(Some((template, word)));
    }
}

fn enter(title: String, Created { id, links }: Created) {
    let secret = links.facilitator.rsplit_once('#').map_or("", |(_, secret)| secret).to_owned();
    let address = addresses::workshop(id, &secret);
    device::remember(Recent {
        id,
        title,
        role: Role::Facilitator,
        secret,
        token: None,
        participant: None,
        seen_ms: locale::unix_ms(),
    });
    place::go(&address);
}
