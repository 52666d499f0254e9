//! Writes each message into one frame. Refuses to know who gets it.

use bytes::Bytes;
use serde::Serialize;

use super::kind;
use super::{Ballot, DraftEdit, DraftNews, Hello, Nack, Notice, Order, Receipt, Welcome};

/// Appends an unsigned number, seven bits a byte, lowest first.
pub(crate) fn put_number(into: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        into.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    into.push(number as u8);
}

/// Appends bytes after their length.
pub(crate) fn put_bytes(into: &mut Vec<u8>, bytes: &[u8]) {
    put_number(into, bytes.len() as u64);
    into.extend_from_slice(bytes);
}

/// Appends a text after its length in bytes.
pub(crate) fn put_text(into: &mut Vec<u8>, text: &str) {
    put_bytes(into, text.as_bytes());
}

fn frame(kinds: &[u64], payload: &[u8]) -> Bytes {
    let mut frame = Vec::with_capacity(payload.len() + 8);
    for &kind in kinds {
        put_number(&mut frame, kind);
    }
    put_bytes(&mut frame, payload);
    frame.into()
}

/// Step 1: "this is what I have" (a state vector); the other side answers with step 2.
#[must_use]
pub fn step1(state_vector: &[u8]) -> Bytes {
    frame(&[kind::SYNC, 0], state_vector)
}

/// Step 2: everything that the other side lacks, and the whole delete set.
#[must_use]
pub fn step2(update: &[u8]) -> Bytes {
    frame(&[kind::SYNC, 1], update)
}

/// An edit.
#[must_use]
pub fn update(update: &[u8]) -> Bytes {
    frame(&[kind::SYNC, 2], update)
}

/// Presence; `body` comes from [`crate::presence::encode`].
#[must_use]
pub fn awareness(body: &[u8]) -> Bytes {
    frame(&[kind::AWARENESS], body)
}

/// Permission denied, and why.
#[must_use]
pub fn denied(reason: &str) -> Bytes {
    frame(&[kind::AUTH, 0], reason.as_bytes())
}

/// Asks for everybody's presence.
#[must_use]
pub fn query_awareness() -> Bytes {
    Bytes::from_static(&[kind::QUERY_AWARENESS as u8])
}

/// A client of ours introduces itself.
#[must_use]
pub fn hello(hello: &Hello) -> Bytes {
    control(kind::HELLO, hello)
}

/// The server's answer to a hello.
#[must_use]
pub fn welcome(welcome: &Welcome) -> Bytes {
    control(kind::WELCOME, welcome)
}

/// The first `edits` sync step 2 and update messages of this connection are on disk.
#[must_use]
pub fn ack(edits: u64) -> Bytes {
    let mut frame = Vec::with_capacity(4);
    put_number(&mut frame, kind::ACK);
    put_number(&mut frame, edits);
    frame.into()
}

/// One edit of this connection was refused.
#[must_use]
pub fn nack(nack: &Nack) -> Bytes {
    control(kind::NACK, nack)
}

/// Something that everybody on the server should know.
#[must_use]
pub fn notice(notice: &Notice) -> Bytes {
    control(kind::NOTICE, notice)
}

/// Something that the server is to do.
#[must_use]
pub fn order(order: &Order) -> Bytes {
    frame(&[kind::ORDER], order.to_json().as_bytes())
}

/// What became of an order.
#[must_use]
pub fn receipt(receipt: &Receipt) -> Bytes {
    control(kind::RECEIPT, receipt)
}

/// A person's own dots in the open round.
#[must_use]
pub fn ballot(ballot: &Ballot) -> Bytes {
    control(kind::BALLOT, ballot)
}

/// A draft of a silent phase.
#[must_use]
pub fn draft(edit: &DraftEdit) -> Bytes {
    control(kind::DRAFT, edit)
}

/// What became of drafts, and how many there are.
#[must_use]
pub fn draft_news(news: &DraftNews) -> Bytes {
    control(kind::DRAFT_NEWS, news)
}

fn control<T: Serialize>(kind: u64, message: &T) -> Bytes {
    // Plain structs of numbers, ids and texts: serde_json cannot fail on them.
    frame(&[kind], serde_json::to_string(message).unwrap_or_default().as_bytes())
}
