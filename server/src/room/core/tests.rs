//! Rooms without sockets, disks or time: people at a table, events by hand.

mod disk;
mod edits;
mod joining;
mod presence;
mod table;
