//! Secrets of links and tokens of people: how they are made, written, hashed and compared. Refuses to store or log them.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use crate::store::Hash;

/// Bytes of a secret or a token: 192 bit, 32 letters of base64url, no padding.
const SECRET_BYTES: usize = 24;
/// The longest text that is looked at as a secret or token; longer ones are wrong without being hashed.
const SECRET_CHARS_MAX: usize = 128;

/// The machine has no randomness to give. Nothing can be made then.
#[derive(Debug, thiserror::Error)]
#[error("the operating system gives no random bytes")]
pub struct NoRandomness;

/// A new secret or token, base64url (the only alphabet that a subprotocol name survives).
///
/// # Errors
/// If the operating system gives no random bytes.
pub fn new_secret() -> Result<String, NoRandomness> {
    Ok(URL_SAFE_NO_PAD.encode(random::<SECRET_BYTES>()?))
}

/// A new random id (uuid version 4).
///
/// # Errors
/// If the operating system gives no random bytes.
pub fn new_uuid() -> Result<Uuid, NoRandomness> {
    Ok(uuid::Builder::from_random_bytes(random::<16>()?).into_uuid())
}

/// A random number, for client ids of the server.
///
/// # Errors
/// If the operating system gives no random bytes.
pub fn new_number() -> Result<u64, NoRandomness> {
    Ok(u64::from_le_bytes(random::<8>()?))
}

/// What is kept of a secret or token. `None` for texts that cannot be one.
#[must_use]
pub fn hash(secret: &str) -> Option<Hash> {
    let plausible = !secret.is_empty()
        && secret.len() <= SECRET_CHARS_MAX
        && secret.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    plausible.then(|| Sha256::digest(secret.as_bytes()).into())
}

/// Whether two hashes are equal; takes the same time for all that are not.
#[must_use]
pub fn same(a: &Hash, b: &Hash) -> bool {
    a.ct_eq(b).into()
}

fn random<const N: usize>() -> Result<[u8; N], NoRandomness> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| NoRandomness)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ht1_secrets_are_base64url_of_at_least_128_bits_and_differ() {
        let (a, b) = (new_secret().expect("randomness"), new_secret().expect("randomness"));
        assert_ne!(a, b);
        assert!(a.len() >= 22, "{}", a.len());
        assert!(hash(&a).is_some());
    }

    #[test]
    fn ht1_what_cannot_be_a_secret_has_no_hash() {
        for odd in ["", "a b", "a+b", "ž", &"x".repeat(129)] {
            assert_eq!(hash(odd), None, "{odd}");
        }
    }
}
