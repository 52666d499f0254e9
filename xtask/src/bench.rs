//! Soon.
use crate::{fault::Outcome, install::Consent};
pub(crate) fn run(_: Consent, _: Option<&str>, _: &[String]) -> Outcome {
    Ok(())
}
