//! The language: what the pages of the runtimes list is there and right, what they do not list is not.

use super::{JsRuntime, assert_says, says};

use JsRuntime::{V1, V2};

#[test]
fn what_the_pages_list_is_there() {
    let everywhere = [
        ("2 ** 10", "1024"),
        ("`a${1 + 1}`", "a2"),
        ("[1, 2, 3].map((x) => x * 2)", "2,4,6"),
        (
            "(function (a, ...rest) { return rest.length })(1, 2, 3)",
            "2",
        ),
        ("Object.entries({ a: 1 })", "a,1"),
        ("Object.values(Object.assign({}, { a: 1 }))", "1"),
        (
            "'abc'.codePointAt(0) + 'x'.padStart(3) + ' a '.trimEnd()",
            "97  x a",
        ),
        ("Number.isInteger(1) && Number.EPSILON < 1", "true"),
        ("Math.hypot(3, 4) + Math.trunc(1.5)", "6"),
        (
            "'2026-11-24'.replace(/(?<y>\\d+)-(\\d+)/, '$2/$1')",
            "11/2026-24",
        ),
        ("/(?<y>\\d+)/.exec('a1').groups.y", "1"),
        ("[3, 1, 2].sort().copyWithin(0, 1).includes(3)", "true"),
        ("Array.of(1, 2).find((x) => x > 1)", "2"),
        ("new Uint8Array([1, 2, 3]).subarray(1).join('-')", "2-3"),
        ("ArrayBuffer.isView(new Uint8Array(1))", "true"),
        (
            "typeof globalThis + typeof Promise.resolve().finally",
            "objectfunction",
        ),
        (
            "encodeURIComponent('ä &') + decodeURI('%C3%A4')",
            "%C3%A4%20%26ä",
        ),
        ("new InternalError('x') instanceof Error", "true"),
        ("(function () { return this })()", "undefined"),
        ("console.log('x')", "undefined"),
        ("[10, 9, 1].toString() + [1, [2]]", "10,9,11,2"),
        ("'a-b'.split('-').reverse().concat('c').join('+')", "b+a+c"),
    ];
    for language in [V1, V2] {
        assert_says(language, &everywhere);
    }
    assert_says(
        V2,
        &[
            ("'a.b.c'.replaceAll('.', '')", "abc"),
            ("1_000", "1000"),
            ("Uint8Array.of(3, 1, 2).sort().map((x) => x + 1)", "2,3,4"),
            ("new DataView(new ArrayBuffer(8)).getInt16(0)", "0"),
            ("Symbol.keyFor(Symbol.for('a'))", "a"),
            (
                "typeof Promise.all + typeof Promise.any",
                "functionfunction",
            ),
            (
                "Object.keys(Object.getOwnPropertyDescriptors({ a: 1 }))",
                "a",
            ),
            (
                "new TextDecoder().decode(new TextEncoder().encode('größe 𝒳'))",
                "größe 𝒳",
            ),
            (
                "new TextDecoder().decode(new Uint8Array([0xff, 0x41, 0xe2, 0x82]))",
                "\u{fffd}A\u{fffd}",
            ),
            (
                "new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array([0xff]))",
                "throws TypeError",
            ),
            (
                "JSON.stringify(new TextEncoder().encodeInto('aä', new Uint8Array(2)))",
                "{\"read\":1,\"written\":1}",
            ),
            (
                "btoa('hello') + atob('aGVsbG8=') + atob('aGVsbG8')",
                "aGVsbG8=hellohello",
            ),
            ("btoa('ä') + btoa('\\u0100')", "throws TypeError"),
            ("atob('a')", "throws TypeError"),
        ],
    );
}

#[test]
fn what_the_pages_do_not_list_is_not_there() {
    for name in [
        "setTimeout",
        "setImmediate",
        "clearTimeout",
        "fetch",
        "XMLHttpRequest",
        "process",
        "URL",
        "Map",
        "Set",
        "WeakMap",
        "Proxy",
        "Reflect",
        "BigInt",
        "Intl",
        "Atomics",
        "SharedArrayBuffer",
        "queueMicrotask",
        "performance",
        "escape",
        "unescape",
        "Iterator",
        "AggregateError",
        "Float16Array",
        "module",
        "exports",
        "structuredClone",
    ] {
        for language in [V1, V2] {
            assert_eq!(
                says(language, &format!("typeof {name}")),
                "undefined",
                "{name}"
            );
        }
    }
    for absent in [
        "[].flat",
        "[].at",
        "[].keys",
        "[].findLast",
        "[].toSorted",
        "Array.from",
        "Object.fromEntries",
        "Object.groupBy",
        "Object.hasOwn",
        "''.at",
        "''.matchAll",
        "''.normalize",
        "''.anchor",
        "String.raw",
        "Promise.try",
        "new Uint8Array(1).toHex",
        "RegExp.escape",
        "JSON.rawJSON",
        "Error.captureStackTrace",
        "Math.f16round",
        "({}).__proto__",
        "console.error",
    ] {
        for language in [V1, V2] {
            assert_eq!(
                says(language, &format!("typeof {absent}")),
                "undefined",
                "{absent}"
            );
        }
    }
    for absent in [
        "Buffer",
        "atob",
        "TextEncoder",
        "DataView",
        "Symbol",
        "''.replaceAll",
        "Promise.all",
        "Uint8Array.from",
    ] {
        assert_eq!(
            says(V1, &format!("typeof {absent}")),
            "undefined",
            "{absent}"
        );
        assert_ne!(
            says(V2, &format!("typeof {absent}")),
            "undefined",
            "{absent}"
        );
    }
}

#[test]
fn code_from_text_throws() {
    for attempt in [
        "eval('1')",
        "(0, eval)('1')",
        "new Function('return 1')",
        "Function('return 1')()",
        "(function () {}).constructor('return 1')()",
        "(() => 1).constructor('return 1')()",
        "Object.getPrototypeOf(handler).constructor('return 1')()",
    ] {
        for language in [V1, V2] {
            assert_eq!(says(language, attempt), "throws EvalError", "{attempt}");
        }
    }
    let made = "Object.getPrototypeOf(async function () {}).constructor('return 1')()";
    assert_eq!(says(V2, made), "throws EvalError");
    let made = "Object.getPrototypeOf(function* () {}).constructor('return 1')()";
    assert_eq!(says(V2, made), "throws EvalError");
    for module in ["fs", "http", "child_process", "std", "os"] {
        assert_eq!(says(V2, &format!("require('{module}')")), "throws Error");
    }
    assert_eq!(says(V1, "require('cloudfront')"), "throws Error");
}

#[test]
fn dates_are_in_utc_wherever_the_machine_is() {
    for language in [V1, V2] {
        assert_says(
            language,
            &[
                (
                    "new Date(2026, 10, 24, 12, 30).toISOString()",
                    "2026-11-24T12:30:00.000Z",
                ),
                (
                    "new Date('2026-11-24T12:30:00').getTime() - new Date('2026-11-24T12:30:00Z').getTime()",
                    "0",
                ),
                (
                    "new Date('2026-11-24T12:30:00+02:00').toISOString()",
                    "2026-11-24T10:30:00.000Z",
                ),
                (
                    "new Date('2026-07-24').getHours() + new Date('2026-07-24').getTimezoneOffset()",
                    "0",
                ),
                (
                    "new Date('Jul 24, 2026 10:00').toISOString()",
                    "2026-07-24T10:00:00.000Z",
                ),
                (
                    "new Date('Wed, 05 Apr 2023 07:28:00 GMT').toJSON()",
                    "2023-04-05T07:28:00.000Z",
                ),
                (
                    "new Date(0).toString()",
                    "Thu Jan 01 1970 00:00:00 GMT+0000 (UTC)",
                ),
                (
                    "`${new Date(0)}`",
                    "Thu Jan 01 1970 00:00:00 GMT+0000 (UTC)",
                ),
                (
                    "new Date(0).toDateString() + new Date(0).toTimeString()",
                    "Thu Jan 01 197000:00:00 GMT+0000 (UTC)",
                ),
                ("new Date(0).toUTCString()", "Thu, 01 Jan 1970 00:00:00 GMT"),
                (
                    "new Date(NaN).toString() + new Date('nonsense').getTime()",
                    "Invalid DateNaN",
                ),
                (
                    "(() => { var d = new Date(0); d.setHours(5); d.setMonth(1); return d.toISOString() })()",
                    "1970-02-01T05:00:00.000Z",
                ),
                (
                    "new Date(new Date(5)).getTime() + Date.UTC(1970, 0, 1, 0, 0, 0, 7)",
                    "12",
                ),
                (
                    "new Date(0) instanceof Date && Object.prototype.toString.call(new Date(0))",
                    "[object Date]",
                ),
                ("new Date('5').constructor === Date", "true"),
                ("typeof Date()", "string"),
            ],
        );
    }
}

#[test]
fn a_promise_is_waited_for() {
    let code = "async function answer() { return 42 }
        async function squared() { return answer().then((value) => value * value) }
        async function handler(event) {
            const [one, two] = await Promise.all([squared(), answer()]);
            event.request.headers.answer = { value: `${one} ${two}` };
            return event.request;
        }";
    let request = super::request_from(code, &super::asked(super::get("/")));
    assert_eq!(request.headers.get("answer"), Some("1764 42"));
}

#[test]
fn the_query_string_is_there_as_it_was_sent() {
    for (uri, expected) in [
        ("/page?name=John&age=25", "name=John&age=25"),
        ("/page?", ""),
        ("/page", "undefined"),
    ] {
        let code = "function handler(event) { event.request.uri = '/' + event.request.rawQueryString(); return event.request }";
        let request = super::request_from(code, &super::asked(super::get(uri)));
        assert_eq!(request.uri, format!("/{expected}"), "{uri}");
    }
}
