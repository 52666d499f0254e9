//! Running the server: what is on disk survives, rooms come and go, disks fill, commands say what they did.

mod commands;
mod crashes;
mod disk;
mod files;
mod rooms;
mod secrets;
mod upkeep;

use std::time::Duration;

use journeyboard_shared::model::Role;
use journeyboard_tests::{PATIENCE, Person, Site, Workshop};
use tokio::time::timeout;

async fn sit(site: &Site, workshop: &Workshop, role: Role, name: &str) -> Person {
    let seat = site.join(workshop, role, name).await;
    Person::sit(site, &seat, name).await
}

/// Asks `/readyz` until so many rooms are in memory.
async fn rooms_in_memory(site: &Site, wanted: u64) {
    let asking = async {
        while site.get("/readyz", None).await.json()["rooms"] != wanted {
            tokio::task::yield_now().await;
        }
    };
    timeout(PATIENCE, asking).await.unwrap_or_else(|_| panic!("never {wanted} rooms in memory"));
}

/// What a stopped server may take to come back to a waiting client.
const SOON: Duration = Duration::from_secs(10);
