//! A peer that is driven by hand: one socket and one replica, speaking the plain y-websocket protocol (or ours, after a
//! hello), or whatever bytes a test chooses. Does nothing by itself, and reads only while it waits.

use futures_util::{SinkExt as _, StreamExt as _};
use journeyboard_shared::command::{By, Command, apply};
use journeyboard_shared::document::{BoardDoc, Edit, Origin};
use journeyboard_shared::model::{Board, Role};
use journeyboard_shared::wire::{self, Message};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::ClientRequestBuilder;
use tokio_tungstenite::tungstenite::{self, http::Uri};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

use crate::{PATIENCE, Seat, Site, fresh_client_id, words};

/// How a socket ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed {
    /// The close code; 1006 if it ended without one.
    pub code: u16,
    /// The reason.
    pub reason: String,
}

/// See the module.
pub struct RawPeer {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    /// Their replica.
    pub doc: BoardDoc,
    by: By,
    /// Every message that came, but updates and presence: our own messages, denials.
    pub heard: Vec<Vec<u8>>,
    /// Every awareness message that came.
    pub presence: Vec<Vec<u8>>,
    /// The step 2 and update messages that they sent.
    pub sent: u64,
    /// How many of those the server said are on disk.
    pub acked: u64,
    /// Whether a step 2 came.
    pub synced: bool,
    answers: bool,
    closed: Option<Closed>,
}

impl RawPeer {
    /// Opens a socket with the seat's token and asks for the document, as a stock client does.
    pub async fn connect(site: &Site, seat: &Seat) -> Self {
        let mut peer = Self::connect_silent(site, seat).await;
        peer.ask().await;
        peer
    }

    /// Opens a socket and says nothing.
    pub async fn connect_silent(site: &Site, seat: &Seat) -> Self {
        let mut peer = Self::knock(site, &seat.workshop.to_string(), Some(&seat.token), None).await;
        peer.by = By { participant: seat.participant, role: seat.role };
        peer
    }

    /// Opens a socket for that workshop id, with that token and origin. The upgrade is always completed, and with our
    /// subprotocol.
    pub async fn knock(site: &Site, workshop: &str, token: Option<&str>, origin: Option<&str>) -> Self {
        let uri: Uri = format!("ws://{}/sync/{workshop}", site.address()).parse().expect("an address");
        let mut request = ClientRequestBuilder::new(uri).with_sub_protocol(wire::SUBPROTOCOL);
        if let Some(token) = token {
            request = request.with_sub_protocol(format!("{}{token}", wire::BEARER_PREFIX));
        }
        if let Some(origin) = origin {
            request = request.with_header("Origin", origin);
        }
        let (socket, answer) =
            tokio_tungstenite::connect_async(request).await.expect("the upgrade is always completed");
        assert_eq!(answer.headers()["sec-websocket-protocol"], wire::SUBPROTOCOL);
        Self {
            socket,
            doc: BoardDoc::new(fresh_client_id()),
            by: By { participant: words::called("nobody"), role: Role::Viewer },
            heard: Vec::new(),
            presence: Vec::new(),
            sent: 0,
            acked: 0,
            synced: false,
            answers: true,
            closed: None,
        }
    }

    /// Does not answer the server's step 1 from now on.
    pub fn keep_silent(&mut self) {
        self.answers = false;
    }

    /// Sends a step 1.
    pub async fn ask(&mut self) {
        let frame = wire::step1(&self.doc.state_vector());
        self.send(frame.to_vec()).await;
    }

    /// Introduces itself as a client of ours.
    pub async fn say_hello(&mut self) {
        let hello = wire::Hello { protocol: wire::PROTOCOL, build: "test".to_owned() };
        self.send(wire::hello(&hello).to_vec()).await;
    }

    /// Does a command in its replica and sends the update.
    pub async fn does(&mut self, command: Command) {
        let change = apply(&mut self.doc, self.by, command).expect("the rules allow it");
        for update in change.updates {
            self.send(wire::update(&update).to_vec()).await;
        }
    }

    /// Writes into its replica without asking any rule, as a hostile client can, and sends the update.
    pub async fn forges(&mut self, write: impl FnOnce(&mut Edit<'_>)) {
        let ((), change) = self.doc.edit(Origin::Quiet, write);
        for update in change.updates {
            self.send(wire::update(&update).to_vec()).await;
        }
    }

    /// Sends one binary message. A closed socket is found out by whoever waits next.
    pub async fn send(&mut self, frame: Vec<u8>) {
        if matches!(wire::read(&frame), Ok(Message::Step2(_) | Message::Update(_))) {
            self.sent += 1;
        }
        let _closed = self.socket.send(tungstenite::Message::Binary(frame.into())).await;
    }

    /// Sends any WebSocket message.
    pub async fn send_raw(&mut self, message: tungstenite::Message) {
        let _closed = self.socket.send(message).await;
    }

    /// Reads until the board is as wanted.
    pub async fn sees(&mut self, what: &str, wanted: impl Fn(&Board) -> bool) {
        self.until(what, |peer| wanted(peer.doc.board())).await;
    }

    /// Reads until the document arrived.
    pub async fn is_synced(&mut self) {
        self.until("the document", |peer| peer.synced).await;
    }

    /// Reads until everything that they sent is on disk; after a hello.
    pub async fn is_saved(&mut self) {
        self.until("acks", |peer| peer.synced && peer.sent > 0 && peer.acked >= peer.sent).await;
    }

    /// Reads until something holds of this peer.
    pub async fn until(&mut self, what: &str, holds: impl Fn(&Self) -> bool) {
        let waiting = async {
            while !holds(self) {
                assert!(self.read().await, "closed ({:?}) while waiting for {what}", self.closed);
            }
        };
        assert!(timeout(PATIENCE, waiting).await.is_ok(), "waited in vain for {what}");
    }

    /// Reads until something holds or the socket is closed.
    pub async fn until_over_or(&mut self, holds: impl Fn(&Self) -> bool) {
        let waiting = async { while !holds(self) && self.read().await {} };
        assert!(timeout(PATIENCE, waiting).await.is_ok(), "neither an answer nor an end");
    }

    /// Whether the socket has ended.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.closed.is_some()
    }

    /// From now on writes under that client id, behind what its replica knows.
    pub fn writes_as(&mut self, client: u64) {
        let all = self.doc.encode_all();
        self.doc = BoardDoc::new(client);
        self.doc.integrate(&all).expect("what it had before");
    }

    /// Reads until the socket is closed, and says how.
    pub async fn is_closed(&mut self) -> Closed {
        let waiting = async { while self.read().await {} };
        assert!(timeout(PATIENCE, waiting).await.is_ok(), "waited in vain for the end of the socket");
        self.closed.clone().expect("the end was noted")
    }

    /// Closes the socket in order.
    pub async fn leaves(mut self) {
        let _closed_already = self.socket.close(None).await;
    }

    /// Takes one message; `false` at the end.
    async fn read(&mut self) -> bool {
        match self.socket.next().await {
            Some(Ok(tungstenite::Message::Binary(frame))) => self.take(&frame).await,
            Some(Ok(tungstenite::Message::Close(close))) => {
                let (code, reason) = close.map_or((1005, String::new()), |c| (c.code.into(), c.reason.to_string()));
                self.closed.get_or_insert(Closed { code, reason });
            }
            Some(Ok(_)) => {}
            Some(Err(_)) | None => {
                self.closed.get_or_insert(Closed { code: 1006, reason: String::new() });
                return false;
            }
        }
        true
    }

    async fn take(&mut self, frame: &[u8]) {
        match wire::read(frame).expect("the server speaks the protocol") {
            Message::Step1(vector) => {
                if self.answers {
                    let update = self.doc.encode_since(vector).expect("a state vector");
                    self.send(wire::step2(&update).to_vec()).await;
                }
            }
            Message::Step2(update) => {
                self.doc.integrate(update).expect("a document");
                self.synced = true;
            }
            Message::Update(update) => {
                let change = self.doc.integrate(update).expect("an update");
                assert!(!change.holes, "a peer is in order or disconnected, never left with a hole");
            }
            Message::Awareness(_) => self.presence.push(frame.to_vec()),
            Message::Ack { edits } => {
                self.acked = self.acked.max(edits);
                self.heard.push(frame.to_vec());
            }
            _ => self.heard.push(frame.to_vec()),
        }
    }
}
