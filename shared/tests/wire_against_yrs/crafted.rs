//! Updates that no editor writes: well formed, but with neighbours, parents and keys thrown together. Refuses to know yrs.

use proptest::prelude::*;

/// The clients are 1, 2, 3.
pub(crate) const CLIENTS: u64 = 3;
/// So many clocks of each are known before: a note with a kind and a text of five units.
pub(crate) const KNOWN: u64 = 8;

fn number(into: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        into.push(number as u8 | 0x80);
        number >>= 7;
    }
    into.push(number as u8);
}

fn id() -> impl Strategy<Value = (u64, u64)> {
    (1..=CLIENTS, 0..KNOWN + 3)
}

fn content() -> impl Strategy<Value = (u8, Vec<u8>)> {
    prop_oneof![
        2 => (1..5_u8).prop_map(|len| (1, vec![len])),
        4 => prop_oneof![Just("a"), Just("bcd"), Just("😀"), Just("e😀f")].prop_map(|text| {
            (4, [&[text.len() as u8], text.as_bytes()].concat())
        }),
        3 => (1..=2_u8).prop_map(|kind| (7, vec![kind])),
        3 => prop_oneof![Just(vec![1, 126]), Just(vec![2, 120, 125, 1]), Just(vec![1, 117, 2, 126, 126])]
            .prop_map(|values| (8, values)),
    ]
}

fn one() -> impl Strategy<Value = Vec<u8>> {
    let parent = prop_oneof![Just(None), id().prop_map(Some)];
    let key = prop_oneof![Just(None), Just(Some("k")), Just(Some("l"))];
    let item = (prop::option::of(id()), prop::option::of(id()), parent, key, content()).prop_map(
        |(left, right, parent, key, (kind, held))| {
            let flags = [(left.is_some(), 0x80), (right.is_some(), 0x40), (key.is_some(), 0x20)];
            let mut bytes = vec![flags.iter().filter(|(on, _)| *on).fold(kind, |info, (_, flag)| info | flag)];
            for (client, clock) in left.iter().chain(&right) {
                number(&mut bytes, *client);
                number(&mut bytes, *clock);
            }
            if left.is_none() && right.is_none() {
                match parent {
                    None => bytes.extend_from_slice(b"\x01\x05notes"),
                    Some((client, clock)) => bytes.extend([0, client as u8, clock as u8]),
                }
                if let Some(key) = key {
                    bytes.extend([1, key.as_bytes()[0]]);
                }
            }
            bytes.extend(held);
            bytes
        },
    );
    prop_oneof![8 => item, 1 => (1..4_u8).prop_map(|len| vec![0, len])]
}

pub(crate) fn update() -> impl Strategy<Value = Vec<u8>> {
    let section = (KNOWN as u8 - 2..=KNOWN as u8, prop::collection::vec(one(), 1..5));
    let ranges = prop::collection::vec((0..5_u8, 1..5_u8), 0..3);
    let clients = CLIENTS as usize;
    (prop::collection::vec(prop::option::of(section), clients), prop::collection::vec(ranges, clients)).prop_map(
        |(sections, deletes)| {
            let mut bytes = vec![sections.iter().flatten().count() as u8];
            for (client, section) in sections.iter().enumerate().rev() {
                if let Some((clock, structs)) = section {
                    bytes.extend([structs.len() as u8, client as u8 + 1, *clock]);
                    bytes.extend(structs.concat());
                }
            }
            bytes.push(deletes.iter().filter(|ranges| !ranges.is_empty()).count() as u8);
            for (client, ranges) in deletes.iter().enumerate().filter(|(_, ranges)| !ranges.is_empty()) {
                bytes.extend([client as u8 + 1, ranges.len() as u8]);
                let mut past = 0;
                for (gap, len) in ranges {
                    bytes.extend([past + gap, *len]);
                    past += gap + len;
                }
            }
            bytes
        },
    )
}
