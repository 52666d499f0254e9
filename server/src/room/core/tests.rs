//! (soon)

