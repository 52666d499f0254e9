//! Gathers what one event causes and puts it in order: the disk first, then sends (one per connection), then the rest.

use std::collections::BTreeMap;

use bytes::Bytes;

use super::event::{Answer, Effect, Fold, PeerId, Report, Ticket};
use super::history::Batch;

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Outgoing {
    first: Vec<Effect>,
    sends: BTreeMap<PeerId, Vec<Bytes>>,
    last: Vec<Effect>,
}

impl Outgoing {
    pub(super) fn append(&mut self, batch: Batch) {
        let Batch { first_seq, records, marks } = batch;
        self.first.push(Effect::Append { first_seq, records, marks });
    }

    pub(super) fn phase_in(&mut self, ms: u64) {
        self.last.push(Effect::PhaseIn { ms });
    }

    pub(super) fn retry_append_in(&mut self, ms: u64) {
        self.first.push(Effect::RetryAppendIn { ms });
    }

    pub(super) fn send(&mut self, peer: PeerId, frame: Bytes) {
        self.sends.entry(peer).or_default().push(frame);
    }

    pub(super) fn send_all(&mut self, peer: PeerId, frames: impl IntoIterator<Item = Bytes>) {
        self.sends.entry(peer).or_default().extend(frames);
    }

    pub(super) fn close(&mut self, peer: PeerId, code: u16, reason: String) {
        self.last.push(Effect::Close(peer, code, reason));
    }

    pub(super) fn tick_in(&mut self, ms: u64) {
        self.last.push(Effect::TickIn { ms });
    }

    pub(super) fn compact(&mut self, fold: Fold) {
        self.last.push(Effect::Compact(Box::new(fold)));
    }

    pub(super) fn answer(&mut self, ticket: Ticket, answer: Answer) {
        self.last.push(Effect::Answer(ticket, answer));
    }

    pub(super) fn report(&mut self, report: Report) {
        self.last.push(Effect::Report(report));
    }

    pub(super) fn take(&mut self) -> Vec<Effect> {
        let mut effects = std::mem::take(&mut self.first);
        let sends = std::mem::take(&mut self.sends);
        effects
            .extend(sends.into_iter().filter(|(_, frames)| !frames.is_empty()).map(|(to, all)| Effect::Send(to, all)));
        effects.append(&mut self.last);
        effects
    }
}
