//! A client and its bytes.
