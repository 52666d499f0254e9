//! The line to the server: the socket, its reconnection, the watch over silence.

use journeyboard_shared::presence::PeerPresence;
use journeyboard_shared::sync::drawer::Writing;
use journeyboard_shared::sync::{Client, attempt_after, next_delay};
use journeyboard_shared::wire;

use super::{Pass, Room};
use crate::browser::clock::{self, Ticker, Timer};
use crate::browser::dom;
use crate::browser::place;
use crate::browser::random;
use crate::browser::socket::{Report, Socket};
use crate::model::drawer::Opened;

/// How often silence is looked at, in milliseconds.
const WATCH_MS: u32 = 5_000;
/// The close code of a connection that ended without one.
const ABNORMAL: u16 = 1006;

/// The replica and its socket.
pub(super) struct Line {
    pub(super) client: Client,
    pub(super) pass: Pass,
    /// Keeps the names under which this tab keeps its records.
    _opened: Opened,
    socket: Option<Socket>,
    /// Which socket is the current one: what an older one still reports is nobody's business.
    number: u32,
    attempt: u32,
    again: Option<Timer>,
    /// Whether `again` is still to ring.
    waits: bool,
    watch: Option<Ticker>,
    pub(super) presence_due: Option<Timer>,
    /// A report's timer that has rung; dropping it from within its own call would pull the floor away.
    pub(super) presence_over: Option<Timer>,
    pub(super) presence_sent_ms: f64,
    pub(super) shown: PeerPresence,
    /// What the device is to write after what it writes now.
    pub(super) unwritten: Vec<Writing>,
    /// Whether it writes.
    pub(super) writes: bool,
}

impl Line {
    pub(super) fn new(client: Client, pass: Pass, opened: Opened) -> Self {
        Self {
            client,
            pass,
            _opened: opened,
            socket: None,
            number: 0,
            attempt: 0,
            again: None,
            waits: false,
            watch: None,
            presence_due: None,
            presence_over: None,
            presence_sent_ms: 0.0,
            shown: PeerPresence::default(),
            unwritten: Vec::new(),
            writes: false,
        }
    }

    pub(super) fn send(&self, frame: &[u8]) {
        if let Some(socket) = &self.socket {
            socket.send(frame);
        }
    }
}

impl Room {
    /// Opens a socket now.
    pub(super) fn connect(self) {
        let opened = self.line.write(|line| {
            line.number += 1;
            line.waits = false;
            let number = line.number;
            let url = format!("{}/sync/{}", place::socket_origin(), line.pass.workshop);
            let bearer = format!("{}{}", wire::BEARER_PREFIX, line.pass.token);
            let report = move |report: Report<'_>| self.heard(number, report);
            match Socket::open(&url, &[wire::SUBPROTOCOL, &bearer], report) {
                Ok(socket) => {
                    line.socket = Some(socket);
                    true
                }
                Err(_) => false,
            }
        });
        if opened == Some(false) {
            self.try_later();
        }
    }

    /// The server has let this person in anew, after a restore: the line goes on with the new token.
    pub fn resume(self, pass: Pass) {
        self.line.write(|line| line.pass = pass);
        self.ended.try_set(None);
        self.told.try_set(Some(super::Said::Restored));
        self.connect();
    }

    fn heard(self, number: u32, report: Report<'_>) {
        let mut out = Vec::new();
        let now = clock::now_ms() as u64;
        let is_current = self.line.read(|line| line.number == number).unwrap_or(false);
        if !is_current {
            return;
        }
        if !matches!(report, Report::Frame(_)) {
            self.is_calling.try_set(false);
        }
        match report {
            Report::Open => {
                self.line.write(|line| {
                    line.attempt = 0;
                    line.client.connected(now, &mut out);
                });
            }
            Report::Frame(frame) => {
                self.line.write(|line| line.client.received(frame, now, &mut out));
            }
            Report::Closed(code) => {
                self.line.write(|line| {
                    line.attempt = line.attempt.max(attempt_after(code));
                    line.client.disconnected(code, &mut out);
                });
                // Not from within the socket's own call: it is dropped there.
                self.try_later();
            }
        }
        self.carry_out(out);
    }

    /// Drops the socket and begins again; a void copy is exchanged for an empty one first.
    pub(super) fn hang_up(self) {
        let mut out = Vec::new();
        self.line.write(|line| {
            line.number += 1;
            line.client.disconnected(ABNORMAL, &mut out);
            if line.client.is_void() {
                line.client.renew(random::client_id());
                line.client.remember_own_changes(|| clock::now_ms() as u64, super::TYPING_MS);
            }
        });
        self.try_later();
        self.carry_out(out);
    }

    fn try_later(self) {
        if self.ended.try_get_untracked().flatten().is_some() {
            return;
        }
        self.line.write(|line| {
            let delay = next_delay(line.attempt, random::fraction());
            line.attempt = line.attempt.saturating_add(1);
            line.waits = true;
            line.again = Some(clock::after(delay, move || {
                if self.ended.try_get_untracked().flatten().is_none() {
                    self.connect();
                }
            }));
        });
    }

    /// Watches for silence, and comes back at once when the network or the person does.
    pub(super) fn keep_watch(self) {
        let watch = clock::every(WATCH_MS, move || {
            let now = clock::now_ms() as u64;
            if self.line.read(|line| line.client.is_dead(now)).unwrap_or(false) {
                self.hang_up();
            }
        });
        self.line.write(|line| line.watch = Some(watch));
        dom::on_window::<dom::Event>("online", move |_| self.come_back());
        dom::on_document::<dom::Event>("visibilitychange", move |_| self.come_back());
    }

    fn come_back(self) {
        let waits = self.line.write(|line| line.waits.then(|| line.again = None).is_some());
        if waits == Some(true) {
            self.connect();
        }
    }
}
