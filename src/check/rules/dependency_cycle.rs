//! Resources that wait for each other.

use std::collections::{BTreeMap, VecDeque};

use petgraph::algo::tarjan_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use crate::check::{Find, Findings, Rule, Written};
use crate::diag::{Path, Place, Severity};
use crate::template::{Reference, Via};

pub(super) const RULE: Rule = Rule {
    code: "dependency-cycle",
    severity: Severity::Error,
    refuses: true,
    page: include_str!("dependency_cycle.md"),
    find: Find::Written(find),
};

/// Who waits for whom, by the reference that says so.
type Waits<'a> = DiGraph<&'a str, &'a Reference>;

fn find(subject: &Written, findings: &mut Findings) {
    let mut graph = Waits::new();
    let nodes: BTreeMap<&str, NodeIndex> = subject
        .template
        .section("Resources")
        .iter()
        .map(|entry| (entry.key.as_str(), graph.add_node(entry.key.as_str())))
        .collect();
    for reference in &subject.references {
        let (section, from) = &reference.from;
        let waits = section == "Resources" && reference.via != Via::Condition;
        if let (true, Some(from), Some(to)) = (
            waits,
            nodes.get(from.as_str()),
            nodes.get(reference.to.as_str()),
        ) {
            graph.add_edge(*from, *to, reference);
        }
    }
    let mut components = tarjan_scc(&graph);
    components.sort_by_key(|component| component.iter().min().copied());
    for component in components {
        if let Some(ring) = shortest_ring(&graph, &component) {
            report(subject, findings, &graph, &component, &ring);
        }
    }
}

/// The shortest way around within a component, as its edges; none where nothing in it waits for itself.
fn shortest_ring<'a>(graph: &Waits<'a>, component: &[NodeIndex]) -> Option<Vec<&'a Reference>> {
    let mut starts = component.to_vec();
    starts.sort_unstable();
    starts
        .into_iter()
        .filter_map(|start| way_back(graph, component, start))
        .min_by_key(Vec::len)
}

/// The shortest way from a node back to itself, breadth first.
fn way_back<'a>(
    graph: &Waits<'a>,
    component: &[NodeIndex],
    start: NodeIndex,
) -> Option<Vec<&'a Reference>> {
    let mut reached: BTreeMap<NodeIndex, (NodeIndex, &'a Reference)> = BTreeMap::new();
    let mut waiting = VecDeque::from([start]);
    while let Some(node) = waiting.pop_front() {
        let mut edges: Vec<_> = graph.edges(node).collect();
        edges.sort_by(|one, other| one.weight().at.cmp(&other.weight().at));
        for edge in edges {
            let to = petgraph::visit::EdgeRef::target(&edge);
            if to == start {
                let mut ring = vec![*edge.weight()];
                let mut back = node;
                while let Some((before, reference)) = reached.get(&back) {
                    ring.push(reference);
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
    component: &[NodeIndex],
    ring: &[&Reference],
) {
    let Some(first) = ring.first() else {
        return;
    };
    let mut names: Vec<&str> = ring.iter().map(|edge| edge.from.1.as_str()).collect();
    names.push(&first.from.1);
    let mut finding = findings.at(
        &first.at,
        format!("these resources wait for each other: {}", names.join(" → ")),
    );
    for (number, edge) in (1_usize..).zip(ring) {
        finding = finding.also(
            Place::Template(edge.at.clone()),
            told(&number.to_string(), edge),
        );
    }
    let within = |name: &str| component.iter().any(|node| graph[*node] == name);
    let others = subject.references.iter().filter(|edge| {
        edge.from.0 == "Resources"
            && edge.via != Via::Condition
            && within(&edge.from.1)
            && within(&edge.to)
            && !ring.contains(edge)
    });
    for edge in others {
        finding = finding.also(Place::Template(edge.at.clone()), told("also", edge));
    }
    for cure in cures(subject, ring) {
        finding = finding.help(cure);
    }
    findings.add(finding);
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
