//! A store whose disk fails on command, for tests of everything that must survive that.

use std::sync::{Arc, Mutex, PoisonError};

use journeyboard_shared::ids::{ParticipantId, WorkshopId};

use super::error::{Fault, Rule, StoreError};
use super::records::{
    Append, Brief, Compaction, FacilitatorSecret, Hash, Loaded, NewToken, NewWorkshop, Rebirth, Revival, Seq,
    TokenRecord, WorkshopRecord,
};
use super::{ReadStore, Store};

/// When a failing write fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// Before anything was written.
    Before,
    /// After all was written: the commit happened and nobody was told.
    After,
}

/// Breaks and heals a [`FaultyStore`], also while a store's thread owns it.
#[derive(Debug, Clone, Default)]
pub struct FaultSwitch(Arc<Mutex<Plan>>);

#[derive(Debug, Default)]
struct Plan {
    writes: u64,
    failing: Option<(u64, Fault, Moment)>,
}

impl FaultSwitch {
    /// From the `nth` write on (counted from now, beginning with 1), every write fails, until [`FaultSwitch::heal`].
    pub fn fail_from(&self, nth: u64, fault: Fault, moment: Moment) {
        let mut plan = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let first = plan.writes + nth;
        plan.failing = Some((first, fault, moment));
    }

    /// Writes succeed again.
    pub fn heal(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).failing = None;
    }

    /// Writes tried so far, failed ones included.
    #[must_use]
    pub fn writes(&self) -> u64 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).writes
    }

    fn next(&self) -> Option<(Fault, Moment)> {
        let mut plan = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        plan.writes += 1;
        let writes = plan.writes;
        plan.failing.as_ref().filter(|(first, ..)| writes >= *first).map(|(_, fault, moment)| (fault.clone(), *moment))
    }
}

/// Any store, with a switch that makes its writes fail. Reads go on.
#[derive(Debug)]
pub struct FaultyStore<S> {
    inner: S,
    switch: FaultSwitch,
}

impl<S: Store> FaultyStore<S> {
    /// A store that works until its switch says otherwise.
    pub fn new(inner: S) -> (Self, FaultSwitch) {
        let switch = FaultSwitch::default();
        (Self { inner, switch: switch.clone() }, switch)
    }

    /// The store without the switch.
    pub fn into_inner(self) -> S {
        self.inner
    }

    fn write<T, E: From<Fault>>(&mut self, write: impl FnOnce(&mut S) -> Result<T, E>) -> Result<T, E> {
        match self.switch.next() {
            None => write(&mut self.inner),
            Some((fault, Moment::Before)) => Err(fault.into()),
            Some((fault, Moment::After)) => write(&mut self.inner).and(Err(fault.into())),
        }
    }
}

impl<S: Store> ReadStore for FaultyStore<S> {
    fn load(&mut self, workshop: WorkshopId) -> Result<Option<Loaded>, Fault> {
        self.inner.load(workshop)
    }

    fn record(&mut self, workshop: WorkshopId) -> Result<Option<WorkshopRecord>, Fault> {
        self.inner.record(workshop)
    }

    fn find_token(&mut self, hash: &Hash) -> Result<Option<TokenRecord>, Fault> {
        self.inner.find_token(hash)
    }

    fn list_workshops(&mut self) -> Result<Vec<Brief>, Fault> {
        self.inner.list_workshops()
    }

    fn count_workshops(&mut self) -> Result<u64, Fault> {
        self.inner.count_workshops()
    }
}

impl<S: Store> Store for FaultyStore<S> {
    fn reader(&self) -> Result<Box<dyn ReadStore>, Fault> {
        self.inner.reader()
    }

    fn create_workshop(&mut self, new: &NewWorkshop) -> Result<(), StoreError> {
        self.write(|store| store.create_workshop(new))
    }

    fn append(&mut self, batch: &[Append]) -> Result<Vec<Result<Seq, Rule>>, Fault> {
        self.write(|store| store.append(batch))
    }

    fn compact(&mut self, compaction: &Compaction) -> Result<(), StoreError> {
        self.write(|store| store.compact(compaction))
    }

    fn raise_generation(&mut self, rebirth: &Rebirth) -> Result<u64, StoreError> {
        self.write(|store| store.raise_generation(rebirth))
    }

    fn revive_workshop(&mut self, revival: &Revival) -> Result<(), StoreError> {
        self.write(|store| store.revive_workshop(revival))
    }

    fn mend(&mut self, workshop: WorkshopId) -> Result<u64, StoreError> {
        self.write(|store| store.mend(workshop))
    }

    fn add_tokens(&mut self, tokens: &[NewToken]) -> Result<Vec<Result<(), Rule>>, Fault> {
        self.write(|store| store.add_tokens(tokens))
    }

    fn delete_token(&mut self, hash: &Hash) -> Result<(), Fault> {
        self.write(|store| store.delete_token(hash))
    }

    fn delete_tokens_of(&mut self, workshop: WorkshopId, participant: ParticipantId) -> Result<u64, Fault> {
        self.write(|store| store.delete_tokens_of(workshop, participant))
    }

    fn add_facilitator_secret(&mut self, workshop: WorkshopId, secret: &FacilitatorSecret) -> Result<(), StoreError> {
        self.write(|store| store.add_facilitator_secret(workshop, secret))
    }

    fn delete_workshop(&mut self, workshop: WorkshopId) -> Result<(), StoreError> {
        self.write(|store| store.delete_workshop(workshop))
    }
}
