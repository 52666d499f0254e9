//! What both sides know: the board document, the commands that change it, the wire, the map's layout, the words.
//!
//! Refuses to know: runtimes, clocks, randomness, browsers, sockets, disks. Time and chance come in as parameters.
//! The rooms, in the order in which one edit meets them:

pub mod idmap;
pub mod ids;
pub mod limits;
pub mod locks;
pub mod model;
pub mod reading;
pub mod rounds;

pub mod command;
pub mod document;
pub mod draft;
pub mod ledger;
pub mod order;
pub mod rules;

pub mod presence;
pub mod sync;
pub mod wire;

pub mod export;
pub mod map;
pub mod search;
pub mod text;
pub mod wall;
pub mod words;
