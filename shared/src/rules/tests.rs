//! The table, read as people would; and that commands and the judge read it alike.

use uuid::Uuid;

use super::*;
use crate::command::{By, Command, NewNote, apply};
use crate::document::{BoardDoc, Origin, SCHEMA};
use crate::ids::{ClusterId, NoteId, ParticipantId, StageId, StepId};
use crate::model::{About, Cluster, Journey, Note, NoteKind, Point, Role, Stage, Step};
use crate::words::Locale;

fn id<T: From<Uuid>>(n: u128) -> T {
    Uuid::from_u128(n).into()
}

const ROLES: [Role; 3] = [Role::Facilitator, Role::Participant, Role::Viewer];

#[test]
fn ca5_in_the_first_phase_participants_build_and_tear_down_nothing_of_others() {
    let may = |operation, ownership| may(Role::Participant, Phase::default(), operation, ownership);
    assert!(may(Operation::CreateNote, Ownership::Own));
    for operation in [Operation::EditNote, Operation::MoveNote, Operation::SortNote] {
        assert!(Ownership::ALL.into_iter().all(|ownership| may(operation, ownership)), "{operation:?}");
    }
    for operation in [Operation::DeleteNote, Operation::EraseNote] {
        assert!(may(operation, Ownership::Own) && !may(operation, Ownership::Anothers), "{operation:?}");
    }
    assert!(!may(Operation::DeleteStage, Ownership::Servers));
}

#[test]
fn ca6_a_viewer_may_nothing_and_when_it_is_read_only_nobody_changes_the_board() {
    for operation in Operation::ALL {
        for phase in Phase::ALL {
            assert!(grant(Role::Viewer, phase, operation).is_nobodys());
            let (least, most) =
                (grant(Role::Participant, phase, operation), grant(Role::Facilitator, phase, operation));
            let wider = Ownership::ALL.into_iter().all(|whose| !least.includes(whose) || most.includes(whose));
            assert!(wider, "a participant may never more than a facilitator: {operation:?} in {phase:?}");
        }
        for role in ROLES.into_iter().filter(|_| !operation.is_ordered()) {
            assert!(grant(role, Phase::ReadOnly, operation).is_nobodys(), "{operation:?}");
        }
    }
}

#[test]
fn ca4_who_may_not_hears_whether_it_is_the_role_the_owner_or_the_phase() {
    let note = Some(id(1));
    let why = |role, phase, operation, ownership| ask(role, phase, operation, ownership, note).err();
    use {Operation as Op, Ownership as Os};
    assert_eq!(why(Role::Viewer, Phase::Open, Op::EditNote, Os::Own), Some(Refusal::Viewer));
    assert_eq!(why(Role::Participant, Phase::Open, Op::DeleteNote, Os::Anothers), Some(Refusal::NotYours(note)));
    assert_eq!(why(Role::Participant, Phase::Vote, Op::EditNote, Os::Own), Some(Refusal::Phase));
    assert_eq!(why(Role::Facilitator, Phase::ReadOnly, Op::EditNote, Os::Anothers), Some(Refusal::Phase));
    assert_eq!(why(Role::Participant, Phase::Gather, Op::DeleteStage, Os::Servers), Some(Refusal::FacilitatorsOnly));
    assert_eq!(why(Role::Facilitator, Phase::Open, Op::EraseNote, Os::Anothers), Some(Refusal::NotYours(note)));
    assert_eq!(why(Role::Participant, Phase::Gather, Op::EditNote, Os::Anothers), None);
}

#[test]
fn ca7_a_phase_of_a_newer_version_is_read_as_the_one_in_which_nothing_changes() {
    assert_eq!(Phase::read("carnival"), Phase::ReadOnly);
    for phase in Phase::ALL {
        assert_eq!(Phase::read(phase.key()), phase);
        assert_eq!(serde_json::to_string(&phase).expect("json"), format!("\"{}\"", phase.key()));
    }
}

#[test]
fn ca8_a_phase_closes_what_participants_may_no_longer_do() {
    assert!(closes(Phase::Open, Phase::Vote));
    assert!(closes(Phase::Gather, Phase::BrainstormSilent));
    assert!(!closes(Phase::Vote, Phase::Open));
    assert!(!closes(Phase::ReadOnly, Phase::Vote));
}

/// A board with something of everybody's, at that phase.
fn board_at(phase: Phase) -> BoardDoc {
    let mut doc = BoardDoc::new(1);
    let note = |n: u128, author: Option<ParticipantId>, cluster: Option<ClusterId>| {
        let kind = if n.is_multiple_of(2) { NoteKind::Touchpoint } else { NoteKind::Emotion };
        let (text, pos) = ("word".to_owned(), Point::new(n as f64, 0.0));
        let order = "a".to_owned();
        Note { kind, text, pos, author, emotion: None, touchpoint: None, cluster, order, deleted: false }
    };
    doc.edit(Origin::Remote, |edit| {
        edit.put_about(&About { schema: SCHEMA, title: "t".into(), locale: Locale::En, phase, epoch: 0 });
        let (name, start, end, order) = ("j".to_owned(), String::new(), String::new(), "a".to_owned());
        edit.put_journey(id(900), &Journey { name: name.clone(), start, end, order: order.clone() });
        for n in [800, 801] {
            edit.put_stage(id(n), &Stage { journey: id(900), name: name.clone(), order: order.clone() });
        }
        for (n, author) in [(10, Some(1)), (11, Some(1)), (20, Some(2)), (21, Some(2)), (30, None), (31, None)] {
            edit.put_note(id(n), &note(n, author.map(id), None));
            edit.put_note(id(n + 100), &note(n + 100, author.map(id), Some(id(700 + n / 10))));
        }
        for n in [701, 702, 703] {
            let (name, pos) = (name.clone(), Point::default());
            edit.put_cluster(id(n), &Cluster { name, pos, collapsed: false, touchpoint: None });
        }
        let step = Step { journey: id(900), stage: id(800), touchpoint: id(10), order };
        edit.put_step(StepId::first_of(id(900), id(10)), &step);
    });
    doc
}

fn deeds() -> Vec<Command> {
    let (at, pos) = (0, Point::new(5.0, 5.0));
    let new = |kind, touchpoint, cluster| NewNote {
        id: id(50),
        kind,
        text: "n".into(),
        pos,
        emotion: None,
        touchpoint,
        cluster,
    };
    let (journey, name) = (id(900), "x".to_owned());
    let mut deeds = vec![
        Command::CreateNote(new(NoteKind::Idea, None, None)),
        Command::CreateNote(new(NoteKind::Idea, Some(id(10)), Some(id(701)))),
        Command::AddStage { stage: id(805), journey, name: name.clone(), after: None },
        Command::RenameStage { stage: id(800), name: name.clone() },
        Command::MoveStage { stage: id(800), after: Some(id(801)) },
        Command::DeleteStage(id(800)),
        Command::DeleteStage(id(801)),
        Command::Unplace(StepId::first_of(id(900), id(10))),
        Command::DescribeJourney { journey, name: name.clone(), start: name.clone(), end: String::new() },
    ];
    for n in [10, 11, 20, 21, 30, 31, 110, 111, 120, 121, 130, 131] {
        let note: NoteId = id(n);
        let stage: StageId = id(801);
        deeds.extend([
            Command::EditText { note, at, delete: 1, insert: "y".into() },
            Command::ChangeKind { note, kind: NoteKind::Touchpoint },
            Command::ChangeKind { note, kind: NoteKind::Need },
            Command::MoveNotes(vec![(note, pos)]),
            Command::DeleteNotes(vec![note]),
            Command::Attach { notes: vec![note], touchpoint: Some(id(10)) },
            Command::Cluster { cluster: id(750), notes: vec![note, id(10)], pos },
            Command::Cluster { cluster: id(702), notes: vec![note], pos },
            Command::TakeOut(vec![(note, pos)]),
            Command::Place { step: StepId::first_of(id(900), note), touchpoint: note, stage, after: None },
        ]);
    }
    for n in [701, 702, 703] {
        let cluster: ClusterId = id(n);
        deeds.extend([
            Command::NameCluster { cluster, name: "c".into() },
            Command::MoveCluster { cluster, pos },
            Command::FoldCluster { cluster, collapsed: true },
            Command::SplitCluster { cluster, places: vec![] },
            Command::MakeTouchpoint { cluster, note: id(60) },
        ]);
    }
    deeds
}

#[test]
fn ca3_what_a_command_does_here_the_server_takes_in_every_phase() {
    let (mut done, mut refused) = (0, 0);
    for phase in Phase::ALL {
        for role in ROLES {
            for deed in deeds() {
                let by = By { participant: id(1), role };
                let mut own = board_at(phase);
                let Ok(change) = apply(&mut own, by, deed.clone()) else {
                    refused += 1;
                    continue;
                };
                done += 1;
                let mut servers = board_at(phase);
                for update in &change.updates {
                    let effect = servers.integrate(update).expect("an update");
                    let verdict = judge_change(role, by.participant, &effect, servers.board());
                    assert_eq!(verdict, Ok(()), "{deed:?} as {role:?} in {phase:?}");
                }
            }
        }
    }
    assert!(done > 500 && refused > 500, "{done} done, {refused} refused: both kinds are met");
}
