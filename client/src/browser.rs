//! The only folder that talks to the browser. Everyone else asks here, in words that make sense without one.

pub mod canvas;
pub mod clipboard;
pub mod clock;
pub mod dom;
pub mod file;
pub mod http;
pub mod locale;
pub mod panic;
pub mod place;
pub mod popup;
pub mod print;
pub mod random;
pub mod records;
pub mod scroll;
pub mod size;
pub mod socket;
pub mod storage;
