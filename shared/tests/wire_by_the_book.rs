//! Reads the examples of `docs/protocol.md` as a client would: the book is right, or this fails.

use journeyboard_shared::rules::Phase;
use journeyboard_shared::wire::v1::{self, Content, SharedType};
use journeyboard_shared::wire::{
    self, CloseCode, Deed, Hello, Malformed, Message, Nack, Notice, Objection, Order, Receipt, RefusalReason,
};

const BOOK: &str = include_str!("../../docs/protocol.md");

/// The lines of the book's blocks of that kind: their bytes, and what is said about them.
fn examples(kind: &str) -> Vec<(Vec<u8>, &'static str)> {
    let fence = format!("```{kind}\n");
    let blocks = BOOK.split(fence.as_str()).skip(1).filter_map(|rest| rest.split("```").next());
    let lines = blocks.flat_map(str::lines).filter(|line| !line.trim().is_empty());
    lines
        .map(|line| {
            let (hex, said) = line.split_once("   ").expect("bytes, then three spaces, then words");
            let bytes = hex.split(' ').map(|byte| u8::from_str_radix(byte, 16).expect("two hex digits")).collect();
            (bytes, said.trim())
        })
        .collect()
}

#[test]
fn wi1_the_books_frames_are_what_we_read_and_write() {
    let hello = Hello { protocol: 1, build: "0.1.0".into() };
    let nack = Nack { edit: 7, reason: RefusalReason::Gap, note: None };
    let op_id = "018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b5".parse().expect("an id");
    let order = Order { op_id, epoch: 3, deed: Deed::SetPhase { phase: Phase::Vote } };
    let order_json =
        br#"{"op_id":"018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b5","epoch":3,"do":{"kind":"set-phase","phase":"vote"}}"#;
    let receipt = Receipt { op_id, epoch: 4, refused: None };
    let expected = [
        (wire::step1(&[0]), Message::Step1(&[0])),
        (wire::step2(&[0, 0]), Message::Step2(&[0, 0])),
        (wire::update(&[0, 0]), Message::Update(&[0, 0])),
        (wire::awareness(&[0]), Message::Awareness(&[0])),
        (wire::denied("viewers"), Message::Denied("viewers")),
        (wire::query_awareness(), Message::QueryAwareness),
        (wire::ack(300), Message::Ack { edits: 300 }),
        (wire::hello(&hello), Message::Hello(hello)),
        (wire::nack(&nack), Message::Nack(nack.clone())),
        (wire::notice(&Notice::Degraded), Message::Notice(Notice::Degraded)),
        (wire::order(&order), Message::Order(order_json)),
        (wire::receipt(&receipt), Message::Receipt(receipt.clone())),
    ];
    let book = examples("wire");
    assert_eq!(book.len(), expected.len());
    for ((bytes, said), (written, message)) in book.iter().zip(expected) {
        assert_eq!(bytes[..], written[..], "{said}");
        assert_eq!(wire::read(bytes), Ok(message), "{said}");
    }
}

#[test]
fn wi6_the_books_updates_hold_what_it_says() {
    let book = examples("update");
    let read = |line: usize| v1::update(&book[line].0);
    assert!(read(0).expect(book[0].1).summary().is_empty());
    let one: Vec<_> = read(1).expect(book[1].1).structs().collect();
    assert_eq!((one[0].id.client, one[0].parent_sub, one[0].len), (5, Some("a"), 1));
    assert_eq!(read(2).map(|_| ()), Err(Malformed::NotUtf8));
    let two: Vec<_> = read(3).expect(book[3].1).structs().collect();
    assert_eq!((two[0].content, two[1].content), (Content::Type(SharedType::Text), Content::Text("😀")));
    assert_eq!((two[1].id.clock, two[1].end()), (1, 3));
    assert_eq!(
        read(4).expect(book[4].1).deletes().map(|range| (range.client, range.start, range.end)).collect::<Vec<_>>(),
        [(5, 0, 3)]
    );
}

#[test]
fn wi8_the_books_presence_holds_what_it_says() {
    let book = examples("awareness");
    let read: Vec<Vec<_>> = book
        .iter()
        .map(|(bytes, said)| {
            v1::awareness(bytes).expect(said).map(|entry| (entry.client, entry.clock, entry.state)).collect()
        })
        .collect();
    assert_eq!(read, [vec![], vec![(7, 2, None)], vec![(300, 1, Some("{}"))]]);
}

#[test]
fn wi2_the_book_names_every_reason_and_every_close_code() {
    for code in CloseCode::ALL {
        assert!(BOOK.contains(&format!("| {} |", code.code())), "{code:?}");
        assert_eq!(CloseCode::from_code(code.code()), Some(code));
        assert_eq!(
            code.is_final(),
            BOOK.lines().any(|line| line.starts_with(&format!("| {} |", code.code())) && line.contains("| final"))
        );
    }
    for line in BOOK.lines().filter(|line| line.starts_with("| `")) {
        let reason = line.trim_start_matches("| `").split('`').next().expect("a name");
        let read: RefusalReason = serde_json::from_str(&format!("\"{reason}\"")).expect("a reason");
        assert_ne!(read, RefusalReason::Other, "{reason}");
    }
}

#[test]
fn wi2_the_book_names_every_objection() {
    let refused =
        BOOK.split("| refused | because |").nth(1).and_then(|rest| rest.split("```").next()).expect("a table");
    let mut named = 0;
    for line in refused.lines().filter(|line| line.starts_with("| ")) {
        let objection = line.trim_start_matches("| ").split(' ').next().expect("a name");
        let read: Objection = serde_json::from_str(&format!("\"{objection}\"")).expect("an objection");
        assert_ne!(read, Objection::Other, "{objection}");
        named += 1;
    }
    assert_eq!(named, 10);
}
