"""A journeyboard process for the tests of Python clients, and its HTTP side in a few words. Knows no CRDT."""

import json
import os
import pathlib
import subprocess
import urllib.request

import pytest


def program():
    """What the caller named, else what was built last."""
    if named := os.environ.get("JOURNEYBOARD_BIN"):
        return named
    target = pathlib.Path(__file__).parents[2] / "target"
    built = [target / profile / "journeyboard" for profile in ("release", "debug")]
    built = [path for path in built if path.exists()]
    assert built, "no journeyboard program: `cargo xtask build` makes it"
    return str(max(built, key=lambda path: path.stat().st_mtime))


class Server:
    def __init__(self, folder):
        env = {name: value for name, value in os.environ.items() if not name.startswith("JOURNEYBOARD_")}
        args = [program(), "serve", "--listen", "127.0.0.1:0", "--data", str(folder / "data")]
        self.process = subprocess.Popen(args, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.address = None
        for line in self.process.stdout:
            if line.startswith("listening on http://"):
                self.address = line.strip().removeprefix("listening on http://")
                break
        assert self.address, "the server did not start"

    def ask(self, path, body=None, token=None):
        request = urllib.request.Request(f"http://{self.address}{path}")
        if token:
            request.add_header("authorization", f"Bearer {token}")
        if body is not None:
            request.add_header("content-type", "application/json")
            request.data = json.dumps(body).encode()
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)

    def create(self, template="demo"):
        """A workshop: its id and the secrets of its links."""
        made = self.ask("/api/workshops", {"title": "Home fibre", "template": template, "locale": "en"})
        return {"id": made["id"], **{role: link.split("#")[1] for role, link in made["links"].items()}}

    def join(self, workshop, role, name):
        seat = self.ask(f"/api/workshops/{workshop['id']}/join", {"secret": workshop[role], "name": name})
        return {**seat, "workshop": workshop["id"]}

    def export(self, seat):
        """What the server itself says is in the workshop."""
        return self.ask(f"/api/workshops/{seat['workshop']}/export.json", token=seat["token"])

    def stop(self):
        self.process.terminate()
        self.process.wait(20)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("journeyboard"))
    yield server
    server.stop()
