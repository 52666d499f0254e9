//! Chance. Works over plain HTTP too, where `crypto.randomUUID` does not exist.

use super::dom::window;

fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    let filled = window().crypto().and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes));
    if filled.is_err() {
        for byte in &mut bytes {
            *byte = (js_sys::Math::random() * 256.0) as u8;
        }
    }
    bytes
}

/// A fresh id.
#[must_use]
pub fn id<Id: From<uuid::Uuid>>() -> Id {
    uuid::Builder::from_random_bytes(bytes()).into_uuid().into()
}

/// A fresh Yjs client id: 53 random bits.
#[must_use]
pub fn client_id() -> u64 {
    u64::from_le_bytes(bytes()) >> 11
}

/// 0…1.
#[must_use]
pub fn fraction() -> f64 {
    js_sys::Math::random()
}
