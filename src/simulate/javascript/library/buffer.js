// `Buffer`, texts to bytes and back: what runtime 2.0 has beyond 1.0.
(function (shared) {
  "use strict";
  const { method, modules, encoding, encodings, bytesOf, encodeUtf8, decodeUtf8, toBase64, fromBase64, apply } = shared;
  const { slice: sliceText } = String.prototype;
  const { fill: fillTyped, set: setTyped, subarray: subarrayTyped } = Object.getPrototypeOf(Uint8Array.prototype);

  function view(bytes) {
    const buffer = new Buffer(bytes.length);
    for (let i = 0; i < bytes.length; i++) buffer[i] = bytes.charCodeAt(i);
    return buffer;
  }
  function whole(value, fallback, most) {
    if (value === undefined) return fallback;
    return Math.min(Math.max(Math.trunc(value) || 0, 0), most);
  }
  function order(one, other) {
    const [a, b] = [bytesOf(one), bytesOf(other)];
    return a < b ? -1 : a > b ? 1 : 0;
  }
  function sought(value, name) {
    return typeof value === "number" ? String.fromCharCode(value & 255) : bytesOf(value, name);
  }

  class Buffer extends Uint8Array {
    static alloc(size, fill, name) {
      const buffer = new Buffer(size);
      return fill === undefined ? buffer : buffer.fill(fill, 0, size, name);
    }
    static allocUnsafe(size) {
      return new Buffer(size);
    }
    static byteLength(value, name) {
      return bytesOf(value, name).length;
    }
    static compare(one, other) {
      return order(one, other);
    }
    static concat(list, totalLength) {
      let total = 0;
      for (const part of list) total += part.length;
      const buffer = new Buffer(totalLength === undefined ? total : totalLength);
      let at = 0;
      for (const part of list) {
        if (at >= buffer.length) break;
        apply(setTyped, buffer, [apply(subarrayTyped, part, [0, buffer.length - at]), at]);
        at += part.length;
      }
      return buffer;
    }
    static from(value, offsetOrEncoding, length) {
      if (typeof value === "string") return view(encoding(offsetOrEncoding).encode(value));
      if (value instanceof ArrayBuffer) return new Buffer(value, offsetOrEncoding, length);
      if (value === null || typeof value !== "object") throw new TypeError("the value is not a string, array or buffer");
      if (ArrayBuffer.isView(value) || Array.isArray(value)) return copy(value);
      const primitive = value.valueOf();
      if (primitive !== value) return Buffer.from(primitive, offsetOrEncoding, length);
      return copy(value.type === "Buffer" && Array.isArray(value.data) ? value.data : value);
    }
    static isBuffer(object) {
      return object instanceof Buffer;
    }
    static isEncoding(name) {
      return typeof name === "string" && encodings[name.toLowerCase()] !== undefined;
    }
    compare(target, targetStart, targetEnd, sourceStart, sourceEnd) {
      return order(this.subarray(sourceStart, sourceEnd), Buffer.from(target).subarray(targetStart, targetEnd));
    }
    copy(target, targetStart, sourceStart, sourceEnd) {
      const at = whole(targetStart, 0, target.length);
      const part = apply(subarrayTyped, this, [whole(sourceStart, 0, this.length), whole(sourceEnd, this.length, this.length)]);
      const fits = apply(subarrayTyped, part, [0, target.length - at]);
      apply(setTyped, target, [fits, at]);
      return fits.length;
    }
    equals(other) {
      return order(this, other) === 0;
    }
    fill(value, offset, end, name) {
      const [from, to] = typeof offset === "string" ? [0, this.length] : [whole(offset, 0, this.length), whole(end, this.length, this.length)];
      if (typeof value === "number") return apply(fillTyped, this, [value & 255, from, to]);
      const bytes = bytesOf(value, typeof offset === "string" ? offset : name);
      for (let i = from; i < to; i++) this[i] = bytes.length ? bytes.charCodeAt((i - from) % bytes.length) : 0;
      return this;
    }
    includes(value, byteOffset, name) {
      return this.indexOf(value, byteOffset, name) >= 0;
    }
    indexOf(value, byteOffset, name) {
      if (typeof byteOffset === "string") return this.indexOf(value, 0, byteOffset);
      return bytesOf(this).indexOf(sought(value, name), byteOffset);
    }
    lastIndexOf(value, byteOffset, name) {
      if (typeof byteOffset === "string") return this.lastIndexOf(value, undefined, byteOffset);
      return bytesOf(this).lastIndexOf(sought(value, name), byteOffset);
    }
    slice(start, end) {
      return this.subarray(start, end);
    }
    swap16() {
      return swap(this, 2);
    }
    swap32() {
      return swap(this, 4);
    }
    swap64() {
      return swap(this, 8);
    }
    toJSON() {
      const data = [];
      for (let i = 0; i < this.length; i++) data.push(this[i]);
      return { type: "Buffer", data };
    }
    toString(name, start, end) {
      const part = apply(sliceText, bytesOf(this), [whole(start, 0, this.length), whole(end, this.length, this.length)]);
      return encoding(name).decode(part);
    }
    write(text, offset, length, name) {
      if (typeof offset === "string") return this.write(text, 0, undefined, offset);
      if (typeof length === "string") return this.write(text, offset, undefined, length);
      const at = whole(offset, 0, this.length);
      const most = whole(length, this.length - at, this.length - at);
      let bytes = bytesOf(text, name);
      if (bytes.length > most) {
        bytes = bytes.slice(0, most);
        // A character is written whole or not at all.
        if (encoding(name) === encodings.utf8) while (bytes !== encodeUtf8(decodeUtf8(bytes))) bytes = bytes.slice(0, -1);
      }
      for (let i = 0; i < bytes.length; i++) this[at + i] = bytes.charCodeAt(i);
      return bytes.length;
    }
  }
  function copy(list) {
    const buffer = new Buffer(list.length || 0);
    for (let i = 0; i < buffer.length; i++) buffer[i] = list[i];
    return buffer;
  }
  function swap(buffer, size) {
    if (buffer.length % size) throw new RangeError(`Buffer size must be a multiple of ${size * 8}-bits`);
    for (let i = 0; i < buffer.length; i += size) apply(subarrayTyped, buffer, [i, i + size]).reverse();
    return buffer;
  }

  // Numbers of a fixed size, by the methods of DataView.
  const views = (buffer) => new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  function number(name, kind, size) {
    for (const end of size > 1 ? ["BE", "LE"] : [""]) {
      method(Buffer.prototype, `read${name}${end}`, function (offset) {
        return views(this)[`get${kind}`](offset || 0, end === "LE");
      });
      method(Buffer.prototype, `write${name}${end}`, function (value, offset) {
        views(this)[`set${kind}`](offset || 0, value, end === "LE");
        return (offset || 0) + size;
      });
    }
  }
  number("Int8", "Int8", 1);
  number("UInt8", "Uint8", 1);
  number("Int16", "Int16", 2);
  number("UInt16", "Uint16", 2);
  number("Int32", "Int32", 4);
  number("UInt32", "Uint32", 4);
  number("Float", "Float32", 4);
  number("Double", "Float64", 8);
  // Whole numbers of one to six bytes.
  for (const sign of ["Int", "UInt"]) {
    for (const end of ["BE", "LE"]) {
      const place = (offset, size, i) => offset + (end === "BE" ? i : size - 1 - i);
      const fits = (buffer, offset, size) => {
        if (!(size >= 1 && size <= 6)) throw new RangeError("byteLength must be from 1 to 6");
        if (!(offset >= 0 && offset + size <= buffer.length)) throw new RangeError("index is out of range");
      };
      method(Buffer.prototype, `read${sign}${end}`, function (offset, size) {
        fits(this, offset, size);
        let value = 0;
        for (let i = 0; i < size; i++) value = value * 256 + this[place(offset, size, i)];
        const half = 2 ** (8 * size - 1);
        return sign === "Int" && value >= half ? value - 2 * half : value;
      });
      method(Buffer.prototype, `write${sign}${end}`, function (value, offset, size) {
        fits(this, offset, size);
        let rest = value < 0 ? value + 2 ** (8 * size) : value;
        for (let i = size - 1; i >= 0; i--) {
          this[place(offset, size, i)] = rest % 256;
          rest = Math.floor(rest / 256);
        }
        return offset + size;
      });
    }
  }

  class TextEncoder {
    encode(text) {
      return new Uint8Array(view(encodeUtf8(text === undefined ? "" : `${text}`)));
    }
    encodeInto(text, target) {
      let [read, written] = [0, 0];
      for (const char of `${text}`) {
        const bytes = encodeUtf8(char);
        if (written + bytes.length > target.length) break;
        for (let i = 0; i < bytes.length; i++) target[written++] = bytes.charCodeAt(i);
        read += char.length;
      }
      return { read, written };
    }
  }
  class TextDecoder {
    constructor(label, options) {
      encoding(label);
      const { fatal, ignoreBOM } = options || {};
      Object.defineProperties(this, {
        encoding: { value: "utf-8" },
        fatal: { value: !!fatal },
        ignoreBOM: { value: !!ignoreBOM },
      });
    }
    decode(data) {
      const wrong = () => {
        throw new TypeError("The encoded data was not valid");
      };
      const text = decodeUtf8(data === undefined ? "" : bytesOf(data), this.fatal ? wrong : undefined);
      return !this.ignoreBOM && text[0] === "\ufeff" ? text.slice(1) : text;
    }
  }
  method(globalThis, "Buffer", Buffer);
  method(globalThis, "TextEncoder", TextEncoder);
  method(globalThis, "TextDecoder", TextDecoder);
  method(globalThis, "btoa", (value) => {
    const text = `${value}`;
    for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 255) throw new TypeError("invalid character");
    return toBase64(text);
  });
  method(globalThis, "atob", (value) => {
    const text = `${value}`.replace(/[\t\n\f\r ]/g, "");
    const digits = text.length % 4 === 0 ? text.replace(/={1,2}$/, "") : text;
    if (digits.length % 4 === 1 || /[^A-Za-z\d+/]/.test(digits)) throw new TypeError("the string to be decoded is not correctly encoded");
    return fromBase64(digits);
  });
  modules.buffer = { Buffer };
  return Object.assign(shared, { Buffer });
});
