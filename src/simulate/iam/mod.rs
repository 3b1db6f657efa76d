//! Who may do what: policies, and the decision that they come to together.

mod action;
mod asked;
mod authorize;
mod carried;
mod condition;
mod decimal;
mod fits;
mod guards;
mod holder;
mod holds;
mod identities;
mod key;
mod layers;
mod managed;
mod meet;
mod naming;
mod network;
mod operator;
mod pattern;
mod policy;
mod principal;
mod resource;
mod scan;
mod statement;
mod suppose;
mod test;
#[cfg(test)]
mod tests;
mod witness;

pub(in crate::simulate) use authorize::{Call, Guard, Ruling, authorize, authorize_past};
pub(in crate::simulate) use identities::Identities;
pub use key::meant_condition_key;
pub use operator::is_condition_operator;
pub(in crate::simulate) use policy::Policy;
pub(in crate::simulate) use suppose::Supposed;
