//! The server's doors: what comes in over HTTP and WebSocket, and what is turned away, each with a clear word.

mod capabilities;
mod forgeries;
mod frames;
mod http;
mod keepers;
mod requests;
mod sockets;

use journeyboard_shared::model::Role;
use journeyboard_tests::words::{says, touchpoint};
use journeyboard_tests::{Person, TestServer, Workshop};

/// A server with two rooms and somebody in each, to tell whether they go on.
struct House {
    server: TestServer,
    workshop: Workshop,
    ann: Person,
    neighbour: Person,
}

impl House {
    async fn open() -> Self {
        let server = TestServer::start().await;
        let workshop = server.create("Bakery").await;
        let next_door = server.create("Shop").await;
        let seat = server.join(&workshop, Role::Facilitator, "Ann").await;
        let ann = Person::sit(&server, &seat, "Ann").await;
        let seat = server.join(&next_door, Role::Facilitator, "Nel").await;
        let neighbour = Person::sit(&server, &seat, "Nel").await;
        Self { server, workshop, ann, neighbour }
    }

    /// Both rooms take edits, nobody was thrown out, and a newcomer sees what was written.
    async fn goes_on(&self) {
        let seat = self.server.join(&self.workshop, Role::Viewer, "Eve").await;
        let eve = Person::sit(&self.server, &seat, "Eve").await;
        for person in [&self.ann, &self.neighbour] {
            person.does(touchpoint("still here"));
            person.is_saved().await;
            assert_eq!(person.connections(), 1, "nobody lost their line");
        }
        eve.sees("what was written since", |board| says(board, "still here").is_some()).await;
        assert_eq!(eve.board(), self.ann.board());
    }
}
