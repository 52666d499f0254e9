//! One kind of element for every element of every view. `view!` starts with Leptos' own, which has its tag, its attributes
//! and its children in its type; the first attribute or child makes it an [`Element`], which has them in lists.

use std::borrow::Cow;

use leptos::prelude::{
    AddAnyAttr, AnyView, IntoAny, IntoRender, Mountable, NodeRef, Owner, Render, RenderEffect, RenderHtml,
};
use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::html::element::ElementType;
use leptos::tachys::html::event::EventDescriptor;
use leptos::tachys::html::node_ref::NodeRefContainer;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::renderer::types::{self, Node};
use leptos::tachys::renderer::{RemoveEventHandler, Rndr};
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{Position, PositionState};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsValue;

use super::value::{Said, Value, Word};

type Dom = types::Element;
type Handler = Box<dyn FnMut(JsValue)>;

/// Where a value goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Into {
    Attribute,
    /// One class of many: there or not.
    Class,
    Property,
}

/// What an element is made of besides its children.
enum Part {
    Value(Into, &'static str, Said),
    Handler(Cow<'static, str>, SendWrapper<Handler>),
    Reference(Box<dyn FnOnce(&Dom) + Send>),
}

/// What keeps a part alive once it is on the page.
enum Kept {
    Once(Into, &'static str, Word),
    Anew(Into, &'static str, RenderEffect<Word>),
    Handler(#[expect(dead_code, reason = "takes the handler off when it is dropped")] RemoveEventHandler<Dom>),
    Nothing,
}

/// An element of a view.
pub struct Element {
    tag: &'static str,
    namespace: Option<&'static str>,
    parts: Vec<Part>,
    children: Option<AnyView>,
}

/// An element on the page.
pub struct ElementState {
    tag: &'static str,
    dom: Dom,
    kept: Vec<Kept>,
    children: Option<AnyViewState>,
}

/// What can stand behind `class=` and `class:name=`.
pub trait Class {
    /// Puts it on.
    fn onto(self, element: Element) -> Element;
}

impl<V: Value> Class for V {
    fn onto(self, element: Element) -> Element {
        element.with(Part::Value(Into::Attribute, "class", self.said()))
    }
}

impl<V: Value> Class for (&'static str, V) {
    fn onto(self, element: Element) -> Element {
        element.with(Part::Value(Into::Class, self.0, self.1.said()))
    }
}

impl Element {
    /// An element that has nothing yet.
    pub(super) fn new(tag: &'static str, namespace: Option<&'static str>) -> Self {
        Self { tag, namespace, parts: Vec::new(), children: None }
    }

    #[inline(never)]
    fn with(mut self, part: Part) -> Self {
        self.parts.push(part);
        self
    }

    /// Puts what is within into it.
    pub fn child<C>(mut self, child: C) -> Self
    where
        C: IntoRender,
        C::Output: RenderHtml,
    {
        self.children = Some(child.into_render().into_owned().into_any());
        self
    }

    /// An attribute.
    pub fn attr(self, name: &'static str, value: impl Value) -> Self {
        self.with(Part::Value(Into::Attribute, name, value.said()))
    }

    /// Its classes, or one of them.
    pub fn class(self, class: impl Class) -> Self {
        class.onto(self)
    }

    /// A property.
    pub fn prop(self, name: &'static str, value: impl Value) -> Self {
        self.with(Part::Value(Into::Property, name, value.said()))
    }

    /// A handler.
    pub fn on<E: EventDescriptor>(self, event: E, mut handler: impl FnMut(E::EventType) + 'static) -> Self
    where
        E::EventType: From<JsValue>,
    {
        self.handle(event.name(), Box::new(move |event| handler(event.into())))
    }

    #[inline(never)]
    fn handle(self, name: Cow<'static, str>, mut handler: Handler) -> Self {
        let owner = Owner::current().unwrap_or_default();
        let owned: Handler = Box::new(move |event| owner.with(|| handler(event)));
        self.with(Part::Handler(name, SendWrapper::new(owned)))
    }

    /// Lets a reference point at it.
    pub fn node_ref<E: ElementType>(self, reference: NodeRef<E>) -> Self
    where
        NodeRef<E>: NodeRefContainer<E>,
    {
        self.with(Part::Reference(Box::new(move |dom| reference.load(dom))))
    }
}

/// Puts a value where it goes. `before` is what stands there, [`Word::Nothing`] on a new element.
fn put(dom: &Dom, into: Into, name: &str, before: &Word, now: &Word) {
    match into {
        Into::Property => {
            let value = match now {
                Word::Nothing => return,
                Word::Flag(flag) => JsValue::from_bool(*flag),
                Word::Text(text) => JsValue::from_str(text),
            };
            Rndr::set_property_or_value(dom, name, &value);
        }
        _ if before == now => {}
        Into::Attribute => match now.attribute() {
            Some(value) => Rndr::set_attribute(dom, name, value),
            None => Rndr::remove_attribute(dom, name),
        },
        Into::Class => {
            if now.attribute().is_some() {
                Rndr::add_class(&dom.class_list(), name);
            } else {
                Rndr::remove_class(&dom.class_list(), name);
            }
        }
    }
}

fn attach(dom: &Dom, part: Part, before: Word) -> Kept {
    match part {
        Part::Value(into, name, Said::Once(word)) => {
            put(dom, into, name, &before, &word);
            Kept::Once(into, name, word)
        }
        Part::Value(into, name, Said::Anew(mut say)) => {
            let dom = dom.clone();
            let effect: Box<dyn FnMut(Option<Word>) -> Word> = Box::new(move |last| {
                let now = say();
                put(&dom, into, name, &last.unwrap_or(Word::Nothing), &now);
                now
            });
            Kept::Anew(into, name, RenderEffect::new_with_value(effect, Some(before)))
        }
        Part::Handler(name, handler) => Kept::Handler(Rndr::add_event_listener(dom, &name, handler.take())),
        Part::Reference(load) => {
            load(dom);
            Kept::Nothing
        }
    }
}

/// What a part left on the page; stops what kept it up to date.
fn let_go(kept: Kept) -> Option<(Into, &'static str, Word)> {
    match kept {
        Kept::Once(into, name, word) => Some((into, name, word)),
        Kept::Anew(into, name, effect) => Some((into, name, effect.take_value()?)),
        Kept::Handler(_) | Kept::Nothing => None,
    }
}

/// Puts new parts where old ones were: what did not change is not touched.
fn exchange(dom: &Dom, kept: &mut Vec<Kept>, parts: Vec<Part>) {
    let mut left: Vec<(Into, &'static str, Word)> = kept.drain(..).filter_map(let_go).collect();
    for part in parts {
        let at = match &part {
            Part::Value(into, name, _) => left.iter().position(|(had, named, _)| had == into && named == name),
            _ => None,
        };
        let before = at.map_or(Word::Nothing, |at| left.swap_remove(at).2);
        kept.push(attach(dom, part, before));
    }
    for (into, name, word) in left {
        put(dom, into, name, &word, &Word::Nothing);
    }
}

impl Render for Element {
    type State = ElementState;

    fn build(self) -> ElementState {
        let dom = Rndr::create_element(self.tag, self.namespace);
        let kept = self.parts.into_iter().map(|part| attach(&dom, part, Word::Nothing)).collect();
        let children = self.children.map(|children| {
            let mut children = children.build();
            children.mount(&dom, None);
            children
        });
        ElementState { tag: self.tag, dom, kept, children }
    }

    fn rebuild(self, state: &mut ElementState) {
        if self.tag != state.tag || self.children.is_some() != state.children.is_some() {
            let mut new = self.build();
            state.insert_before_this(&mut new);
            state.unmount();
            *state = new;
            return;
        }
        exchange(&state.dom, &mut state.kept, self.parts);
        if let (Some(children), Some(state)) = (self.children, &mut state.children) {
            children.rebuild(state);
        }
    }
}

impl Mountable for ElementState {
    fn unmount(&mut self) {
        Rndr::remove(&self.dom);
    }

    fn mount(&mut self, parent: &Dom, marker: Option<&Node>) {
        Rndr::insert_node(parent, &self.dom, marker);
    }

    fn try_mount(&mut self, parent: &Dom, marker: Option<&Node>) -> bool {
        Rndr::try_insert_node(parent, &self.dom, marker)
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let Some(parent) = self.dom.parent_element() else { return false };
        child.mount(&parent, Some(&self.dom));
        true
    }

    fn elements(&self) -> Vec<Dom> {
        vec![self.dom.clone()]
    }
}

const NEVER: &str = "Journeyboard renders in the browser alone";

impl AddAnyAttr for Element {
    type Output<NewAttr: Attribute> = Self;

    fn add_any_attr<NewAttr: Attribute>(self, _attr: NewAttr) -> Self {
        unreachable!("attributes are written on the element itself")
    }
}

impl RenderHtml for Element {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(self, _: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {
        unreachable!("{NEVER}")
    }

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> ElementState {
        unreachable!("{NEVER}")
    }

    fn into_owned(self) -> Self {
        self
    }
}
