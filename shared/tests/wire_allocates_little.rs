//! Counts what our own reading of hostile bytes allocates. Alone in its binary, because it counts for the whole process.
#![allow(unsafe_code, reason = "an allocator that counts cannot be written without")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use journeyboard_shared::limits::{LIVE_FRAME_BYTES_MAX, UPLOAD_BYTES_MAX};
use journeyboard_shared::presence::parse_peer_state;
use journeyboard_shared::wire::{self, Malformed, v1};

/// Counts the bytes that this thread asked for.
struct Counting;

thread_local!(static ASKED: Cell<usize> = const { Cell::new(0) });

// SAFETY: every call goes to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let _ = ASKED.try_with(|asked| asked.set(asked.get() + layout.size()));
        // SAFETY: the caller's promise is passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        // SAFETY: the caller's promise is passed on.
        unsafe { System.dealloc(at, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

fn asked_by(read: impl FnOnce()) -> usize {
    let before = ASKED.get();
    read();
    ASKED.get() - before
}

fn every_reading(bytes: &[u8]) -> usize {
    asked_by(|| {
        let _ = v1::update(bytes).map(|update| update.structs().count() + update.deletes().count());
        let _ = v1::state_vector(bytes).map(Iterator::count);
        let _ = v1::awareness(bytes).map(Iterator::count);
        let _ = wire::read(bytes);
        let _ = std::str::from_utf8(bytes).map(parse_peer_state);
    })
}

fn number(mut number: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
    bytes
}

/// One struct of client 1 in root "r" under key "k", of that kind.
fn one_item(kind: u8, content: &[u8]) -> Vec<u8> {
    [&[1, 1, 1, 0, 0x20 | kind, 1, 1, b'r', 1, b'k'], content, &[0]].concat()
}

/// A piece of the text that client 2 wrote at clock 0.
fn one_text(content: &[u8]) -> Vec<u8> {
    [&[1, 1, 1, 0, 4, 0, 2, 0], content, &[0]].concat()
}

#[test]
fn wi5_five_bytes_that_declare_a_quarter_of_a_billion_entries_cost_nothing() {
    for declared in [1_u64 << 20, 1 << 28, (1 << 32) - 1, 1 << 32, (1 << 53) - 1] {
        let bomb = number(declared);
        assert_eq!(every_reading(&bomb), 0, "{bomb:x?}");
        let wrong = if declared >> 32 == 0 { Malformed::DeclaredTooMany } else { Malformed::NumberTooLarge };
        assert_eq!(v1::update(&bomb).map(|_| ()), Err(wrong));
        assert_eq!(v1::state_vector(&bomb).map(|_| ()), Err(wrong));
        assert_eq!(v1::awareness(&bomb).map(|_| ()), Err(wrong));
        // The same further inside: structs, values, array, map, text, delete set, ranges.
        let declared = number(declared);
        for bytes in [
            [&[1], &declared[..], &[1, 0, 0, 1]].concat(),
            one_item(8, &declared),
            one_item(8, &[&[1, 117], &declared[..]].concat()),
            one_item(8, &[&[1, 118], &declared[..]].concat()),
            one_item(8, &[&[1, 119], &declared[..]].concat()),
            one_text(&declared),
            [&[0], &declared[..]].concat(),
            [&[0, 1, 1], &declared[..], &[1, 1]].concat(),
            [&[1, 1, 0], &declared[..]].concat(),
            [&[0, 2], &declared[..]].concat(),
            [&[100], &declared[..]].concat(),
        ] {
            assert!(v1::update(&bytes).is_err(), "{bytes:x?}");
            assert!(every_reading(&bytes) <= 1_024, "{bytes:x?}");
        }
    }
}

#[test]
fn wi5_a_hundred_thousand_nested_values_are_refused_without_recursion() {
    for opening in [&[117_u8, 1][..], &[118, 1, 1, b'k'], &[118, 1, 0]] {
        let bomb = one_item(8, &[&[1][..], &opening.repeat(100_000), &[126]].concat());
        assert_eq!(v1::update(&bomb).map(|_| ()), Err(Malformed::TooDeep));
        assert!(every_reading(&bomb) <= 1_024);
    }
    let json = "[".repeat(100_000);
    assert_eq!(asked_by(|| drop(parse_peer_state(&json))), 0);
}

#[test]
fn wi5_clocks_and_lengths_that_overflow_are_refused() {
    let upto = |number_: u64| number(number_);
    for (bytes, wrong) in [
        ([&[1, 1, 1], &upto((1 << 32) - 1)[..], &[0, 1, 0]].concat(), Malformed::ClockTooLarge),
        ([&[1, 1, 1], &upto(1 << 32)[..], &[0, 1, 0]].concat(), Malformed::NumberTooLarge),
        ([&[1, 1, 1, 1, 0], &upto((1 << 31) - 1)[..], &[0]].concat(), Malformed::ClockTooLarge),
        ([&[1, 1], &upto(1 << 53)[..], &[0, 0, 1, 0]].concat(), Malformed::NumberTooLarge),
        ([&[0, 1, 1, 1, 1], &upto((1 << 32) - 1)[..]].concat(), Malformed::ClockTooLarge),
        ([&[0, 1, 1, 2, 5, 2, 6, 1][..]].concat(), Malformed::RangesOutOfOrder),
        (vec![0, 2, 1, 1, 0, 1, 1, 1, 5, 1], Malformed::ClientTwice),
        (vec![2, 1, 1, 0, 0, 1, 1, 1, 1, 0, 1, 0], Malformed::ClientTwice),
        (vec![1, 1, 1, 0, 0, 0, 0], Malformed::Empty),
        (vec![1, 0, 1, 0, 0, 0], Malformed::Empty),
        (one_text(&[0]), Malformed::Empty),
        (one_item(8, &[0]), Malformed::Empty),
        (one_item(1, &[0]), Malformed::Empty),
        (one_item(4, &[1, b'a']), Malformed::Misplaced),
        (one_item(10, &[1]), Malformed::StructKind(10)),
        (one_item(0x10, &[1]), Malformed::StructKind(16)),
        (one_text(&[2, 0xc3, 0x28]), Malformed::NotUtf8),
        (one_text(&[3, 0xed, 0xa0, 0x80]), Malformed::NotUtf8),
        (vec![1, 1, 1, 5, 0x81, 1, 5, 1, 0], Malformed::Forward),
        (vec![1, 1, 1, 5, 0x04, 2, 0, 0, 1, b'a', 0], Malformed::ParentKind),
        (vec![1, 1, 1, 0, 10, 3, 0], Malformed::StructKind(10)),
    ] {
        assert_eq!(v1::update(&bytes).map(|_| ()), Err(wrong), "{bytes:x?}");
    }
}

#[test]
fn wi5_a_full_frame_of_the_smallest_entries_stays_within_twenty_times_its_size() {
    let sections = |count: u64| {
        let each = (0..count).flat_map(|client| [&[1][..], &number(client), &[0, 0, 1]].concat());
        [number(count), each.collect(), vec![0]].concat()
    };
    let most = u64::from(v1::CLIENTS_MAX);
    for bytes in [
        sections(most),
        [&[1][..], &number(250_000), &[1, 0], &[0, 1].repeat(250_000), &[0]].concat(),
        [&[0, 1, 1][..], &number(9), &[1, 1].repeat(9)].concat(),
        [number(1_000), (0..1_000).flat_map(|client| [number(client), vec![1]].concat()).collect()].concat(),
    ] {
        assert!(bytes.len() <= UPLOAD_BYTES_MAX);
        let asked = every_reading(&bytes);
        assert!(asked <= 20 * bytes.len().max(LIVE_FRAME_BYTES_MAX), "{asked} bytes for {}", bytes.len());
    }
    assert_eq!(v1::update(&sections(most)).map(|_| ()), Ok(()));
    assert_eq!(v1::update(&sections(most + 1)).map(|_| ()), Err(Malformed::TooManyClients));
    let many = [&[1][..], &number(250_001), &[1, 0], &[0, 1].repeat(250_001), &[0]].concat();
    assert_eq!(v1::update(&many).map(|_| ()), Err(Malformed::TooManyStructs));
    let values = one_item(8, &[&number(1_025)[..], &[126; 1_025]].concat());
    assert_eq!(v1::update(&values).map(|_| ()), Err(Malformed::TooManyValues));
}
