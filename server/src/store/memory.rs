//! A store that forgets everything with its last clone. For tests and trials; keeps the same rules as the one on disk.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use journeyboard_shared::ids::{ParticipantId, WorkshopId};

use super::bounds::{FACILITATOR_SECRETS_MINTED_MAX, TOKENS_PER_PARTICIPANT_MAX};
use super::error::{Fault, Rule, StoreError};
use super::judge::{Head, Judged, Row, judge};
use super::marks::{Mark, Shelf};
use super::records::{
    Append, Brief, Compaction, FacilitatorSecret, Hash, Loaded, NewToken, NewWorkshop, Past, Quarantined, Rebirth,
    Revival, Seq, StoreOptions, Stored, TokenRecord, WorkshopRecord,
};
use super::{ReadStore, Store};

/// Workshops in memory. Clones share them.
#[derive(Debug, Clone)]
pub struct MemoryStore {
    options: StoreOptions,
    shelf: Arc<Mutex<Memory>>,
}

#[derive(Debug, Default)]
struct Memory {
    workshops: BTreeMap<WorkshopId, Kept>,
    /// In the order in which they were made.
    tokens: Vec<NewToken>,
}

#[derive(Debug)]
struct Kept {
    record: WorkshopRecord,
    last_seq: Seq,
    snapshot: Option<Row>,
    log: BTreeMap<Seq, Row>,
    quarantine: Vec<(Quarantined, Row)>,
    marks: BTreeMap<(Shelf, Bytes), Bytes>,
}

impl MemoryStore {
    /// An empty store. [`StoreOptions::max_data_bytes`] counts contents only.
    #[must_use]
    pub fn new(options: StoreOptions) -> Self {
        Self { options, shelf: Arc::default() }
    }

    fn shelf(&self) -> MutexGuard<'_, Memory> {
        // Every change below is made after all checks: a panic leaves the shelf whole.
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn fits(&self, shelf: &Memory, more: usize) -> Result<(), Fault> {
        let kept: u64 = shelf.workshops.values().map(Kept::bytes).sum();
        match self.options.max_data_bytes {
            Some(max) if kept + more as u64 > max => Err(Fault::DiskFull),
            _ => Ok(()),
        }
    }

    /// Flips a bit of what is stored, as a disk might. `None`: of the snapshot.
    #[cfg(test)]
    pub(super) fn damage(&self, workshop: WorkshopId, seq: Option<Seq>) {
        let mut shelf = self.shelf();
        let kept = shelf.workshops.get_mut(&workshop).expect("the workshop to damage");
        let row = match seq {
            Some(seq) => kept.log.get_mut(&seq),
            None => kept.snapshot.as_mut(),
        };
        row.expect("the row to damage").checksum = None;
    }
}

impl Memory {
    fn find(&mut self, workshop: WorkshopId) -> Result<&mut Kept, Rule> {
        self.workshops.get_mut(&workshop).ok_or(Rule::UnknownWorkshop(workshop))
    }
}

impl Kept {
    fn head(&self) -> Head {
        Head { generation: self.record.generation, last_seq: self.last_seq }
    }

    fn bytes(&self) -> u64 {
        self.snapshot.iter().chain(self.log.values()).map(|row| row.bytes.len() as u64).sum()
    }

    fn judged(&self) -> Judged {
        judge(self.record.id, self.head(), self.snapshot.clone(), self.log.values().cloned().collect())
    }

    fn append(&mut self, append: &Append) -> Result<Seq, Rule> {
        let known = self.head().admit(append)?;
        let mut records = (append.first_seq..).zip(&append.records);
        for (seq, record) in records.by_ref().take(known) {
            if self.log.get(&seq).is_none_or(|row| row.bytes != record) {
                return Err(self.head().out_of_order(append));
            }
        }
        for (seq, record) in records {
            self.log.insert(seq, Row::new(append.workshop, append.generation, seq, record.clone()));
            self.last_seq = seq;
        }
        self.remember(&append.marks);
        Ok(append.last_seq())
    }

    fn remember(&mut self, marks: &[Mark]) {
        for mark in marks {
            let place = (mark.shelf, mark.key.clone());
            match &mark.value {
                Some(value) => self.marks.insert(place, value.clone()),
                None => self.marks.remove(&place),
            };
        }
    }

    fn marks(&self) -> Vec<Mark> {
        let mark = |((shelf, key), value): (&(Shelf, Bytes), &Bytes)| Mark {
            shelf: *shelf,
            key: key.clone(),
            value: Some(value.clone()),
        };
        self.marks.iter().map(mark).collect()
    }

    fn mend(&mut self) -> u64 {
        let judged = self.judged();
        self.last_seq = judged.last_seq;
        for bad in &judged.bad {
            let row = match bad.stored {
                Stored::Snapshot => self.snapshot.take(),
                Stored::Record => self.log.remove(&bad.seq),
            };
            self.quarantine.extend(row.map(|row| (Quarantined { moved: true, ..*bad }, row)));
        }
        judged.bad.len() as u64
    }
}

impl ReadStore for MemoryStore {
    fn load(&mut self, workshop: WorkshopId) -> Result<Option<Loaded>, Fault> {
        Ok(self.shelf().workshops.get(&workshop).map(|kept| {
            let judged = kept.judged();
            let mut quarantined: Vec<_> = kept.quarantine.iter().map(|(what, _)| *what).collect();
            quarantined.extend(judged.bad);
            Loaded {
                record: kept.record.clone(),
                snapshot: judged.snapshot,
                tail: judged.tail,
                last_seq: judged.last_seq,
                marks: kept.marks(),
                missing: judged.missing,
                quarantined,
            }
        }))
    }

    fn record(&mut self, workshop: WorkshopId) -> Result<Option<WorkshopRecord>, Fault> {
        Ok(self.shelf().workshops.get(&workshop).map(|kept| kept.record.clone()))
    }

    fn find_token(&mut self, hash: &Hash) -> Result<Option<TokenRecord>, Fault> {
        Ok(self.shelf().tokens.iter().find(|token| token.hash == *hash).map(|token| token.record))
    }

    fn list_workshops(&mut self) -> Result<Vec<Brief>, Fault> {
        let mut briefs: Vec<_> = self
            .shelf()
            .workshops
            .values()
            .map(|kept| {
                let WorkshopRecord { id, is_demo, created_at_ms, .. } = kept.record;
                Brief { id, is_demo, created_at_ms, bytes: kept.bytes() }
            })
            .collect();
        briefs.sort_by_key(|brief| (brief.created_at_ms, brief.id));
        Ok(briefs)
    }

    fn count_workshops(&mut self) -> Result<u64, Fault> {
        Ok(self.shelf().workshops.len() as u64)
    }
}

impl Store for MemoryStore {
    fn reader(&self) -> Result<Box<dyn ReadStore>, Fault> {
        Ok(Box::new(self.clone()))
    }

    fn create_workshop(&mut self, new: &NewWorkshop) -> Result<(), StoreError> {
        let mut shelf = self.shelf();
        let max = self.options.max_workshops;
        if shelf.workshops.contains_key(&new.id) {
            return Err(Rule::WorkshopExists(new.id).into());
        }
        if shelf.workshops.len() as u64 >= max {
            return Err(Rule::TooManyWorkshops { max }.into());
        }
        self.fits(&shelf, new.initial_state.len())?;
        let record = WorkshopRecord {
            id: new.id,
            created_at_ms: new.created_at_ms,
            generation: new.generation,
            participant_secret: new.participant_secret.clone(),
            viewer_secret: new.viewer_secret.clone(),
            facilitator_hashes: vec![new.facilitator_secret_hash],
            is_demo: new.is_demo,
        };
        let snapshot = Some(Row::new(new.id, new.generation, 0, new.initial_state.clone()));
        let kept = Kept {
            record,
            last_seq: 0,
            snapshot,
            log: BTreeMap::new(),
            quarantine: Vec::new(),
            marks: BTreeMap::new(),
        };
        shelf.workshops.insert(new.id, kept);
        Ok(())
    }

    fn append(&mut self, batch: &[Append]) -> Result<Vec<Result<Seq, Rule>>, Fault> {
        let mut shelf = self.shelf();
        self.fits(&shelf, batch.iter().flat_map(|append| &append.records).map(bytes::Bytes::len).sum())?;
        Ok(batch.iter().map(|append| shelf.find(append.workshop)?.append(append)).collect())
    }

    fn compact(&mut self, compaction: &Compaction) -> Result<(), StoreError> {
        let mut shelf = self.shelf();
        let kept = shelf.find(compaction.workshop)?;
        let present = kept.snapshot.as_ref().map_or(0, |row| row.seq);
        kept.head().admit_compaction(compaction, present)?;
        let Compaction { workshop, generation, upto_seq, ref snapshot } = *compaction;
        kept.mend();
        kept.snapshot = Some(Row::new(workshop, generation, upto_seq, snapshot.clone()));
        kept.log.retain(|seq, _| *seq > upto_seq);
        Ok(())
    }

    fn raise_generation(&mut self, rebirth: &Rebirth) -> Result<u64, StoreError> {
        let mut shelf = self.shelf();
        let kept = shelf.find(rebirth.workshop)?;
        kept.head().admit_rebirth(rebirth.from_generation)?;
        kept.mend();
        if rebirth.past == Past::Erase {
            kept.quarantine.clear();
            kept.marks.clear();
        }
        let generation = rebirth.generation();
        kept.record.generation = generation;
        kept.log.clear();
        kept.snapshot = Some(Row::new(rebirth.workshop, generation, kept.last_seq, rebirth.snapshot.clone()));
        Ok(generation)
    }

    fn revive_workshop(&mut self, revival: &Revival) -> Result<(), StoreError> {
        self.create_workshop(&revival.as_new())?;
        for secret in revival.minted() {
            self.add_facilitator_secret(revival.record.id, &secret)?;
        }
        self.shelf().find(revival.record.id)?.remember(&revival.marks);
        for answer in self.add_tokens(&revival.tokens)? {
            answer?;
        }
        Ok(())
    }

    fn mend(&mut self, workshop: WorkshopId) -> Result<u64, StoreError> {
        Ok(self.shelf().find(workshop)?.mend())
    }

    fn add_tokens(&mut self, tokens: &[NewToken]) -> Result<Vec<Result<(), Rule>>, Fault> {
        let mut shelf = self.shelf();
        Ok(tokens
            .iter()
            .map(|token| {
                shelf.find(token.record.workshop)?;
                shelf.tokens.retain(|kept| kept.hash != token.hash);
                shelf.tokens.push(*token);
                let owner = (token.record.workshop, token.record.participant);
                let mut room = TOKENS_PER_PARTICIPANT_MAX;
                let mut keep: Vec<_> = shelf
                    .tokens
                    .iter()
                    .rev()
                    .map(|kept| {
                        let others = (kept.record.workshop, kept.record.participant) != owner;
                        let fits = others || room > 0;
                        room -= usize::from(!others && fits);
                        fits
                    })
                    .collect();
                shelf.tokens.retain(|_| keep.pop().unwrap_or(true));
                Ok(())
            })
            .collect())
    }

    fn delete_token(&mut self, hash: &Hash) -> Result<(), Fault> {
        self.shelf().tokens.retain(|token| token.hash != *hash);
        Ok(())
    }

    fn delete_tokens_of(&mut self, workshop: WorkshopId, participant: ParticipantId) -> Result<u64, Fault> {
        let mut shelf = self.shelf();
        let before = shelf.tokens.len();
        shelf.tokens.retain(|token| (token.record.workshop, token.record.participant) != (workshop, participant));
        Ok((before - shelf.tokens.len()) as u64)
    }

    fn add_facilitator_secret(&mut self, workshop: WorkshopId, secret: &FacilitatorSecret) -> Result<(), StoreError> {
        let mut shelf = self.shelf();
        let hashes = &mut shelf.find(workshop)?.record.facilitator_hashes;
        if hashes.contains(&secret.hash) {
            return Ok(());
        }
        hashes.push(secret.hash);
        if hashes.len() > FACILITATOR_SECRETS_MINTED_MAX + 1 {
            hashes.remove(1);
        }
        Ok(())
    }

    fn delete_workshop(&mut self, workshop: WorkshopId) -> Result<(), StoreError> {
        let mut shelf = self.shelf();
        shelf.workshops.remove(&workshop).ok_or(Rule::UnknownWorkshop(workshop))?;
        shelf.tokens.retain(|token| token.record.workshop != workshop);
        Ok(())
    }
}
