//! Resources that wait for each other.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use petgraph::algo::tarjan_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use crate::check::{Find, Findings, Rule, Written};
use crate::diag::{Path, Place, Severity, Step};
use crate::source::Node;
use crate::template::{Reference, Via};

pub(super) const RULE: Rule = Rule {
    code: "dependency-cycle",
    severity: Severity::Error,
    refuses: true,
    page: include_str!("dependency_cycle.md"),
    find: Find::Written(find),
};

/// Who waits for whom, by the reference that says so and what must hold for it to count.
type Waits<'a> = DiGraph<&'a str, Edge<'a>>;

/// Conditions, each with whether it holds.
type Needs<'a> = BTreeSet<(&'a str, bool)>;

#[derive(Debug, Clone)]
struct Edge<'a> {
    reference: &'a Reference,
    needs: Needs<'a>,
}

/// How many conditions are tried both ways; where there are more of them, none is looked at.
const MOST_CONDITIONS: usize = 6;

fn find(subject: &Written, findings: &mut Findings) {
    let mut graph = Waits::new();
    let nodes: BTreeMap<&str, NodeIndex> = subject
        .template
        .section("Resources")
        .iter()
        .map(|entry| (entry.key.as_str(), graph.add_node(entry.key.as_str())))
        .collect();
    for reference in &subject.references {
        if let (true, Some(from), Some(to)) = (
            is_waited_for(subject, reference),
            nodes.get(reference.from.1.as_str()),
            nodes.get(reference.to.as_str()),
        ) {
            let needs = needs(subject, reference);
            graph.add_edge(*from, *to, Edge { reference, needs });
        }
    }
    let mut components = tarjan_scc(&graph);
    components.sort_by_key(|component| component.iter().min().copied());
    for component in components {
        let component: BTreeSet<NodeIndex> = component.into_iter().collect();
        if let Some(ring) = ring_that_can_be(&graph, &component) {
            report(subject, findings, &graph, &component, &ring);
        }
    }
}

/// Whether a reference makes its resource wait. What SAM makes of the events and the alarms of a function waits for the
/// function, and not the other way round.
fn is_waited_for(subject: &Written, reference: &Reference) -> bool {
    let (section, from) = &reference.from;
    if section != "Resources" || reference.via == Via::Condition {
        return false;
    }
    let mut resources = subject.template.section("Resources").iter();
    let resource = resources.find(|entry| entry.key == *from);
    let kind = resource.and_then(|entry| entry.value.get("Type")?.as_str());
    let is_serverless = kind.is_some_and(|kind| kind.starts_with("AWS::Serverless::"));
    let beside = ["DeploymentPreference", "Events"];
    let is_beside = match reference.at.steps() {
        [_, _, _, Step::Key(property), ..] => beside.contains(&property.as_str()),
        [..] => false,
    };
    !(is_serverless && is_beside)
}

/// What must hold for a reference to count: the condition of its resource, and those of each `Fn::If` in a branch of which it
/// stands.
fn needs<'a>(subject: &Written<'a>, reference: &Reference) -> Needs<'a> {
    let tree = &subject.template.source().tree;
    let steps = reference.at.steps();
    let resource: Path = steps.iter().take(2).cloned().collect();
    let own = tree.at(&resource.join("Condition")).and_then(Node::as_str);
    let mut needs: Needs = own.map(|condition| (condition, true)).into_iter().collect();
    for (position, pair) in steps.windows(2).enumerate() {
        let holds = match pair {
            [Step::Key(function), Step::Index(1)] if function == "Fn::If" => true,
            [Step::Key(function), Step::Index(2)] if function == "Fn::If" => false,
            [..] => continue,
        };
        let at: Path = steps.iter().take(position + 1).cloned().collect();
        let condition = tree.at(&at.join(0)).and_then(Node::as_str);
        needs.extend(condition.map(|condition| (condition, holds)));
    }
    needs
}

/// The shortest way around within a component that can be: none of its edges needs a condition that another one needs not to
/// hold. One that needs no condition at all comes first.
fn ring_that_can_be<'a>(
    graph: &Waits<'a>,
    component: &BTreeSet<NodeIndex>,
) -> Option<Vec<Edge<'a>>> {
    let within = |node: &NodeIndex| graph.edges(*node).map(|edge| edge.weight());
    let needed = component
        .iter()
        .flat_map(within)
        .flat_map(|edge| &edge.needs);
    let conditions: BTreeSet<&str> = needed.map(|(condition, _)| *condition).collect();
    let unconditional = shortest_ring(graph, component, &|edge| edge.needs.is_empty());
    if unconditional.is_some() || conditions.is_empty() {
        return unconditional;
    }
    if conditions.len() > MOST_CONDITIONS {
        return shortest_ring(graph, component, &|_| true);
    }
    let ways = 0_u32..1 << conditions.len();
    let rings = ways.filter_map(|way| {
        let holding: Needs = (0_u32..)
            .zip(&conditions)
            .map(|(bit, condition)| (*condition, way & (1 << bit) != 0))
            .collect();
        shortest_ring(graph, component, &|edge| edge.needs.is_subset(&holding))
    });
    rings.min_by_key(|ring| {
        let needs: usize = ring.iter().map(|edge| edge.needs.len()).sum();
        (needs, ring.len())
    })
}

/// The shortest way around within a component over such edges; none where nothing in it waits for itself.
fn shortest_ring<'a>(
    graph: &Waits<'a>,
    component: &BTreeSet<NodeIndex>,
    counts: &dyn Fn(&Edge) -> bool,
) -> Option<Vec<Edge<'a>>> {
    component
        .iter()
        .filter_map(|start| way_back(graph, component, *start, counts))
        .min_by_key(Vec::len)
}

/// The shortest way from a node back to itself, breadth first.
fn way_back<'a>(
    graph: &Waits<'a>,
    component: &BTreeSet<NodeIndex>,
    start: NodeIndex,
    counts: &dyn Fn(&Edge) -> bool,
) -> Option<Vec<Edge<'a>>> {
    let mut reached: BTreeMap<NodeIndex, (NodeIndex, &Edge<'a>)> = BTreeMap::new();
    let mut waiting = VecDeque::from([start]);
    while let Some(node) = waiting.pop_front() {
        let edges = graph.edges(node);
        let mut edges: Vec<_> = edges.filter(|edge| counts(edge.weight())).collect();
        edges.sort_by(|one, other| {
            let (one, other) = (one.weight().reference, other.weight().reference);
            one.at.cmp(&other.at)
        });
        for edge in edges {
            let to = petgraph::visit::EdgeRef::target(&edge);
            if to == start {
                let mut ring = vec![edge.weight().clone()];
                let mut back = node;
                while let Some((before, edge)) = reached.get(&back) {
                    ring.push((*edge).clone());
                    back = *before;
                }
                ring.reverse();
                return Some(ring);
            }
            if component.contains(&to) && !reached.contains_key(&to) {
                reached.insert(to, (node, edge.weight()));
                waiting.push_back(to);
            }
        }
    }
    None
}

fn report(
    subject: &Written,
    findings: &mut Findings,
    graph: &Waits,
    component: &BTreeSet<NodeIndex>,
    edges: &[Edge],
) {
    let ring: Vec<&Reference> = edges.iter().map(|edge| edge.reference).collect();
    let Some(first) = ring.first() else {
        return;
    };
    let mut names: Vec<&str> = ring.iter().map(|edge| edge.from.1.as_str()).collect();
    names.push(&first.from.1);
    let mut finding = findings.at(
        &first.at,
        format!(
            "these resources wait for each other: {}{}",
            names.join(" → "),
            where_it_holds(edges)
        ),
    );
    for (number, edge) in (1_usize..).zip(&ring) {
        finding = finding.also(
            Place::Template(edge.at.clone()),
            told(&number.to_string(), edge),
        );
    }
    let within = |name: &str| component.iter().any(|node| graph[*node] == name);
    let others = subject.references.iter().filter(|edge| {
        is_waited_for(subject, edge)
            && within(&edge.from.1)
            && within(&edge.to)
            && !ring.contains(edge)
    });
    for edge in others {
        finding = finding.also(Place::Template(edge.at.clone()), told("also", edge));
    }
    for cure in cures(subject, &ring) {
        finding = finding.help(cure);
    }
    findings.add(finding);
}

/// Under which conditions a ring is one: `, where condition A holds and condition B does not hold`, or nothing.
fn where_it_holds(ring: &[Edge]) -> String {
    let needs: BTreeSet<_> = ring.iter().flat_map(|edge| &edge.needs).collect();
    let words = needs.iter().map(|(condition, holds)| {
        let verb = if *holds { "holds" } else { "does not hold" };
        format!("condition `{condition}` {verb}")
    });
    let words: Vec<String> = words.collect();
    if words.is_empty() {
        String::new()
    } else {
        format!(", where {}", words.join(" and "))
    }
}

/// `1. AnalyticsServiceLambda needs Distribution.DomainName (Properties.Environment.Variables.CLOUDFRONT_DOMAIN)`
fn told(number: &str, edge: &Reference) -> String {
    let what = match &edge.via {
        Via::GetAtt(attribute) => format!("{}.{attribute}", edge.to),
        Via::Ref | Via::DependsOn | Via::Condition => edge.to.clone(),
    };
    let inside: Path = edge.at.steps().iter().skip(2).cloned().collect();
    format!("{number}. {} needs {what} ({inside})", edge.from.1)
}

/// What breaks the ring, the best first.
fn cures(subject: &Written, ring: &[&Reference]) -> Vec<&'static str> {
    let is = |id: &str, type_: &str| {
        let resources = subject.template.section("Resources").iter();
        resources
            .filter(|entry| entry.key == id)
            .any(|entry| entry.value.get("Type").and_then(|node| node.as_str()) == Some(type_))
    };
    let goes = |from: &str, to: &str| {
        let mut edges = ring.iter();
        edges.any(|edge| is(&edge.from.1, from) && is(&edge.to, to))
    };
    let mut cures = Vec::new();
    if goes("AWS::Lambda::Function", "AWS::CloudFront::Distribution") {
        cures.extend(FUNCTION_LEARNS_DOMAIN);
    }
    if goes(
        "AWS::CloudFront::Distribution",
        "AWS::CloudFront::Distribution",
    ) {
        cures.push("let a function of the event `viewer-request` add the header: it finds the host in `event.context.distributionDomainName`");
    }
    if goes("AWS::S3::Bucket", "AWS::CloudFront::Distribution") {
        cures.push("name the origins of the bucket's CORS by a host that is known beforehand: an alias, or a parameter");
    }
    if goes("AWS::KMS::Key", "AWS::CloudFront::Distribution") {
        cures.push("let the key's policy name all distributions of the account: `ArnLike` on `aws:SourceArn` with `distribution/*`");
    }
    if ring.iter().any(|edge| is(&edge.to, "AWS::S3::Bucket")) {
        cures.push("name the bucket by `Fn::Sub` of its name instead of `Ref` or `Fn::GetAtt`: a name gives no order");
    }
    if ring
        .iter()
        .any(|edge| is(&edge.to, "AWS::Lambda::Function"))
        && cures.is_empty()
    {
        cures.push("give the function a name, and put its ARN together of that with `Fn::Sub` instead of `Fn::GetAtt`");
    }
    if ring.iter().any(|edge| edge.via == Via::DependsOn) {
        cures.push("take out the `DependsOn` that closes the ring");
    }
    if cures.is_empty() {
        cures.push(
            "write one of these references as a text that is known beforehand, or as a parameter",
        );
    }
    cures
}

/// How a function learns the host name of the distribution that asks it, the simplest way first.
const FUNCTION_LEARNS_DOMAIN: [&str; 5] = [
    "give the distribution a name of its own (an alias) and write that name down: it is known beforehand",
    "in a stack file, let the site tell its functions: a variable `{ domain: SITE }`, and `domain-from: custom-resource`, `parameter` or `ssm`",
    "make the name a parameter, which is empty at the first deployment and set from the second on; the code must refuse to work without it",
    "write the name to an `AWS::SSM::Parameter` of the stack, and let the code read that as it starts",
    "answer with a path instead of a URL, and let the client put its own host before it",
];
