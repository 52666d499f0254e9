//! What views and the model are written with: Leptos, its heavy parts replaced by [`crate::lean`]'s of the same names.
//! (A name imported by itself goes before one of a glob.)

pub use leptos::prelude::*;

pub use crate::lean::effect::Effect;
pub use crate::lean::flow::{For, Show};
pub use crate::lean::memo::Memo;
pub use crate::lean::signals::{ArcRwSignal, RwSignal, Signal};
pub use crate::lean::stored::StoredValue;

// The methods that `view!` calls on an element.
pub use crate::lean::begin::Begin as AriaAttributes;
pub use crate::lean::begin::Begin as ClassAttribute;
pub use crate::lean::begin::Begin as CustomAttribute;
pub use crate::lean::begin::Begin as ElementChild;
pub use crate::lean::begin::Begin as GlobalAttributes;
pub use crate::lean::begin::Begin as NodeRefAttribute;
pub use crate::lean::begin::Begin as OnAttribute;
pub use crate::lean::begin::Begin as PropAttribute;
pub use crate::lean::begin::Begin as StyleAttribute;
