//! What views and the model are written with: Leptos, its heavy parts replaced by [`crate::lean`]'s of the same names.
//! (A name imported by itself goes before one of a glob.)

pub use leptos::prelude::*;

pub use crate::lean::effect::Effect;
pub use crate::lean::flow::{For, Show};
pub use crate::lean::signals::{ArcRwSignal, Memo, RwSignal, Signal, StoredValue};

// The methods that `view!` calls on an element.
pub use crate::lean::element::Begin as AriaAttributes;
pub use crate::lean::element::Begin as ClassAttribute;
pub use crate::lean::element::Begin as CustomAttribute;
pub use crate::lean::element::Begin as ElementChild;
pub use crate::lean::element::Begin as GlobalAttributes;
pub use crate::lean::element::Begin as NodeRefAttribute;
pub use crate::lean::element::Begin as OnAttribute;
pub use crate::lean::element::Begin as PropAttribute;
pub use crate::lean::element::Begin as StyleAttribute;
