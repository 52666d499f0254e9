//! What holds for every picture of a map.

use proptest::prelude::*;

use super::*;
use crate::map::sample::{self, journey_id};
use crate::map::{MapOptions, layout};

/// Reads well-formed XML of the subset that we write; the answer is the names of its elements.
fn elements(svg: &str) -> Result<Vec<String>, String> {
    let (mut open, mut seen, mut rest) = (Vec::<String>::new(), Vec::new(), svg);
    while let Some(at) = rest.find('<') {
        let text = &rest[..at];
        if text.contains('>') || text.chars().any(|c| c < ' ' && !matches!(c, '\n' | '\t' | '\r')) {
            return Err(format!("odd text {text:?}"));
        }
        let end = at + rest[at..].find('>').ok_or("an open tag")?;
        let tag = &rest[at + 1..end];
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop().as_deref() != Some(name) {
                return Err(format!("{name} closes nothing"));
            }
        } else {
            let name: String = tag.chars().take_while(char::is_ascii_alphabetic).collect();
            if name.is_empty() || tag.matches('"').count() % 2 > 0 {
                return Err(format!("odd tag {tag}"));
            }
            if !tag.ends_with('/') {
                open.push(name.clone());
            }
            seen.push(name);
        }
        rest = &rest[end + 1..];
    }
    if open.is_empty() { Ok(seen) } else { Err(format!("{open:?} left open")) }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn ma14_what_people_write_cannot_become_markup(board in sample::board(), dark in any::<bool>()) {
        let theme = if dark { Theme::Dark } else { Theme::Light };
        let map = layout(&board, journey_id(), &MapOptions { locale: Locale::Cs, ..MapOptions::default() });
        let svg = to_svg(&map, &board, &SvgOptions { theme, locale: Locale::Cs });
        let seen = elements(&svg).map_err(TestCaseError::fail)?;
        const OURS: [&str; 13] = ["svg", "title", "desc", "defs", "symbol", "marker", "path", "circle", "rect", "use", "text", "tspan", "g"];
        prop_assert!(seen.iter().all(|name| OURS.contains(&name.as_str())), "{seen:?}");
        prop_assert_eq!(&svg, &to_svg(&map, &board, &SvgOptions { theme, locale: Locale::Cs }));
    }
}

#[test]
fn ma15_a_map_describes_itself_to_those_who_cannot_see_it() {
    let mut board = Board::default();
    let journey = crate::model::Journey {
        name: String::new(),
        start: "hledá <lékaře>".into(),
        end: "je zdráv".into(),
        order: "a".into(),
    };
    board.journeys.insert(journey_id(), journey);
    let map = layout(&board, journey_id(), &MapOptions { locale: Locale::Cs, ..MapOptions::default() });
    let svg = to_svg(&map, &board, &SvgOptions { theme: Theme::Light, locale: Locale::Cs });
    assert!(svg.contains("role=\"img\"") && svg.contains("lang=\"cs\""));
    assert!(svg.contains("<desc id=\"jb-map-desc\">Mapa zákaznické cesty: 0 fází, 0 bodů kontaktu, od „hledá &lt;lékaře&gt;“ po „je zdráv“.</desc>"));
    assert!(svg.contains("<title id=\"jb-map-title\">Mapa zákaznické cesty</title>"));
}
