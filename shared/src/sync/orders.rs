//! Orders that the server has not answered yet: kept until the receipt is here, and given again after each return.

use super::{Client, Output};
use crate::ids::{NoteId, OpId, RoundId};
use crate::wire::{self, Deed, Order, Receipt};

/// Orders that wait at once. Nobody gives so many while offline, and the server takes so many at a time after a return.
const WAITING_MAX: usize = 16;

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Orders(Vec<Order>);

impl Orders {
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Says all of them again: who repeats an order is answered the same.
    pub(super) fn send_all(&self, out: &mut Vec<Output>) {
        out.extend(self.0.iter().map(|order| Output::Send(wire::order(order))));
    }

    /// Dots that were ordered and not answered yet, in order.
    pub(super) fn casts(&self) -> impl Iterator<Item = (RoundId, NoteId, u32)> + '_ {
        self.0.iter().filter_map(|order| match order.deed {
            Deed::Cast { round, note, dots } => Some((round, note, dots)),
            _ => None,
        })
    }

    /// The receipt of an order is here: what was ordered, if it still waited.
    pub(super) fn settle(&mut self, receipt: &Receipt) -> Option<Deed> {
        let at = self.0.iter().position(|order| order.op_id == receipt.op_id)?;
        Some(self.0.remove(at).deed)
    }

    /// An order that a tab gave which is gone. Two tabs may both give it: it is done once.
    pub(super) fn restore(&mut self, order: Order) {
        if self.0.len() < WAITING_MAX && self.0.iter().all(|known| known.op_id != order.op_id) {
            self.0.push(order);
        }
    }

    /// Empties itself.
    pub(super) fn take(&mut self) -> Vec<Order> {
        std::mem::take(&mut self.0)
    }
}

impl Client {
    /// Orders something that the server does. It is kept, and given again after each return, until the receipt is here.
    /// `op_id` must be fresh. Answers `false` if so many wait already that this one is not taken.
    pub fn order(&mut self, op_id: OpId, deed: Deed, out: &mut Vec<Output>) -> bool {
        if self.orders.0.len() >= WAITING_MAX {
            return false;
        }
        let epoch = self.doc.board().about.as_ref().map_or(0, |about| about.epoch);
        let order = Order { op_id, epoch, deed };
        if self.line != super::Line::Down {
            out.push(Output::Send(wire::order(&order)));
        }
        self.order_given(&order);
        self.orders.0.push(order);
        self.write_down(out);
        true
    }
}
