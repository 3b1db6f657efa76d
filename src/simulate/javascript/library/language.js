// The language as the pages of the runtimes list it: what they do not list goes, time and chance are the host's, and
// what the engine cannot interrupt is kept short. Gives the means by which the other parts work.
(function (host, isV2) {
  "use strict";
  const { apply, construct } = Reflect;
  const { defineProperty, getOwnPropertyNames, getPrototypeOf, freeze, keys } = Object;
  const { isArray } = Array;

  function method(object, name, value) {
    defineProperty(object, name, { value, writable: true, enumerable: false, configurable: true });
  }

  // A property whose value is asked for when it is read, and which can be written like any other.
  function late(object, name, read) {
    defineProperty(object, name, {
      enumerable: true,
      configurable: true,
      get: read,
      set(value) {
        defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true });
      },
    });
  }

  // --- Work that the engine does not interrupt: as long as a function's memory can hold, and not longer.
  const MOST_ELEMENTS = 131072;
  const MOST_COMPARISONS = 100000000;
  function bound(object) {
    if (object !== null && object !== undefined && object.length > MOST_ELEMENTS) host.exhaust();
  }
  function guard(prototype, names, check) {
    for (const name of names.split(" ")) {
      const native = prototype[name];
      if (!native) continue;
      const { [name]: guarded } = {
        [name](...given) {
          check(this, given);
          return apply(native, this, given);
        },
      };
      defineProperty(guarded, "length", { value: native.length, configurable: true });
      method(prototype, name, guarded);
    }
  }
  guard(
    Array.prototype,
    "concat copyWithin fill join reverse shift slice sort splice toLocaleString toString unshift",
    (self, given) => {
      bound(self);
      for (let i = 0; i < given.length; i++) if (isArray(given[i])) bound(given[i]);
    },
  );
  guard(String.prototype, "includes indexOf lastIndexOf replace replaceAll split", (self, given) => {
    const sought = given[0];
    if (typeof sought === "string" && self.length * sought.length > MOST_COMPARISONS) host.exhaust();
  });

  // --- Code that is made of text: it throws.
  const refuse = (name) =>
    ({
      [name]: function () {
        throw new EvalError("code from strings is not supported");
      },
    })[name];
  const made = [function () {}, function* () {}, async function () {}, async function* () {}];
  for (const example of made) {
    const prototype = getPrototypeOf(example);
    const refused = refuse("Function");
    defineProperty(refused, "prototype", { value: prototype });
    defineProperty(prototype, "constructor", { value: refused, configurable: true });
  }
  method(globalThis, "Function", (function () {}).constructor);
  method(globalThis, "eval", refuse("eval"));

  // --- The time is that of the host, always the same in one run, and in UTC: the machine's zone is nobody's business.
  const NativeDate = Date;
  const { UTC, parse: nativeParse } = NativeDate;
  const dates = NativeDate.prototype;
  const hasZone = /(?:Z|GMT|UTC|:\d\d(?:\.\d+)?\s*(?:GMT)?[+-]\d\d:?\d\d)\s*(?:\([^)]*\))?\s*$/i;
  const isDay = /^[+-]?\d{4,6}(?:-\d\d){0,2}$/;
  const test = RegExp.prototype.test;
  function parse(text) {
    text = `${text}`;
    const isUTC = apply(test, hasZone, [text]) || apply(test, isDay, [text]);
    return nativeParse(isUTC ? text : text + (apply(test, /\dT\d/, [text]) ? "Z" : " GMT"));
  }
  function time(given) {
    if (given.length === 0) return host.clock();
    if (given.length > 1) return apply(UTC, undefined, given);
    const [only] = given;
    const value = only instanceof NativeDate ? apply(dates.getTime, only, []) : only;
    const primitive = typeof value === "object" && value !== null ? value.valueOf() : value;
    return typeof primitive === "string" ? parse(primitive) : primitive;
  }
  const LocalDate = function Date(...given) {
    if (!new.target) return new NativeDate(host.clock()).toString();
    return construct(NativeDate, [time(given)], new.target);
  };
  defineProperty(LocalDate, "length", { value: 7, configurable: true });
  defineProperty(LocalDate, "prototype", { value: dates });
  method(dates, "constructor", LocalDate);
  method(LocalDate, "UTC", UTC);
  method(LocalDate, "parse", function (text) {
    return parse(text);
  });
  method(LocalDate, "now", () => host.clock());
  method(globalThis, "Date", LocalDate);
  for (const name of getOwnPropertyNames(dates)) {
    const local = name.replace("UTC", "");
    if (local !== name && dates[local] && local !== "toString") method(dates, local, dates[name]);
  }
  method(dates, "getTimezoneOffset", () => 0);
  method(dates, "getYear", function () {
    return this.getUTCFullYear() - 1900;
  });
  const toUTCString = dates.toUTCString;
  function written(date, form) {
    const [, week, day, month, year, clock] =
      /^(\w+), (\d+) (\w+) (-?\d+) ([\d:]+)/.exec(apply(toUTCString, date, [])) || [];
    return week ? form(`${week} ${month} ${day} ${year}`, `${clock} GMT+0000 (UTC)`) : "Invalid Date";
  }
  const forms = {
    toString: (day, clock) => `${day} ${clock}`,
    toDateString: (day) => day,
    toTimeString: (_day, clock) => clock,
  };
  for (const name of keys(forms)) {
    const write = function () {
      return written(this, forms[name]);
    };
    method(dates, name, write);
    method(dates, name.replace("to", "toLocale"), write);
  }

  // --- Chance, and what is logged.
  method(Math, "random", () => host.random());
  method(globalThis, "console", { log() {} });

  // --- What the pages do not list goes; everything of ES 5.1 stays.
  function keep(object, names) {
    const kept = { __proto__: null };
    for (const name of names.split(/\s+/)) kept[name] = true;
    for (const name of getOwnPropertyNames(object)) if (!kept[name]) delete object[name];
  }
  const FUNCTION = "length name prototype";
  const Typed = getPrototypeOf(Uint8Array);
  const typedNames =
    "Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array Float32Array Float64Array";
  keep(
    Object,
    `${FUNCTION} create defineProperties defineProperty freeze getOwnPropertyDescriptor getOwnPropertyNames
    getPrototypeOf isExtensible isFrozen isSealed keys preventExtensions seal assign is setPrototypeOf entries values
    ${isV2 ? "getOwnPropertyDescriptors" : ""}`,
  );
  keep(
    Object.prototype,
    "constructor hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf",
  );
  keep(Error, FUNCTION);
  keep(Array, `${FUNCTION} isArray of`);
  keep(
    Array.prototype,
    `constructor length concat every filter forEach indexOf join lastIndexOf map pop push reduce reduceRight reverse
    shift slice some sort splice unshift copyWithin fill find findIndex includes toLocaleString toString`,
  );
  keep(String, `${FUNCTION} fromCharCode fromCodePoint`);
  keep(
    String.prototype,
    `constructor length charAt charCodeAt concat indexOf lastIndexOf localeCompare match replace search slice split
    substr substring toLocaleLowerCase toLocaleUpperCase toLowerCase toString toUpperCase trim valueOf codePointAt
    endsWith includes repeat startsWith padStart padEnd trimStart trimEnd ${isV2 ? "replaceAll" : ""}`,
  );
  keep(
    Math,
    `abs acos acosh asin asinh atan atan2 atanh cbrt ceil clz32 cos cosh exp expm1 floor fround hypot imul log log10
    log1p log2 max min pow random round sign sin sinh sqrt tan tanh trunc E LN10 LN2 LOG10E LOG2E PI SQRT1_2 SQRT2`,
  );
  keep(JSON, "parse stringify");
  keep(RegExp, FUNCTION);
  delete RegExp.prototype.compile;
  keep(Promise, `${FUNCTION} reject resolve ${isV2 ? "all allSettled any race" : ""}`);
  keep(ArrayBuffer, `${FUNCTION} isView`);
  keep(ArrayBuffer.prototype, "byteLength constructor slice");
  keep(Typed, `${FUNCTION} ${isV2 ? "from of" : ""}`);
  keep(
    Typed.prototype,
    `buffer byteLength byteOffset constructor length copyWithin fill join set slice subarray toString
    ${
      isV2
        ? "every filter find findIndex forEach includes indexOf lastIndexOf map reduce reduceRight reverse some sort"
        : ""
    }`,
  );
  for (const name of typedNames.split(" ")) {
    keep(globalThis[name], `${FUNCTION} BYTES_PER_ELEMENT`);
    keep(globalThis[name].prototype, "constructor BYTES_PER_ELEMENT");
  }
  for (const name of getOwnPropertyNames(DataView.prototype)) {
    if (/Big|Float16/.test(name)) delete DataView.prototype[name];
  }
  keep(
    globalThis,
    `Object Function Error EvalError InternalError RangeError ReferenceError SyntaxError TypeError URIError Array
    Number Boolean String Math Date RegExp JSON ArrayBuffer ${typedNames} Promise globalThis console eval decodeURI
    decodeURIComponent encodeURI encodeURIComponent isFinite isNaN parseFloat parseInt NaN Infinity undefined
    ${isV2 ? "DataView Symbol" : ""}`,
  );
  if (!isV2) method(globalThis, "MemoryError", InternalError);

  // Makes everything that runs share stay as it is; a run that would change it is told by what it throws.
  function seal(extra) {
    for (const name of getOwnPropertyNames(globalThis)) {
      const value = globalThis[name];
      const type = typeof value;
      if ((type === "function" || type === "object") && value && value !== globalThis) freeze(value);
    }
    for (const object of extra) freeze(object);
    freeze(globalThis);
  }

  const modules = { __proto__: null };
  method(globalThis, "require", function require(name) {
    const module = modules[`${name}`];
    if (!module) throw new Error(`Cannot find module "${name}"`);
    return module;
  });
  return { host, isV2, method, late, modules, seal, apply };
});
