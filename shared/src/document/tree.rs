//! The yrs document, its roots, and the projection that follows it. One opener of transactions; none in observers.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use yrs::types::{Event, PathSegment};
use yrs::undo::UndoManager;
use yrs::updates::decoder::Decode;
use yrs::updates::encoder::Encode;
use yrs::{DeepObservable, Doc, MapRef, OffsetKind, Options, ReadTxn, StateVector, Transact, TransactionMut, Update};

use super::change::{Change, Oddity};
use super::edit::Edit;
use super::read;
use super::schema::{Root, SCHEMA};
use crate::model::Board;

/// Why bytes could not be read as a part of this document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Not a v1 update.
    #[error("not a v1 update: {0}")]
    Update(String),
    /// Not a v1 state vector.
    #[error("not a v1 state vector: {0}")]
    StateVector(String),
    /// The update contradicts what it builds on.
    #[error("the update does not fit: {0}")]
    Integration(String),
}

/// On whose behalf the document changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A person here; undo takes it back.
    Own,
    /// A person here, but not a step of its own: undo does not see it.
    Quiet,
    /// Somebody else.
    Remote,
}

impl Origin {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Quiet => "quiet",
            Self::Remote => "remote",
        }
    }
}

/// The roots as yrs knows them, by [`Root`].
pub(super) struct Roots([MapRef; Root::ALL.len()]);

impl Roots {
    pub(super) fn get(&self, root: Root) -> &MapRef {
        &self.0[root as usize]
    }
}

/// What observers note while a transaction commits.
#[derive(Default)]
pub(super) struct Noted {
    touched: BTreeSet<(Root, Arc<str>)>,
    updates: Vec<Vec<u8>>,
}

/// A board document with its projection.
pub struct BoardDoc {
    pub(super) doc: Doc,
    pub(super) roots: Roots,
    pub(super) board: Board,
    pub(super) undo: Option<UndoManager<()>>,
    noted: Arc<Mutex<Noted>>,
    oddities: BTreeSet<Oddity>,
}

impl std::fmt::Debug for BoardDoc {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("BoardDoc").field("client", &self.client_id()).field("notes", &self.board.notes.len()).finish()
    }
}

impl BoardDoc {
    /// An empty document that writes as `client` (53 bits; higher bits are cut off). Each tab and each server start takes
    /// a fresh one.
    #[must_use]
    pub fn new(client: u64) -> Self {
        let mut options = Options::with_client_id(yrs::block::ClientID::new(client & ((1 << 53) - 1)));
        options.offset_kind = OffsetKind::Utf16;
        let doc = Doc::with_options(options);
        let roots = Roots(Root::ALL.map(|root| doc.get_or_insert_map(root.name())));
        let noted = Arc::new(Mutex::new(Noted::default()));
        for root in Root::ALL {
            watch(root, roots.get(root), &noted);
        }
        let updates = Arc::clone(&noted);
        let watching = doc.observe_update_v1("journeyboard", move |_, event| {
            lock(&updates).updates.push(event.update.clone());
        });
        debug_assert!(watching.is_ok(), "nobody else holds a transaction of a new document");
        Self { doc, roots, board: Board::default(), undo: None, noted, oddities: BTreeSet::new() }
    }

    /// The id under which this replica writes.
    #[must_use]
    pub fn client_id(&self) -> u64 {
        self.doc.client_id().get()
    }

    /// What the document says.
    #[must_use]
    pub fn board(&self) -> &Board {
        &self.board
    }

    /// What in the document fits no schema, ever seen by this replica.
    pub fn oddities(&self) -> impl Iterator<Item = &Oddity> {
        self.oddities.iter()
    }

    /// Whether the document was written by a newer Journeyboard, which this one must not write into.
    #[must_use]
    pub fn is_newer(&self) -> bool {
        self.board.about.as_ref().is_some_and(|about| about.schema > SCHEMA)
    }

    /// What this replica knows, v1.
    #[must_use]
    pub fn state_vector(&self) -> Vec<u8> {
        self.read(|txn| txn.state_vector().encode_v1())
    }

    /// How many structs of a client this replica knows.
    #[must_use]
    pub fn clock_of(&self, client: u64) -> u64 {
        self.read(|txn| u64::from(txn.state_vector().get(&yrs::block::ClientID::new(client & ((1 << 53) - 1)))))
    }

    /// The whole document as one update, v1.
    #[must_use]
    pub fn encode_all(&self) -> Vec<u8> {
        self.read(|txn| txn.encode_diff_v1(&StateVector::default()))
    }

    /// What a replica of that state vector lacks, as one update, v1; all deletes included.
    ///
    /// # Errors
    /// If the bytes are no state vector. Give only bytes that `wire::v1` let pass: yrs allocates by declared counts.
    pub fn encode_since(&self, state_vector: &[u8]) -> Result<Vec<u8>, Unreadable> {
        let vector =
            StateVector::decode_v1(state_vector).map_err(|error| Unreadable::StateVector(error.to_string()))?;
        Ok(self.read(|txn| txn.encode_diff_v1(&vector)))
    }

    /// Takes a peer's update in.
    ///
    /// # Errors
    /// If the bytes are no update or do not fit; then the document may hold a part of them and is to be thrown away.
    /// Give only bytes that `wire::v1` let pass.
    pub fn integrate(&mut self, update: &[u8]) -> Result<Change, Unreadable> {
        let update = Update::decode_v1(update).map_err(|error| Unreadable::Update(error.to_string()))?;
        let integrated = {
            let mut txn = self.open(Origin::Remote);
            txn.apply_update(update)
        };
        integrated.map_err(|error| Unreadable::Integration(error.to_string()))?;
        Ok(self.settle())
    }

    /// Changes the document by hand: for commands, templates and the server's own roots. A person's changes go through
    /// [`crate::command::apply`], which knows the rules.
    pub fn edit<T>(&mut self, origin: Origin, write: impl FnOnce(&mut Edit<'_>) -> T) -> (T, Change) {
        let done = {
            let txn = open(&self.doc, origin);
            let mut edit = Edit::new(txn, &self.roots);
            write(&mut edit)
        };
        (done, self.settle())
    }

    /// Re-reads what the last transactions touched and tells what it was before.
    pub(super) fn settle(&mut self) -> Change {
        let noted = std::mem::take(&mut *lock(&self.noted));
        let mut change = Change { updates: noted.updates, ..Change::default() };
        let txn = self.doc.try_transact().expect("one opener: no other transaction is alive");
        for (root, key) in &noted.touched {
            read::refresh(*root, key, self.roots.get(*root), &txn, &mut self.board, &mut change);
        }
        change.holes = txn.store().pending_update().is_some() || txn.store().pending_ds().is_some();
        drop(txn);
        self.oddities.extend(change.oddities.iter().cloned());
        change
    }

    fn read<T>(&self, read: impl FnOnce(&yrs::Transaction<'_>) -> T) -> T {
        read(&self.doc.try_transact().expect("one opener: no other transaction is alive"))
    }

    fn open(&self, origin: Origin) -> TransactionMut<'_> {
        open(&self.doc, origin)
    }
}

fn open(doc: &Doc, origin: Origin) -> TransactionMut<'_> {
    doc.try_transact_mut_with(origin.name()).expect("one opener: no other transaction is alive")
}

/// Notes which entries of a root a transaction touched. Runs inside the commit, so it only writes names down.
fn watch(root: Root, map: &MapRef, noted: &Arc<Mutex<Noted>>) {
    let noted = Arc::clone(noted);
    map.observe_deep("journeyboard", move |txn, events| {
        let mut noted = lock(&noted);
        for event in events.iter() {
            match (event.path().front(), event) {
                (Some(PathSegment::Key(id)), _) => {
                    noted.touched.insert((root, Arc::clone(id)));
                }
                (_, Event::Map(own)) => {
                    noted.touched.extend(own.keys(txn).keys().map(|id| (root, Arc::clone(id))));
                }
                _ => {}
            }
        }
    });
}

fn lock(noted: &Mutex<Noted>) -> std::sync::MutexGuard<'_, Noted> {
    noted.lock().unwrap_or_else(PoisonError::into_inner)
}
