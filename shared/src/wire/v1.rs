//! Our own reading of the Yjs v1 encodings, in front of every decode by yrs: state vectors, updates, awareness.
//!
//! Walks the bytes without recursion and without allocating by a declared count, and hands out borrowed slices. It says
//! whether bytes are well formed and of the kinds that a board is made of; whether somebody may write them, and whether
//! what they refer to exists, is the gate's to say. Refuses to know yrs.
//!
//! Left to the gate, because it takes the document to know: that clocks continue what the room knows (a hole panics yrs),
//! that parents and neighbours exist and belong together, how deep shared types are nested (yrs deletes recursively:
//! 8,000 deep overflow a stack of 2 MiB, over however many updates they came), roots, keys, lengths.

mod deletes;
mod presence;
mod structs;
mod summary;
mod values;
mod vector;

pub use deletes::ClockRange;
pub use presence::{Awareness, AwarenessEntry, awareness};
pub use structs::{Content, Id, Parent, SharedType, Struct};
pub use summary::{Update, UpdateSummary, update};
pub use values::{Entries, Value, Values};
pub use vector::{StateVector, state_vector};

/// The largest clock, and the largest end of a range. Yjs counts to 2^53 and yrs keeps 32 bits but subtracts in signed
/// ones; two thousand million keystrokes of one tab are enough.
pub const CLOCK_MAX: u32 = i32::MAX as u32;
/// How deep arrays and maps may be nested in one value. A board's deepest is a list of numbers.
pub const VALUE_DEPTH_MAX: usize = 4;
/// Values in one struct, those inside arrays and maps included. yrs takes 50 bytes for an entry that came in two.
pub const STRUCT_VALUES_MAX: u32 = 1_024;
/// Structs in one update. A full workshop of 10,000 notes has about 100,000; yrs takes 200 bytes for one that came in four.
pub const STRUCTS_MAX: u32 = 250_000;
/// Clients with structs in one update: those whose work the receiver lacks, so a person's own tabs. yrs recurses over
/// exhausted clients (20,000 overflow a stack of 2 MiB, which aborts; 16,000 do not) and searches them in a line. The delete
/// set is not meant: it names every client of the workshop.
pub const CLIENTS_MAX: u32 = 1_024;
