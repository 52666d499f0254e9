//! The one way to build.
fn main() {}
