//! A server in a process of its own, which can be killed without a word. Refuses to know who visits it.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use tempfile::TempDir;
use tokio::sync::mpsc;
use tokio::time::timeout;

use crate::{PATIENCE, Site};

/// A running `journeyboard serve` over a folder that stays.
pub struct ServerProcess {
    folder: TempDir,
    args: Vec<String>,
    child: Running,
    site: Site,
    said: Vec<String>,
}

/// A command that ended.
#[derive(Debug)]
pub struct Finished {
    /// The exit code.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Deref for ServerProcess {
    type Target = Site;

    fn deref(&self) -> &Site {
        &self.site
    }
}

/// A process that ends with whoever holds it.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ended = self.0.kill();
        let _reaped = self.0.wait();
    }
}

impl ServerProcess {
    /// Starts the program over a new folder, on any port.
    pub async fn start() -> Self {
        Self::start_with(&[]).await
    }

    /// As [`ServerProcess::start`], with more arguments.
    pub async fn start_with(args: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let args: Vec<String> = args.iter().map(|arg| (*arg).to_owned()).collect();
        let (child, site, said) = spawn(folder.path(), "127.0.0.1:0", &args).await;
        Self { folder, args, child, site, said }
    }

    /// Kills it as `kill -9` does: no goodbye, nothing written.
    pub fn is_killed(&mut self) {
        self.child.0.kill().expect("it runs");
        self.child.0.wait().expect("it ended");
    }

    /// Asks it to stop as `kill` does, and waits until it did.
    pub async fn is_stopped(&mut self) -> ExitStatus {
        let asked = Command::new("kill").arg(self.child.0.id().to_string()).status().expect("kill runs");
        assert!(asked.success());
        let (tell, told) = tokio::sync::oneshot::channel();
        let mut child = std::mem::replace(&mut self.child.0, nothing());
        std::thread::spawn(move || tell.send(child.wait()));
        timeout(PATIENCE, told).await.expect("it stops soon").expect("it was waited for").expect("a status")
    }

    /// Starts it again over the same folder, on the same port.
    pub async fn starts_again(&mut self) {
        let listen = self.address().to_string();
        (self.child, self.site, self.said) = spawn(self.folder.path(), &listen, &self.args).await;
    }

    /// Starts it over the same folder and kills it when the moment has come; whether that was before it was ready.
    pub async fn is_killed_while_starting(&mut self, moment: Duration) -> bool {
        let listen = self.address().to_string();
        let starting = spawn(self.folder.path(), &listen, &self.args);
        // Either way it ends with what held it.
        timeout(moment, starting).await.is_err()
    }

    /// The folder of its data.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The lines that it printed up to the one that says where it listens.
    #[must_use]
    pub fn said(&self) -> &[String] {
        &self.said
    }
}

/// Runs the program to its end, without anything of this process's environment that it would read.
pub async fn run_journeyboard(args: &[&str]) -> Finished {
    let mut command = journeyboard();
    command.args(args);
    let output = tokio::task::spawn_blocking(move || command.output());
    let output = timeout(PATIENCE, output).await.expect("it ends by itself").expect("no panic").expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Finished { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

async fn spawn(folder: &Path, listen: &str, args: &[String]) -> (Running, Site, Vec<String>) {
    let log = folder.join("log.txt");
    let child = journeyboard()
        .args(["serve", "--listen", listen, "--data"])
        .arg(folder.join("data"))
        .args(args)
        .stdout(Stdio::piped())
        .stderr(File::options().create(true).append(true).open(&log).expect("a log"))
        .spawn()
        .expect("the program runs");
    let mut child = Running(child);
    let out = child.0.stdout.take().expect("its output is ours");
    let (lines, mut heard) = mpsc::unbounded_channel();
    // Reads on after the ready line, so that the program never waits for a reader.
    std::thread::spawn(move || {
        for line in BufReader::new(out).lines().map_while(Result::ok) {
            let _nobody_waits = lines.send(line);
        }
    });
    let mut said = Vec::new();
    loop {
        let line = timeout(PATIENCE, heard.recv()).await.expect("it says where it listens");
        let Some(line) = line else {
            panic!("the server did not start:\n{}", std::fs::read_to_string(&log).unwrap_or_default());
        };
        let address = line.strip_prefix("listening on http://").map(str::to_owned);
        said.push(line);
        if let Some(address) = address {
            let address: SocketAddr = address.parse().expect("an address");
            return (child, Site::at(address), said);
        }
    }
}

/// The program: what the caller of the tests named, else what was built last.
#[must_use]
pub fn program() -> PathBuf {
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target");
    let built = ["release", "debug"].map(|profile| target.join(profile).join("journeyboard"));
    let age = |path: &PathBuf| path.metadata().and_then(|file| file.modified()).ok();
    let newest = built.into_iter().filter(|path| age(path).is_some()).max_by_key(age);
    let program = std::env::var_os("JOURNEYBOARD_BIN").map(PathBuf::from).or(newest);
    program.expect("no journeyboard program: `cargo xtask build` makes it")
}

fn journeyboard() -> Command {
    let mut command = Command::new(program());
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("JOURNEYBOARD_")) {
        command.env_remove(name);
    }
    command.stdin(Stdio::null());
    command
}

/// A process that has ended, to stand in for one that was taken away.
fn nothing() -> Child {
    Command::new("true").spawn().expect("`true` runs")
}
