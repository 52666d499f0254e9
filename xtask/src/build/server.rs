//! Compiles the server with the client in it.

use crate::fault::Outcome;
use crate::{places, shell};

/// The server's build reads the client from `JOURNEYBOARD_CLIENT_DIR`.
pub(super) fn build() -> Outcome {
    let mut cargo = shell::cargo();
    cargo.args(["build", "--release"]);
    cargo.args(["--package", "journeyboard-server", "--features", "embed-client"]);
    cargo.env("JOURNEYBOARD_CLIENT_DIR", places::client_out());
    shell::run(cargo.env("CARGO_TARGET_DIR", places::target()))
}
