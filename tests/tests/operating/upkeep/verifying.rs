//! Verify: what is good is called good, what is not is named.

use journeyboard_shared::model::Role;
use journeyboard_tests::words::touchpoint;
use journeyboard_tests::{ServerProcess, run_journeyboard};

use super::super::sit;
use super::{fails, on, place, succeeds, tamper, text};

#[tokio::test]
async fn ve1_what_is_good_is_called_good_while_people_write_and_when_the_server_is_stopped() {
    let mut server = ServerProcess::start_with(&["--demo"]).await;
    let workshop = server.create("Bakery").await;
    let ann = sit(&server, &workshop, Role::Facilitator, "Ann").await;
    for n in 0..30 {
        ann.does(touchpoint(&format!("note {n}")));
    }
    let ended = on(&server, &["verify"]).await;
    succeeds(&ended);
    assert!(ended.out.contains("workshops: 2, of which damaged: 0"), "{}", ended.out);
    ann.is_saved().await;
    server.is_killed();
    let ended = on(&server, &["verify"]).await;
    succeeds(&ended);
    assert!(ended.out.contains(&workshop.id.to_string()), "{}", ended.out);
}

#[tokio::test]
async fn ve2_every_kind_of_damage_is_found_and_named() {
    let mut server = ServerProcess::start().await;
    let workshop = server.create("Bakery").await;
    let ann = sit(&server, &workshop, Role::Facilitator, "Ann").await;
    for n in 0..10 {
        ann.does(touchpoint(&format!("note {n}")));
    }
    ann.is_saved().await;
    server.is_stopped().await;
    let (_folder, good) = place();
    succeeds(&on(&server, &["backup", text(&good)]).await);
    let cases = [
        ("UPDATE log SET bytes = zeroblob(length(bytes)) WHERE seq = 3", "record 3 does not have its checksum"),
        ("DELETE FROM log WHERE seq = 4", "record 4 is lost"),
        ("UPDATE log SET checksum = checksum + 1 WHERE seq IN (2, 3)", "records 2 to 3 are lost"),
        ("UPDATE snapshots SET bytes = substr(bytes, 2)", "snapshot 0 does not have its checksum"),
        ("UPDATE workshops SET generation = 9", "does not have its checksum"),
        ("UPDATE workshops SET last_seq = 500", "are lost"),
    ];
    for (number, (damage, named)) in cases.into_iter().enumerate() {
        let file = good.with_file_name(format!("damaged {number}.db"));
        std::fs::copy(&good, &file).expect("copied");
        tamper(&file, damage);
        let ended = run_journeyboard(&["verify", text(&file)]).await;
        fails(&ended, 7, "damage was found");
        assert!(ended.out.contains(named), "{damage}: {}", ended.out);
        assert!(ended.out.contains(&workshop.id.to_string()) && ended.out.contains("of which damaged: 1"));
    }
    // Not a record but the file itself.
    let torn = good.with_file_name("torn.db");
    let bytes = std::fs::read(&good).expect("a backup");
    std::fs::write(&torn, &bytes[..bytes.len() / 2]).expect("written");
    assert_eq!(run_journeyboard(&["verify", text(&torn)]).await.code, Some(7));
    let scratched = good.with_file_name("scratched.db");
    let mut bytes = bytes;
    for page in 2..bytes.len() / 4096 {
        bytes[page * 4096..page * 4096 + 60].fill(0xa5);
    }
    std::fs::write(&scratched, bytes).expect("written");
    assert_eq!(run_journeyboard(&["verify", text(&scratched)]).await.code, Some(7));
    // The folder itself, with and without a server.
    tamper(&server.data().join("journeyboard.db"), cases[0].0);
    fails(&on(&server, &["verify"]).await, 7, "damage was found");
    server.starts_again().await;
    fails(&on(&server, &["verify"]).await, 7, "damage was found");
}
