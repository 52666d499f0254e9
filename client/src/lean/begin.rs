//! Where an element begins: the methods that `view!` calls on Leptos' own while it has nothing yet, and the attributes of
//! HTML by name. Refuses to know what an element becomes.

use leptos::prelude::{IntoRender, NodeRef, RenderHtml};
use leptos::tachys::html::element::{ElementType, HtmlElement};
use leptos::tachys::html::event::EventDescriptor;
use leptos::tachys::html::node_ref::NodeRefContainer;
use wasm_bindgen::JsValue;

use super::element::{Class, Element};
use super::value::Value;

macro_rules! attributes {
    (every: $($every:ident $every_name:literal),*; some: $($some:ident $some_name:literal),*) => {
        /// The methods that `view!` calls on an element that has nothing yet.
        #[allow(missing_docs, reason = "they are the attributes of HTML")]
        pub trait Begin: Sized {
            fn child<C>(self, child: C) -> Element
            where
                Self: Bare,
                C: IntoRender,
                C::Output: RenderHtml,
            {
                self.begin().child(child)
            }

            fn attr(self, name: &'static str, value: impl Value) -> Element
            where
                Self: Bare,
            {
                self.begin().attr(name, value)
            }

            fn class(self, class: impl Class) -> Element
            where
                Self: Bare,
            {
                self.begin().class(class)
            }

            fn prop(self, name: &'static str, value: impl Value) -> Element
            where
                Self: Bare,
            {
                self.begin().prop(name, value)
            }

            fn on<E: EventDescriptor>(self, event: E, handler: impl FnMut(E::EventType) + 'static) -> Element
            where
                Self: Bare,
                E::EventType: From<JsValue>,
            {
                self.begin().on(event, handler)
            }

            fn node_ref<E: ElementType>(self, reference: NodeRef<E>) -> Element
            where
                Self: Bare,
                NodeRef<E>: NodeRefContainer<E>,
            {
                self.begin().node_ref(reference)
            }

            $(fn $every(self, value: impl Value) -> Element
            where
                Self: Bare,
            {
                self.begin().attr($every_name, value)
            })*
        }

        #[allow(missing_docs, reason = "they are the attributes of HTML")]
        impl Element {
            $(pub fn $every(self, value: impl Value) -> Self {
                self.attr($every_name, value)
            })*
            $(pub fn $some(self, value: impl Value) -> Self {
                self.attr($some_name, value)
            })*
        }
    };
}

attributes! {
    every:
        aria_atomic "aria-atomic", aria_busy "aria-busy", aria_checked "aria-checked", aria_colcount "aria-colcount",
        aria_colindex "aria-colindex", aria_colspan "aria-colspan", aria_rowspan "aria-rowspan", aria_controls "aria-controls", aria_current "aria-current",
        aria_describedby "aria-describedby", aria_description "aria-description", aria_disabled "aria-disabled",
        aria_expanded "aria-expanded", aria_haspopup "aria-haspopup", aria_hidden "aria-hidden", aria_invalid "aria-invalid",
        aria_keyshortcuts "aria-keyshortcuts", aria_label "aria-label", aria_labelledby "aria-labelledby",
        aria_level "aria-level", aria_live "aria-live", aria_modal "aria-modal", aria_multiselectable "aria-multiselectable",
        aria_orientation "aria-orientation", aria_owns "aria-owns", aria_posinset "aria-posinset",
        aria_pressed "aria-pressed", aria_readonly "aria-readonly", aria_required "aria-required",
        aria_roledescription "aria-roledescription", aria_rowcount "aria-rowcount", aria_rowindex "aria-rowindex",
        aria_selected "aria-selected", aria_setsize "aria-setsize", aria_sort "aria-sort", aria_valuemax "aria-valuemax",
        aria_valuemin "aria-valuemin", aria_valuenow "aria-valuenow", aria_valuetext "aria-valuetext",
        autocapitalize "autocapitalize", autofocus "autofocus", contenteditable "contenteditable", dir "dir",
        draggable "draggable", enterkeyhint "enterkeyhint", hidden "hidden", id "id", inert "inert", inputmode "inputmode",
        lang "lang", popover "popover", role "role", spellcheck "spellcheck", style "style", tabindex "tabindex",
        title "title", translate "translate";
    some:
        accept "accept", alt "alt", autocomplete "autocomplete", checked "checked", colspan "colspan", datetime "datetime",
        disabled "disabled", download "download", r#for "for", height "height", href "href", list "list", max "max",
        maxlength "maxlength", min "min", multiple "multiple", name "name", novalidate "novalidate", open "open",
        pattern "pattern", placeholder "placeholder", readonly "readonly", rel "rel", required "required", rows "rows",
        rowspan "rowspan", scope "scope", selected "selected", src "src", step "step", target "target", r#type "type",
        value "value", width "width"
}

impl<E, At, Ch> Begin for HtmlElement<E, At, Ch> {}

/// Leptos' element while it has nothing yet.
#[diagnostic::on_unimplemented(
    message = "an element without children must begin with an attribute that every element has",
    note = "write `class`, `id`, `aria-…`, `on:…` and the like before `type`, `name`, `href` and the like (see `crate::lean`)"
)]
pub trait Bare {
    /// Makes it ours.
    fn begin(self) -> Element;
}

impl<E: ElementType> Bare for HtmlElement<E, (), ()> {
    fn begin(self) -> Element {
        Element::new(E::TAG, E::NAMESPACE)
    }
}
