//! What both sides know.
