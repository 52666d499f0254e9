//! What the client knows: its language, its device, the room that it is in. Views derive from here and mirror nothing.

pub mod addresses;
pub mod cell;
pub mod device;
pub mod drawer;
pub mod room;
pub mod signals;
pub mod stage;
pub mod theme;
pub mod tongue;

pub use room::Room;
pub use stage::{Stage, Tab, Tool};
pub use tongue::{Tongue, tongue};
