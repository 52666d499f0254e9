"""pycrdt at the board, over a plain WebSocket: another implementation of Yjs, in another language."""

import json
import pathlib
import subprocess
import time
import uuid

import pytest
from pycrdt import (
    Doc,
    Map,
    Text,
    YMessageType,
    YSyncMessageType,
    create_sync_message,
    create_update_message,
    handle_sync_message,
)
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

PATIENCE_SECS = 20


class Person:
    """Somebody with pycrdt: its own sync protocol, one message a frame. Reads while it waits for a fact."""

    def __init__(self, server, seat):
        self.seat = seat
        self.doc = Doc()
        self.notes = self.doc.get("notes", type=Map)
        self.about = self.doc.get("workshop", type=Map)
        self.synced = False
        self.denied = None
        self.unsent = []
        # What a peer said is not sent back: only what is done here is an update of ours.
        self.hearing = False
        self.doc.observe(lambda event: None if self.hearing else self.unsent.append(event.update))
        self.socket = connect(
            f"ws://{server.address}/sync/{seat['workshop']}",
            subprotocols=["journeyboard.v1", "bearer." + seat["token"]],
            max_size=None,
        ).__enter__()
        assert self.socket.subprotocol == "journeyboard.v1"
        self.socket.send(create_sync_message(self.doc))

    def sends(self):
        for update in self.unsent:
            self.socket.send(create_update_message(update))
        self.unsent.clear()

    def hears(self, message):
        if message[0] == YMessageType.SYNC:
            self.hearing = True
            reply = handle_sync_message(message[1:], self.doc)
            self.hearing = False
            self.synced |= message[1] == YSyncMessageType.SYNC_STEP2
            if reply is not None:
                self.socket.send(reply)
        elif message[0] == 2:
            self.denied = message[3:].decode()

    def until(self, what, fact):
        deadline = time.monotonic() + PATIENCE_SECS
        while not fact():
            left = deadline - time.monotonic()
            assert left > 0, f"waited in vain for {what}"
            self.hears(self.socket.recv(timeout=left))

    def sits(self):
        self.until("the document", lambda: self.synced)
        return self

    def adds(self, text):
        note = str(uuid.uuid4())
        with self.doc.transaction():
            self.notes[note] = Map(
                {"kind": "need", "text": Text(text), "pos": [10, 20], "author": self.seat["participant"]}
            )
        self.sends()
        return note

    def text_of(self, note):
        return str(self.notes[note]["text"]) if note in self.notes else None

    def sees(self, note, text):
        self.until(text, lambda: self.text_of(note) == text)


class Neighbour:
    """A yjs person in a node process."""

    def __init__(self, server, seat):
        script = pathlib.Path(__file__).with_name("neighbour.mjs")
        args = ["node", str(script), server.address, seat["workshop"], seat["token"], seat["participant"]]
        self.process = subprocess.Popen(args, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.notes = self.answer()["notes"]

    def answer(self):
        line = self.process.stdout.readline()
        assert line, "the neighbour is gone"
        return json.loads(line)

    def ask(self, **command):
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()
        return self.answer()

    def leaves(self):
        self.process.stdin.close()
        self.process.wait(PATIENCE_SECS)


def sit(server, workshop, role, name):
    return Person(server, server.join(workshop, role, name)).sits()


@pytest.fixture
def yjs(server):
    """Brings yjs people; each goes home with the test."""
    people = []

    def come(workshop, name):
        people.append(Neighbour(server, server.join(workshop, "participant", name)))
        return people[-1]

    yield come
    for person in people:
        person.leaves()


def test_fc9_pycrdt_joins_by_a_link_and_reads_the_whole_demo(server):
    ann = sit(server, server.create(), "viewer", "Ann")
    file = server.export(ann.seat)
    assert len(file["notes"]) > 20
    assert {note: ann.text_of(note) for note in ann.notes} == {
        note: value["text"] for note, value in file["notes"].items()
    }
    assert ann.about["title"] == "Home fibre"


def test_fc10_what_pycrdt_writes_a_yjs_person_sees_and_the_server_too(server, yjs):
    workshop = server.create()
    ann = sit(server, workshop, "participant", "Ann")
    ben = yjs(workshop, "Ben")
    note = ann.adds("Nobody answers the phone 📞")
    assert ben.ask(sees=[note, "Nobody answers the phone 📞"])["seen"]
    assert server.export(ann.seat)["notes"][note] == {
        "kind": "need",
        "text": "Nobody answers the phone 📞",
        "pos": [10, 20],
        "author": ann.seat["participant"],
    }
    other = ben.ask(adds="Call back within a day")["id"]
    ann.sees(other, "Call back within a day")


def test_fc11_what_pycrdt_and_yjs_type_into_one_note_is_merged(server, yjs):
    workshop = server.create("blank")
    ann = sit(server, workshop, "participant", "Ann")
    ben = yjs(workshop, "Ben")
    note = ann.adds("the phone")
    ben.ask(sees=[note, "the phone"])
    ben.ask(types=[note, 0, "At noon "])
    # Ann does not know of it yet: she reads only while she waits.
    text = ann.notes[note]["text"]
    text += " rings"
    ann.sends()
    ann.sees(note, "At noon the phone rings")
    assert ben.ask(sees=[note, "At noon the phone rings"])["seen"]
    assert server.export(ann.seat)["notes"][note]["text"] == "At noon the phone rings"


def test_fc12_a_viewer_who_edits_with_pycrdt_hears_why_and_is_closed(server):
    eve = sit(server, server.create("blank"), "viewer", "Eve")
    eve.adds("mine")
    with pytest.raises(ConnectionClosed) as closed:
        eve.until("the end", lambda: False)
    assert closed.value.rcvd.code == 4403
    assert eve.denied == "viewers only read"
