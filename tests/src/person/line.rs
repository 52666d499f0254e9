//! A person's socket: opened again and again for as long as they want a line. Decides nothing: the client core does.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use journeyboard_shared::sync::{attempt_after, next_delay};
use journeyboard_shared::wire::{BEARER_PREFIX, SUBPROTOCOL};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::ClientRequestBuilder;
use tokio_tungstenite::tungstenite::{self, Message, http::Uri};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

use super::{Mind, Word};
use crate::{Closed, PATIENCE, Seat};

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// Tests wait as the client does, but so many times faster.
const HASTE: u32 = 10;

/// Keeps a line until there is no way back.
pub(super) async fn keep(mind: Arc<Mind>, address: SocketAddr, seat: Seat) {
    let mut attempt = 0;
    loop {
        let ended = mind.until(|state| (state.wants_line || state.ended).then_some(state.ended)).await;
        if ended {
            return;
        }
        let socket = timeout(PATIENCE, open(address, &seat)).await;
        if let Ok(Ok(socket)) = socket {
            let words = begin(&mind);
            let closed = talk(&mind, socket, words).await;
            attempt = attempt_after(closed.code);
            mind.act(|state, out| state.lose(closed, out));
        }
        let pause = Duration::from_millis(u64::from(next_delay(attempt, 1.0) / HASTE));
        attempt += 1;
        let is_wanted_no_more = mind.until(|state| (!state.wants_line || state.ended).then_some(()));
        let _waited_long_enough = timeout(pause, is_wanted_no_more).await;
    }
}

async fn open(address: SocketAddr, seat: &Seat) -> Result<Socket, tungstenite::Error> {
    let uri: Uri = format!("ws://{address}/sync/{}", seat.workshop).parse().expect("an address");
    let request = ClientRequestBuilder::new(uri)
        .with_sub_protocol(SUBPROTOCOL)
        .with_sub_protocol(format!("{BEARER_PREFIX}{}", seat.token));
    Ok(tokio_tungstenite::connect_async(request).await?.0)
}

fn begin(mind: &Mind) -> mpsc::UnboundedReceiver<Word> {
    let (socket, words) = mpsc::unbounded_channel();
    mind.act(|state, out| {
        state.socket = Some(socket);
        state.connections += 1;
        state.client.connected(0, out);
    });
    words
}

/// Carries frames to and fro until the line ends; answers how.
async fn talk(mind: &Mind, mut socket: Socket, mut words: mpsc::UnboundedReceiver<Word>) -> Closed {
    let mut closed = Closed { code: 1006, reason: String::new() };
    loop {
        let message = tokio::select! {
            message = socket.next() => message,
            word = words.recv() => {
                let sent = match word {
                    Some(Word::Frame(frame)) => socket.send(Message::Binary(frame)).await,
                    // Offline people do not say goodbye.
                    None => return closed,
                    Some(Word::HangUp) => socket.close(None).await,
                };
                // A line that broke is read to its end, for the reason that the server gave.
                let _broken = sent;
                continue;
            }
        };
        match message {
            Some(Ok(Message::Binary(frame))) => mind.act(|state, out| state.client.received(&frame, 0, out)),
            Some(Ok(Message::Close(Some(frame)))) => {
                closed = Closed { code: frame.code.into(), reason: frame.reason.to_string() };
            }
            Some(Ok(_)) => {}
            Some(Err(_)) | None => return closed,
        }
    }
}
