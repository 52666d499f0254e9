//! Words that may stand only in some places, each with what to use instead.

use super::Breach;
use super::source::Source;

struct Banned {
    words: &'static [&'static str],
    stands_wrongly: fn(&Source, usize) -> bool,
    instead: &'static str,
}

const BANNED: [Banned; 5] = [
    Banned {
        words: &["yrs"],
        stands_wrongly: |source, _| {
            let knows = ["shared/src/document", "shared/tests/"]; // tests compare with it
            source.is_rust() && !knows.iter().any(|place| source.path.starts_with(place))
        },
        instead: "only shared/src/document knows yrs; give it a method that says what you want",
    },
    Banned {
        words: &["web_sys", "js_sys"],
        stands_wrongly: |source, _| source.is_rust() && !source.path.starts_with("client/src/browser"),
        instead: "only client/src/browser talks to the browser; give it a function",
    },
    Banned {
        words: &[
            "SystemTime",
            "Instant::now",
            "Utc::now",
            "Date::now",
            "getrandom",
            "Uuid::new_v4",
            "rand::",
            "fastrand",
            "thread_rng",
        ],
        stands_wrongly: |source, _| {
            source.path.starts_with("shared/src/") || source.path.starts_with("server/src/room/core")
        },
        instead: "time and chance are parameters here; let the caller pass `now` or the id",
    },
    Banned {
        words: &["sleep("],
        stands_wrongly: |source, line| source.is_test(line),
        instead: "a test waits for a fact, not for time; poll it (`sees`, `until`) or advance the clock",
    },
    Banned {
        words: &["waitForTimeout", "setTimeout("],
        stands_wrongly: |source, line| !source.is_rust() && source.is_test(line),
        instead: "a test waits for a fact (`waitForFunction`, `until`); for a deadline use AbortSignal.timeout",
    },
];

pub(super) fn check(source: &Source) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for banned in &BANNED {
        for (number, line) in source.lines() {
            let word = banned.words.iter().find(|word| contains(line, word));
            if let Some(word) = word.filter(|_| (banned.stands_wrongly)(source, number)) {
                let what = format!("`{word}` stands here; {}", banned.instead);
                breaches.push(Breach::at(source, number, what));
            }
        }
    }
    breaches
}

/// Whether a whole word stands in the line; a word that ends in a sign may go on after it.
fn contains(line: &str, word: &str) -> bool {
    let is_word = |char: char| char.is_alphanumeric() || char == '_';
    line.match_indices(word).any(|(at, _)| {
        let free_before = !line[..at].ends_with(is_word);
        let free_after = !word.ends_with(is_word) || !line[at + word.len()..].starts_with(is_word);
        free_before && free_after
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn breaches(path: &str, text: &str) -> Vec<String> {
        check(&Source::new(path, text)).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn yrs_stays_in_the_document_module() {
        let text = "\n\nuse yrs::Doc;\n";
        assert_eq!(
            breaches("server/src/room.rs", text),
            ["server/src/room.rs:3: `yrs` stands here; only shared/src/document knows yrs; \
              give it a method that says what you want"]
        );
        assert!(breaches("shared/src/document/notes.rs", text).is_empty());
        assert!(breaches("shared/tests/wire_against_yrs.rs", text).is_empty());
        assert!(breaches("server/src/room.rs", "// yrs is quick\nlet years = \"yrs\";").is_empty());
    }

    #[test]
    fn the_browser_stays_in_the_browser_folder() {
        assert_eq!(breaches("client/src/map.rs", "web_sys::window()").len(), 1);
        assert_eq!(breaches("client/src/map.rs", "js_sys::Date::new_0()").len(), 1);
        assert!(breaches("client/src/browser/dom.rs", "web_sys::window()").is_empty());
    }

    #[test]
    fn time_and_chance_are_parameters_in_shared_and_in_the_room_core() {
        for word in ["SystemTime::UNIX_EPOCH", "Instant::now()", "Uuid::new_v4()", "rand::rng()"] {
            assert_eq!(breaches("shared/src/a.rs", word).len(), 1, "{word}");
            assert_eq!(breaches("server/src/room/core.rs", word).len(), 1, "{word}");
            assert!(breaches("server/src/room/task.rs", word).is_empty(), "{word}");
        }
        assert!(breaches("shared/src/a.rs", "operand::new()").is_empty());
    }

    #[test]
    fn tests_wait_for_facts() {
        let text = "tokio::time::sleep(SECOND).await;";
        assert_eq!(breaches("tests/src/harness.rs", text).len(), 1);
        assert!(breaches("server/src/room.rs", text).is_empty());
        let inside = format!("#[cfg(test)]\nmod tests {{ fn a() {{ {text} }} }}");
        assert_eq!(breaches("server/src/room.rs", &inside).len(), 1);
        for line in ["await page.waitForTimeout(100)", "setTimeout(go, 5)", "await sleep(5)"] {
            assert_eq!(breaches("tests/browser/a.test.mjs", line).len(), 1, "{line}");
        }
        assert!(breaches("client/assets/boot.js", "setTimeout(go, 5)").is_empty());
    }
}
