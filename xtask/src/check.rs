//! Soon.
use crate::{fault::Outcome, install::Consent};
pub(crate) fn run(_: Consent, _: bool) -> Outcome {
    Ok(())
}
