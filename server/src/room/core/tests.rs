//! Rooms without sockets, disks or time: people at a table, events by hand.

mod ballots;
mod capabilities;
mod disk;
mod drafts;
mod edits;
mod gate;
mod joining;
mod orders;
mod presence;
mod table;
mod writers;
