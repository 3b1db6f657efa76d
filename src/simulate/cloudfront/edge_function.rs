//! A function of `CloudFront`: read and compiled once, and run on requests and answers.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::asked::Asked;
use super::setting::{Setting, filled};
use crate::simulate::assumption::Assumption;
use crate::simulate::javascript::Fact as Read;
use crate::simulate::javascript::{
    Address, Event, Fault, HttpRequest, HttpResponse, JsRuntime, Known, Program, Ran, Stage,
};
use crate::simulate::request::{Headers, Values};
use crate::simulate::run::Run;
use crate::simulate::world::{ResourceId, Resources};
use crate::template::{Fact, Resource, Term, Text};

/// The functions of a template.
#[derive(Debug, Default)]
pub(super) struct EdgeFunctions(Vec<EdgeFunction>);

/// A function.
#[derive(Debug)]
pub(super) struct EdgeFunction {
    /// Its resource.
    pub(super) id: ResourceId,
    /// Its logical id.
    pub(super) name: String,
    arn: Option<Text>,
    /// Whether it is published, without which its `LIVE` stage, the one that runs, has no code.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-function.html>
    published: Setting<bool>,
    code: Code,
    /// The last event, and what came of it: a request is asked about twice, with its object there and missing.
    last: RefCell<Option<(Event, Ran)>>,
}

/// The code of a function.
#[derive(Debug)]
enum Code {
    /// It can run.
    Compiled(Box<Program>),
    /// AWS does not take it.
    Refused(Fault),
    /// It hangs on what is not known.
    Open(Vec<Fact>),
}

/// What came of running a function.
#[derive(Debug)]
pub(super) enum Outcome {
    /// It ran.
    Ran(Box<Ran>),
    /// It could not be run, and what it would make hinges on what is noted.
    DidNotRun {
        /// Why not.
        why: String,
    },
}

impl EdgeFunctions {
    /// Reads and compiles the functions of a template.
    pub(super) fn read(resources: &Resources) -> Self {
        let functions = resources.of_kind("AWS::CloudFront::Function");
        Self(
            functions
                .map(|(id, resource)| EdgeFunction::read(id, resource))
                .collect(),
        )
    }

    /// The number of the function with an ARN.
    pub(super) fn find(&self, arn: &Text) -> Option<usize> {
        self.0
            .iter()
            .position(|function| function.arn.as_ref() == Some(arn))
    }

    /// A function.
    pub(super) fn get(&self, number: usize) -> Option<&EdgeFunction> {
        self.0.get(number)
    }
}

impl EdgeFunction {
    fn read(id: ResourceId, resource: &Resource) -> Self {
        let properties = &resource.properties;
        Self {
            id,
            name: resource.id.clone(),
            arn: resource.attribute("FunctionARN").cloned(),
            published: Setting::flag(properties.get("AutoPublish"), false),
            code: Code::read(properties),
            last: RefCell::default(),
        }
    }

    fn remembered(&self, program: &Program, event: &Event) -> Ran {
        if let Some((last, ran)) = &*self.last.borrow()
            && last == event
        {
            return ran.clone();
        }
        let ran = program.run(event);
        self.last.replace(Some((event.clone(), ran.clone())));
        ran
    }

    /// Runs the function.
    pub(super) fn run(&self, run: &mut Run, event: &Event) -> Outcome {
        let question = format!("{} is published is", self.name);
        if !self.published.holds(run, &question) {
            run.hinges_on(Fact::new(format!(
                "code in the LIVE stage of {}",
                self.name
            )));
            let why = "it is not published, so that its LIVE stage has no code".to_owned();
            return Outcome::DidNotRun { why };
        }
        match &self.code {
            Code::Compiled(program) => {
                if !program.unlisted().is_empty() {
                    run.assume(Assumption::UnlistedSyntaxRuns);
                }
                let ran = self.remembered(program, event);
                for read in &ran.depends_on {
                    run.hinges_on(fact(read));
                }
                Outcome::Ran(Box::new(ran))
            }
            Code::Refused(fault) => {
                let fact = format!("code of {}, which AWS does not take", self.name);
                run.hinges_on(Fact::new(fact));
                let why = fault.to_string();
                Outcome::DidNotRun { why }
            }
            Code::Open(facts) => {
                for fact in facts {
                    run.hinges_on(fact.clone());
                }
                let why = "its code is not known".to_owned();
                Outcome::DidNotRun { why }
            }
        }
    }
}

impl Code {
    fn read(properties: &Term) -> Self {
        let code = filled(properties.get("FunctionCode"));
        let runtime = filled(properties.find(&["FunctionConfig", "Runtime"]));
        let (Some(code), Some(runtime)) = (code, runtime) else {
            return Self::Open(vec![Fact::new("code of a function")]);
        };
        let facts: Vec<Fact> = code.facts().chain(runtime.facts()).cloned().collect();
        let (Some(code), Some(runtime)) = (code.as_known(), runtime.as_known()) else {
            return Self::Open(facts);
        };
        let Ok(runtime) = runtime.parse::<JsRuntime>() else {
            return Self::Open(vec![Fact::new(format!("runtime {runtime}"))]);
        };
        match Program::compile(code, runtime) {
            Ok(program) => Self::Compiled(Box::new(program)),
            Err(fault) => Self::Refused(fault),
        }
    }
}

/// The event of a request. `added` are the headers that `CloudFront` adds.
pub(super) fn event(run: &Run, asked: &Asked, added: &BTreeSet<String>, stage: Stage) -> Event {
    let headers = &asked.headers.0;
    let has_host = asked.headers.get("host").is_some();
    let host = (!has_host).then_some(("Host", asked.host));
    let headers = headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    let request = HttpRequest::new(
        asked.method.as_str(),
        &asked.path,
        asked.query.as_deref(),
        host.into_iter().chain(headers),
    );
    let is_given = |name: &&String| request.headers.get(name.as_str()).is_some();
    let unknown_headers = added
        .iter()
        .filter(|name| !is_given(name))
        .cloned()
        .collect();
    Event {
        address: Address::Distribution,
        stage,
        unknown_headers,
        request,
        known: known(run),
    }
}

/// The answer of an origin as a function sees it.
pub(super) fn answer(status: u16, headers: Option<&Headers>) -> HttpResponse {
    let headers = headers
        .map(|headers| headers.0.as_slice())
        .unwrap_or_default();
    let headers = headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    HttpResponse::new(status, None, headers)
}

/// What condition keys that were given say about facts that functions may read.
fn known(run: &Run) -> Known {
    let given = |key: &str| match run.request.context.get(key) {
        Some(Values::One(value)) => Some(value.clone()),
        Some(Values::Absent | Values::Many(_)) | None => None,
    };
    let seconds = given("aws:epochtime").and_then(|value| value.parse::<i64>().ok());
    Known {
        viewer_ip: given("aws:sourceip"),
        clock_ms: seconds.and_then(|seconds| seconds.checked_mul(1_000)),
        ..Known::default()
    }
}

/// What a function has read and nobody has given.
fn fact(read: &Read) -> Fact {
    Fact::new(match read {
        Read::ViewerIp => "IP address of the viewer".to_owned(),
        Read::RequestId => "id of the request".to_owned(),
        Read::DistributionId => "id of the distribution".to_owned(),
        Read::DomainName => "domain name of the distribution".to_owned(),
        Read::Clock => "time of the request".to_owned(),
        Read::Random => "random number".to_owned(),
        Read::EdgeLocation => "edge location".to_owned(),
        Read::Header(name) => format!("header {name}"),
        Read::KeyValue(key) => format!("value of {key} in the key value store"),
        Read::KeyValueStore => "metadata of the key value store".to_owned(),
    })
}
