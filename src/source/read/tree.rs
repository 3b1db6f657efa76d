//! From the events of the YAML reader to nodes.

use std::borrow::Cow;

use granit_parser::{Event, Parser, ScalarStyle, StrInput, StructureStyle, Tag};

use crate::diag::{Diagnostic, Place, Refusal};
use crate::source::mistakes::say_more;
use crate::source::read::aliases::Aliases;
use crate::source::read::limits::{DEEPEST, Halt, LONGEST_KEY, MOST_REFUSALS, too_deep};
use crate::source::read::{Kept, scalar, slips};
use crate::source::short_forms::expand_short_form;
use crate::source::{Node, Span, Value};

/// A reading under way.
pub(super) struct Reading<'a> {
    pub(super) text: &'a str,
    pub(super) aliases: Aliases,
    /// What was refused and did not end the reading.
    pub(super) found: Vec<Diagnostic>,
    /// Which of two equal keys of a map is kept.
    pub(super) kept: Kept,
    pub(super) depth: usize,
    events: Parser<'a, StrInput<'a>>,
    /// The last scalar, in which the reason of a slip after it may lie.
    last_scalar: Span,
}

impl<'a> Reading<'a> {
    pub(super) fn new(text: &'a str, kept: Kept) -> Self {
        let options = granit_parser::options! {
            emit_comments: false,
            emit_unresolved_aliases: true,
            simple_key_max_lookahead: LONGEST_KEY,
        };
        Self {
            text,
            aliases: Aliases::default(),
            found: Vec::new(),
            kept,
            depth: 0,
            events: Parser::new_from_str_with_options(text, options),
            last_scalar: Span::default(),
        }
    }

    /// The root, if there is one, and all that was refused, in the order of the text.
    pub(super) fn finish(mut self) -> (Option<Node>, Vec<Diagnostic>) {
        let root = self.document().unwrap_or_else(|halt| {
            self.found.push(*halt);
            None
        });
        self.found.sort_by_key(|refused| match &refused.at {
            Place::Bytes(bytes) => bytes.start,
            Place::Nowhere | Place::Key(_) | Place::Value(_) | Place::Template(_) => 0,
        });
        if self.found.len() > MOST_REFUSALS {
            self.found.truncate(MOST_REFUSALS);
            say_more(&mut self.found);
        }
        (root, self.found)
    }

    /// The only document of the text.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the reader's events may grow in number"
    )]
    fn document(&mut self) -> Result<Option<Node>, Halt> {
        let mut root = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => return Ok(root.filter(|root| !says_nothing(root))),
                Event::DocumentStart(..) if root.is_some() => {
                    return Err(second_document(span).into());
                }
                Event::DocumentStart(..) => root = Some(self.node()?),
                _ => {}
            }
        }
    }

    /// The next event and its place.
    pub(super) fn next(&mut self) -> Result<(Event<'a>, granit_parser::Span), Halt> {
        match self.events.next() {
            Some(Ok(event)) => Ok(event),
            Some(Err(error)) => Err(Box::new(slips::explain(
                self.text,
                &error,
                self.last_scalar,
            ))),
            None => Ok((Event::StreamEnd, granit_parser::Span::default())),
        }
    }

    /// The node that comes next.
    pub(super) fn node(&mut self) -> Result<Node, Halt> {
        let (event, span) = self.next()?;
        self.node_from(event, span)
    }

    /// The node that begins with this event.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the reader's events may grow in number"
    )]
    pub(super) fn node_from(
        &mut self,
        event: Event<'a>,
        span: granit_parser::Span,
    ) -> Result<Node, Halt> {
        let (node, anchor, tag) = match event {
            Event::Scalar(text, style, anchor, tag) => {
                (self.scalar(text, style, tag.as_deref(), span), anchor, tag)
            }
            Event::SequenceStart(style, anchor, tag) => (self.list(style, span)?, anchor, tag),
            Event::MappingStart(style, anchor, tag) => (self.map(style, span)?, anchor, tag),
            Event::Alias(id) => return self.alias(id, bytes(span)),
            Event::UnresolvedAlias(name) => {
                self.found.push(slips::unknown_alias(&name, bytes(span)));
                return Ok(nothing(bytes(span)));
            }
            _ => return Ok(nothing(bytes(span))),
        };
        let node = match tag {
            Some(tag) if is_short_form(&tag) => self.short_form(&tag, span, node),
            Some(_) | None => node,
        };
        if anchor != 0 {
            self.aliases.remember(anchor, &node)?;
        }
        Ok(node)
    }

    fn scalar(
        &mut self,
        text: Cow<'a, str>,
        style: ScalarStyle,
        tag: Option<&Tag>,
        span: granit_parser::Span,
    ) -> Node {
        self.last_scalar = bytes(span);
        let span = match style {
            ScalarStyle::Plain | ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
                bytes(span)
            }
            ScalarStyle::Literal | ScalarStyle::Folded => with_header(self.text, bytes(span)),
        };
        let is_plain = match tag {
            Some(tag) if tag.original() == "!" => false,
            Some(tag) if tag.is_yaml_core_schema() => !tag.is_yaml_core_schema_tag("str"),
            Some(_) | None => style == ScalarStyle::Plain,
        };
        if !is_plain {
            return Node {
                span,
                value: Value::String(text.into_owned()),
            };
        }
        let value = scalar::plain(&text).unwrap_or_else(|scalar::NoJsonNumber| {
            self.found.push(Diagnostic::refusal(
                Refusal::InvalidValue,
                Place::Bytes(span.into()),
                format!("`{text}` is a number that JSON cannot hold"),
            ));
            Value::Null
        });
        Node { span, value }
    }

    fn list(&mut self, style: StructureStyle, span: granit_parser::Span) -> Result<Node, Halt> {
        let Span { start, mut end } = bytes(span);
        self.descend(bytes(span))?;
        let mut items = Vec::new();
        loop {
            let (event, span) = self.next()?;
            if matches!(event, Event::SequenceEnd | Event::StreamEnd) {
                end = end_of(style, span, end);
                break;
            }
            let item = self.node_from(event, span)?;
            end = item.span.end;
            items.push(item);
        }
        self.depth -= 1;
        Ok(Node {
            span: Span { start, end },
            value: Value::List(items),
        })
    }

    /// One level down, if there is one.
    pub(super) fn descend(&mut self, place: Span) -> Result<(), Halt> {
        self.depth += 1;
        if self.depth > DEEPEST {
            Err(too_deep(place).into())
        } else {
            Ok(())
        }
    }

    fn alias(&mut self, id: usize, place: Span) -> Result<Node, Halt> {
        if let Some(node) = self.aliases.repeat(id, place, self.depth)? {
            return Ok(node);
        }
        self.found.push(slips::alias_in_itself(self.text, place));
        Ok(nothing(place))
    }

    fn short_form(&mut self, tag: &Tag, span: granit_parser::Span, argument: Node) -> Node {
        let place = span.tag_span().map_or(argument.span, bytes);
        let written = tag.original();
        let name = written.strip_prefix('!').unwrap_or(&written);
        expand_short_form(name, place, argument).unwrap_or_else(|refused| {
            self.found.push(*refused);
            nothing(place)
        })
    }
}

/// Where a list or map ends: a flow one with its bracket, a block one with the last thing in it.
pub(super) fn end_of(style: StructureStyle, event: granit_parser::Span, last: usize) -> usize {
    match style {
        StructureStyle::Flow => bytes(event).end.max(last),
        StructureStyle::Block => last,
    }
}

/// The bytes of a place of the reader.
pub(super) fn bytes(span: granit_parser::Span) -> Span {
    let range = span.byte_range().unwrap_or_default();
    Span {
        start: range.start,
        end: range.end,
    }
}

pub(super) fn nothing(span: Span) -> Node {
    Node {
        span,
        value: Value::Null,
    }
}

/// A text of comments and `---` has a document in which nothing is written.
fn says_nothing(root: &Node) -> bool {
    root.value == Value::Null && root.span.is_empty()
}

/// YAML's own tags, and `!` alone, say what kind of scalar is meant.
pub(super) fn is_short_form(tag: &Tag) -> bool {
    tag.is_custom() && tag.original() != "!"
}

/// A block scalar from its `|` or `>` to its last character; the reader's place begins with the first line below.
fn with_header(text: &str, content: Span) -> Span {
    let before = text.get(..content.start).unwrap_or_default().trim_end();
    let line_start = before.rfind('\n').map_or(0, |feed| feed + 1);
    let line = &before[line_start..];
    let header = &line[..line.find(" #").unwrap_or(line.len())];
    let written = text
        .get(content.start..content.end)
        .unwrap_or_default()
        .trim_end();
    Span {
        start: header
            .rfind(['|', '>'])
            .map_or(content.start, |at| line_start + at),
        end: content.start + written.len(),
    }
}

fn second_document(span: granit_parser::Span) -> Diagnostic {
    Diagnostic::refusal(
        Refusal::NotYaml,
        Place::Bytes(bytes(span).into()),
        "a second document begins here",
    )
    .help("keep one document in a file")
}
