//! Copies everything, or one workshop, into a file while people go on writing, and looks at what was written.

use std::path::PathBuf;

use journeyboard_shared::ids::WorkshopId;

use super::verify::look_at_backup;
use super::{Failed, Outcome, Upkeep, blocking};
use crate::store::Archive;

impl Upkeep {
    pub(super) async fn back_up(&self, to: PathBuf, workshop: Option<WorkshopId>) -> Result<Outcome, Failed> {
        let (folder, stop) = (self.folder.clone(), self.stop.clone());
        blocking(move || {
            let archive = Archive::of_folder(&folder)?;
            match workshop {
                Some(workshop) => archive.copy_one_to(workshop, &to)?,
                None => archive.copy_to(&to, &|| !stop.is_cancelled())?,
            }
            let report = look_at_backup(&to)?;
            let bytes = to.metadata().map_or(0, |file| file.len());
            let mut said = report.lines();
            said.push(format!("{}: {} KiB", to.display(), bytes.div_ceil(1024)));
            if report.is_good() {
                return Ok(Outcome::done(said));
            }
            // The best copy that there can be of what is damaged itself: kept, and said.
            Ok(Outcome::with_damage(said, "the backup was written, and what it holds is damaged"))
        })
        .await
    }
}
