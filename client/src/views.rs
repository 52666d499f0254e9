//! What is seen. Each screen and each part in a file of its own, its private children beside it.

pub mod later;
pub mod parts;

pub mod home;
pub mod join;
pub mod trouble;

pub mod workshop;

pub mod map;
pub mod secrets;
pub mod sequence;
pub mod tray;
pub mod wall;
