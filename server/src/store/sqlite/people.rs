//! Writes workshops, links and tokens, and finds tokens. Every writing function runs inside a transaction of the caller
//! and checks its rules before it writes anything.

use journeyboard_shared::ids::{ParticipantId, WorkshopId};
use journeyboard_shared::model::Role;
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use super::log;
use super::marks;
use super::reads::{self, key};
use crate::store::bounds::{FACILITATOR_SECRETS_MINTED_MAX, TOKENS_PER_PARTICIPANT_MAX};
use crate::store::error::{Fault, Rule, StoreError};
use crate::store::records::{FacilitatorSecret, Hash, NewToken, NewWorkshop, Revival, TokenRecord};

pub(super) fn create_workshop(tx: &Connection, new: &NewWorkshop, max: u64) -> Result<(), StoreError> {
    if exists(tx, new.id)? {
        return Err(Rule::WorkshopExists(new.id).into());
    }
    if reads::count(tx)? >= max {
        return Err(Rule::TooManyWorkshops { max }.into());
    }
    tx.execute(
        "INSERT INTO workshops (id, created_at_ms, generation, last_seq, participant_secret, viewer_secret, is_demo)
         VALUES (?1, ?2, ?3, 0, ?4, ?5, ?6)",
        params![
            key(&new.id),
            new.created_at_ms.cast_signed(),
            new.generation.cast_signed(),
            new.participant_secret,
            new.viewer_secret,
            new.is_demo,
        ],
    )?;
    let first = FacilitatorSecret { hash: new.facilitator_secret_hash, created_at_ms: new.created_at_ms };
    add_facilitator_secret(tx, new.id, &first)?;
    log::replace_snapshot(tx, new.id, new.generation, 0, &new.initial_state)
}

/// A workshop with its links and tokens, all or nothing.
pub(super) fn revive_workshop(tx: &Connection, revival: &Revival, max: u64) -> Result<(), StoreError> {
    create_workshop(tx, &revival.as_new(), max)?;
    for secret in revival.minted() {
        add_facilitator_secret(tx, revival.record.id, &secret)?;
    }
    marks::put(tx, revival.record.id, &revival.marks)?;
    revival.tokens.iter().try_for_each(|token| add_token(tx, token))
}

/// All tokens of a workshop, oldest first.
pub(super) fn tokens_of(conn: &Connection, workshop: WorkshopId) -> Result<Vec<NewToken>, Fault> {
    let hashes: Vec<Hash> = conn
        .prepare_cached("SELECT hash FROM tokens WHERE workshop = ?1 ORDER BY position")?
        .query_map([key(&workshop)], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let found = hashes.into_iter().map(|hash| Ok(find_token(conn, &hash)?.map(|record| NewToken { hash, record })));
    found.filter_map(Result::transpose).collect()
}

pub(super) fn delete_workshop(tx: &Connection, workshop: WorkshopId) -> Result<(), StoreError> {
    // Everything else refers to this row and goes with it.
    match tx.execute("DELETE FROM workshops WHERE id = ?1", [key(&workshop)])? {
        0 => Err(Rule::UnknownWorkshop(workshop).into()),
        _ => Ok(()),
    }
}

pub(super) fn add_facilitator_secret(
    tx: &Connection,
    workshop: WorkshopId,
    secret: &FacilitatorSecret,
) -> Result<(), StoreError> {
    if !exists(tx, workshop)? {
        return Err(Rule::UnknownWorkshop(workshop).into());
    }
    tx.execute(
        "INSERT INTO facilitator_secrets (workshop, hash, created_at_ms) VALUES (?1, ?2, ?3)
         ON CONFLICT (workshop, hash) DO NOTHING",
        params![key(&workshop), secret.hash, secret.created_at_ms.cast_signed()],
    )?;
    tx.execute(
        "DELETE FROM facilitator_secrets WHERE workshop = ?1
         AND position <> (SELECT min(position) FROM facilitator_secrets WHERE workshop = ?1)
         AND position NOT IN
             (SELECT position FROM facilitator_secrets WHERE workshop = ?1 ORDER BY position DESC LIMIT ?2)",
        params![key(&workshop), FACILITATOR_SECRETS_MINTED_MAX as i64],
    )?;
    Ok(())
}

pub(super) fn add_token(tx: &Connection, token: &NewToken) -> Result<(), StoreError> {
    let TokenRecord { workshop, participant, role, generation, created_at_ms } = token.record;
    if !exists(tx, workshop)? {
        return Err(Rule::UnknownWorkshop(workshop).into());
    }
    let (id, participant) = (key(&workshop), participant.as_uuid().as_bytes());
    tx.prepare_cached(
        "INSERT OR REPLACE INTO tokens (hash, workshop, participant, role, generation, created_at_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        token.hash,
        id,
        participant,
        role_name(role),
        generation.cast_signed(),
        created_at_ms.cast_signed(),
    ])?;
    tx.prepare_cached(
        "DELETE FROM tokens WHERE workshop = ?1 AND participant = ?2 AND position NOT IN
             (SELECT position FROM tokens WHERE workshop = ?1 AND participant = ?2 ORDER BY position DESC LIMIT ?3)",
    )?
    .execute(params![id, participant, TOKENS_PER_PARTICIPANT_MAX as i64])?;
    Ok(())
}

pub(super) fn find_token(conn: &Connection, hash: &Hash) -> Result<Option<TokenRecord>, Fault> {
    let found = conn
        .prepare_cached("SELECT workshop, participant, role, generation, created_at_ms FROM tokens WHERE hash = ?1")?
        .query_row([hash], |row| {
            let role: String = row.get(2)?;
            let record = TokenRecord {
                workshop: Uuid::from_bytes(row.get(0)?).into(),
                participant: Uuid::from_bytes(row.get(1)?).into(),
                role: Role::Viewer,
                generation: row.get::<_, i64>(3)?.cast_unsigned(),
                created_at_ms: row.get::<_, i64>(4)?.cast_unsigned(),
            };
            Ok((role, record))
        })
        .optional()?;
    let Some((name, record)) = found else {
        return Ok(None);
    };
    match [Role::Facilitator, Role::Participant, Role::Viewer].into_iter().find(|role| role_name(*role) == name) {
        Some(role) => Ok(Some(TokenRecord { role, ..record })),
        None => Err(Fault::Corrupt("a token has an unknown role".to_owned())),
    }
}

pub(super) fn delete_token(tx: &Connection, hash: &Hash) -> Result<(), Fault> {
    tx.execute("DELETE FROM tokens WHERE hash = ?1", [hash])?;
    Ok(())
}

pub(super) fn delete_tokens_of(
    tx: &Connection,
    workshop: WorkshopId,
    participant: ParticipantId,
) -> Result<u64, Fault> {
    let deleted = tx.execute(
        "DELETE FROM tokens WHERE workshop = ?1 AND participant = ?2",
        params![key(&workshop), participant.as_uuid().as_bytes()],
    )?;
    Ok(deleted as u64)
}

/// As the schema spells it; what people see is elsewhere.
fn role_name(role: Role) -> &'static str {
    match role {
        Role::Facilitator => "facilitator",
        Role::Participant => "participant",
        Role::Viewer => "viewer",
    }
}

fn exists(tx: &Connection, workshop: WorkshopId) -> Result<bool, StoreError> {
    Ok(tx.prepare_cached("SELECT 1 FROM workshops WHERE id = ?1")?.exists([key(&workshop)])?)
}
