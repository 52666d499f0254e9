//! A QR code, black on white in both themes: cameras do not read it otherwise.

use fast_qr::{ECL, QRBuilder};
use journeyboard_shared::words::Word;

use crate::model::tongue;
use crate::prelude::*;

/// Quiet modules around the code; four, as ISO/IEC 18004 has it.
const QUIET: usize = 4;

/// The code of a text.
#[component]
pub(super) fn QrCode(
    /// The text.
    #[prop(into)]
    text: Signal<String>,
    /// What it is, for who does not see it.
    label: Word,
) -> impl IntoView {
    let t = tongue();
    move || {
        text.with(|text| drawn(text)).map(|(side, path)| {
            view! {
                <svg class="qr" role="img" aria-label=t.say(label) viewBox=["0 0 ", &side, " ", &side].concat() shape-rendering="crispEdges">
                    <path d=path />
                </svg>
            }
        })
    }
}

/// The side of the code in modules, quiet ones included, and a path of its dark ones. `None` if the text is too long.
fn drawn(text: &str) -> Option<(String, String)> {
    // Nothing soils a screen, so the least correction: fewer modules are bigger ones, and are read from farther away.
    let code = QRBuilder::new(text).ecl(ECL::L).build().ok()?;
    let mut path = String::new();
    for y in 0..code.size {
        let mut x = 0;
        while x < code.size {
            let run = (x..code.size).take_while(|x| code[y][*x].value()).count();
            if run > 0 {
                for part in [
                    "M",
                    &(x + QUIET).to_string(),
                    " ",
                    &(y + QUIET).to_string(),
                    "h",
                    &run.to_string(),
                    "v1h-",
                    &run.to_string(),
                    "z",
                ] {
                    path.push_str(part);
                }
            }
            x += run.max(1);
        }
    }
    Some(((code.size + 2 * QUIET).to_string(), path))
}

#[cfg(test)]
mod tests {
    use super::drawn;

    #[test]
    fn a_link_becomes_a_code_with_its_three_eyes() {
        let link = "http://192.168.1.20:8080/w/018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b3#k3J9vQzXw1R5tY8uI0oP2A";
        let (side, path) = drawn(link).expect("a link fits");
        let side: usize = side.parse().expect("a number");
        assert!(path.starts_with("M4 4h7v1h-7z"), "{path}");
        assert!(path.contains(&format!("M{} 4h7v1h-7z", side - 11)), "{path}");
        assert!(path.contains(&format!("M4 {}h7v1h-7z", side - 5)), "{path}");
        assert_eq!(drawn(&"x".repeat(9_000)), None);
    }
}
