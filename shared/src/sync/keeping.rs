//! The client and the device's drawer: what it gives to be written, and what it takes over from tabs that are gone.

use super::drawer::{Drawer, Found, Place};
use super::kept::{self, Edit};
use super::{Client, Output};
use crate::command::Command;
use crate::ids::OpId;
use crate::wire::Order;

impl Client {
    /// From now on everything is also kept on the device, in records of that place; the caller carries out each
    /// [`Output::WriteDown`] in turn and answers each with [`Client::wrote`]. Before anything else is done.
    pub fn keep_at(&mut self, place: Place) {
        self.drawer = Some(Drawer::new(place));
    }

    /// Whether what is done here outlives this tab.
    #[must_use]
    pub fn is_kept_on_device(&self) -> bool {
        self.drawer.as_ref().is_some_and(|drawer| !drawer.is_full())
    }

    /// Whether the device has written all that it was given: a reload now loses nothing. True where it keeps nothing.
    #[must_use]
    pub fn is_written_down(&self) -> bool {
        self.drawer.as_ref().is_none_or(|drawer| {
            let (given, written) = drawer.progress();
            drawer.is_full() || given == written
        })
    }

    /// Takes over what tabs that are gone kept of this workshop. What is of an older generation than the newest comes back as words.
    pub fn restore(&mut self, all: Vec<Found>, out: &mut Vec<Output>) {
        let Some(newest) = all.iter().map(|found| found.generation).max() else { return };
        self.set_generation(newest);
        let mut keys = Vec::new();
        let mut edits = Vec::new();
        for mut found in all {
            keys.append(&mut found.keys);
            let (is_newest, is_whole) = (found.generation == newest, self.take_in(&found, newest));
            for text in found.texts {
                self.hand_back(None, Some(text), out);
            }
            for mut edit in found.edits {
                edit.waits = !is_whole;
                edit.doubtful = true;
                match edit.command.as_ref().and_then(kept::text_of).filter(|_| !is_newest) {
                    Some(text) => self.hand_back(None, Some(text), out),
                    None => edits.extend(is_newest.then_some(edit)),
                }
            }
            for order in found.orders.into_iter().filter(|_| is_newest) {
                self.order_given(&order);
                self.orders.restore(order);
            }
        }
        for edit in edits {
            let edit = self.noted(edit, &[]);
            self.kept.add(edit, 0);
        }
        if self.doc.board().about.is_some() {
            self.ready = true;
            self.copy_if_none();
            out.push(Output::Ready);
        }
        if let Some(drawer) = &mut self.drawer {
            drawer.throw_others(keys);
        }
        self.write_down(out);
    }

    /// Answers whether the edits that were found are in the document now.
    fn take_in(&mut self, found: &Found, newest: u64) -> bool {
        let Some(copy) = found.copy.as_ref().filter(|_| found.generation == newest) else { return false };
        std::iter::once(copy).chain(&found.log).all(|update| self.doc.integrate(update).is_ok())
    }

    /// The oldest [`Output::WriteDown`] that was not answered is written on the device, or could not be.
    pub fn wrote(&mut self, is_there: bool, out: &mut Vec<Output>) {
        let Some(drawer) = &mut self.drawer else { return };
        drawer.wrote(is_there);
        let (_, written) = drawer.progress();
        if let Some((_, frames)) = self.held.take_if(|(until, _)| *until <= written) {
            out.extend(frames.into_iter().map(Output::Send));
        }
    }

    /// The person has seen what was not accepted.
    pub fn seen_refused(&mut self, out: &mut Vec<Output>) {
        if let Some(drawer) = &mut self.drawer {
            drawer.throw_texts();
        }
        self.write_down(out);
    }

    /// What is said from now on waits until the device has written what it is given now.
    pub(super) fn hold(&mut self) {
        if self.held.is_none() && self.is_kept_on_device() {
            self.held = Some((u64::MAX, Vec::new()));
        }
    }

    /// Hands over what is to be written, if anything; at the end of each call that may have changed something.
    pub(super) fn write_down(&mut self, out: &mut Vec<Output>) {
        self.settle_freed();
        let wants_copy = self.drawer.as_ref().is_some_and(Drawer::wants_copy);
        if wants_copy {
            self.put_copy();
        }
        let Some(drawer) = &mut self.drawer else { return };
        let (given, written) = drawer.progress();
        if let Some((until, _)) = &mut self.held {
            *until = (*until).min(given);
        }
        if let Some(writing) = drawer.give() {
            out.push(Output::WriteDown(writing));
        }
        if let Some((_, frames)) = self.held.take_if(|(until, _)| *until <= written) {
            out.extend(frames.into_iter().map(Output::Send));
        }
    }

    pub(super) fn settle_freed(&mut self) {
        let freed = self.kept.take_freed();
        if let Some(drawer) = &mut self.drawer {
            freed.into_iter().for_each(|slot| drawer.throw_edit(slot));
        }
    }

    /// An edit with its place on the device, where its updates are kept too.
    pub(super) fn noted(&mut self, mut edit: Edit, updates: &[Vec<u8>]) -> Edit {
        if let Some(drawer) = &mut self.drawer {
            updates.iter().for_each(|update| drawer.log(update));
            edit.slot = drawer.edit(edit.to_bytes());
        }
        edit
    }

    /// A command for which there is no copy now.
    pub(super) fn keep_waiting(&mut self, command: Command, out: &mut Vec<Output>) {
        let edit = self.noted(Edit::new(Some(command), None), &[]);
        self.kept.add(edit, 0);
        self.write_down(out);
    }

    pub(super) fn log(&mut self, update: &[u8]) {
        if let Some(drawer) = self.drawer.as_mut().filter(|_| !self.void) {
            drawer.log(update);
        }
    }

    /// A first copy for the device, once there is something to copy.
    pub(super) fn copy_if_none(&mut self) {
        if !self.void && self.drawer.as_ref().is_some_and(|drawer| !drawer.has_copy()) {
            self.put_copy();
        }
    }

    fn put_copy(&mut self) {
        let state = self.doc.encode_all();
        if let Some(drawer) = &mut self.drawer {
            drawer.copy(state);
        }
    }

    pub(super) fn set_generation(&mut self, generation: u64) {
        self.generation = Some(generation);
        if let Some(drawer) = &mut self.drawer {
            drawer.set_generation(generation);
        }
    }

    pub(super) fn order_given(&mut self, order: &Order) {
        if let Some(drawer) = &mut self.drawer {
            drawer.order(&order.op_id.to_string(), crate::wire::order(order).to_vec());
        }
    }

    pub(super) fn order_settled(&mut self, op: OpId) {
        if let Some(drawer) = &mut self.drawer {
            drawer.throw_order(&op.to_string());
        }
    }
}
