//! CloudFormation as types; field names are CloudFormation's own.
