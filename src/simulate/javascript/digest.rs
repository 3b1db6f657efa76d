//! The digests that functions may compute.

use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256};

/// The digest of some bytes by an algorithm of the module `crypto`; none by an algorithm that it does not have.
///
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html#writing-functions-javascript-features-builtin-modules-crypto-20>
pub(super) fn digest(algorithm: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    match algorithm {
        "md5" => Some(Md5::digest(bytes).to_vec()),
        "sha1" => Some(Sha1::digest(bytes).to_vec()),
        "sha256" => Some(Sha256::digest(bytes).to_vec()),
        _ => None,
    }
}

/// The keyed digest of some bytes (<https://www.rfc-editor.org/rfc/rfc2104>).
pub(super) fn hmac(algorithm: &str, key: &[u8], bytes: &[u8]) -> Option<Vec<u8>> {
    /// All three algorithms work on blocks of as many bytes.
    const BLOCK: usize = 64;
    let mut block = if key.len() > BLOCK {
        digest(algorithm, key)?
    } else {
        key.to_vec()
    };
    block.resize(BLOCK, 0);
    let padded = |pad: u8, rest: &[u8]| -> Vec<u8> {
        let key = block.iter().map(|byte| byte ^ pad);
        key.chain(rest.iter().copied()).collect()
    };
    let inner = digest(algorithm, &padded(0x36, bytes))?;
    digest(algorithm, &padded(0x5c, &inner))
}
