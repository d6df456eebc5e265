import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);

// src/python/decode.ts
var UTF8 = /* @__PURE__ */ new Set(["utf-8", "utf8", "utf", "u8", "utf-8-sig", "cp65001"]);
var ASCII = /* @__PURE__ */ new Set(["ascii", "us-ascii", "646", "ansi-x3.4-1968", "iso646-us"]);
var LATIN1 = /* @__PURE__ */ new Set([
  "latin-1",
  "latin1",
  "latin",
  "l1",
  "iso-8859-1",
  "iso8859-1",
  "iso-latin-1",
  "8859",
  "cp819",
  "ibm819"
]);
var COOKIE = /^[ \t\f]*#[^]*?coding[:=][ \t]*([-\w.]+)/;
var BLANK = /^[ \t\f]*(?:#[^]*)?$/;
var FIRST_LINES = /^([^\r\n]*)(?:\r\n|\r|\n)?([^\r\n]*)/;
var BOM = [239, 187, 191];
var LENIENT = new TextDecoder("utf-8", { ignoreBOM: true });
var STRICT = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true });
var CHUNK = 4096;
function codingCookie(text) {
  const [, first = "", second = ""] = FIRST_LINES.exec(text) ?? [];
  for (const [index, line] of [first, second].entries()) {
    const name = COOKIE.exec(line)?.[1];
    if (name !== void 0) return { name, line: index + 1 };
    if (!BLANK.test(line)) return void 0;
  }
  return void 0;
}
function knownEncoding(cookie) {
  const name = cookie.toLowerCase().replaceAll("_", "-");
  if (UTF8.has(name) || name.startsWith("utf-8-")) return "utf-8";
  if (ASCII.has(name)) return "ascii";
  if (LATIN1.has(name) || /^(?:latin-1|iso-8859-1|iso-latin-1)-/.test(name)) return "latin-1";
  return void 0;
}
function decode(bytes) {
  const hasBom = BOM.every((byte, at) => bytes[at] === byte);
  const content = hasBom ? bytes.subarray(BOM.length) : bytes;
  const cookie = codingCookie(latin1(content.subarray(0, endOfSecondLine(content))));
  const encoding = cookie === void 0 ? "utf-8" : knownEncoding(cookie.name);
  if (cookie !== void 0 && (encoding === void 0 || hasBom && encoding !== "utf-8")) {
    const reason = `The file declares the encoding ${cookie.name}.`;
    return {
      text: LENIENT.decode(content),
      problems: [{ kind: "encoding", line: cookie.line, reason }],
      readable: false
    };
  }
  if (encoding === "latin-1") return withProblems(latin1(content), []);
  const text = LENIENT.decode(content);
  const invalid = text.includes("�") ? invalidLine(content) : void 0;
  const problems = invalid === void 0 ? [] : [{ kind: "encoding", line: invalid, reason: "Bytes that are not valid UTF-8." }];
  return withProblems(text, problems);
}
function endOfSecondLine(bytes) {
  let ends = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const isEnd = bytes[at] === 10 || bytes[at] === 13 && bytes[at + 1] !== 10;
    if (isEnd && (ends += 1) === 2) return at;
  }
  return bytes.length;
}
function latin1(bytes) {
  const parts = [];
  for (let at = 0; at < bytes.length; at += CHUNK) parts.push(String.fromCharCode(...bytes.subarray(at, at + CHUNK)));
  return parts.join("");
}
function withProblems(text, problems) {
  const nul = text.indexOf("\0");
  if (nul === -1) return { text, problems, readable: true };
  const reason = "A NUL character: Python does not run such a file.";
  return { text, problems: [...problems, { kind: "not-text", line: lineAt(text, nul), reason }], readable: true };
}
function invalidLine(content) {
  let line = 1;
  for (let start = 0; ; line += 1) {
    const newline = content.indexOf(10, start);
    if (!isUtf8(content.subarray(start, newline === -1 ? content.length : newline))) return line;
    if (newline === -1) return void 0;
    start = newline + 1;
  }
}
function isUtf8(bytes) {
  try {
    STRICT.decode(bytes);
    return true;
  } catch {
    return false;
  }
}
function lineAt(text, offset) {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) line += 1;
  return line;
}

export {
  codingCookie,
  knownEncoding,
  decode
};
