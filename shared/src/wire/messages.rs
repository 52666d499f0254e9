//! Reads one frame into one message. Refuses to look inside updates and presence: see [`super::v1`] for that.

use serde::de::DeserializeOwned;

use super::cursor::Cursor;
use super::{
    Ballot, CONTROL_BYTES_MAX, DRAFT_BYTES_MAX, DraftEdit, DraftNews, Hello, Malformed, Nack, Notice, Order, Receipt,
    Welcome, kind,
};

/// One message. What is borrowed is still unread: hand it to [`super::v1`].
#[derive(Debug, Clone, PartialEq)]
pub enum Message<'a> {
    /// A state vector: what the sender has.
    Step1(&'a [u8]),
    /// An update: what the sender thinks that we lack.
    Step2(&'a [u8]),
    /// An update: what the sender just did.
    Update(&'a [u8]),
    /// Presence.
    Awareness(&'a [u8]),
    /// Permission denied, and why.
    Denied(&'a str),
    /// Asks for everybody's presence.
    QueryAwareness,
    /// See [`Hello`].
    Hello(Hello),
    /// See [`Welcome`].
    Welcome(Welcome),
    /// How many of this connection's sync step 2 and update messages are durable, counted from 1 in the order sent.
    Ack {
        /// That many.
        edits: u64,
    },
    /// See [`Nack`].
    Nack(Nack),
    /// See [`Notice`].
    Notice(Notice),
    /// The JSON of an order: only servers read it, with [`super::read_order`], so that no client carries how.
    Order(&'a [u8]),
    /// See [`Receipt`].
    Receipt(Receipt),
    /// See [`Ballot`].
    Ballot(Ballot),
    /// The JSON of a [`DraftEdit`]: only servers read it, with [`super::read_draft`].
    Draft(&'a [u8]),
    /// See [`DraftNews`].
    DraftNews(DraftNews),
}

/// Reads one frame, which holds exactly one message: bytes after it are malformed.
///
/// (A stock y-websocket ignores such bytes, and `yrs`' own `DefaultProtocol::start` writes two messages into one
/// buffer, of which a stock client reads the first. So nobody gains from bytes that nobody reads.)
///
/// # Errors
/// [`Malformed`], with the first thing that is wrong.
pub fn read(frame: &[u8]) -> Result<Message<'_>, Malformed> {
    let mut cursor = Cursor::new(frame);
    let message = match cursor.number()? {
        kind::SYNC => sync(&mut cursor)?,
        kind::AWARENESS => Message::Awareness(cursor.bytes()?),
        kind::AUTH => match cursor.number()? {
            0 => Message::Denied(cursor.text()?),
            other => return Err(Malformed::UnknownSubtype(other)),
        },
        kind::QUERY_AWARENESS => Message::QueryAwareness,
        kind::HELLO => Message::Hello(json(&mut cursor)?),
        kind::WELCOME => Message::Welcome(json(&mut cursor)?),
        kind::ACK => Message::Ack { edits: cursor.number()? },
        kind::NACK => Message::Nack(json(&mut cursor)?),
        kind::NOTICE => Message::Notice(json(&mut cursor)?),
        kind::ORDER => Message::Order(cursor.bytes()?),
        kind::RECEIPT => Message::Receipt(json(&mut cursor)?),
        kind::BALLOT => Message::Ballot(json(&mut cursor)?),
        kind::DRAFT => Message::Draft(cursor.bytes()?),
        kind::DRAFT_NEWS => Message::DraftNews(from_json(cursor.bytes()?, DRAFT_BYTES_MAX)?),
        other => return Err(Malformed::UnknownMessage(other)),
    };
    cursor.finish()?;
    Ok(message)
}

fn sync<'a>(cursor: &mut Cursor<'a>) -> Result<Message<'a>, Malformed> {
    match cursor.number()? {
        0 => Ok(Message::Step1(cursor.bytes()?)),
        1 => Ok(Message::Step2(cursor.bytes()?)),
        2 => Ok(Message::Update(cursor.bytes()?)),
        other => Err(Malformed::UnknownSubtype(other)),
    }
}

/// Reads what an order holds.
///
/// # Errors
/// [`Malformed`], if it is too long or no order.
pub fn read_order(bytes: &[u8]) -> Result<Order, Malformed> {
    from_json(bytes, CONTROL_BYTES_MAX)
}

/// Reads what a draft's edit holds.
///
/// # Errors
/// [`Malformed`], if it is too long or no edit of a draft.
pub fn read_draft(bytes: &[u8]) -> Result<DraftEdit, Malformed> {
    from_json(bytes, DRAFT_BYTES_MAX)
}

fn json<T: DeserializeOwned>(cursor: &mut Cursor<'_>) -> Result<T, Malformed> {
    from_json(cursor.bytes()?, CONTROL_BYTES_MAX)
}

fn from_json<T: DeserializeOwned>(bytes: &[u8], bytes_max: usize) -> Result<T, Malformed> {
    if bytes.len() > bytes_max {
        return Err(Malformed::ControlTooLong);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Malformed::NotUtf8)?;
    serde_json::from_str(text).map_err(|_| Malformed::NotItsJson)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Draft;
    use crate::locks::Thing;
    use crate::model::NoteKind;
    use crate::model::Role;
    use crate::rounds::Electorate;
    use crate::rules::Phase;
    use crate::wire::{self, Deed, Objection, RefusalReason};

    fn welcome() -> Welcome {
        Welcome {
            participant: "018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b3".parse().expect("an id"),
            role: Role::Participant,
            generation: 3,
            build: "0.1.0".into(),
            server_ms: 1_790_000_000_000,
            session: "k3".into(),
        }
    }

    #[test]
    fn wi1_every_message_reads_back_as_it_was_written() {
        let hello = Hello { protocol: wire::PROTOCOL, build: "0.1.0+abc".into() };
        let note = "018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b4".parse().ok();
        let nack = Nack { edit: 7, reason: RefusalReason::NotYours, note };
        let closes = Notice::PhaseCloses { phase: Phase::Vote, in_ms: 2_000 };
        let op_id = "018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b5".parse().expect("an id");
        let order = Order { op_id, epoch: 3, deed: Deed::Lock { things: vec![Thing::Wall] } };
        let order_json = order.to_json().into_bytes();
        let receipt = Receipt { op_id, epoch: 4, refused: Some(Objection::StaleEpoch) };
        let written = Draft { kind: NoteKind::Need, text: "\u{1}".repeat(2_000), emotion: None };
        let note = "018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b6".parse().expect("an id");
        let draft = DraftEdit { op_id, note, version: 3, anonymous: true, draft: Some(written.clone()) };
        let draft_json = serde_json::to_vec(&draft).expect("json");
        assert_eq!(read_draft(&draft_json), Ok(draft.clone()), "the longest fits");
        let round = "018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b7".parse().expect("an id");
        let most = crate::limits::VOTE_BUDGET_MAX as usize;
        let ballot = Ballot { round, dots: vec![(note, 1); most] };
        let news = DraftNews::Kept { note, version: 4, ops: vec![op_id; 8], anonymous: true, draft: written };
        for (frame, message) in [
            (wire::step1(&[0]), Message::Step1(&[0])),
            (wire::step2(&[0, 0]), Message::Step2(&[0, 0])),
            (wire::update(&[7; 300]), Message::Update(&[7; 300])),
            (wire::awareness(&[0]), Message::Awareness(&[0])),
            (wire::denied("viewers read"), Message::Denied("viewers read")),
            (wire::query_awareness(), Message::QueryAwareness),
            (wire::hello(&hello), Message::Hello(hello)),
            (wire::welcome(&welcome()), Message::Welcome(welcome())),
            (wire::ack(1_000_000), Message::Ack { edits: 1_000_000 }),
            (wire::nack(&nack), Message::Nack(nack.clone())),
            (wire::notice(&Notice::Degraded), Message::Notice(Notice::Degraded)),
            (wire::notice(&Notice::Closing { retry_ms: 500 }), Message::Notice(Notice::Closing { retry_ms: 500 })),
            (wire::notice(&closes), Message::Notice(closes.clone())),
            (wire::order(&order), Message::Order(&order_json)),
            (wire::receipt(&receipt), Message::Receipt(receipt.clone())),
            (wire::ballot(&ballot), Message::Ballot(ballot.clone())),
            (wire::draft(&draft), Message::Draft(&draft_json)),
            (wire::draft_news(&news), Message::DraftNews(news.clone())),
        ] {
            assert_eq!(read(&frame), Ok(message));
        }
        assert_eq!(read(wire::KEEP_ALIVE), Ok(Message::Awareness(&[0])));
    }

    #[test]
    fn wi1_a_frame_holds_one_message_and_nothing_else() {
        for frame in
            [wire::step1(&[0]), wire::denied("no"), wire::query_awareness(), wire::ack(300), wire::welcome(&welcome())]
        {
            for cut in 0..frame.len() {
                assert_eq!(read(&frame[..cut]), Err(Malformed::Truncated), "cut at {cut}");
            }
            let mut longer = frame.to_vec();
            longer.push(0);
            assert_eq!(read(&longer), Err(Malformed::Trailing));
        }
    }

    #[test]
    fn wi1_unknown_types_are_named_not_guessed() {
        assert_eq!(read(&[4]), Err(Malformed::UnknownMessage(4)));
        assert_eq!(read(&[0, 3, 0]), Err(Malformed::UnknownSubtype(3)));
        assert_eq!(read(&[2, 1, 0]), Err(Malformed::UnknownSubtype(1)));
        for reserved in wire::kind::RESERVED.chain(wire::kind::DRAFTS) {
            assert_eq!(read(&[reserved as u8]), Err(Malformed::UnknownMessage(reserved)));
        }
    }

    #[test]
    fn wi2_a_newer_servers_reasons_and_notices_are_read_as_other() {
        let frame = |kind: u8, json: &str| {
            let mut frame = vec![kind];
            wire::put_text(&mut frame, json);
            frame
        };
        let nack = Nack { edit: 1, reason: RefusalReason::Other, note: None };
        assert_eq!(read(&frame(103, r#"{"edit":1,"reason":"full-moon","more":[1]}"#)), Ok(Message::Nack(nack)));
        assert_eq!(read(&frame(104, r#"{"kind":"eclipse","at":1}"#)), Ok(Message::Notice(Notice::Other)));
        assert_eq!(read(&frame(100, "{}")), Err(Malformed::NotItsJson));
        assert_eq!(read(&frame(100, &"[".repeat(4_000))), Err(Malformed::NotItsJson));
        assert_eq!(read(&frame(100, &" ".repeat(5_000))), Err(Malformed::ControlTooLong));
    }

    #[test]
    fn wi2_a_newer_clients_deeds_and_a_newer_servers_objections_are_read_as_such() {
        let op_id = "018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b5";
        let order = |json: &str| read_order(json.replace("ID", op_id).as_bytes());
        let dance = order(r#"{"op_id":"ID","epoch":0,"do":{"kind":"dance","how":"slowly"}}"#);
        assert_eq!(dance.map(|order| order.deed), Ok(Deed::Unknown));
        for wrong in [
            r#"{"op_id":"x","epoch":0,"do":{"kind":"dance"}}"#,
            r#"{"op_id":"ID","epoch":0,"do":{"kind":"lock","things":["step:ID"]}}"#,
            "[]",
        ] {
            assert_eq!(order(wrong), Err(Malformed::NotItsJson), "{wrong}");
        }
        assert_eq!(order(&" ".repeat(5_000)), Err(Malformed::ControlTooLong));
        let mut receipt = vec![111];
        wire::put_text(&mut receipt, &r#"{"op_id":"ID","epoch":0,"refused":"rain"}"#.replace("ID", op_id));
        assert!(matches!(read(&receipt), Ok(Message::Receipt(Receipt { refused: Some(Objection::Other), .. }))));
    }

    #[test]
    fn wi1_every_order_reads_back_as_it_was_written() {
        let op_id = "018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b5".parse().expect("an id");
        let note = Thing::Note("018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b6".parse().expect("an id"));
        let participant = "018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b7".parse().expect("an id");
        let round = "018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b8".parse().expect("an id");
        let of = "018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b6".parse().expect("an id");
        for deed in [
            Deed::SetPhase { phase: Phase::BrainstormSilent },
            Deed::Lock { things: vec![Thing::Wall, note] },
            Deed::Unlock { things: vec![] },
            Deed::GrantRole { participant, role: Role::Facilitator },
            Deed::StartSilence { anonymous: true },
            Deed::StartSilence { anonymous: false },
            Deed::Reveal { participant: None },
            Deed::Reveal { participant: Some(participant) },
            Deed::OpenRound { round, about: Electorate::Ideas, budget: 5, cap: 2 },
            Deed::CloseRound { round },
            Deed::Cast { round, note: of, dots: 3 },
            Deed::Unknown,
        ] {
            let order = Order { op_id, epoch: 1 << 40, deed };
            assert_eq!(read_order(order.to_json().as_bytes()), Ok(order));
        }
    }

    #[test]
    fn wi2_reasons_are_spelled_in_kebab_case() {
        let spelled = |reason| serde_json::to_string(&reason).expect("json");
        assert_eq!(spelled(RefusalReason::ClientIdTaken), r#""client-id-taken""#);
        assert_eq!(spelled(RefusalReason::NotYours), r#""not-yours""#);
    }
}
