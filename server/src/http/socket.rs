//! One socket's life: frames in to the room, frames out of its queue, signs of life. Has never heard of documents.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::ws::{CloseFrame, Message, WebSocket};
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt as _, StreamExt as _};
use journeyboard_shared::ids::WorkshopId;
use journeyboard_shared::wire::{CloseCode, KEEP_ALIVE, KEEP_ALIVE_SECS};
use tokio::time::{Instant, sleep_until, timeout};

use super::App;
use crate::room::core::{Newcomer, PeerId};
use crate::room::{Inbox, RoomError, RoomHandle, ToSocket};
use crate::secrets;
use crate::store::TokenRecord;

/// How often a socket is pinged.
const PING_EVERY: Duration = Duration::from_secs(20);
/// A socket from which nothing came for so long, no pong either, is dead.
const DEAD_AFTER: Duration = Duration::from_secs(40);
/// A socket that takes nothing for so long is dead too: a whole workshop over a poor line fits.
const STUCK_AFTER: Duration = Duration::from_secs(60);
/// How long the other side has to answer a close.
const GOODBYE: Duration = Duration::from_secs(3);
/// The longest reason that fits a close frame, in bytes.
const REASON_BYTES_MAX: usize = 120;

/// What was decided about a socket before it was opened.
pub(super) enum Verdict {
    Admit(WorkshopId, TokenRecord),
    Close(CloseCode, &'static str),
}

/// How a direction of the socket ended.
enum Ended {
    /// The other side is gone.
    Gone,
    /// We have something to say last.
    Close(u16, String),
}

/// Serves one socket from the upgrade to its end.
pub(super) async fn serve(app: Arc<App>, socket: WebSocket, verdict: Verdict) {
    let (workshop, token) = match verdict {
        Verdict::Admit(workshop, token) => (workshop, token),
        Verdict::Close(code, reason) => return refuse(socket, code, reason).await,
    };
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let peer = PeerId(NEXT.fetch_add(1, Relaxed));
    let session = secrets::new_uuid().map(|id| id.to_string()).unwrap_or_default();
    let newcomer = Newcomer { peer, participant: token.participant, role: token.role, session };
    match app.rooms.attach(workshop, newcomer, token.generation).await {
        Ok((room, inbox)) => {
            carry(socket, peer, &room, inbox).await;
            room.left(peer).await;
        }
        Err(error) => {
            let code = match error {
                RoomError::NoSuchWorkshop => CloseCode::NoSuchWorkshop,
                RoomError::OtherGeneration => CloseCode::OtherGeneration,
                RoomError::Restarting => CloseCode::Restarting,
                RoomError::Unavailable | RoomError::Damaged => CloseCode::TryLater,
            };
            refuse(socket, code, &error.to_string()).await;
        }
    }
}

async fn refuse(socket: WebSocket, code: CloseCode, reason: &str) {
    let (mut sink, stream) = socket.split();
    say_goodbye(&mut sink, stream, code.code(), reason).await;
}

/// Both directions at once, until one ends.
async fn carry(socket: WebSocket, peer: PeerId, room: &RoomHandle, mut inbox: Inbox) {
    let (mut sink, mut stream) = socket.split();
    let ended = tokio::select! {
        ended = read(&mut stream, peer, room) => ended,
        ended = write(&mut sink, &mut inbox) => ended,
    };
    if let Ended::Close(code, reason) = ended {
        say_goodbye(&mut sink, stream, code, &reason).await;
    }
}

async fn read(stream: &mut SplitStream<WebSocket>, peer: PeerId, room: &RoomHandle) -> Ended {
    loop {
        let message = match timeout(DEAD_AFTER, stream.next()).await {
            Err(_) | Ok(None) => return Ended::Gone,
            Ok(Some(Ok(message))) => message,
            Ok(Some(Err(error))) => return unreadable(&error),
        };
        match message {
            Message::Binary(frame) => {
                if room.frame(peer, frame).await.is_err() {
                    // The room's last word, if it has one, is in the queue that `write` reads.
                    std::future::pending::<()>().await;
                }
            }
            Message::Text(_) => {
                return Ended::Close(CloseCode::Malformed.code(), "binary messages only".to_owned());
            }
            Message::Close(_) => return Ended::Gone,
            Message::Ping(_) | Message::Pong(_) => {}
        }
    }
}

/// What broke the WebSocket protocol or its bounds is told so; a broken line is just gone.
fn unreadable(error: &axum::Error) -> Ended {
    let error = error.to_string();
    if error.contains("too long") || error.contains("too big") || error.contains("Space limit") {
        return Ended::Close(CloseCode::Malformed.code(), "the message is too long".to_owned());
    }
    if error.contains("protocol error") || error.contains("UTF-8") {
        return Ended::Close(CloseCode::Malformed.code(), "not the WebSocket protocol".to_owned());
    }
    Ended::Gone
}

async fn write(sink: &mut SplitSink<WebSocket, Message>, inbox: &mut Inbox) -> Ended {
    let keep_alive = Duration::from_secs(KEEP_ALIVE_SECS);
    let mut ping_at = Instant::now() + PING_EVERY;
    let mut quiet_at = Instant::now() + keep_alive;
    loop {
        let frames = tokio::select! {
            word = inbox.next() => match word {
                Some(ToSocket::Frames(frames)) => frames,
                Some(ToSocket::Close(code, reason)) => return Ended::Close(code, reason),
                None => return Ended::Close(CloseCode::TryLater.code(), "the room is gone; come back".to_owned()),
            },
            () = sleep_until(quiet_at) => {
                quiet_at = Instant::now() + keep_alive;
                if !sent(sink, vec![Message::Binary(Bytes::from_static(KEEP_ALIVE))]).await { return Ended::Gone; }
                continue;
            }
            () = sleep_until(ping_at) => {
                ping_at = Instant::now() + PING_EVERY;
                if !sent(sink, vec![Message::Ping(Bytes::new())]).await { return Ended::Gone; }
                continue;
            }
        };
        let (count, bytes) = (frames.len(), frames.iter().map(Bytes::len).sum());
        if !sent(sink, frames.into_iter().map(Message::Binary).collect()).await {
            return Ended::Gone;
        }
        inbox.written(count, bytes);
        quiet_at = Instant::now() + keep_alive;
    }
}

/// Feeds all, flushes once: the frames of a batch share a write.
async fn sent(sink: &mut SplitSink<WebSocket, Message>, messages: Vec<Message>) -> bool {
    let writing = async {
        for message in messages {
            sink.feed(message).await?;
        }
        sink.flush().await
    };
    matches!(timeout(STUCK_AFTER, writing).await, Ok(Ok(())))
}

/// Says why and waits a moment for the answer: a socket dropped with unread bytes in it would take the reason with it.
async fn say_goodbye(
    sink: &mut SplitSink<WebSocket, Message>,
    mut stream: SplitStream<WebSocket>,
    code: u16,
    reason: &str,
) {
    let mut cut = reason.len().min(REASON_BYTES_MAX);
    while !reason.is_char_boundary(cut) {
        cut -= 1;
    }
    let frame = CloseFrame { code, reason: reason[..cut].into() };
    let goodbye = async {
        if sink.send(Message::Close(Some(frame))).await.is_ok() {
            while let Some(Ok(_)) = stream.next().await {}
        }
    };
    let _no_answer = timeout(GOODBYE, goodbye).await;
}
