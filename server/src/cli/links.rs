//! `journeyboard links ID`: a new facilitator link for whoever lost theirs.

use journeyboard_shared::ids::WorkshopId;

use super::{Failure, LinksArgs, code};
use crate::clock;
use crate::secrets;
use crate::server::Links;
use crate::store::{FacilitatorSecret, ReadStore as _, SqliteStore, Store as _, StoreOptions};

pub(super) fn run(args: &LinksArgs) -> Result<(), Failure> {
    let id: WorkshopId = args.id.parse().map_err(|error| Failure::new(code::USAGE, format!("{}: {error}", args.id)))?;
    let mut store = SqliteStore::open_shared(&args.data, StoreOptions::default())?;
    let failed = |error: &dyn std::error::Error| Failure::new(code::OTHER, error.to_string());
    let record = store.record(id).map_err(|fault| failed(&fault))?;
    let record = record
        .ok_or_else(|| Failure::new(code::OTHER, format!("there is no workshop {id} in {}", args.data.display())))?;
    let secret = secrets::new_secret().map_err(|error| failed(&error))?;
    let minted = FacilitatorSecret { hash: crate::server::hash_of(&secret), created_at_ms: clock::now() };
    store.add_facilitator_secret(id, &minted).map_err(|error| failed(&error))?;
    let links = Links::new(&args.public_url);
    println!("facilitator  {}", links.to(id, &secret));
    println!("participant  {}", links.to(id, &record.participant_secret));
    println!("viewer       {}", links.to(id, &record.viewer_secret));
    Ok(())
}
