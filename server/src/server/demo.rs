//! The demo workshop: made at the first start, its links printed at every one.

use journeyboard_shared::ids::WorkshopId;
use journeyboard_shared::words::Locale;

use super::{Links, StartError};
use crate::clock;
use crate::http::new_workshop;
use crate::secrets;
use crate::store::{FacilitatorSecret, StoreHandle};
use crate::templates::{self, Template};

/// Working links into the demo.
#[derive(Debug)]
pub(super) struct DemoLinks {
    facilitator: String,
    participant: String,
    viewer: String,
}

impl DemoLinks {
    pub(super) fn by_role(&self) -> [(&'static str, &str); 3] {
        [("facilitator", &self.facilitator), ("participant", &self.participant), ("viewer", &self.viewer)]
    }
}

/// Finds or makes the demo and mints a facilitator link for this start; the store keeps the newest few.
pub(super) async fn prepare(store: &StoreHandle, links: &Links, locale: Locale) -> Result<DemoLinks, StartError> {
    let known = store.list_workshops().await?.into_iter().find(|brief| brief.is_demo).map(|brief| brief.id);
    let (id, facilitator) = match known {
        Some(id) => {
            let secret = secrets::new_secret()?;
            let hash = super::hash_of(&secret);
            let minted = FacilitatorSecret { hash, created_at_ms: clock::now() };
            store.add_facilitator_secret(id, minted).await.map_err(|error| StartError::Demo(error.to_string()))?;
            (id, secret)
        }
        None => make(store, locale).await?,
    };
    let gone = || StartError::Demo("it was deleted meanwhile".to_owned());
    let record = store.record(id).await?.ok_or_else(gone)?;
    Ok(DemoLinks {
        facilitator: links.to(id, &facilitator),
        participant: links.to(id, &record.participant_secret),
        viewer: links.to(id, &record.viewer_secret),
    })
}

async fn make(store: &StoreHandle, locale: Locale) -> Result<(WorkshopId, String), StartError> {
    let id = WorkshopId::from(secrets::new_uuid()?);
    let title = templates::demo_title(locale);
    let state = templates::initial_state(Template::Demo, locale, &title, id, secrets::new_number()?);
    let (facilitator, new) = new_workshop(id, state.into(), true)?;
    store.create_workshop(new).await.map_err(|error| StartError::Demo(error.to_string()))?;
    Ok((id, facilitator))
}
