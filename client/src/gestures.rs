//! What a hand does, as values: each gesture takes pointer and key events and answers with a command. No browser here;
//! all of it is tested natively.

pub mod elements;
pub mod map;
pub mod sequence;
pub mod text;
pub mod wall;
