import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);
import {
  UserError,
  htmlText,
  methodsOf,
  quoted,
  routesOfApp,
  unresolvedOf,
  visible,
  visibleLine
} from "./chunk-GNKWFU2H.js";
import {
  structuredPatch
} from "./chunk-MY77EXL4.js";
import {
  __commonJS,
  __toESM
} from "./chunk-5N3QS5HH.js";

// node_modules/parse-diff/index.js
var require_parse_diff = __commonJS({
  "node_modules/parse-diff/index.js"(exports, module) {
    module.exports = (n) => {
      if (!n) return [];
      if (typeof n != "string" || n.match(/^\s+$/)) return [];
      const s = n.split(`
`);
      if (s.length === 0) return [];
      const a = [];
      let o = null, d = null, u = 0, m = 0, l = null;
      const g = (e) => {
        d?.changes.push({ type: "normal", normal: true, ln1: u++, ln2: m++, content: e }), l.oldLines--, l.newLines--;
      }, p = (e) => {
        const [t, r] = parseFiles(e) ?? [];
        o = { chunks: [], deletions: 0, additions: 0, from: t, to: r }, a.push(o);
      }, i = () => {
        (!o || o.chunks.length) && p();
      }, $ = (e, t) => {
        i(), o.new = true, o.newMode = t[1], o.from = "/dev/null";
      }, N = (e, t) => {
        i(), o.deleted = true, o.oldMode = t[1], o.to = "/dev/null";
      }, x = (e, t) => {
        i(), o.oldMode = t[1];
      }, F = (e, t) => {
        i(), o.newMode = t[1];
      }, S = (e, t) => {
        i(), o.index = e.split(" ").slice(1), t[1] && (o.oldMode = o.newMode = t[1].trim());
      }, k = (e) => {
        i(), o.from = parseOldOrNewFile(e);
      }, y = (e) => {
        i(), o.to = parseOldOrNewFile(e);
      }, f = (e) => +(e || 1), M = (e, t) => {
        o || p(e);
        const [r, c, w, L] = t.slice(1);
        u = +r, m = +w, d = { content: e, changes: [], oldStart: +r, oldLines: f(c), newStart: +w, newLines: f(L) }, l = { oldLines: f(c), newLines: f(L) }, o.chunks.push(d);
      }, R = (e) => {
        d && (d.changes.push({ type: "del", del: true, ln: u++, content: e }), o.deletions++, l.oldLines--);
      }, b = (e) => {
        d && (d.changes.push({ type: "add", add: true, ln: m++, content: e }), o.additions++, l.newLines--);
      }, h = (e) => {
        if (!d) return;
        const [t] = d.changes.slice(-1);
        d.changes.push({ type: t.type, [t.type]: true, ln1: t.ln1, ln2: t.ln2, ln: t.ln, content: e });
      }, _ = [[/^diff\s/, p], [/^new file mode (\d+)$/, $], [/^deleted file mode (\d+)$/, N], [/^old mode (\d+)$/, x], [/^new mode (\d+)$/, F], [/^index\s[\da-zA-Z]+\.\.[\da-zA-Z]+(\s(\d+))?$/, S], [/^---\s/, k], [/^\+\+\+\s/, y], [/^@@\s+-(\d+),?(\d+)?\s+\+(\d+),?(\d+)?\s@@/, M], [/^\\ No newline at end of file$/, h]], v = [[/^\\ No newline at end of file$/, h], [/^-/, R], [/^\+/, b], [/^\s*/, g]], C = (e) => {
        for (const [t, r] of v) {
          const c = e.match(t);
          if (c) {
            r(e, c);
            break;
          }
        }
        l.oldLines === 0 && l.newLines === 0 && (l = null);
      }, H = (e) => {
        for (const [t, r] of _) {
          const c = e.match(t);
          if (c) {
            r(e, c);
            break;
          }
        }
      }, O = (e) => {
        l ? C(e) : H(e);
      };
      for (const e of s) O(e);
      return a;
    };
    var fileNameDiffRegex = /(a|i|w|c|o|1|2)\/.*(?=["']? ["']?(b|i|w|c|o|1|2)\/)|(b|i|w|c|o|1|2)\/.*$/g;
    var gitFileHeaderRegex = /^(a|b|i|w|c|o|1|2)\//;
    var parseFiles = (n) => n?.match(fileNameDiffRegex)?.map((a) => a.replace(gitFileHeaderRegex, "").replace(/("|')$/, ""));
    var qoutedFileNameRegex = /^\\?['"]|\\?['"]$/g;
    var parseOldOrNewFile = (n) => {
      let s = leftTrimChars(n, "-+").trim();
      return s = removeTimeStamp(s), s.replace(qoutedFileNameRegex, "").replace(gitFileHeaderRegex, "");
    };
    var leftTrimChars = (n, s) => {
      if (n = makeString(n), !s && String.prototype.trimLeft) return n.trimLeft();
      const a = formTrimmingString(s);
      return n.replace(new RegExp(`^${a}+`), "");
    };
    var timeStampRegex = /\t.*|\d{4}-\d\d-\d\d\s\d\d:\d\d:\d\d(.\d+)?\s(\+|-)\d\d\d\d/;
    var removeTimeStamp = (n) => {
      const s = timeStampRegex.exec(n);
      return s && (n = n.substring(0, s.index).trim()), n;
    };
    var formTrimmingString = (n) => n == null ? "\\s" : n instanceof RegExp ? n.source : `[${makeString(n).replace(/([.*+?^=!:${}()|[\]/\\])/g, "\\$1")}]`;
    var makeString = (n) => `${n ?? ""}`;
  }
});

// src/core/version.ts
var VERSION = "0.1.0";

// src/source/folder.ts
import { constants } from "node:fs";
import { lstat, open, readdir, readlink, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { createHash } from "node:crypto";

// src/source/in-parallel.ts
async function inParallel(items, limit, work) {
  const queue = items.values();
  const workers = Array.from({ length: Math.min(limit, items.length) }, async () => {
    for (const item of queue) await work(item);
  });
  await Promise.all(workers);
}

// src/source/wanted.ts
var MAX_FILE_BYTES = 5 * 1024 * 1024;
var WANTED_NAMES = /* @__PURE__ */ new Set([
  "pyproject.toml",
  "setup.cfg",
  "setup.py",
  "uv.lock",
  "poetry.lock",
  "pdm.lock",
  "Pipfile.lock",
  "Pipfile",
  "Procfile"
]);
var WANTED_PATTERNS = [
  /\.py$/,
  /^requirements[^/]*\.txt$/,
  /^Dockerfile[^/]*$/,
  /\.Dockerfile$/,
  /^(?:docker-)?compose[^/]*\.ya?ml$/
];
var CONFIG_PATHS = /* @__PURE__ */ new Set([".github/fastapi-hardening.yml", ".github/fastapi-hardening.yaml"]);
var PRUNED_FOLDERS = /* @__PURE__ */ new Set([
  ".git",
  ".hg",
  ".svn",
  ".venv",
  "venv",
  "node_modules",
  "site-packages",
  "__pycache__",
  "__pypackages__",
  ".tox",
  ".nox",
  ".eggs",
  ".mypy_cache",
  ".pytest_cache",
  ".ruff_cache"
]);
function isWanted(path) {
  const slash = path.lastIndexOf("/");
  const name = path.slice(slash + 1);
  if (WANTED_NAMES.has(name) || WANTED_PATTERNS.some((pattern) => pattern.test(name))) return true;
  const folder = path.slice(0, Math.max(slash, 0));
  if (name.endsWith(".txt") && (folder === "requirements" || folder.endsWith("/requirements"))) return true;
  return CONFIG_PATHS.has(path);
}
function isPrunedFolder(name) {
  return PRUNED_FOLDERS.has(name);
}
function isUnsafeName(path) {
  if (path === "" || path.includes("\0") || path.includes("�")) return true;
  if (path.startsWith("/") || /^[A-Za-z]:[\\/]/.test(path) || path.startsWith("\\")) return true;
  return path.split("/").some((part) => part === "" || part === "." || part === ".." || /^\.\.[\\]|\\\.\.$|\\\.\.\\/.test(part));
}
var LFS_HEAD = "version https://git-lfs.github.com/spec/v1\n";
function isLfsPointer(bytes) {
  if (bytes.length < LFS_HEAD.length || bytes.length > 1024) return false;
  for (let index = 0; index < LFS_HEAD.length; index += 1) {
    if (bytes[index] !== LFS_HEAD.charCodeAt(index)) return false;
  }
  return true;
}
function reasonToSkip(bytes) {
  if (bytes.length > MAX_FILE_BYTES) return "too-large";
  return isLfsPointer(bytes) ? "lfs-pointer" : void 0;
}

// src/source/folder.ts
var ALL_WRITTEN = {
  entersFolder: (path) => !isPrunedFolder(path.slice(path.lastIndexOf("/") + 1)),
  takesFile: () => true
};
var READS_AT_ONCE = 16;
var OPEN_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW || 0) | (constants.O_NONBLOCK || 0);
async function readFolder(path) {
  return readPartOfFolder(await realFolder(path), ALL_WRITTEN);
}
async function readPartOfFolder(root, filter) {
  const found = await walk(root, filter);
  const skipped = [...found.skipped];
  const files = [];
  await inParallel(found.paths, READS_AT_ONCE, async (path) => {
    const read = await readRegularFile(join(root, path));
    if (read instanceof Uint8Array) {
      const reason = reasonToSkip(read);
      if (reason === void 0) files.push({ path, blob: blobId(read), bytes: read });
      else skipped.push({ path, reason });
    } else skipped.push({ path, ...read });
  });
  return {
    id: "worktree",
    files: new Map(files.sort(byPath).map((file) => [file.path, file])),
    skipped: skipped.sort(byPath)
  };
}
function blobId(bytes, format = "sha1") {
  return createHash(format).update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
async function realFolder(path) {
  try {
    const root = await realpath(path);
    if ((await stat(root)).isDirectory()) return root;
  } catch (cause) {
    throw new UserError("path-unreadable", `${quoted(path)} does not exist or cannot be read.`, { cause });
  }
  throw new UserError("path-unreadable", `${quoted(path)} is not a folder.`);
}
async function walk(root, filter) {
  const paths = [];
  const skipped = [];
  const folders = [""];
  for (let folder = folders.pop(); folder !== void 0; folder = folders.pop()) {
    const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => void 0);
    if (entries === void 0) {
      if (folder === "") throw new UserError("path-unreadable", `${quoted(root)} cannot be listed.`);
      skipped.push({ path: folder, reason: "unreadable", detail: "the folder cannot be listed" });
      continue;
    }
    for (const entry of entries) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (filter.entersFolder(path)) folders.push(path);
      } else if (entry.isSymbolicLink()) {
        if (filter.takesFile(path) && await mayHidePython(root, path)) skipped.push(await skippedLink(root, path));
      } else if (isWanted(path) && filter.takesFile(path)) {
        if (isUnsafeName(path)) skipped.push({ path, reason: "unsafe-name" });
        else if (entry.isFile()) paths.push(path);
        else skipped.push({ path, reason: "unreadable", detail: "not a regular file" });
      }
    }
  }
  return { paths, skipped };
}
async function mayHidePython(root, path) {
  if (isWanted(path)) return true;
  if (isPrunedFolder(path.slice(path.lastIndexOf("/") + 1))) return false;
  const target = await stat(join(root, path)).catch(() => void 0);
  return target?.isDirectory() ?? false;
}
async function skippedLink(root, path) {
  const target = await readlink(join(root, path)).catch(() => void 0);
  return { path, reason: "symlink", ...target === void 0 ? {} : { detail: target } };
}
async function readRegularFile(path) {
  try {
    if (!(await lstat(path)).isFile()) return { reason: "unreadable", detail: "not a regular file" };
    const file = await open(path, OPEN_FLAGS);
    try {
      const state2 = await file.stat();
      if (!state2.isFile()) return { reason: "unreadable", detail: "not a regular file" };
      if (state2.size > MAX_FILE_BYTES) return { reason: "too-large", detail: `${state2.size} bytes` };
      return new Uint8Array(await file.readFile());
    } finally {
      await file.close();
    }
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown";
    return { reason: "unreadable", detail: `the system says ${code}` };
  }
}
function byPath(a, b) {
  return a.path < b.path ? -1 : Number(a.path > b.path);
}

// src/source/text.ts
function byteText(bytes) {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}
function linesOf(text) {
  const lines = [];
  let start2 = 0;
  while (start2 < text.length) {
    const end = text.indexOf("\n", start2);
    const next = end === -1 ? text.length : end + 1;
    lines.push(text.slice(start2, next));
    start2 = next;
  }
  return lines;
}

// src/source/touched-lines.ts
var import_parse_diff = __toESM(require_parse_diff(), 1);
var HEADER = "--- a/f\n+++ b/f\n";
var HUNK_HEADER = /^@@ -\d{1,9}(?:,\d{1,9})? \+\d{1,9}(?:,\d{1,9})? @@/;
var NO_LINE_FEED = "\\ No newline at end of file";
var MAX_PATCH_CHARS = 32 * 1024 * 1024;
function hunksOfPatch(patch) {
  const text = patch.endsWith("\n") ? patch.slice(0, -1) : patch;
  if (text.length > MAX_PATCH_CHARS) return refused("the patch is too large");
  const lines = text.split("\n");
  if (!HUNK_HEADER.test(lines[0] ?? "")) return refused("the patch does not begin with a hunk");
  if (lines.some((line) => line.startsWith("@@") && !HUNK_HEADER.test(line)))
    return refused("a hunk header is damaged");
  const chunks = chunksOf(text);
  if (chunks === void 0) return refused("the patch cannot be parsed");
  let read = 0;
  const hunks = [];
  for (const chunk of chunks) {
    const hunk = hunkOf(chunk);
    if (hunk === void 0) return refused("a hunk does not hold what its header says");
    hunks.push(hunk);
    read += 1 + chunk.changes.length;
  }
  if (read !== lines.length) return refused("lines of the patch belong to no hunk");
  return runInStep(hunks) ? { kind: "hunks", hunks } : refused("the hunks do not run in step");
}
function proveHunks(oldText, newText, hunks) {
  const oldLines = linesOf(oldText);
  const newLines = linesOf(newText);
  if (!runInStep(hunks)) return false;
  const deleted = new Set(hunks.flatMap((hunk) => hunk.deleted));
  const added = new Set(hunks.flatMap((hunk) => hunk.added));
  const paired = new Map(hunks.flatMap((hunk) => hunk.context));
  let unseen = deleted.size + added.size + paired.size;
  let oldLine = 1;
  let newLine = 1;
  while (oldLine <= oldLines.length || newLine <= newLines.length) {
    const isDeleted = oldLine <= oldLines.length && deleted.has(oldLine);
    const isAdded = !isDeleted && newLine <= newLines.length && added.has(newLine);
    const pair = isDeleted || isAdded ? void 0 : paired.get(oldLine);
    if (!isDeleted && !isAdded) {
      if (oldLines[oldLine - 1] !== newLines[newLine - 1] || (pair ?? newLine) !== newLine) return false;
    }
    if (isDeleted || isAdded || pair !== void 0) unseen -= 1;
    if (!isAdded) oldLine += 1;
    if (!isDeleted) newLine += 1;
  }
  return unseen === 0;
}
function wholeFileHunks(text, side) {
  const count = linesOf(text).length;
  if (count === 0) return [];
  const lines = Array.from({ length: count }, (_, index) => index + 1);
  return side === "added" ? [{ oldStart: 0, oldCount: 0, newStart: 1, newCount: count, deleted: [], added: lines, context: [] }] : [{ oldStart: 1, oldCount: count, newStart: 0, newCount: 0, deleted: lines, added: [], context: [] }];
}
function refused(reason) {
  return { kind: "refused", reason };
}
function chunksOf(patch) {
  try {
    const [file, ...others] = (0, import_parse_diff.default)(HEADER + patch);
    if (file === void 0 || others.length > 0 || file.from !== "f" || file.to !== "f") return void 0;
    return file.chunks;
  } catch {
    return void 0;
  }
}
function hunkOf(chunk) {
  const deleted = [];
  const added = [];
  const context = [];
  for (const change of chunk.changes) {
    if (change.content === NO_LINE_FEED) continue;
    if (change.content.startsWith("\\")) return void 0;
    if (change.type === "del") deleted.push(change.ln);
    else if (change.type === "add") added.push(change.ln);
    else if (change.content.startsWith(" ")) context.push([change.ln1, change.ln2]);
    else return void 0;
  }
  const whole = deleted.length + context.length === chunk.oldLines && added.length + context.length === chunk.newLines;
  if (!whole || deleted.length + added.length === 0) return void 0;
  return {
    oldStart: chunk.oldStart,
    oldCount: chunk.oldLines,
    newStart: chunk.newStart,
    newCount: chunk.newLines,
    deleted,
    added,
    context
  };
}
function runInStep(hunks) {
  let oldEnd = 1;
  let shift = 0;
  for (const hunk of hunks) {
    const oldFirst = hunk.oldCount === 0 ? hunk.oldStart + 1 : hunk.oldStart;
    const newFirst = hunk.newCount === 0 ? hunk.newStart + 1 : hunk.newStart;
    if (oldFirst < oldEnd || newFirst - oldFirst !== shift) return false;
    oldEnd = oldFirst + hunk.oldCount;
    shift += hunk.newCount - hunk.oldCount;
  }
  return true;
}

// src/source/diff-texts.ts
var MAX_CHARS = 8 * 1024 * 1024;
var MAX_EDITS = 2e3;
var CONTEXT_LINES = 3;
function touchedLines(before, after, patch) {
  if (before === "unreadable" || after === "unreadable") {
    const side = before === "unreadable" ? "base" : "head";
    return { kind: "unknown", reason: `the file cannot be read at the ${side}` };
  }
  const oldText = before === "absent" ? "" : byteText(before);
  const newText = after === "absent" ? "" : byteText(after);
  if (patch !== void 0 && patch !== "") {
    const reading = hunksOfPatch(patch);
    if (reading.kind === "hunks" && proveHunks(oldText, newText, reading.hunks)) return reading;
  }
  return diffTexts(oldText, newText);
}
function diffTexts(oldText, newText) {
  if (oldText === newText) return { kind: "hunks", hunks: [] };
  if (oldText === "") return { kind: "hunks", hunks: wholeFileHunks(newText, "added") };
  if (newText === "") return { kind: "hunks", hunks: wholeFileHunks(oldText, "deleted") };
  if (oldText.length + newText.length > MAX_CHARS) return { kind: "whole" };
  const patch = patchOf(oldText, newText);
  const reading = patch === void 0 ? void 0 : hunksOfPatch(patch);
  const proved = reading?.kind === "hunks" && proveHunks(oldText, newText, reading.hunks);
  return proved ? reading : { kind: "whole" };
}
function patchOf(oldText, newText) {
  const options = { context: CONTEXT_LINES, maxEditLength: MAX_EDITS };
  const made = structuredPatch("f", "f", oldText, newText, "", "", options);
  return made?.hunks.map(
    (hunk) => `@@ -${range(hunk.oldStart, hunk.oldLines)} +${range(hunk.newStart, hunk.newLines)} @@
${hunk.lines.join("\n")}`
  ).join("\n");
}
function range(start2, count) {
  return `${count === 0 ? start2 - 1 : start2},${count}`;
}

// src/source/git.ts
import { spawn } from "node:child_process";
import { join as join2 } from "node:path";

// src/source/git-blobs.ts
var LINE_FEED = 10;
var HEADER_PATTERN = /^([0-9a-f]{40,64}) (?:(missing|ambiguous)|([a-z]+) (\d+))$/;
var Blobs = class {
  found = /* @__PURE__ */ new Map();
  /** How many objects git has spoken of, found or not. */
  answered = 0;
  /** Git answered in a form we don't know; nothing after that is believed. */
  broken = false;
  header = "";
  current;
  take(chunk) {
    let at = 0;
    while (at < chunk.length && !this.broken)
      at = this.current === void 0 ? this.takeHeader(chunk, at) : this.takeBody(chunk, at);
  }
  takeHeader(chunk, start2) {
    const end = chunk.indexOf(LINE_FEED, start2);
    this.header += Buffer.from(chunk.subarray(start2, end === -1 ? chunk.length : end)).toString("latin1");
    if (end === -1) return chunk.length;
    const [, id, gone, type, size] = HEADER_PATTERN.exec(this.header) ?? [];
    this.header = "";
    if (id === void 0) this.broken = true;
    else if (gone === void 0)
      this.current = { id, isBlob: type === "blob", bytes: new Uint8Array(Number(size)), filled: 0 };
    else this.answered += 1;
    return end + 1;
  }
  takeBody(chunk, start2) {
    const { current } = this;
    if (current === void 0) return start2;
    const part = chunk.subarray(start2, start2 + current.bytes.length - current.filled);
    current.bytes.set(part, current.filled);
    current.filled += part.length;
    const end = start2 + part.length;
    if (current.filled < current.bytes.length || end === chunk.length) return end;
    this.answered += 1;
    if (current.isBlob) this.found.set(current.id, current.bytes);
    this.current = void 0;
    return end + 1;
  }
};

// src/source/git.ts
var MAX_COMPLAINT_BYTES = 4096;
var MAX_COMPLAINT_CHARS = 200;
var MAX_STDOUT_BYTES = 256 * 1024 * 1024;
var TIME_LIMIT_MS = 12e4;
var PARTIAL_CLONE = "this is a partial clone without these files; clone or fetch without --filter";
var SAFE_OPTIONS = [
  "core.fsmonitor=false",
  "core.hooksPath=/dev/null",
  "core.attributesFile=/dev/null",
  "core.quotePath=true",
  "diff.suppressBlankEmpty=false",
  "protocol.allow=never",
  "safe.bareRepository=explicit",
  // Containers often run as another user than the checkout's owner. What git guards against there is switched off above.
  "safe.directory=*"
].flatMap((option) => ["-c", option]);
async function openRepository(path) {
  const root = await realFolder(path);
  const [gitFolder, workTree, prefix] = [
    await ask(root, ["rev-parse", "--absolute-git-dir"]),
    await ask(root, ["rev-parse", "--show-toplevel"]),
    await ask(root, ["rev-parse", "--show-prefix"])
  ];
  if (await realFolder(join2(workTree, prefix)) !== root) {
    throw new UserError("git-unreadable", `${quoted(root)} is not in the work tree of its own repository.`);
  }
  const fixed = [`--git-dir=${gitFolder}`, `--work-tree=${workTree}`];
  const format = await ask(root, [...fixed, "rev-parse", "--show-object-format"]);
  return {
    root,
    prefix,
    objectFormat: format === "sha256" ? "sha256" : "sha1",
    run: (args) => runGit(workTree, [...fixed, ...args]),
    blobs: (ids) => readBlobs(root, fixed, ids)
  };
}
async function resolveCommit(repository, ref) {
  const isPlain = ref !== "" && !ref.startsWith("-") && !new RegExp("\\p{Cc}", "u").test(ref);
  for (const name of isPlain ? [ref, `refs/remotes/origin/${ref}`] : []) {
    const answer = await repository.run(["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`]);
    const id = answer.stdout.toString("utf8").trim();
    if (answer.status === 0 && isObjectId(id)) return id;
  }
  throw new UserError("git-unreadable", `The ref ${quoted(ref)} names no commit in ${quoted(repository.root)}.`);
}
function isObjectId(text) {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}
async function mustRun(repository, args, task) {
  const answer = await repository.run(args);
  if (answer.status === 0) return answer.stdout;
  throw new UserError("git-unreadable", `git could not ${task} in ${quoted(repository.root)}: ${answer.complaint}`);
}
async function ask(folder, args) {
  const answer = await runGit(folder, args);
  if (answer.status === 0) return answer.stdout.toString("utf8").replace(/\r?\n$/, "");
  throw new UserError(
    "git-unreadable",
    `${quoted(folder)} is not in a git work tree that can be read: ${answer.complaint}`
  );
}
function start(folder, args) {
  return spawn("git", ["--literal-pathspecs", "--no-pager", ...SAFE_OPTIONS, ...args], {
    cwd: folder,
    env: scrubbedEnvironment(),
    stdio: "pipe",
    shell: false,
    windowsHide: true,
    timeout: TIME_LIMIT_MS,
    killSignal: "SIGKILL"
  });
}
function runGit(folder, args) {
  return new Promise((resolve, reject) => {
    const child = start(folder, args);
    const output = [];
    let size = 0;
    const complaint = complaintOf(child.stderr);
    child.stdin.on("error", ignoreClosedPipe);
    child.stdin.end();
    child.stdout.on("data", (chunk) => {
      size += chunk.length;
      if (size > MAX_STDOUT_BYTES) child.kill("SIGKILL");
      else output.push(chunk);
    });
    child.on("error", (cause) => reject(notStarted(cause)));
    child.on(
      "close",
      (status) => resolve({ status: status ?? -1, stdout: Buffer.concat(output), complaint: complaint() })
    );
  });
}
function readBlobs(folder, fixed, ids) {
  const wanted = [...new Set(ids)].filter(isObjectId);
  if (wanted.length === 0) return Promise.resolve(/* @__PURE__ */ new Map());
  return new Promise((resolve, reject) => {
    const child = start(folder, [...fixed, "cat-file", "--batch"]);
    const blobs = new Blobs();
    const complaint = complaintOf(child.stderr);
    child.stdin.on("error", ignoreClosedPipe);
    child.stdout.on("data", (chunk) => blobs.take(chunk));
    child.on("error", (cause) => reject(notStarted(cause)));
    child.on("close", (status) => {
      if (status === 0 && !blobs.broken && blobs.answered === wanted.length) resolve(blobs.found);
      else reject(new UserError("git-unreadable", `git could not read the files of ${quoted(folder)}: ${complaint()}`));
    });
    child.stdin.end(`${wanted.join("\n")}
`);
  });
}
function complaintOf(stderr) {
  let text = "";
  stderr.on("data", (chunk) => {
    if (text.length < MAX_COMPLAINT_BYTES) text += chunk.toString("latin1");
  });
  return () => {
    const [line = ""] = text.split("\n");
    if (text.includes("promisor")) return PARTIAL_CLONE;
    return line === "" ? "git was stopped" : quoted(line.replace(/^fatal: /, ""), MAX_COMPLAINT_CHARS);
  };
}
function ignoreClosedPipe() {
}
function notStarted(cause) {
  return new UserError("git-unreadable", "The program git could not be started; is it installed?", { cause });
}
function scrubbedEnvironment() {
  const kept = Object.entries(process.env).filter(([name]) => !/^(?:GIT_|XDG_CONFIG_HOME$|HOME$|LC_|LANG)/i.test(name));
  return {
    ...Object.fromEntries(kept),
    HOME: "/nonexistent",
    XDG_CONFIG_HOME: "/nonexistent",
    LC_ALL: "C",
    GIT_ALLOW_PROTOCOL: "none",
    GIT_ATTR_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_NO_LAZY_FETCH: "1",
    GIT_NO_REPLACE_OBJECTS: "1",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_TERMINAL_PROMPT: "0"
  };
}

// src/source/git-tree.ts
var LINK_MODE = "120000";
var SUBMODULE_MODE = "160000";
var MAX_LINK_BYTES = 4096;
var EMPTY_TREES = {
  sha1: "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
  sha256: "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321"
};
async function treeOf(repository, commit) {
  const folder = repository.prefix.replace(/\/$/, "");
  const name = folder === "" ? `${commit}^{tree}` : `${commit}:${folder}`;
  const answer = await repository.run(["rev-parse", "--verify", "--quiet", "--end-of-options", name]);
  if (answer.status !== 0) return EMPTY_TREES[repository.objectFormat];
  return answer.stdout.toString("utf8").trim();
}
async function listTree(repository, tree) {
  const output = await mustRun(repository, ["ls-tree", "-r", "-z", "-l", "--full-tree", tree], "list the files");
  const entries = [];
  for (const row of rowsOf(output)) {
    const tab = row.indexOf("	");
    const [mode = "", , id = "", size = ""] = row.slice(0, tab).split(/ +/);
    entries.push({ path: row.slice(tab + 1), mode, id, size: /^\d+$/.test(size) ? Number(size) : void 0 });
  }
  return entries;
}
function rowsOf(output) {
  return output.toString("utf8").split("\0").slice(0, -1);
}
function isRegular(mode) {
  return mode === "100644" || mode === "100755" || mode === "100664";
}
function neededBlobs(entries) {
  return entries.filter((entry) => isReadable(entry) || isSmallLink(entry)).map((entry) => entry.id);
}
function assembleSnapshot(id, entries, blobs) {
  const files = /* @__PURE__ */ new Map();
  const skipped = [];
  const regular = new Set(entries.filter((entry) => isRegular(entry.mode)).map((entry) => entry.path));
  for (const entry of entries) {
    const { path } = entry;
    const bytes = blobs.get(entry.id);
    if (entry.mode === LINK_MODE) skipped.push(...skippedLink2(path, bytes, regular));
    else if (entry.mode === SUBMODULE_MODE) skipped.push({ path, reason: "submodule" });
    else if (!isWanted(path)) continue;
    else if (isUnsafeName(path)) skipped.push({ path, reason: "unsafe-name" });
    else if ((entry.size ?? 0) > MAX_FILE_BYTES)
      skipped.push({ path, reason: "too-large", detail: `${entry.size} bytes` });
    else if (bytes === void 0) skipped.push({ path, reason: "unreadable", detail: "git does not have this object" });
    else {
      const reason = reasonToSkip(bytes);
      if (reason === void 0) files.set(path, { path, blob: entry.id, bytes });
      else skipped.push({ path, reason });
    }
  }
  return { id, files, skipped };
}
function isReadable(entry) {
  return isRegular(entry.mode) && isWanted(entry.path) && !isUnsafeName(entry.path) && (entry.size ?? 0) <= MAX_FILE_BYTES;
}
function isSmallLink(entry) {
  return entry.mode === LINK_MODE && mayHidePython2(entry.path) && (entry.size ?? 0) <= MAX_LINK_BYTES;
}
function mayHidePython2(path) {
  return isWanted(path) || !path.slice(path.lastIndexOf("/") + 1).includes(".");
}
function skippedLink2(path, bytes, regular) {
  if (!mayHidePython2(path)) return [];
  const target = bytes === void 0 ? "" : Buffer.from(bytes).toString("utf8");
  if (!isWanted(path) && regular.has(linkedPath(path, target))) return [];
  return [{ path, reason: "symlink", ...target === "" ? {} : { detail: target } }];
}
function linkedPath(path, target) {
  const parts = path.split("/").slice(0, -1);
  for (const part of target.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return target.startsWith("/") ? "" : parts.join("/");
}

// src/source/change-rows.ts
function rawRows(fields) {
  const rows = [];
  const rest = fields.values();
  for (const field of rest) {
    const [, oldMode = "", newMode = "", status = ""] = /^:(\d+) (\d+) \S+ \S+ ([A-Z])\d*$/.exec(field) ?? [];
    const first = rest.next().value;
    const second = status === "R" || status === "C" ? rest.next().value : void 0;
    if (first === void 0) break;
    rows.push({
      path: second ?? first,
      ...second === void 0 ? {} : { previousPath: first },
      .../[1-9]/.test(oldMode) ? { oldMode } : {},
      .../[1-9]/.test(newMode) ? { newMode } : {}
    });
  }
  return rows;
}
function narrowRows(rows) {
  return rows.flatMap((row) => {
    const { path, previousPath, oldMode, newMode } = row;
    const narrowed = [];
    if (previousPath !== void 0 && !(isWanted(path) && isWanted(previousPath))) {
      if (isWanted(previousPath) && oldMode !== void 0) narrowed.push({ path: previousPath, oldMode });
      if (isWanted(path) && newMode !== void 0) narrowed.push({ path, newMode });
      return narrowed;
    }
    return isWanted(path) ? [row] : [];
  });
}
function fileChange(row, base, head, patch) {
  const before = sideOf(base, row.previousPath ?? row.path, row.oldMode, row.newMode);
  const after = sideOf(head, row.path, row.newMode, row.oldMode);
  return {
    status: statusOf(row),
    path: row.path,
    ...row.previousPath === void 0 ? {} : { previousPath: row.previousPath },
    lines: touchedLines(before, after, patch)
  };
}
function statusOf(row) {
  if (row.previousPath !== void 0) return "renamed";
  const had = row.oldMode !== void 0 && (isRegular(row.oldMode) || row.newMode === void 0);
  const has = row.newMode !== void 0 && (isRegular(row.newMode) || row.oldMode === void 0);
  if (had && has) return "modified";
  return had ? "removed" : "added";
}
function sideOf(snapshot, path, mode, otherMode) {
  if (mode === void 0) return "absent";
  if (!isRegular(mode) && otherMode !== void 0 && isRegular(otherMode)) return "absent";
  return snapshot.files.get(path)?.bytes ?? "unreadable";
}

// src/source/diff-names.ts
var DEV_NULL = "/dev/null";
function sectionNames(lines) {
  const minus = lines.minus === void 0 ? void 0 : nameIn(lines.minus);
  const plus = lines.plus === void 0 ? void 0 : nameIn(lines.plus);
  if (lines.from !== void 0 || lines.to !== void 0) return renamedNames(lines, minus, plus);
  const pair = lines.git === void 0 ? { old: minus, new: plus } : gitPair(lines.git);
  if (pair?.old === void 0 || pair.new === void 0) return void 0;
  if (lines.git !== void 0 && !agrees(pair.old, minus, lines.isAdded)) return void 0;
  if (lines.git !== void 0 && !agrees(pair.new, plus, lines.isRemoved)) return void 0;
  const isAdded = lines.isAdded || minus === DEV_NULL;
  const isRemoved = lines.isRemoved || plus === DEV_NULL;
  if (isAdded && isRemoved) return void 0;
  return namesOf(pair.old, pair.new, isAdded, isRemoved);
}
function withoutPrefix(name) {
  return /^[a-z0-9]\/./.test(name) ? name.slice(2) : void 0;
}
function settledNames(names, style) {
  const settle = (name) => name === void 0 || names.style !== "undecided" || style === "bare" ? name : withoutPrefix(name) ?? "";
  const [oldName, newName] = [settle(names.oldName), settle(names.newName)];
  const isSafe = [oldName, newName].every((name) => name === void 0 || !isUnsafeName(name));
  return isSafe ? { oldName, newName, style } : void 0;
}
function namesOf(old, now, isAdded, isRemoved) {
  const names = (oldName, newName, style) => ({
    oldName: isAdded ? void 0 : oldName,
    newName: isRemoved ? void 0 : newName,
    style
  });
  if (old === now) return names(old, now, "bare");
  const [bareOld, bareNew] = [withoutPrefix(old), withoutPrefix(now)];
  if (bareOld !== void 0 && bareOld === bareNew) return names(bareOld, bareNew, "prefixed");
  if (old === DEV_NULL || now === DEV_NULL) {
    const one = old === DEV_NULL ? now : old;
    return names(one, one, withoutPrefix(one) === void 0 ? "bare" : "undecided");
  }
  return void 0;
}
function renamedNames(lines, minus, plus) {
  const oldName = lines.from === void 0 ? void 0 : nameIn(lines.from);
  const newName = lines.to === void 0 ? void 0 : nameIn(lines.to);
  if (oldName === void 0 || newName === void 0 || lines.isAdded || lines.isRemoved) return void 0;
  if (minus === void 0 && plus === void 0) return { oldName, newName, style: "undecided" };
  if (minus === oldName && plus === newName) return { oldName, newName, style: "bare" };
  const isPrefixed = minus !== void 0 && plus !== void 0;
  const fits = isPrefixed && withoutPrefix(minus) === oldName && withoutPrefix(plus) === newName;
  return fits ? { oldName, newName, style: "prefixed" } : void 0;
}
function gitPair(text) {
  if (text.startsWith('"')) {
    const end = closingQuote(text);
    const old2 = nameIn(text.slice(0, end + 1));
    const now2 = nameIn(text.slice(end + 2));
    return end === -1 || text[end + 1] !== " " || old2 === void 0 || now2 === void 0 ? void 0 : { old: old2, new: now2 };
  }
  const middle = (text.length - 1) / 2;
  if (text[middle] !== " ") return void 0;
  const [old, now] = [decode(text.slice(0, middle)), decode(text.slice(middle + 1))];
  return old === void 0 || now === void 0 ? void 0 : { old, new: now };
}
function agrees(name, line, mayBeMissing) {
  return line === void 0 || line === name || line === DEV_NULL && mayBeMissing;
}
function closingQuote(text) {
  for (let at = 1; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === '"') return at;
  }
  return -1;
}
function nameIn(text) {
  if (!text.startsWith('"')) return decode(text.split("	", 1)[0] ?? "");
  const end = closingQuote(text);
  if (end === -1 || !/^\t?$/.test(text.slice(end + 1))) return void 0;
  return unquote(text.slice(1, end));
}
var ESCAPES = /* @__PURE__ */ new Map([
  ["a", "\x07"],
  ["b", "\b"],
  ["t", "	"],
  ["n", "\n"],
  ["v", "\v"],
  ["f", "\f"],
  ["r", "\r"],
  ['"', '"'],
  ["\\", "\\"]
]);
function unquote(text) {
  if (!/^(?:[^\\]|\\[abtnvfr"\\]|\\[0-3][0-7]{2})*$/.test(text)) return void 0;
  const bytes = text.replace(
    /\\([0-3][0-7]{2}|.)/g,
    (_, code) => code.length === 3 ? String.fromCharCode(Number.parseInt(code, 8)) : ESCAPES.get(code) ?? ""
  );
  return decode(bytes);
}
function decode(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.from(bytes, "latin1"));
  } catch {
    return void 0;
  }
}

// src/source/diff-sections.ts
var HUNK = /^@@ -\d{1,9}(?:,(\d{1,9}))? \+\d{1,9}(?:,(\d{1,9}))? @@/;
var NAME_HEADERS = ["rename from", "rename to", "copy from", "copy to"];
var OTHER_HEADERS = /^(old mode|new mode|deleted file mode|new file mode|similarity index|dissimilarity index|index) (.*)$/;
var SPECIAL_MODE = /1[26]0000$/;
function diffSections(text) {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  const sections = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? "";
    if (line.startsWith("diff --git ")) at = readGitSection(lines, at, sections);
    else if (isFileHeader(lines, at)) at = readBody(lines, at, opened(sections, at));
    else if (isFiller(line)) at += 1;
    else throw unreadable(at, `${quoted(line)} is no part of a unified diff`);
  }
  return settled(sections);
}
function unreadable(index, detail) {
  return new UserError("diff-unreadable", `Line ${index + 1}: ${detail}.`);
}
function opened(sections, at) {
  const section = { headers: /* @__PURE__ */ new Map(), patch: [], line: at + 1, isOpaque: false };
  sections.push(section);
  return section;
}
function isFileHeader(lines, at) {
  return (lines[at] ?? "").startsWith("--- ") && (lines[at + 1] ?? "").startsWith("+++ ");
}
function isFiller(line) {
  return line === "" || /^(?:Index: .*|={20,}|diff -(?!-c).*)$/.test(line);
}
function readGitSection(lines, start2, sections) {
  const section = opened(sections, start2);
  section.headers.set("git", (lines[start2] ?? "").slice("diff --git ".length));
  let at = start2 + 1;
  for (; at < lines.length; at += 1) {
    const line2 = lines[at] ?? "";
    const name = NAME_HEADERS.find((header) => line2.startsWith(`${header} `));
    const [, key, value = ""] = OTHER_HEADERS.exec(line2) ?? [];
    if (name !== void 0) section.headers.set(name, line2.slice(name.length + 1));
    else if (key === void 0) break;
    else {
      section.headers.set(key, value);
      section.isOpaque ||= SPECIAL_MODE.test(value);
    }
  }
  const line = lines[at] ?? "";
  if (isFileHeader(lines, at)) return readBody(lines, at, section);
  if (line.startsWith("Binary files ")) {
    section.isOpaque = true;
    return at + 1;
  }
  if (line !== "GIT binary patch") return at;
  section.isOpaque = true;
  while (at < lines.length && !(lines[at] ?? "").startsWith("diff --git ")) at += 1;
  return at;
}
function readBody(lines, start2, section) {
  section.headers.set("---", (lines[start2] ?? "").slice(4));
  section.headers.set("+++", (lines[start2 + 1] ?? "").slice(4));
  let at = start2 + 2;
  for (let hunk = HUNK.exec(lines[at] ?? ""); hunk !== null; hunk = HUNK.exec(lines[at] ?? "")) {
    const header = at;
    let oldLeft = Number(hunk[1] ?? 1);
    let newLeft = Number(hunk[2] ?? 1);
    at += 1;
    for (; oldLeft > 0 || newLeft > 0; at += 1) {
      const sign = lines[at]?.[0];
      if (sign === void 0 || !" +-\\".includes(sign))
        throw unreadable(header, "the hunk is shorter than its header says");
      if (sign === " " || sign === "-") oldLeft -= 1;
      if (sign === " " || sign === "+") newLeft -= 1;
    }
    if ((lines[at] ?? "").startsWith("\\")) at += 1;
    for (let index = header; index < at; index += 1) section.patch.push(lines[index] ?? "");
  }
  if (section.patch.length === 0) throw unreadable(start2, "a file without a hunk");
  return at;
}
function settled(sections) {
  const read = sections.map((section) => ({ section, names: namesIn(section) }));
  const styles = new Set(read.map(({ names }) => names.style).filter((style2) => style2 !== "undecided"));
  if (styles.size > 1)
    throw new UserError("diff-unreadable", "Some of its names have the prefixes a/ and b/, some have none.");
  const [style] = styles;
  return read.map(({ section, names }) => {
    const isRename = section.headers.has("rename from") || section.headers.has("copy from");
    if (names.style === "undecided" && !isRename && style === void 0) {
      throw unreadable(section.line - 1, "the name can be read in two ways; use `git diff`");
    }
    const final = settledNames(isRename ? { ...names, style: "bare" } : names, style ?? "bare");
    if (final === void 0) throw unreadable(section.line - 1, "the name of the file is not safe");
    return {
      oldName: final.oldName,
      newName: final.newName,
      isCopy: section.headers.has("copy from"),
      isOpaque: section.isOpaque,
      patch: section.patch.join("\n"),
      line: section.line
    };
  });
}
function namesIn({ headers, line }) {
  const optional = { git: "git", from: "rename from", to: "rename to", minus: "---", plus: "+++" };
  const present = Object.entries(optional).flatMap(([key, header]) => {
    const value = headers.get(header) ?? headers.get(header.replace("rename", "copy"));
    return value === void 0 ? [] : [[key, value]];
  });
  const names = sectionNames({
    ...Object.fromEntries(present),
    isAdded: headers.has("new file mode"),
    isRemoved: headers.has("deleted file mode")
  });
  if (names === void 0)
    throw unreadable(line - 1, "the name of the file cannot be told from its lines; use `git diff`");
  return names;
}

// src/source/git-patches.ts
var MAX_FILES = 200;
var MAX_NAME_CHARS = 16e3;
var FORMAT = ["-p", "-U3", "--inter-hunk-context=0", "--text", "--diff-algorithm=myers", "--indent-heuristic"];
var SAFETY = ["--no-ext-diff", "--no-textconv", "--no-color", "--src-prefix=a/", "--dst-prefix=b/"];
async function gitPatches(repository, trees, rows) {
  const patches = /* @__PURE__ */ new Map();
  for (const names of batchesOf(rows.filter(hasBothSides))) {
    const diff = ["diff-tree", "-r", "-M50%", ...FORMAT, ...SAFETY, trees.base, trees.head, "--", ...names];
    const answer = await repository.run(diff);
    if (answer.status !== 0) continue;
    for (const { newName, patch } of sectionsOf(answer.stdout)) if (newName !== void 0) patches.set(newName, patch);
  }
  return patches;
}
function hasBothSides({ oldMode, newMode }) {
  return oldMode !== void 0 && newMode !== void 0 && isRegular(oldMode) && isRegular(newMode);
}
function batchesOf(rows) {
  const batches = [];
  let room = 0;
  for (const { path, previousPath } of rows) {
    const names = previousPath === void 0 ? [path] : [previousPath, path];
    const chars = names.reduce((sum, name) => sum + name.length + 1, 0);
    let batch = batches.at(-1);
    if (batch === void 0 || batch.length >= MAX_FILES || room < chars) {
      batch = [];
      batches.push(batch);
      room = MAX_NAME_CHARS;
    }
    batch.push(...names);
    room -= chars;
  }
  return batches;
}
function sectionsOf(diff) {
  try {
    return diffSections(diff.toString("latin1"));
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}

// src/source/renames.ts
var MIN_SIMILARITY = 0.5;
var MAX_COMPARISONS = 1e4;
function pairRenames(removed, added) {
  const pairs = /* @__PURE__ */ new Map();
  const taken = /* @__PURE__ */ new Set();
  const pair = (to, from) => {
    if (pairs.has(to.path) || taken.has(from.path)) return;
    pairs.set(to.path, from.path);
    taken.add(from.path);
  };
  const full = removed.length * added.length <= MAX_COMPARISONS;
  const candidates = added.flatMap(
    (to) => removed.filter(
      (from) => from.bytes.length > 0 && (full || from.blob === to.blob || nameOf(from.path) === nameOf(to.path))
    ).map((from) => ({ from, to, score: similarity(from, to) }))
  );
  candidates.filter((candidate) => candidate.score >= MIN_SIMILARITY).sort((a, b) => b.score - a.score || Number(keepsName(b)) - Number(keepsName(a))).forEach(({ from, to }) => pair(to, from));
  return pairs;
}
function similarity(from, to) {
  if (from.blob === to.blob) return 1;
  const [small, large] = [from.bytes.length, to.bytes.length].sort((a, b) => a - b);
  if (small === void 0 || large === void 0 || small < large * MIN_SIMILARITY) return 0;
  const counts = /* @__PURE__ */ new Map();
  for (const line of linesOf(byteText(from.bytes))) counts.set(line, (counts.get(line) ?? 0) + 1);
  let shared = 0;
  for (const line of linesOf(byteText(to.bytes))) {
    const left = counts.get(line) ?? 0;
    if (left === 0) continue;
    counts.set(line, left - 1);
    shared += line.length;
  }
  return shared / large;
}
function keepsName({ from, to }) {
  return nameOf(from.path) === nameOf(to.path);
}
function nameOf(path) {
  return path.slice(path.lastIndexOf("/") + 1);
}

// src/source/work-tree.ts
var FILE_MODE = "100644";
var LINK_MODE2 = "120000";
async function readWorkTree(repository) {
  const { prefix } = repository;
  const below = prefix === "" ? [] : ["--", prefix];
  const tracked = await mustRun(repository, ["ls-files", "-z", "-s", "-t", ...below], "list the work tree");
  const others = ["ls-files", "-z", "--others", "--exclude-standard", ...below];
  const index = rowsOf(tracked).map((row) => indexEntry(row, prefix));
  const untracked = rowsOf(await mustRun(repository, others, "list new files")).map(
    (path) => path.slice(prefix.length)
  );
  const listed = /* @__PURE__ */ new Set([...index.map((entry) => entry.path), ...untracked]);
  const onDisk = await readPartOfFolder(repository.root, onlyListed(listed));
  const submodules = index.filter((entry) => entry.mode === "160000");
  const wanted = index.filter((entry) => isWanted(entry.path) && isRegular(entry.mode));
  const files = await asGitStoresThem(repository, onDisk, wanted);
  const skipped = submodules.map(({ path }) => ({ path, reason: "submodule" }));
  return {
    snapshot: { id: "worktree", files, skipped: [...onDisk.skipped, ...skipped] },
    index: new Map(index.map((entry) => [entry.path, entry.id]))
  };
}
function workTreeRows(baseEntries, base, tree) {
  const head = tree.snapshot;
  const before = new Map(baseEntries.filter((entry) => isWanted(entry.path)).map((entry) => [entry.path, entry]));
  const newModes = new Map([...head.files.keys()].map((path) => [path, FILE_MODE]));
  for (const { path, reason } of head.skipped) newModes.set(path, reason === "symlink" ? LINK_MODE2 : FILE_MODE);
  const paths = [.../* @__PURE__ */ new Set([...before.keys(), ...newModes.keys()])].filter(isWanted);
  const added = paths.flatMap((path) => before.has(path) ? [] : head.files.get(path) ?? []);
  const removed = paths.flatMap((path) => newModes.has(path) ? [] : base.files.get(path) ?? []);
  const renames = pairRenames(removed, added);
  const renamedFrom = new Set(renames.values());
  return paths.flatMap((path) => {
    const previousPath = renames.get(path);
    const old = before.get(previousPath ?? path);
    const newMode = newModes.get(path);
    if (renamedFrom.has(path) || previousPath === void 0 && isUnchanged(path, old, newMode, base, tree)) return [];
    return [
      {
        path,
        ...previousPath === void 0 ? {} : { previousPath },
        ...old === void 0 ? {} : { oldMode: old.mode },
        ...newMode === void 0 ? {} : { newMode }
      }
    ];
  });
}
function isUnchanged(path, old, newMode, base, { snapshot, index }) {
  const before = base.files.get(path);
  const after = snapshot.files.get(path);
  if (before !== void 0 && after !== void 0) return before.blob === after.blob;
  return old !== void 0 && newMode !== void 0 && old.id === index.get(path);
}
function indexEntry(row, prefix) {
  const tab = row.indexOf("	");
  const [tag = "", mode = "", id = ""] = row.slice(0, tab).split(" ");
  return { path: row.slice(tab + 1).slice(prefix.length), mode, id, isSparse: tag === "S" };
}
function onlyListed(listed) {
  const folders = /* @__PURE__ */ new Set();
  for (const path of listed) {
    for (let slash = path.indexOf("/"); slash !== -1; slash = path.indexOf("/", slash + 1))
      folders.add(path.slice(0, slash));
  }
  return { entersFolder: (path) => folders.has(path), takesFile: (path) => listed.has(path) };
}
async function asGitStoresThem(repository, onDisk, index) {
  const files = /* @__PURE__ */ new Map();
  for (const { path, bytes } of onDisk.files.values()) {
    files.set(path, { path, bytes, blob: blobId(bytes, repository.objectFormat) });
  }
  const differing = index.filter((entry) => {
    const file = files.get(entry.path);
    return file === void 0 ? entry.isSparse : file.blob !== entry.id && hasOnlyWindowsLineEnds(file.bytes);
  });
  const blobs = await repository.blobs(differing.map((entry) => entry.id));
  for (const { path, id } of differing) {
    const stored = blobs.get(id);
    const file = files.get(path);
    if (stored === void 0) continue;
    if (file === void 0) files.set(path, { path, blob: id, bytes: stored });
    else if (!Buffer.from(stored).includes("\r\n")) {
      const bytes = withoutCarriageReturns(file.bytes);
      files.set(path, { path, bytes, blob: blobId(bytes, repository.objectFormat) });
    }
  }
  return files;
}
function hasOnlyWindowsLineEnds(bytes) {
  const text = Buffer.from(bytes).toString("latin1");
  return text.includes("\r\n") && !/(?:^|[^\r])\n/.test(text);
}
function withoutCarriageReturns(bytes) {
  return new Uint8Array(Buffer.from(Buffer.from(bytes).toString("latin1").replaceAll("\r\n", "\n"), "latin1"));
}

// src/source/git-change.ts
var NO_MERGE_BASE = "Base and head have no common commit in this clone, so the base itself is compared with: what it got meanwhile looks taken back.";
var BEHIND = "The base contains the head already, so the two are compared as they stand, as if the base were taken back to the head. Were `--base` and `--head` meant the other way round?";
async function readGitChange(request) {
  const repository = await openRepository(request.path);
  const baseTip = await resolveCommit(repository, request.base);
  const headTip = await resolveCommit(repository, request.head ?? "HEAD");
  const shared = await mergeBase(repository, baseTip, headTip);
  const isBehind = request.head !== void 0 && shared === headTip && headTip !== baseTip;
  const start2 = isBehind ? baseTip : shared ?? baseTip;
  const note = shared === void 0 ? { note: NO_MERGE_BASE } : isBehind ? { note: BEHIND } : {};
  const trees = { base: await treeOf(repository, start2), head: await treeOf(repository, headTip) };
  const baseEntries = await listTree(repository, trees.base);
  if (request.head === void 0) {
    const base2 = assembleSnapshot(start2, baseEntries, await repository.blobs(neededBlobs(baseEntries)));
    const tree = await readWorkTree(repository);
    const rows2 = workTreeRows(baseEntries, base2, tree);
    return { ...await changeOf(repository, trees, { base: base2, head: tree.snapshot }, rows2), ...note };
  }
  const headEntries = await listTree(repository, trees.head);
  const blobs = await repository.blobs([...neededBlobs(baseEntries), ...neededBlobs(headEntries)]);
  const base = assembleSnapshot(start2, baseEntries, blobs);
  const head = assembleSnapshot(headTip, headEntries, blobs);
  const raw = ["diff-tree", "-r", "--raw", "-z", "--no-abbrev", "-M50%", "-l2000", trees.base, trees.head];
  const rows = rawRows(rowsOf(await mustRun(repository, raw, "compare the commits")));
  return { ...await changeOf(repository, trees, { base, head }, narrowRows(rows)), ...note };
}
async function mergeBase(repository, base, head) {
  const answer = await repository.run(["merge-base", base, head]);
  const id = answer.stdout.toString("utf8").trim();
  return answer.status === 0 && isObjectId(id) ? id : void 0;
}
async function changeOf(repository, trees, { base, head }, rows) {
  const patches = await gitPatches(repository, trees, rows);
  const files = rows.map((row) => fileChange(row, base, head, patches.get(row.path)));
  return { base, head, files: files.sort((a, b) => a.path < b.path ? -1 : Number(a.path > b.path)) };
}

// src/report/html.ts
var STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 68rem; margin: 2rem auto; padding: 0 1rem; }
code, pre { font: 13px/1.45 ui-monospace, monospace; }
code { background: #8882; border-radius: 3px; padding: 0 .25em; }
pre { background: #8881; border-radius: 6px; padding: .75rem; overflow-x: auto; }
pre mark { background: #f9c74f66; color: inherit; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { border: 1px solid #8884; padding: .3rem .6rem; text-align: left; vertical-align: top; }
h1, h2, h3 { line-height: 1.25; } h2 { margin-top: 2.2rem; border-bottom: 1px solid #8884; }
`.trim();
function toHtml(document, title) {
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${htmlText(title)}</title>`,
    `<style>${STYLE}</style>`,
    "</head>",
    "<body>",
    ...document.map(renderBlock),
    "</body>",
    "</html>",
    ""
  ].join("\n");
}
function renderBlock(block) {
  switch (block.kind) {
    case "heading":
      return `<h${block.level}>${inline(block.text)}</h${block.level}>`;
    case "paragraph":
      return `<p>${inline(block.text)}</p>`;
    case "list":
      return `<ul>
${block.items.map((item) => `<li>${inline(item.text)}${nested(item.children ?? [])}</li>`).join("\n")}
</ul>`;
    case "table":
      return [
        "<table>",
        `<thead><tr>${block.head.map((cell) => `<th>${htmlText(cell)}</th>`).join("")}</tr></thead>`,
        "<tbody>",
        ...block.rows.map((row) => `<tr>${row.map((cell) => `<td>${inline(cell)}</td>`).join("")}</tr>`),
        "</tbody></table>"
      ].join("\n");
    case "code":
      return `<pre>${block.lines.map((line) => htmlText(visibleLine(line))).join("\n")}</pre>`;
    case "excerpt":
      return `<pre>${block.lines.map((line) => {
        const text = htmlText(`${line.number}  ${visibleLine(line.text)}`);
        return line.marked ? `<mark>${text}</mark>` : text;
      }).join("\n")}</pre>`;
    case "details":
      return [
        `<details><summary>${htmlText(block.title)}</summary>`,
        ...block.blocks.map(renderBlock),
        "</details>"
      ].join("\n");
  }
}
function nested(children) {
  return children.length === 0 ? "" : `<ul>${children.map((child) => `<li>${inline(child)}</li>`).join("")}</ul>`;
}
function inline(text) {
  return text.map(renderInline).join("");
}
function renderInline(part) {
  if (typeof part === "string") return htmlText(part);
  switch (part.kind) {
    case "code":
      return `<code>${htmlText(part.text)}</code>`;
    case "strong":
      return `<strong>${htmlText(part.text)}</strong>`;
    case "link":
      return `<a href="${htmlText(part.href)}">${htmlText(part.text)}</a>`;
    case "place":
      return `<code>${htmlText(`${part.path}:${part.line}`)}</code>`;
  }
}

// src/report/json.ts
var NO_SURFACE = { added: [], removed: [], moved: [], changed: [] };
function toJson(value) {
  return `${JSON.stringify(value, null, 2)}
`;
}
function reviewJson(result) {
  return {
    schemaVersion: 1,
    command: "review",
    verdict: result.verdict,
    findings: result.findings.map(reviewFinding),
    fixed: result.fixed.map(plainFinding),
    ...common(result),
    surface: mutable(result.surface)
  };
}
function auditJson(report) {
  const { result, checklist, inventory, remedies, snippets } = report;
  return {
    schemaVersion: 1,
    command: "audit",
    verdict: result.verdict,
    grade: result.grade,
    score: result.score,
    findings: result.findings.map((finding) => ({ ...plainFinding(finding), state: finding.state })),
    fixed: [],
    accepted: result.accepted.map(plainFinding),
    ...common(result),
    surface: mutable(NO_SURFACE),
    checklist: checklist.map((item) => ({ ...item, lines: item.lines.map(evidence), rules: [...item.rules] })),
    inventory: {
      protected: inventory.protected.map(inventoryRoute),
      unenforced: inventory.unenforced.map(inventoryRoute),
      public: inventory.public.map(inventoryRoute),
      unknown: inventory.unknown.map(inventoryRoute)
    },
    remediation: remedies.map(({ ruleId, severity, points, fix, findings }) => ({
      ruleId,
      severity,
      points,
      findings: findings.length,
      fix,
      places: findings.map((finding) => `${finding.path}:${finding.startLine}`)
    })),
    snippets: snippets.map(({ title, file, lines }) => ({ title, file, code: `${lines.join("\n")}
` }))
  };
}
function routesJson(facts) {
  const { application } = facts;
  return {
    schemaVersion: 1,
    apps: application.apps.map((app) => ({
      app: app.name,
      path: app.site.path,
      line: app.site.span.startLine,
      routes: routesOfApp(application, app),
      middleware: app.middleware.map((use) => ({
        class: use.name.replace(":", "."),
        file: use.site.path,
        line: use.site.span.startLine,
        ...use.condition === void 0 ? {} : { condition: use.condition }
      }))
    })),
    unresolved: unresolvedOf(facts)
  };
}
function common(result) {
  const { coverage } = result;
  return {
    suppressed: result.suppressed.map(suppressedFinding),
    notices: result.notices.map((notice) => ({ ...notice, ruleIds: [...notice.ruleIds] })),
    notes: [...result.notes],
    coverage: {
      files: coverage.files,
      parsed: coverage.parsed,
      partlyParsed: coverage.partlyParsed.map((file) => ({ ...file, lines: [...file.lines] })),
      routes: coverage.routes,
      unresolved: coverage.unresolved.map(({ path, line, reason }) => ({ path, line, reason })),
      excluded: coverage.excluded.map((entry) => ({ ...entry })),
      crashes: coverage.crashes.map((crash) => ({ ...crash }))
    }
  };
}
function plainFinding(finding) {
  const { ruleId, severity, confidence, path, startLine, endLine, startColumn, endColumn } = finding;
  const { side, message, subject, fingerprint, related, fix } = finding;
  return {
    ruleId,
    severity,
    confidence,
    path,
    startLine,
    endLine,
    startColumn,
    endColumn,
    side,
    message,
    subject,
    fingerprint,
    related: related.map(({ at, message: text }) => ({
      path: at.path,
      startLine: at.span.startLine,
      endLine: at.span.endLine,
      message: text
    })),
    ...fix === void 0 ? {} : { fix: fixJson(fix) }
  };
}
function fixJson(fix) {
  const edits = fix.edits.map(({ at, replacement }) => ({ path: at.path, ...at.span, replacement }));
  return { title: fix.title, edits };
}
function reviewFinding(finding) {
  return { ...plainFinding(finding), state: finding.state, placement: { ...finding.placement } };
}
function suppressedFinding({ finding, reason, path, line }) {
  return { finding: plainFinding(finding), reason, path, line };
}
function evidence({ site, text }) {
  return { file: site.path, line: site.span.startLine, text };
}
function inventoryRoute(route) {
  return {
    method: methodsOf(route),
    path: route.path.text,
    endpoint: route.endpoint,
    file: route.file,
    line: route.line,
    guards: route.protection.guards.map((guard) => guard.name)
  };
}
function mutable(surface) {
  const copy = (entries) => entries.map((entry) => ({ ...entry, before: state(entry.before), after: state(entry.after) }));
  return {
    added: copy(surface.added),
    removed: copy(surface.removed),
    moved: copy(surface.moved),
    changed: copy(surface.changed)
  };
}
function state(before) {
  if (before === null) return null;
  return {
    path: before.path,
    status: before.status,
    via: before.via.map((step) => ({ ...step })),
    scopes: [...before.scopes],
    responseModel: before.responseModel,
    limits: [...before.limits]
  };
}

// src/report/sarif.ts
var SECURITY_SEVERITY = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "2.0",
  info: "0.0"
};
var LEVEL = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
  info: "note"
};
var MAX_RESULTS = 25e3;
function toSarif(result, context) {
  const rules = [...context.rules.values()];
  const indexOf = new Map(rules.map((rule, index) => [rule.id, index]));
  const open2 = result.findings.map((finding) => sarifResult(finding, indexOf));
  const suppressed = result.suppressed.map(({ finding, reason }) => ({
    ...sarifResult(finding, indexOf),
    suppressions: [{ kind: "inSource", justification: visible(reason) }]
  }));
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "FastAPI Hardening",
            semanticVersion: context.version,
            rules: rules.map((rule) => sarifRule(rule, context))
          }
        },
        columnKind: "utf16CodeUnits",
        automationDetails: { id: `fastapi-hardening/${result.command}` },
        invocations: [invocation(result)],
        results: [...open2, ...suppressed].slice(0, MAX_RESULTS)
      }
    ]
  };
  return `${JSON.stringify(log, null, 2)}
`;
}
function sarifRule(rule, context) {
  const url = context.ruleUrl?.(rule.id);
  return {
    id: rule.id,
    shortDescription: { text: rule.summary },
    fullDescription: { text: rule.docs.why },
    help: { text: rule.docs.fix, markdown: `${rule.docs.why}

${rule.docs.fix}` },
    ...url === void 0 ? {} : { helpUri: url },
    defaultConfiguration: { level: LEVEL[rule.severity] },
    properties: {
      "security-severity": SECURITY_SEVERITY[rule.severity],
      precision: { high: "very-high", medium: "high", low: "medium" }[rule.confidence],
      tags: ["security", ...rule.cwe.map((cwe) => `external/cwe/cwe-${String(cwe).padStart(3, "0")}`)].slice(0, 20)
    }
  };
}
function sarifResult(finding, indexOf) {
  const { path, startLine, startColumn, endLine, endColumn } = finding;
  const at = { path, span: { startLine, startColumn, endLine, endColumn } };
  const index = indexOf.get(finding.ruleId);
  return {
    ruleId: finding.ruleId,
    ...index === void 0 ? {} : { ruleIndex: index },
    level: LEVEL[finding.severity],
    message: { text: visible(finding.message) },
    locations: [location(finding.side === "LEFT" ? topOf(path) : at)],
    ...finding.related.length === 0 ? {} : { relatedLocations: finding.related.slice(0, 100).map(relatedLocation) },
    partialFingerprints: {
      // The name code scanning pairs alerts by; ours names the defect, so it holds when lines move.
      primaryLocationLineHash: `${finding.fingerprint}:1`,
      "fastapiHardening/v1": finding.fingerprint
    },
    properties: { "security-severity": SECURITY_SEVERITY[finding.severity], confidence: finding.confidence }
  };
}
function topOf(path) {
  return { path, span: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 } };
}
function relatedLocation(related, index) {
  return { id: index + 1, ...location(related.at), message: { text: visible(related.message) } };
}
function location({ path, span }) {
  return {
    physicalLocation: {
      artifactLocation: { uri: path.split("/").map(encodeURIComponent).join("/"), uriBaseId: "%SRCROOT%" },
      region: {
        startLine: span.startLine,
        startColumn: span.startColumn,
        endLine: span.endLine,
        // SARIF's end is exclusive, ours is not.
        endColumn: span.endColumn + 1
      }
    }
  };
}
function invocation(result) {
  const { partlyParsed, crashes } = result.coverage;
  const notifications = [
    ...partlyParsed.map((file) => ({ level: "warning", message: { text: visible(`${file.path}: ${file.reason}`) } })),
    ...crashes.map((crash) => ({ level: "error", message: { text: visible(`${crash.ruleId}: ${crash.message}`) } }))
  ];
  return {
    executionSuccessful: result.verdict !== "incomplete",
    ...notifications.length === 0 ? {} : { toolExecutionNotifications: notifications }
  };
}

export {
  VERSION,
  byteText,
  linesOf,
  hunksOfPatch,
  touchedLines,
  MAX_FILE_BYTES,
  isWanted,
  isUnsafeName,
  readFolder,
  blobId,
  openRepository,
  resolveCommit,
  isObjectId,
  treeOf,
  listTree,
  isRegular,
  neededBlobs,
  assembleSnapshot,
  narrowRows,
  fileChange,
  toHtml,
  toJson,
  reviewJson,
  auditJson,
  routesJson,
  toSarif,
  diffSections,
  readGitChange
};
