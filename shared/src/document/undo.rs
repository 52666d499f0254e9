//! A person's own undo and redo: what others did stays.

use yrs::sync::Clock;
use yrs::undo::{Options, UndoManager};

use super::change::Change;
use super::schema::Root;
use super::tree::{BoardDoc, Origin};

impl BoardDoc {
    /// Starts to remember this person's own changes. `clock` gives milliseconds; typing within `typing_ms` is one step.
    pub fn remember_own_changes(&mut self, clock: impl Fn() -> u64 + Send + Sync + 'static, typing_ms: u64) {
        let clock: std::sync::Arc<dyn Clock> = std::sync::Arc::new(clock);
        let mut undo = UndoManager::with_options(Options {
            capture_timeout_millis: typing_ms,
            tracked_origins: std::iter::once(Origin::Own.name().into()).collect(),
            capture_transaction: None,
            timestamp: clock,
            init_undo_stack: Vec::new(),
            init_redo_stack: Vec::new(),
        });
        for root in Root::PEOPLES {
            undo.expand_scope(&self.doc, self.roots.get(root));
        }
        self.undo = Some(undo);
    }

    /// Ends the current step: what comes next is undone by itself.
    pub fn end_step(&mut self) {
        if let Some(undo) = &mut self.undo {
            undo.reset();
        }
    }

    /// Takes this person's last step back; `None` if there is none.
    pub fn undo(&mut self) -> Option<Change> {
        let undone = self.undo.as_mut()?.undo_blocking();
        let change = self.settle();
        undone.then_some(change)
    }

    /// Does this person's last undone step again; `None` if there is none.
    pub fn redo(&mut self) -> Option<Change> {
        let redone = self.undo.as_mut()?.redo_blocking();
        let change = self.settle();
        redone.then_some(change)
    }

    /// Whether there is a step to take back.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        self.undo.as_ref().is_some_and(UndoManager::can_undo)
    }

    /// Whether there is a step to do again.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        self.undo.as_ref().is_some_and(UndoManager::can_redo)
    }
}
