//! People at one board: what they do together, and what each of them may.

mod company;
mod first;
mod leading;
mod line;
mod permitted;
mod together;
mod undo;
mod visitors;

use journeyboard_shared::model::Role;
use journeyboard_tests::{Person, TestServer, Workshop};

/// A blank workshop with a facilitator and a participant in it.
async fn ann_and_ben() -> (TestServer, Workshop, Person, Person) {
    let server = TestServer::start().await;
    let workshop = server.create("Bakery").await;
    let ann = sit(&server, &workshop, Role::Facilitator, "Ann").await;
    let ben = sit(&server, &workshop, Role::Participant, "Ben").await;
    (server, workshop, ann, ben)
}

async fn sit(server: &TestServer, workshop: &Workshop, role: Role, name: &str) -> Person {
    let seat = server.join(workshop, role, name).await;
    Person::sit(server, &seat, name).await
}

/// Waits until both have everything of each other, and compares.
async fn agree(one: &Person, other: &Person) {
    one.is_saved().await;
    other.is_saved().await;
    let board = one.board();
    other.sees("the same board", |there| *there == board || one.board() == *there).await;
    assert_eq!(one.board(), other.board());
}
