//! What was answered to whose orders: a bounded memory per person, as durable as the log. Refuses to know what orders are.

use std::collections::{HashMap, VecDeque};

use bytes::Bytes;
use journeyboard_shared::ids::{OpId, ParticipantId};
use journeyboard_shared::wire::Receipt;
use uuid::Uuid;

use super::limits;
use crate::store::{Mark, Shelf};

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Receipts {
    people: HashMap<ParticipantId, VecDeque<(u64, Receipt)>>,
    /// Numbers receipts, so that the oldest is known after a restart.
    last: u64,
}

impl Receipts {
    /// From what was on disk. What cannot be read is left out: its order would be carried out again, if anybody repeats it.
    pub(super) fn from_marks<'a>(marks: impl Iterator<Item = &'a Mark>) -> Self {
        let mut receipts = Self::default();
        for mark in marks.filter(|mark| mark.shelf == Shelf::Receipts) {
            if let Some((participant, number, receipt)) = read(mark) {
                receipts.last = receipts.last.max(number);
                receipts.people.entry(participant).or_default().push_back((number, receipt));
            }
        }
        for own in receipts.people.values_mut() {
            own.make_contiguous().sort_unstable_by_key(|(number, _)| *number);
        }
        receipts
    }

    /// What a person was answered.
    pub(super) fn find(&self, participant: ParticipantId, op_id: OpId) -> Option<&Receipt> {
        self.people.get(&participant)?.iter().map(|(_, receipt)| receipt).find(|receipt| receipt.op_id == op_id)
    }

    /// Remembers an answer; says what the disk has to remember and to forget.
    pub(super) fn keep(&mut self, participant: ParticipantId, receipt: Receipt) -> Vec<Mark> {
        self.last += 1;
        let own = self.people.entry(participant).or_default();
        let mut value = self.last.to_be_bytes().to_vec();
        // A plain struct of ids, numbers and words: serde_json cannot fail on it.
        value.extend(serde_json::to_vec(&receipt).unwrap_or_default());
        let mut marks = vec![mark(participant, receipt.op_id, Some(value.into()))];
        own.push_back((self.last, receipt));
        if own.len() > limits::RECEIPTS_PER_PERSON_MAX
            && let Some((_, oldest)) = own.pop_front()
        {
            marks.push(mark(participant, oldest.op_id, None));
        }
        marks
    }
}

fn mark(participant: ParticipantId, op_id: OpId, value: Option<Bytes>) -> Mark {
    let key = [participant.as_uuid().as_bytes().as_slice(), op_id.as_uuid().as_bytes()].concat();
    Mark { shelf: Shelf::Receipts, key: key.into(), value }
}

fn read(mark: &Mark) -> Option<(ParticipantId, u64, Receipt)> {
    let (participant, _) = mark.key.split_first_chunk::<16>()?;
    let (number, receipt) = mark.value.as_ref()?.split_first_chunk::<8>()?;
    let receipt = serde_json::from_slice(receipt).ok()?;
    Some((Uuid::from_bytes(*participant).into(), u64::from_be_bytes(*number), receipt))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn receipt(n: u128) -> Receipt {
        Receipt { op_id: Uuid::from_u128(n).into(), epoch: n as u64, refused: None }
    }

    #[test]
    fn od2_a_person_has_so_many_receipts_and_the_oldest_gives_way_on_disk_too() {
        let (ann, ben) = (Uuid::from_u128(1).into(), Uuid::from_u128(2).into());
        let mut receipts = Receipts::default();
        let mut disk: HashMap<Bytes, Mark> = HashMap::new();
        let max = limits::RECEIPTS_PER_PERSON_MAX as u128;
        for n in 1..=max + 1 {
            for mark in receipts.keep(ann, receipt(n)).into_iter().chain(receipts.keep(ben, receipt(n + 1_000))) {
                match mark.value {
                    Some(_) => disk.insert(mark.key.clone(), mark),
                    None => disk.remove(&mark.key),
                };
            }
        }
        assert_eq!(disk.len() as u128, 2 * max);
        for mut receipts in [receipts, Receipts::from_marks(disk.values())] {
            let id = |n| Uuid::from_u128(n).into();
            assert_eq!(receipts.find(ann, id(1)), None);
            assert_eq!(receipts.find(ann, id(2)), Some(&receipt(2)));
            assert_eq!(receipts.find(ben, id(2)), None, "what is answered is one's own");
            let next = receipts.keep(ann, receipt(5_000));
            assert_eq!(next[1].key, mark(ann, id(2), None).key, "the oldest goes first, after a restart too");
        }
    }
}
