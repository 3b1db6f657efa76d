//! What functions may load, and the bytes that both runtimes have: digests, query strings, buffers, byte strings.

use super::{JsRuntime, assert_says, says};

use JsRuntime::{V1, V2};

#[test]
fn digests_are_those_of_their_standards() {
    let hash = |kind: &str, text: &str, encoding: &str| {
        format!("require('crypto').createHash('{kind}').update('{text}').digest('{encoding}')")
    };
    let hmac = |kind: &str, key: &str, text: &str, encoding: &str| {
        format!(
            "require('crypto').createHmac('{kind}', {key}).update('{text}').digest('{encoding}')"
        )
    };
    for (expression, expected) in [
        (hash("md5", "", "hex"), "d41d8cd98f00b204e9800998ecf8427e"),
        (
            hash("md5", "abc", "hex"),
            "900150983cd24fb0d6963f7d28e17f72",
        ),
        (
            hash("sha1", "abc", "hex"),
            "a9993e364706816aba3e25717850c26c9cd0d89d",
        ),
        (
            hash("sha256", "abc", "hex"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        ),
        (
            hash("sha256", "abc", "base64"),
            "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=",
        ),
        (
            hash("sha256", "abc", "base64url"),
            "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0",
        ),
        (
            hash("md5", "größe", "hex"),
            "fdbb3a56280acfa9031707622c599ccb",
        ),
        // RFC 2202 and RFC 4231, test case 2.
        (
            hmac("md5", "'Jefe'", "what do ya want for nothing?", "hex"),
            "750c783e6ab0b503eaa86e310a5db738",
        ),
        (
            hmac("sha1", "'Jefe'", "what do ya want for nothing?", "hex"),
            "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
        ),
        (
            hmac("sha256", "'Jefe'", "what do ya want for nothing?", "hex"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        ),
        // RFC 4231, test case 6: a key longer than a block.
        (
            hmac(
                "sha256",
                "KEY",
                "Test Using Larger Than Block-Size Key - Hash Key First",
                "hex",
            ),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
        ),
    ] {
        for language in [V1, V2] {
            let key = if language == V1 {
                "String.bytesFrom"
            } else {
                "Buffer.from"
            };
            let long = match language {
                // Text is its UTF-8, so bytes come as bytes.
                V1 => "new Uint8Array(131).fill(170)".to_owned(),
                V2 => format!("{key}('{}', 'hex')", "aa".repeat(131)),
            };
            assert_eq!(
                says(language, &expression.replace("KEY", &long)),
                expected,
                "{expression}"
            );
        }
    }
    assert_says(
        V2,
        &[
            (
                "(() => { const h = require('crypto').createHash('md5'); h.update('a').update(Buffer.from('bc')); return h.digest('hex') })()",
                "900150983cd24fb0d6963f7d28e17f72",
            ),
            (
                "Buffer.isBuffer(require('crypto').createHash('md5').digest())",
                "true",
            ),
            ("require('crypto').createHash('sha512')", "throws TypeError"),
            (
                "(() => { const h = require('crypto').createHash('md5'); h.digest(); return h.digest() })()",
                "throws Error",
            ),
        ],
    );
    assert_eq!(
        says(V1, "require('crypto').createHash('md5').digest().length"),
        "16"
    );
}

#[test]
fn byte_strings_are_those_of_runtime_1() {
    assert_says(
        V1,
        &[
            ("String.bytesFrom([0x62, 0x75, 0x66])", "buf"),
            (
                "String.bytesFrom('YnVm', 'base64') + String.bytesFrom('627566', 'hex')",
                "bufbuf",
            ),
            ("'größe'.toUTF8().length", "7"),
            ("'größe'.toUTF8().fromUTF8()", "größe"),
            ("'\\xff'.fromUTF8()", "null"),
            ("'größe'.toBytes().length", "5"),
            ("'\\u0100'.toBytes()", "null"),
            ("'abcd'.fromBytes(1, 3)", "bc"),
        ],
    );
}

#[test]
fn query_strings_are_read_and_written() {
    for language in [V1, V2] {
        assert_says(
            language,
            &[
                (
                    "JSON.stringify(require('querystring').parse('name=value&abc=xyz&abc=123'))",
                    "{\"name\":\"value\",\"abc\":[\"xyz\",\"123\"]}",
                ),
                (
                    "require('querystring').stringify({ name: 'value', abc: ['xyz', '123'], anotherName: '' })",
                    "name=value&abc=xyz&abc=123&anotherName=",
                ),
                (
                    "JSON.stringify(require('querystring').decode('a%20b=c+d;e', ';', '='))",
                    "{\"a b\":\"c d\",\"e\":\"\"}",
                ),
                (
                    "JSON.stringify(require('querystring').parse('a=1&b=2&c=3', '&', '=', { maxKeys: 2 }))",
                    "{\"a\":\"1\",\"b\":\"2\"}",
                ),
                ("require('querystring').escape('ä /~!')", "%C3%A4%20%2F~!"),
                (
                    "require('querystring').unescape('%C3%A4%ff%')",
                    "ä\u{fffd}%",
                ),
            ],
        );
    }
}

#[test]
fn buffers_are_those_of_the_page() {
    assert_says(
        V2,
        &[
            ("Buffer.from('größe').toString('hex')", "6772c3b6c39f65"),
            ("Buffer.from('Z3LDtsOfZQ', 'base64url').toString()", "größe"),
            (
                "Buffer.from([1, 2, 300]).toString('hex') + Buffer.from(new Uint8Array([1]).buffer)[0]",
                "01022c1",
            ),
            (
                "Buffer.alloc(3, 'ab') + Buffer.alloc(2, 97) + Buffer.allocUnsafe(2).length",
                "abaaa2",
            ),
            (
                "Buffer.byteLength('größe') + Buffer.byteLength('616263', 'hex')",
                "10",
            ),
            (
                "Buffer.compare(Buffer.from('a'), Buffer.from('b')) + Buffer.from('b').compare(Buffer.from('a'))",
                "0",
            ),
            (
                "Buffer.concat([Buffer.from('ab'), Buffer.from('cd')], 3)",
                "abc",
            ),
            (
                "Buffer.isEncoding('hex') + '' + Buffer.isEncoding('latin1')",
                "truefalse",
            ),
            (
                "Buffer.from('abcabc').indexOf('c') + Buffer.from('abcabc').lastIndexOf('c') + '' + Buffer.from('abc').includes('d')",
                "7false",
            ),
            (
                "JSON.stringify(Buffer.from('a'))",
                "{\"type\":\"Buffer\",\"data\":[97]}",
            ),
            (
                "(() => { const b = Buffer.alloc(4); b.writeInt32BE(-2, 0); return b.readUInt16LE(2) + b.toString('hex') })()",
                "65279fffffffe",
            ),
            (
                "(() => { const b = Buffer.alloc(6); b.writeIntLE(-3, 0, 6); return b.readIntLE(0, 6) + '' + b.readUIntBE(0, 2) })()",
                "-365023",
            ),
            (
                "(() => { const b = Buffer.alloc(8); b.writeDoubleLE(1.5); return b.readDoubleLE() })()",
                "1.5",
            ),
            (
                "Buffer.from('abcd').swap16().toString() + Buffer.from('abcd').swap32()",
                "badcdcba",
            ),
            ("Buffer.from('abc').swap16()", "throws RangeError"),
            (
                "(() => { const b = Buffer.alloc(4); return b.write('aää', 1) + b.toString('hex') })()",
                "30061c3a4",
            ),
            (
                "(() => { const b = Buffer.alloc(3); Buffer.from('xyz').copy(b, 1); return b.toString('utf8', 1) })()",
                "xy",
            ),
            (
                "Buffer.from('abcd').subarray(1, 3) + Buffer.from('ab').equals(Buffer.from('ab'))",
                "bctrue",
            ),
            ("Buffer.from('a').toString('latin1')", "throws TypeError"),
            ("require('buffer').Buffer === Buffer", "true"),
        ],
    );
}
