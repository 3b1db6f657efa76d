//! Code that would never end or take everything: a fault, in little time.

use super::{Fault, JsRuntime, asked, fault_on, get, run_on, says};

fn body(body: &str) -> String {
    format!("function handler(event) {{ {body}; return event.request }}")
}

#[test]
fn what_does_not_end_is_stopped() {
    for endless in [
        "while (true) {}",
        "for (;;) { try { for (;;) {} } catch (error) {} finally { continue } }",
        "(function f() { try { f() } finally { f() } })()",
        "/(a+)+b/.test('a'.repeat(40))",
        "const a = []; a.length = 4294967295; a.forEach((x) => x)",
        "const a = [1]; a.length = 4294967295; a.reverse()",
        "const a = [1]; a.length = 4294967295; a.sort()",
        "const a = [1]; a.length = 4294967295; a.join('')",
        "const a = [1]; a.length = 4294967295; `${a}`",
        "const a = [1]; a.length = 4294967295; [].concat(a)",
        "const a = [1]; a.length = 4294967295; a.indexOf(2)",
        "const a = [1]; a.length = 4294967295; a.shift()",
        "Array.prototype.join.call({ length: 9007199254740991 }, '')",
        "try { new Array(4294967295).join('') } catch (error) {}",
        "const s = 'a'.repeat(500000); s.indexOf(s.slice(0, 200000) + 'b')",
        "const s = 'a'.repeat(500000); s.split(s.slice(0, 200000) + 'b')",
    ] {
        assert_eq!(
            fault_on(&body(endless), &asked(get("/"))),
            Fault::OverSteps,
            "{endless}"
        );
    }
    // What goes on when the handler has returned ends too, if only because there is no more memory.
    let jobs = "async function again() { await 1; return again() } function handler(event) { again(); return event.request }";
    let _ = run_on(jobs, &asked(get("/")));
    let waiting = "async function handler(event) { for (;;) await 1 }";
    assert_eq!(fault_on(waiting, &asked(get("/"))), Fault::OverSteps);
    assert_eq!(
        fault_on("while (true) {} function handler() {}", &asked(get("/"))),
        Fault::OverSteps
    );
    let late = "function handler(event) { return { get statusCode() { for (;;) {} } } }";
    assert_eq!(fault_on(late, &asked(get("/"))), Fault::OverSteps);
}

#[test]
fn what_takes_everything_is_stopped() {
    for greedy in [
        "const a = []; while (true) a.push({})",
        "const a = {}; for (let i = 0; ; i++) a['k' + i] = i",
        "const a = []; while (true) a.push('x'.repeat(1000) + a.length)",
        "let s = 'x'; while (true) s += s",
        "'x'.repeat(1e9)",
        "'x'.padEnd(1e8)",
        "new Uint8Array(1e9)",
        "new Array(5e5).join('x')",
        "JSON.stringify(new Array(4e6))",
        "Buffer.alloc(1e8)",
    ] {
        let fault = fault_on(&body(greedy), &asked(get("/")));
        let is_stopped = matches!(&fault, Fault::OverMemory | Fault::OverSteps);
        assert!(is_stopped, "{greedy}: {fault:?}");
        assert_eq!(fault.status(), Some(503));
    }
}

#[test]
fn an_ordinary_amount_of_work_is_no_fault() {
    for work in [
        "let n = 0; for (let i = 0; i < 100000; i++) n += i",
        "const a = []; for (let i = 0; i < 5000; i++) a.push('path/' + i); a.sort().reverse().join()",
        "JSON.parse(JSON.stringify(event)); 'x'.repeat(10000).replace(/x/g, 'y').split('y')",
        "(function f(n) { return n && f(n - 1) })(200)",
    ] {
        let ran = run_on(&body(work), &asked(get("/")));
        assert!(ran.result.is_ok(), "{work}: {:?}", ran.result);
    }
}

#[test]
fn running_out_is_forgotten_by_the_next_run() {
    let code = "function handler(event) {
        const a = [];
        if (event.request.uri === '/greedy') while (true) a.push(new Date(0), /x/, () => a, Promise.resolve(a));
        if (event.request.uri === '/endless') while (true) {}
        return event.request;
    }";
    let program = super::Program::compile(code, JsRuntime::V2).unwrap();
    for _ in 0..5 {
        let outcome = |uri| program.run(&asked(get(uri))).result;
        assert!(outcome("/").is_ok());
        assert_eq!(outcome("/greedy"), Err(Fault::OverMemory));
        assert!(outcome("/").is_ok());
        assert_eq!(outcome("/endless"), Err(Fault::OverSteps));
    }
}

#[test]
fn memory_that_is_no_longer_used_does_not_add_up() {
    let code = "function handler(event) {
        const a = { big: 'x'.repeat(100000) + event.request.uri };
        a.self = a;
        return event.request;
    }";
    let program = super::Program::compile(code, JsRuntime::V2).unwrap();
    for index in 0..300 {
        let ran = program.run(&asked(get(&format!("/{index}"))));
        assert!(ran.result.is_ok(), "{index}: {:?}", ran.result);
    }
}

#[test]
fn what_ran_out_can_be_caught_where_it_can_be_freed() {
    let caught = says(
        JsRuntime::V2,
        "(() => { try { return 'x'.repeat(1e9) } catch (error) { return error.message } })()",
    );
    assert_eq!(caught, "out of memory");
}
