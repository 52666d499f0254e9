//! Words of one room.
use super::words;
words! {
    PLACEHOLDER: "x", "x", "x";
}
