//! Any CloudFormation template, ours or anybody's, as text.
