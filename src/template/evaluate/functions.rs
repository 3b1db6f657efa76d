//! The intrinsic functions that make a value of others.
//!
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html>

use super::super::term::{Said, Term};
use super::super::text::{Fact, Part, Text};
use super::names::find;
use super::{Evaluated, Evaluator, cidr, lists, resolved};
use crate::diag::Path;
use crate::source::{Entry, Node};

/// How the name of the fact begins that would tell an item which its list does not have.
pub const OUT_OF_LIST: &str = "`Fn::Select` of what is not in the list";

impl Evaluator<'_> {
    /// What a map of one key says if that is a function; `None` if it is no function.
    pub(super) fn function(&self, name: &str, argument: &Node, at: &Path) -> Option<Evaluated> {
        if name == "Ref" {
            return Some(match argument.as_str() {
                Some(name) => self.named(name, at),
                None => Some(Self::unknown("`Ref` of no name", at)),
            });
        }
        let function = name.strip_prefix("Fn::")?;
        let below = at.join(name);
        if function == "If" {
            return Some(self.branch(argument, &below));
        }
        let said = match function {
            "GetAtt" => Said::Text(self.attribute_named(argument, &below)),
            "Sub" => Said::Text(resolved(self.substituted(argument, &below))),
            "Join" => self.joined(argument, &below),
            "Select" => return Some(Some(self.selected(argument, &below))),
            "Split" => self.split(argument, &below),
            "FindInMap" => return Some(self.found_in_map(argument, &below)),
            "Base64" => {
                let text = self.text(argument, &below);
                match text.as_known() {
                    Some(known) => Said::Text(Text::from(lists::base64(known.as_bytes()))),
                    None => not_known(&text),
                }
            }
            "Cidr" => self.cidr(argument, &below),
            "ImportValue" => {
                let export = self.text(argument, &below);
                Said::Text(Text::from(Fact::new(format!("import {export}"))))
            }
            "GetAZs" => {
                let region = self.text(argument, &below);
                let region = match region.as_known() {
                    Some("") => self.settings.region.to_string(),
                    Some(_) | None => region.to_string(),
                };
                Said::Unknown(Fact::new(format!("availability zones of {region}")))
            }
            "Length" => match self.term(argument, &below).map(|term| term.said) {
                Some(Said::List(items)) => Said::Number((items.len() as u64).into()),
                Some(Said::Unknown(fact)) => Said::Unknown(fact),
                Some(Said::Text(text)) if text.as_known().is_none() => not_known(&text),
                _ => Said::Unknown(Self::misplaced("length of no list", &below)),
            },
            "ToJsonString" => match self.term(argument, &below) {
                Some(term) => Said::Text(lists::json(&term)),
                None => Said::Text(Text::from("null")),
            },
            other => Said::Unknown(Self::misplaced(&format!("`Fn::{other}`"), at)),
        };
        Some(Some(Term {
            at: at.clone(),
            said,
        }))
    }

    /// `Fn::If`: the branch that its condition takes.
    fn branch(&self, argument: &Node, at: &Path) -> Option<Term> {
        let Some([condition, yes, no]) = argument.as_list() else {
            return Some(Self::unknown("`Fn::If` without three parts", at));
        };
        let Some(condition) = condition.as_str() else {
            return Some(Self::unknown("`Fn::If` without a condition", at));
        };
        if self.condition(condition) {
            self.term(yes, &at.join(1))
        } else {
            self.term(no, &at.join(2))
        }
    }

    /// `Fn::GetAtt`, in both of its forms; the attribute may be a `Ref`.
    fn attribute_named(&self, argument: &Node, at: &Path) -> Text {
        let (id, attribute) = match argument.as_list() {
            Some([id, attribute]) => (id.as_str(), Some(self.text(attribute, &at.join(1)))),
            Some([id, rest @ ..]) if rest.len() > 1 => {
                let parts: Option<Vec<&str>> = rest.iter().map(Node::as_str).collect();
                (id.as_str(), parts.map(|parts| Text::from(parts.join("."))))
            }
            Some(_) => (None, None),
            None => match argument.as_str().and_then(|text| text.split_once('.')) {
                Some((id, attribute)) => (Some(id), Some(Text::from(attribute))),
                None => (None, None),
            },
        };
        match (id, attribute.as_ref().and_then(Text::as_known)) {
            (Some(id), Some(attribute)) => self.physical(id, Some(attribute)),
            _ => Text::from(Self::misplaced("`Fn::GetAtt` of no attribute", at)),
        }
    }

    /// `Fn::Sub`, in both of its forms.
    fn substituted(&self, argument: &Node, at: &Path) -> Text {
        let (template, own) = match argument.as_list() {
            Some([template, own]) => (template.as_str(), own.as_map()),
            Some([template]) => (template.as_str(), None),
            Some(_) => (None, None),
            None => (argument.as_str(), None),
        };
        let Some(template) = template else {
            return Text::from(Self::misplaced("`Fn::Sub` of no text", at));
        };
        let own = own.unwrap_or_default();
        let mut text = Text::default();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once("${") {
            text.push_known(before);
            let Some((name, behind)) = after.split_once('}') else {
                text.push_known("${");
                rest = after;
                continue;
            };
            match name.strip_prefix('!') {
                // `${!Literal}` stands for `${Literal}`.
                Some(literal) => text.push_known(&format!("${{{literal}}}")),
                None => text.push(&self.variable(name.trim(), own, at)),
            }
            rest = behind;
        }
        text.push_known(rest);
        text
    }

    /// What a variable of `Fn::Sub` stands for.
    fn variable(&self, name: &str, own: &[Entry], at: &Path) -> Text {
        if let Some(entry) = find(own, name) {
            return self.text(&entry.value, &at.join(1).join(name));
        }
        if let Some((id, attribute)) = name.split_once('.') {
            return self.physical(id, Some(attribute));
        }
        match self.named(name, at).map(|term| term.said) {
            Some(Said::Text(text)) => text,
            Some(Said::Unknown(fact)) => Text::from(fact),
            // A list is put in with commas.
            Some(Said::List(items)) => together(&items, ","),
            Some(Said::Null | Said::Bool(_) | Said::Number(_) | Said::Map(_)) | None => {
                Text::from(Self::misplaced(&format!("`${{{name}}}`"), at))
            }
        }
    }

    /// `Fn::Join`.
    fn joined(&self, argument: &Node, at: &Path) -> Said {
        let Some([delimiter, list]) = argument.as_list() else {
            return Said::Unknown(Self::misplaced("`Fn::Join` without two parts", at));
        };
        let Some(delimiter) = delimiter.as_str() else {
            return Said::Unknown(Self::misplaced("`Fn::Join` without a delimiter", at));
        };
        match self.term(list, &at.join(1)).map(|term| term.said) {
            Some(Said::List(items)) => Said::Text(resolved(together(&items, delimiter))),
            Some(Said::Unknown(fact)) => Said::Text(Text::from(fact)),
            Some(Said::Text(text)) => Said::Text(text),
            Some(Said::Null | Said::Bool(_) | Said::Number(_) | Said::Map(_)) | None => {
                Said::Unknown(Self::misplaced("`Fn::Join` of no list", at))
            }
        }
    }

    /// `Fn::Select`.
    fn selected(&self, argument: &Node, at: &Path) -> Term {
        let Some([index, list]) = argument.as_list() else {
            return Self::unknown("`Fn::Select` without two parts", at);
        };
        let index_text = self.text(index, &at.join(0));
        let list = self.term(list, &at.join(1));
        match (index_text.as_known(), list.map(|term| term.said)) {
            (Some(index), Some(Said::List(items))) => index
                .parse::<usize>()
                .ok()
                .and_then(|index| items.into_iter().nth(index))
                .unwrap_or_else(|| Self::unknown(OUT_OF_LIST, at)),
            (Some(index), Some(Said::Unknown(fact))) => Term {
                at: at.clone(),
                said: Said::Text(Text::from(Fact::new(format!("item {index} of {fact}")))),
            },
            (None, _) => Term {
                at: at.clone(),
                said: not_known(&index_text),
            },
            (Some(_), _) => Self::unknown("`Fn::Select` of no list", at),
        }
    }

    /// `Fn::Split`: where a part is not known, it is taken to hold no delimiter only if it is the last.
    fn split(&self, argument: &Node, at: &Path) -> Said {
        let Some([delimiter, source]) = argument.as_list() else {
            return Said::Unknown(Self::misplaced("`Fn::Split` without two parts", at));
        };
        let source = self.text(source, &at.join(1));
        let Some(delimiter) = delimiter.as_str().filter(|text| !text.is_empty()) else {
            return Said::Unknown(Self::misplaced("`Fn::Split` without a delimiter", at));
        };
        let Some(known) = source.as_known() else {
            return Said::Unknown(Fact::new(format!("`{source}` between `{delimiter}`")));
        };
        let item = |text: &str| Term {
            at: at.clone(),
            said: Said::Text(Text::from(text)),
        };
        Said::List(known.split(delimiter).map(item).collect())
    }

    /// `Fn::FindInMap`, with `DefaultValue` where it has one.
    fn found_in_map(&self, argument: &Node, at: &Path) -> Option<Term> {
        let items = argument.as_list().unwrap_or_default();
        let [map, first, second, rest @ ..] = items else {
            return Some(Self::unknown("`Fn::FindInMap` without three parts", at));
        };
        let keys = [map, first, second].map(|node| self.text(node, at));
        let [map, first, second] = &keys;
        if let Some(unknown) = keys.iter().find(|key| key.as_known().is_none()) {
            return Some(Term {
                at: at.clone(),
                said: not_known(unknown),
            });
        }
        let found = map.as_known().and_then(|map| {
            let map = find(self.template.section("Mappings"), map)?;
            map.value.get(first.as_known()?)?.get(second.as_known()?)
        });
        match (
            found,
            rest.first().and_then(|rest| rest.get("DefaultValue")),
        ) {
            (Some(node), _) => self.term(node, at),
            (None, Some(default)) => self.term(default, &at.join(3).join("DefaultValue")),
            (None, None) => {
                let what = format!("`{map}.{first}.{second}`, which is in no mapping,");
                Some(Self::unknown(&what, at))
            }
        }
    }

    /// `Fn::Cidr`.
    fn cidr(&self, argument: &Node, at: &Path) -> Said {
        let items = argument.as_list().unwrap_or_default();
        let parts: Vec<Text> = (0_usize..)
            .zip(items)
            .map(|(position, item)| self.text(item, &at.join(position)))
            .collect();
        if let Some(unknown) = parts.iter().find(|part| part.as_known().is_none()) {
            return not_known(unknown);
        }
        let known: Vec<&str> = parts.iter().filter_map(Text::as_known).collect();
        match cidr::blocks(&known) {
            Some(blocks) => Said::List(
                blocks
                    .into_iter()
                    .map(|block| Term {
                        at: at.clone(),
                        said: Said::Text(Text::from(block)),
                    })
                    .collect(),
            ),
            None => Said::Unknown(Self::misplaced("`Fn::Cidr` of no block", at)),
        }
    }
}

/// The texts of a list, with a delimiter between them.
fn together(items: &[Term], delimiter: &str) -> Text {
    let mut text = Text::default();
    for (position, item) in (0_usize..).zip(items) {
        if position > 0 {
            text.push_known(delimiter);
        }
        if let Some(item) = item.text() {
            text.push(&item);
        }
    }
    text
}

/// Unknown for the reason for which this text is.
fn not_known(text: &Text) -> Said {
    match text.parts() {
        [Part::Unknown(fact)] => Said::Unknown(fact.clone()),
        _ => Said::Unknown(Fact::new(format!("`{text}`"))),
    }
}
