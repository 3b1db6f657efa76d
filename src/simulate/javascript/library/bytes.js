// Bytes as texts and back, and the module `crypto`. A byte string is a text whose characters are all below 256.
(function (shared) {
  "use strict";
  const { host, isV2, method, modules, apply } = shared;
  const { fromCharCode, fromCodePoint } = String;
  const { charCodeAt, codePointAt, slice, replace, padStart, split } = String.prototype;
  const code = (text, at) => apply(charCodeAt, text, [at]);
  const HEX = "0123456789abcdef";
  const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const digits = (alphabet) => {
    const values = { __proto__: null };
    for (let i = 0; i < alphabet.length; i++) values[alphabet[i]] = i;
    return values;
  };
  const hexValues = digits(HEX);
  for (const digit of "ABCDEF") hexValues[digit] = hexValues[digit.toLowerCase()];
  const base64Values = digits(BASE64);
  base64Values["-"] = 62;
  base64Values._ = 63;

  function encodeUtf8(text) {
    let bytes = "";
    for (let i = 0; i < text.length; i++) {
      let point = apply(codePointAt, text, [i]);
      if (point > 0xffff) i++;
      else if (point >= 0xd800 && point <= 0xdfff) point = 0xfffd;
      if (point < 0x80) bytes += fromCharCode(point);
      else if (point < 0x800) bytes += fromCharCode(0xc0 | (point >> 6), 0x80 | (point & 63));
      else if (point < 0x10000) {
        bytes += fromCharCode(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63));
      } else {
        const rest = [0x80 | ((point >> 12) & 63), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63)];
        bytes += fromCharCode(0xf0 | (point >> 18), rest[0], rest[1], rest[2]);
      }
    }
    return bytes;
  }

  // The text of UTF-8; what is no UTF-8 becomes U+FFFD as the encoding standard says, or calls `wrong`.
  function decodeUtf8(bytes, wrong) {
    let text = "";
    for (let i = 0; i < bytes.length; ) {
      const first = code(bytes, i++);
      if (first < 0x80) {
        text += fromCharCode(first);
        continue;
      }
      const more = first >= 0xc2 && first < 0xe0 ? 1 : first >= 0xe0 && first < 0xf0 ? 2 : first >= 0xf0 && first < 0xf5 ? 3 : 0;
      let point = more ? first & (0x3f >> more) : 0;
      let low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
      let high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
      let left = more;
      for (; left > 0 && i < bytes.length; left--) {
        const next = code(bytes, i);
        if (next < low || next > high) break;
        point = (point << 6) | (next & 63);
        low = 0x80;
        high = 0xbf;
        i++;
      }
      if (more && left === 0) text += fromCodePoint(point);
      else {
        if (wrong) wrong();
        text += "\ufffd";
      }
    }
    return text;
  }

  function toHex(bytes) {
    let text = "";
    for (let i = 0; i < bytes.length; i++) {
      const byte = code(bytes, i);
      text += HEX[byte >> 4] + HEX[byte & 15];
    }
    return text;
  }

  function fromHex(text) {
    let bytes = "";
    for (let i = 0; i + 1 < text.length; i += 2) {
      const [high, low] = [hexValues[text[i]], hexValues[text[i + 1]]];
      if (high === undefined || low === undefined) break;
      bytes += fromCharCode((high << 4) | low);
    }
    return bytes;
  }

  function toBase64(bytes) {
    let text = "";
    for (let i = 0; i < bytes.length; i += 3) {
      const has = bytes.length - i;
      const triple = (code(bytes, i) << 16) | ((has > 1 ? code(bytes, i + 1) : 0) << 8) | (has > 2 ? code(bytes, i + 2) : 0);
      text += BASE64[triple >> 18] + BASE64[(triple >> 12) & 63];
      text += has > 1 ? BASE64[(triple >> 6) & 63] : "=";
      text += has > 2 ? BASE64[triple & 63] : "=";
    }
    return text;
  }

  function toBase64Url(bytes) {
    const url = { "+": "-", "/": "_", "=": "" };
    return apply(replace, toBase64(bytes), [/[+/=]/g, (char) => url[char]]);
  }

  function fromBase64(text) {
    let bytes = "";
    let bits = 0;
    let count = 0;
    for (let i = 0; i < text.length; i++) {
      const value = base64Values[text[i]];
      if (value === undefined) {
        if (text[i] === "=") break;
        continue;
      }
      bits = ((bits << 6) | value) & 0xffff;
      count += 6;
      if (count >= 8) {
        count -= 8;
        bytes += fromCharCode((bits >> count) & 255);
      }
    }
    return bytes;
  }

  const encodings = {
    __proto__: null,
    utf8: { decode: (bytes) => decodeUtf8(bytes), encode: encodeUtf8 },
    hex: { decode: toHex, encode: fromHex },
    base64: { decode: toBase64, encode: fromBase64 },
    base64url: { decode: toBase64Url, encode: fromBase64 },
  };
  encodings["utf-8"] = encodings.utf8;
  function encoding(name) {
    const found = encodings[name === undefined ? "utf8" : `${name}`.toLowerCase()];
    if (!found) throw new TypeError(`"${name}" encoding is not supported`);
    return found;
  }

  // The bytes of a text in UTF-8, or of whatever holds bytes.
  function bytesOf(data, name) {
    if (typeof data === "string") return encoding(name).encode(data);
    let view = data;
    if (data instanceof ArrayBuffer) view = new Uint8Array(data);
    else if (ArrayBuffer.isView(data)) view = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    else throw new TypeError("data is not a string or Buffer-like object");
    let bytes = "";
    for (let i = 0; i < view.length; i++) bytes += fromCharCode(view[i]);
    return bytes;
  }

  class Hash {
    #kind;
    #key;
    #data = "";
    #ended = false;
    constructor(kind, key) {
      this.#kind = kind;
      this.#key = key;
    }
    update(data, name) {
      if (this.#ended) throw new Error("Digest already called");
      this.#data += bytesOf(data, name);
      return this;
    }
    digest(name) {
      if (this.#ended) throw new Error("Digest already called");
      this.#ended = true;
      const bytes =
        this.#key === undefined ? host.digest(this.#kind, this.#data) : host.hmac(this.#kind, this.#key, this.#data);
      if (name !== undefined) return encoding(name).decode(bytes);
      return isV2 ? shared.Buffer.from(toHex(bytes), "hex") : bytes;
    }
  }
  function algorithm(name) {
    if (name !== "md5" && name !== "sha1" && name !== "sha256") throw new TypeError(`not supported algorithm: "${name}"`);
    return name;
  }
  modules.crypto = {
    createHash: (name) => new Hash(algorithm(name), undefined),
    createHmac: (name, key) => new Hash(algorithm(name), bytesOf(key)),
  };

  if (!isV2) {
    method(String, "bytesFrom", (data, name) => {
      if (typeof data === "string") return encoding(name).encode(data);
      let bytes = "";
      for (let i = 0; i < data.length; i++) bytes += fromCharCode(data[i] & 255);
      return bytes;
    });
    const part = (text, given) => apply(slice, `${text}`, given);
    method(String.prototype, "fromBytes", function (...given) {
      return part(this, given);
    });
    method(String.prototype, "toBytes", function (...given) {
      const text = part(this, given);
      for (let i = 0; i < text.length; i++) if (code(text, i) > 255) return null;
      return text;
    });
    method(String.prototype, "toUTF8", function (...given) {
      return encodeUtf8(part(this, given));
    });
    method(String.prototype, "fromUTF8", function (...given) {
      let isWrong = false;
      const text = decodeUtf8(part(this, given), () => (isWrong = true));
      return isWrong ? null : text;
    });
  }

  // `querystring`, which both runtimes have.
  const asked = /[!'()*\w.~-]/;
  function escape(text) {
    let escaped = "";
    const bytes = encodeUtf8(`${text}`);
    for (let i = 0; i < bytes.length; i++) {
      const char = bytes[i];
      const isPlain = code(bytes, i) < 128 && asked.test(char);
      escaped += isPlain ? char : `%${apply(padStart, code(bytes, i).toString(16).toUpperCase(), [2, "0"])}`;
    }
    return escaped;
  }
  function unescape(text) {
    const bytes = apply(replace, encodeUtf8(`${text}`), [
      /%([0-9a-f]{2})/gi,
      (_all, hex) => fromCharCode(parseInt(hex, 16)),
    ]);
    return decodeUtf8(bytes);
  }
  const querystring = {
    escape,
    unescape,
    parse(text, separator, equal, options) {
      const found = {};
      if (typeof text !== "string" || text === "") return found;
      const [between, is] = [separator || "&", equal || "="];
      const decode = (options && options.decodeURIComponent) || ((part) => querystring.unescape(apply(replace, part, [/\+/g, " "])));
      const most = options && options.maxKeys !== undefined ? options.maxKeys : 1000;
      let pieces = apply(split, text, [between]);
      if (most > 0) pieces = pieces.slice(0, most);
      for (const piece of pieces) {
        if (piece === "") continue;
        const at = piece.indexOf(is);
        const name = decode(at < 0 ? piece : piece.slice(0, at));
        const value = decode(at < 0 ? "" : piece.slice(at + is.length));
        if (!found.hasOwnProperty(name)) found[name] = value;
        else if (Array.isArray(found[name])) found[name].push(value);
        else found[name] = [found[name], value];
      }
      return found;
    },
    stringify(object, separator, equal, options) {
      if (typeof object !== "object" || object === null) return "";
      const [between, is] = [separator || "&", equal || "="];
      const encode = (options && options.encodeURIComponent) || querystring.escape;
      const written = (value) => (["string", "number", "boolean"].includes(typeof value) ? `${value}` : "");
      const pieces = [];
      for (const name of Object.keys(object)) {
        const values = Array.isArray(object[name]) ? object[name] : [object[name]];
        for (const value of values) pieces.push(encode(name) + is + encode(written(value)));
      }
      return pieces.join(between);
    },
  };
  querystring.decode = querystring.parse;
  querystring.encode = querystring.stringify;
  modules.querystring = querystring;
  return Object.assign(shared, { encoding, bytesOf, encodeUtf8, decodeUtf8, toBase64, fromBase64, encodings });
});
