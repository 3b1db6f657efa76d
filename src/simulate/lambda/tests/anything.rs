//! Requests and names of any kind, none of which may end the program.

use proptest::prelude::*;

use super::{Ask, Came, GET, Stand, public};
use crate::aws::Method;
use crate::simulate::reason::Reason;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_request_gets_an_answer(
        auth in prop::sample::select(vec!["NONE", "AWS_IAM", "other"]),
        by in prop::sample::select(vec!["anonymous", "oac", "account:444455556666"]),
        method in prop::sample::select(Method::ALL.to_vec()),
        host in "(<U>|u|\\PC){0,2}(\\.lambda-url\\.us-east-1\\.on\\.aws)?(:443)?",
        value in "(https://a|GET|\\PC){0,3}",
        bytes in prop::option::of(0..20_000_000_usize),
    ) {
        let stand = Stand::with(auth, ", Cors: { AllowOrigins: [ '*' ] }", &public());
        let headers = [("origin", value.as_str()), ("access-control-request-method", &value)];
        let ask = Ask { by, method, headers: &headers, host: &host, bytes, ..GET };
        match stand.came(&ask) {
            Came::To(None, reason) => prop_assert_eq!((reason, auth), (Reason::FunctionReached, "NONE")),
            Came::To(Some(status), reason) => {
                prop_assert!(status == 200 || status >= 400);
                prop_assert!(reason != Reason::FunctionReached);
            }
            Came::Hinges(statuses) => prop_assert!(statuses.len() > 1),
        }
    }

    #[test]
    fn every_name_is_read(action in "(lambda:)?\\PC{0,9}", arn in "(arn:|:|function|api|\\PC){0,9}") {
        let stand = Stand::with("NONE", "", &public());
        let _ = stand.decides("account:444455556666", &action, &arn);
    }
}
