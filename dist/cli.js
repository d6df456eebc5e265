#!/usr/bin/env node
import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);
import {
  VERSION,
  auditJson,
  blobId,
  byteText,
  diffSections,
  hunksOfPatch,
  isWanted,
  linesOf,
  readFolder,
  readGitChange,
  reviewJson,
  routesJson,
  toHtml,
  toJson,
  toSarif,
  touchedLines
} from "./chunks/chunk-RIKY3RWE.js";
import {
  auditTree,
  createAnalyser,
  didYouMean,
  findConfig,
  parseBaseline,
  parseConfigFile,
  reviewChange,
  rulesById
} from "./chunks/chunk-QRQTXY3G.js";
import {
  BADGES,
  UserError,
  applyEdits,
  auditDocument,
  auditTitle,
  bySeverity,
  code,
  heading,
  list,
  paragraph,
  place,
  prose,
  quoted,
  renderComment,
  reviewDocument,
  reviewTitle,
  routesDocument,
  strong,
  suggestionFor,
  table,
  toMarkdown,
  visible,
  visibleLine
} from "./chunks/chunk-GNKWFU2H.js";
import {
  ALL_RULES,
  productTools
} from "./chunks/chunk-EVQG2UC2.js";
import "./chunks/chunk-YYYFAXCQ.js";
import {
  CONFIDENCES,
  SEVERITIES,
  compareSites,
  groupBy
} from "./chunks/chunk-MY77EXL4.js";
import "./chunks/chunk-XZKNEUXK.js";
import "./chunks/chunk-5N3QS5HH.js";

// src/cli/host.ts
import { closeSync, openSync, writeSync } from "node:fs";
function processHost() {
  const { env, stdout, stderr } = process;
  return {
    out: (text) => writeAll(1, text),
    err: (text) => writeAll(2, text),
    cwd: process.cwd(),
    color: stdout.isTTY && (env["NO_COLOR"] ?? "") === "" && env["TERM"] !== "dumb",
    progress: stderr.isTTY
  };
}
function writeAll(fd, text) {
  const bytes = Buffer.from(text, "utf8");
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(fd, bytes, written);
    } catch (error) {
      const code2 = error instanceof Error && "code" in error ? error.code : void 0;
      if (code2 === "EPIPE") return;
      if (code2 !== "EAGAIN") throw error;
      pause();
    }
  }
}
function pause() {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
}
function writeFileWhole(path, text) {
  const fd = openSync(path, "w");
  try {
    writeAll(fd, text);
  } finally {
    closeSync(fd);
  }
}
var Progress = class {
  #host;
  #shown;
  #last = 0;
  constructor(host, quiet) {
    this.#host = host;
    this.#shown = host.progress && !quiet;
  }
  step(text) {
    if (!this.#shown || Date.now() - this.#last < 100) return;
    this.#last = Date.now();
    this.#host.err(`\r\x1B[K${text}…`);
  }
  end() {
    if (this.#shown && this.#last > 0) this.#host.err("\r\x1B[K");
  }
};

// src/cli/arguments.ts
import { parseArgs } from "node:util";
var COMMANDS = ["review", "audit", "routes", "explain", "rules"];
var FORMATS = {
  review: ["text", "json", "sarif", "markdown", "html"],
  audit: ["text", "json", "sarif", "markdown", "html"],
  routes: ["text", "json", "markdown", "html"],
  explain: ["text", "json", "markdown"],
  rules: ["text", "json", "markdown"]
};
var COMMON = {
  format: { type: "string" },
  output: { type: "string" },
  quiet: { type: "boolean" },
  "no-color": { type: "boolean" },
  help: { type: "boolean", short: "h" }
};
var POLICY = {
  config: { type: "string" },
  "fail-on": { type: "string" },
  "min-confidence": { type: "string" }
};
var FLAGS = {
  review: {
    ...COMMON,
    ...POLICY,
    base: { type: "string" },
    head: { type: "string" },
    diff: { type: "string" },
    fix: { type: "boolean" }
  },
  audit: { ...COMMON, ...POLICY, baseline: { type: "string" }, fix: { type: "boolean" } },
  routes: { ...COMMON, ...POLICY },
  explain: { ...COMMON, ...POLICY },
  rules: { ...COMMON, ...POLICY }
};
function parseArguments(argv) {
  const [first, ...rest] = argv;
  if (first === void 0 || first === "--help" || first === "-h") return { kind: "help" };
  if (first === "help") return { kind: "help", ...rest[0] === void 0 ? {} : { command: commandOf(rest[0]) } };
  if (first === "--version") return { kind: "version" };
  const command = commandOf(first);
  const { values, positionals } = parseFlags(command, rest);
  if (values.get("help") === true) return { kind: "help", command };
  if (positionals.length > 1)
    throw usage(`${command} takes one argument; ${quoted(positionals[1] ?? "")} is one too many.`);
  const parsed = argumentsOf(command, values, positionals[0]);
  checkCombination(parsed);
  return { kind: "run", arguments: parsed };
}
function commandOf(word) {
  const command = COMMANDS.find((known) => known === word);
  if (command !== void 0) return command;
  const what = word.startsWith("-") ? "The command comes first" : "There is no command";
  throw usage(`${what}: ${quoted(word)}${hint(didYouMean(word, COMMANDS), "")} Commands: ${COMMANDS.join(", ")}.`);
}
function parseFlags(command, argv) {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options: FLAGS[command], allowPositionals: true });
    const entries = Object.entries(values).flatMap(
      ([name, value]) => typeof value === "string" || typeof value === "boolean" ? [[name, value]] : []
    );
    return { values: new Map(entries), positionals };
  } catch (error) {
    throw complaint(command, error);
  }
}
function complaint(command, error) {
  if (!(error instanceof Error) || !("code" in error)) return error;
  const flag = /'(-{1,2}[^' ]+)/.exec(error.message)?.[1] ?? "";
  if (error.code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") {
    const names = Object.keys(FLAGS[command]).map((name) => `--${name}`);
    const flagOnly = flag.split("=")[0] ?? flag;
    return usage(`${command} has no flag ${quoted(flagOnly)}${hint(didYouMean(flagOnly, names), ".")}`);
  }
  if (error.code === "ERR_PARSE_ARGS_INVALID_OPTION_VALUE") {
    const type = FLAGS[command][flag.slice(2)]?.type;
    return usage(type === "boolean" ? `${flag} takes no value.` : `${flag} needs a value.`);
  }
  return error;
}
function argumentsOf(command, values, target) {
  const text = (name) => {
    const value = values.get(name);
    if (value === "") throw usage(`--${name} needs a value.`);
    return typeof value === "string" ? value : void 0;
  };
  const flag = (name) => values.get(name) === true;
  const failOn = oneOf("fail-on", text("fail-on"), [...SEVERITIES, "never"]);
  const minConfidence = oneOf("min-confidence", text("min-confidence"), CONFIDENCES);
  const optional = (name) => {
    const value = text(name);
    return value === void 0 ? {} : { [name]: value };
  };
  return {
    command,
    target,
    format: oneOf("format", text("format"), FORMATS[command]) ?? "text",
    quiet: flag("quiet"),
    color: !flag("no-color"),
    fix: flag("fix"),
    ...failOn === void 0 ? {} : { failOn },
    ...minConfidence === void 0 ? {} : { minConfidence },
    ...optional("output"),
    ...optional("config"),
    ...optional("base"),
    ...optional("head"),
    ...optional("diff"),
    ...optional("baseline")
  };
}
function oneOf(name, value, allowed) {
  if (value === void 0) return void 0;
  const found = allowed.find((one) => one === value);
  if (found !== void 0) return found;
  throw usage(
    `--${name} takes ${allowed.join(", ")}; ${quoted(value)} is none of them${hint(didYouMean(value, allowed), ".")}`
  );
}
function checkCombination(given) {
  const { command, base, head, diff, fix, target } = given;
  if (command === "explain" && target === void 0) throw usage("explain needs a rule: `explain RULE`.");
  if (command === "rules" && target !== void 0)
    throw usage(`rules takes no argument; ${quoted(target)} is one too many.`);
  if (command !== "review") return;
  if (base === void 0 && diff === void 0) throw usage("review needs --base REF, or --diff FILE.");
  if (diff !== void 0 && (base !== void 0 || head !== void 0))
    throw usage("--diff replaces --base and --head.");
  if (fix && head !== void 0) throw usage("--fix mends the files as they lie there, so it does not go with --head.");
}
function hint(meant, end) {
  return meant === void 0 ? end || "." : `; did you mean ${meant}?`;
}
function usage(detail) {
  return new UserError("bad-usage", detail);
}

// src/cli/commands.ts
import { readFile as readFile2 } from "node:fs/promises";
import { resolve } from "node:path";

// src/app/routes.ts
async function listRoutes(snapshot, config, tools) {
  const analyser = await createAnalyser(tools, [snapshot]);
  return analyser.analyse(snapshot, config).facts;
}

// src/source/apply-patch.ts
var HUNK = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;
function applyPatch(text, patch, direction) {
  const source = linesOf(text);
  const made = [];
  const [takes, gives] = direction === "forward" ? ["-", "+"] : ["+", "-"];
  const lines = patch === "" ? [] : patch.split("\n");
  let at = 0;
  for (const [index, line] of lines.entries()) {
    const sign = line[0];
    if (sign === "@") {
      const first = firstLine(line, direction);
      if (first < at || first > source.length) return { kind: "misfit", line: first + 1 };
      while (at < first) made.push(source[at++] ?? "");
      continue;
    }
    const content = line.slice(1) + (lines[index + 1]?.startsWith("\\") ? "" : "\n");
    if (sign === " " || sign === takes) {
      if (source[at] !== content) return { kind: "misfit", line: at + 1 };
      at += 1;
    }
    if (sign === " " || sign === gives) made.push(content);
  }
  const result = [...made, ...source.slice(at)];
  const open = result.findIndex((line, index) => !line.endsWith("\n") && index < result.length - 1);
  return open === -1 ? { kind: "text", text: result.join("") } : { kind: "misfit", line: open + 1 };
}
function firstLine(header, direction) {
  const [, oldStart = "0", oldCount = "1", newStart = "0", newCount = "1"] = HUNK.exec(header) ?? [];
  const [start, count] = direction === "forward" ? [oldStart, oldCount] : [newStart, newCount];
  return Number(count) === 0 ? Number(start) : Number(start) - 1;
}

// src/source/diff-file.ts
async function readDiffFile(request) {
  const sections = wantedSections(diffSections(diffBytes(request.diffText)));
  refuseRepeated(sections);
  const folder = await readFolder(request.path);
  const asHead = otherSide(folder, sections, "reverse");
  if (asHead.kind === "snapshot") return changeOf(asHead.snapshot, folder, sections);
  const asBase = otherSide(folder, sections, "forward");
  if (asBase.kind === "snapshot") return changeOf(folder, asBase.snapshot, sections);
  throw new UserError("diff-unreadable", `It does not fit the folder: ${asHead.reason}.`);
}
function diffBytes(diff) {
  const bytes = typeof diff === "string" ? Buffer.from(diff, "utf8") : diff;
  const text = byteText(bytes).replace(/^\u00ef\u00bb\u00bf/, "");
  const lines = text.split("\n");
  const isWindows = lines.every((line, index) => line.endsWith("\r") || index === lines.length - 1 && line === "");
  return isWindows ? lines.map((line) => line.replace(/\r$/, "")).join("\n") : text;
}
function wantedSections(sections) {
  return sections.filter(
    ({ oldName, newName }) => [oldName, newName].some((name) => name !== void 0 && isWanted(name))
  );
}
function refuseRepeated(sections) {
  const seen = /* @__PURE__ */ new Set();
  for (const { newName, oldName, line } of sections) {
    const name = newName ?? oldName ?? "";
    if (seen.has(name)) throw new UserError("diff-unreadable", `Line ${line}: ${quoted(name)} is in it twice.`);
    seen.add(name);
  }
}
function otherSide(folder, sections, direction) {
  const files = new Map(folder.files);
  const skipped = new Map(folder.skipped.map((file) => [file.path, file]));
  const ends = sections.map(
    (section) => direction === "forward" ? { section, here: section.oldName, there: section.newName } : { section, here: section.newName, there: section.oldName }
  );
  for (const { section, here } of ends) {
    if (here !== void 0 && !(section.isCopy && direction === "forward")) files.delete(here);
  }
  for (const { section, here, there } of ends) {
    if (isUnread(folder, section, here)) {
      const detail = "the diff does not tell its content";
      if (there !== void 0 && isWanted(there)) skipped.set(there, { path: there, reason: "unreadable", detail });
      continue;
    }
    const source = here === void 0 ? void 0 : folder.files.get(here);
    const reason = misfitOf(files, section, here, there, source);
    if (reason !== void 0) return { kind: "misfit", reason };
    const applied = applyPatch(source === void 0 ? "" : byteText(source.bytes), section.patch, direction);
    if (applied.kind === "misfit") {
      return { kind: "misfit", reason: `line ${applied.line} of ${quoted(here ?? there ?? "")} differs` };
    }
    if (there === void 0 && applied.text !== "") {
      return { kind: "misfit", reason: `${quoted(here ?? "")} holds more than the diff says` };
    }
    const isCopySource = section.isCopy && direction === "reverse";
    if (there !== void 0 && isWanted(there) && !isCopySource) files.set(there, fileOf(there, applied.text));
  }
  const sorted = [...files.values()].sort((a, b) => a.path < b.path ? -1 : Number(a.path > b.path));
  const snapshot = {
    id: "diff",
    files: new Map(sorted.map((file) => [file.path, file])),
    skipped: [...skipped.values()]
  };
  return { kind: "snapshot", snapshot };
}
function misfitOf(files, section, here, there, source) {
  if (here !== void 0 && source === void 0) return `${quoted(here)} is not there`;
  if (there !== void 0 && files.has(there) && !section.isCopy) return `${quoted(there)} is there already`;
  const reading = section.patch === "" ? void 0 : hunksOfPatch(section.patch);
  return reading?.kind === "refused" ? `line ${section.line} of the diff: ${reading.reason}` : void 0;
}
function isUnread(folder, section, here) {
  if (section.isOpaque || here !== void 0 && !isWanted(here)) return true;
  return folder.skipped.some(({ path }) => path === section.newName || path === section.oldName);
}
function fileOf(path, text) {
  const bytes = new Uint8Array(Buffer.from(text, "latin1"));
  return { path, blob: blobId(bytes), bytes };
}
function changeOf(base, head, sections) {
  const files = sections.flatMap((section) => fileChanges(base, head, section));
  return { base, head, files: files.sort((a, b) => a.path < b.path ? -1 : Number(a.path > b.path)) };
}
function fileChanges(base, head, section) {
  const oldName = section.oldName !== void 0 && isWanted(section.oldName) ? section.oldName : void 0;
  const newName = section.newName !== void 0 && isWanted(section.newName) ? section.newName : void 0;
  const path = newName ?? oldName;
  if (path === void 0 || section.isCopy && newName === void 0) return [];
  const moved = oldName !== void 0 && newName !== void 0 && oldName !== newName;
  const status = statusOf(oldName, newName, section.isCopy);
  const lines = touchedLines(sideOf(base, oldName), sideOf(head, newName), section.patch);
  return [{ status, path, ...moved ? { previousPath: oldName } : {}, lines }];
}
function sideOf(snapshot, name) {
  if (name === void 0) return "absent";
  return snapshot.files.get(name)?.bytes ?? "unreadable";
}
function statusOf(oldName, newName, isCopy) {
  if (oldName === void 0) return "added";
  if (newName === void 0) return "removed";
  if (isCopy) return "copied";
  return oldName === newName ? "modified" : "renamed";
}

// src/cli/fix.ts
import { lstat, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

// src/app/fixes.ts
function applyFixes(findings, textOf) {
  const edits = /* @__PURE__ */ new Map();
  const applied = [];
  const left = [];
  for (const finding of findings) {
    if (finding.fix === void 0) continue;
    if (finding.fix.edits.every((edit) => isFree(edit, edits.get(edit.at.path) ?? []))) {
      applied.push(finding);
      for (const edit of finding.fix.edits) {
        const taken = edits.get(edit.at.path) ?? [];
        if (!taken.some((other) => isSame(edit, other))) edits.set(edit.at.path, [...taken, edit]);
      }
    } else left.push(finding);
  }
  const files = [...edits].map(([path, ofFile]) => ({ path, text: editedText(path, ofFile, textOf) }));
  return { files, applied, left };
}
function editedText(path, edits, textOf) {
  const lines = textOf(path)?.split("\n");
  const edited = lines === void 0 ? void 0 : applyEdits(lines, { title: "", edits });
  if (edited === void 0) throw new Error(`The fixes of ${path} do not fit its text.`);
  return edited.join("\n");
}
function isFree(edit, taken) {
  return taken.every((other) => isSame(edit, other) || isBefore(edit, other) || isBefore(other, edit));
}
function isBefore({ at: { span }, replacement }, later) {
  const next = later.at.span;
  if (span.endLine < next.startLine) return true;
  const within = span.startLine === next.startLine && span.endLine === next.endLine && span.startLine === span.endLine;
  return within && ![replacement, later.replacement].some((text) => text.includes("\n")) && span.endColumn + 1 < next.startColumn;
}
function isSame(edit, other) {
  return edit.replacement === other.replacement && compareSites(edit.at, other.at) === 0;
}

// src/cli/fix.ts
var MARK = "\uFEFF";
async function fixFiles(root, findings) {
  const paths = new Set(findings.flatMap((finding) => finding.fix?.edits.map((edit) => edit.at.path) ?? []));
  const texts = /* @__PURE__ */ new Map();
  for (const path of paths) texts.set(path, await readRegular(join(root, path), path));
  const outcome = applyFixes(findings, (path) => texts.get(path)?.replace(MARK, ""));
  for (const { path, text } of outcome.files) {
    const mark = texts.get(path)?.startsWith(MARK) === true ? MARK : "";
    await writeFile(join(root, path), mark + text);
  }
  return outcome;
}
async function readRegular(file, path) {
  try {
    if ((await lstat(file)).isFile()) return await readFile(file, "utf8");
  } catch (cause) {
    throw new UserError("path-unreadable", `${quoted(path)} cannot be mended.`, { cause });
  }
  throw new UserError("path-unreadable", `${quoted(path)} is no regular file and is not mended.`);
}

// src/report/details.ts
var MAX_LINES = 6;
var AROUND = 1;
var MAX_RELATED = 12;
var NEAR = 3;
var MANY_ALIKE = 6;
function findingDetails(findings, context) {
  const alike = groupBy(bySeverity(findings), ({ severity, ruleId }) => `${severity} ${ruleId}`);
  const shown = /* @__PURE__ */ new Set();
  return bySeverity(findings).flatMap((finding) => {
    const same = alike.get(`${finding.severity} ${finding.ruleId}`) ?? [];
    const isHabit = same.length >= MANY_ALIKE && finding.severity !== "critical" && finding.severity !== "high";
    if (shown.has(finding)) return [];
    if (!isHabit) return detailsOf(finding, context);
    for (const one of same) shown.add(one);
    return [...detailsOf(finding, context), ...listed(same.filter((one) => one !== finding))];
  });
}
function detailsOf(finding, context) {
  return [
    paragraph(
      strong(BADGES[finding.severity]),
      " ",
      code(finding.ruleId),
      " at ",
      place(finding.path, finding.startLine),
      sureness(finding)
    ),
    paragraph(...prose(finding.message)),
    ...excerptOf(finding, context),
    ...relatedOf(finding),
    ...fixOf(finding, context)
  ];
}
function listed(others) {
  const [first] = others;
  if (first === void 0) return [];
  return [
    paragraph(`${others.length} more of `, code(first.ruleId), ":"),
    list(
      "findings",
      others.map((finding) => ({
        text: [place(finding.path, finding.startLine), sureness(finding), ": ", ...prose(finding.message)]
      }))
    )
  ];
}
function sureness(finding) {
  const notes = finding.confidence === "high" ? [] : [`${finding.confidence} confidence`];
  if (finding.side === "LEFT") notes.push("a line of the base");
  const placed = placementOf(finding);
  if (placed !== void 0) notes.push(placed);
  return notes.length === 0 ? "" : ` (${notes.join(", ")})`;
}
function placementOf(finding) {
  if (!("placement" in finding)) return void 0;
  const { placement } = finding;
  if (placement.kind === "summary") return "in the summary only";
  if (placement.kind === "file") return `comment on the file ${placement.path}`;
  const isHere = placement.path === finding.path && placement.line >= finding.startLine && placement.line <= finding.endLine;
  return isHere ? void 0 : `comment at ${placement.path}:${placement.line}`;
}
function excerptOf(finding, context) {
  const source = context.source?.(finding.path, finding.side);
  if (source === void 0) return [];
  const last = Math.min(finding.endLine, finding.startLine + MAX_LINES - 1);
  const lines = [];
  for (let number = Math.max(1, finding.startLine - AROUND); number <= last + AROUND; number += 1) {
    const text = source[number - 1];
    if (text === void 0) break;
    lines.push({ number, text, marked: number >= finding.startLine && number <= finding.endLine });
  }
  return lines.length === 0 ? [] : [{ kind: "excerpt", path: finding.path, lines }];
}
function relatedOf(finding) {
  if (finding.related.length === 0) return [];
  const items = finding.related.slice(0, MAX_RELATED).map(({ at, message }) => ({ text: [place(at.path, at.span.startLine), ": ", ...prose(message)] }));
  const more = finding.related.length - items.length;
  return [list("places", more > 0 ? [...items, { text: [`… and ${more} more`] }] : items)];
}
function fixOf(finding, context) {
  const { fix } = finding;
  const source = context.source?.(finding.path, "RIGHT");
  if (fix === void 0 || source === void 0) return [];
  const title = paragraph(`Fix: ${fix.title}`);
  const parts = editsByPlace(fix).map((edits) => changedLines({ ...fix, edits }, source));
  return [
    title,
    ...parts.flatMap((lines) => lines === void 0 ? [] : [{ kind: "code", language: "python", lines }])
  ];
}
function editsByPlace({ edits }) {
  const groups = [];
  for (const edit of edits.toSorted((a, b) => a.at.span.startLine - b.at.span.startLine)) {
    const last = groups.at(-1);
    const end = last?.at(-1)?.at.span.endLine;
    if (last !== void 0 && end !== void 0 && edit.at.span.startLine - end <= NEAR)
      groups[groups.length - 1] = [...last, edit];
    else groups.push([edit]);
  }
  return groups;
}
function changedLines(fix, source) {
  const [first] = fix.edits;
  if (first === void 0) return void 0;
  const startLine = Math.min(...fix.edits.map((edit) => edit.at.span.startLine));
  const endLine = Math.max(...fix.edits.map((edit) => edit.at.span.endLine));
  const lines = suggestionFor(fix, { path: first.at.path, startLine, endLine }, source);
  return lines === void 0 || lines.length === 0 ? void 0 : lines;
}

// src/report/rule-page.ts
var OWASP = {
  API1: "broken-object-level-authorization",
  API2: "broken-authentication",
  API3: "broken-object-property-level-authorization",
  API4: "unrestricted-resource-consumption",
  API5: "broken-function-level-authorization",
  API6: "unrestricted-access-to-sensitive-business-flows",
  API7: "server-side-request-forgery",
  API8: "security-misconfiguration",
  API9: "improper-inventory-management",
  API10: "unsafe-consumption-of-apis"
};
function rulePage(rule) {
  const isComparison = rule.category === "comparison";
  const sections = [
    `# ${rule.id}`,
    `**${rule.summary}.**`,
    metadata(rule),
    `## Why

${rule.docs.why.trim()}`,
    `## How to fix it

${rule.docs.fix.trim()}`,
    `## ${isComparison ? "Reported: a change to" : "Reported"}

${example(rule.docs.bad)}`,
    `## ${isComparison ? "From" : "Not reported"}

${example(rule.docs.good)}`
  ];
  if (rule.docs.limits !== void 0) sections.push(`## Limits

${rule.docs.limits.trim()}`);
  sections.push(`## Ignoring it

${ignoring(rule)}`);
  if (rule.docs.references.length > 0) {
    sections.push(`## Read more

${rule.docs.references.map((url) => `- <${url}>`).join("\n")}`);
  }
  return `${sections.join("\n\n")}
`;
}
function metadata(rule) {
  const cwe = rule.cwe.map((id) => `[CWE-${id}](https://cwe.mitre.org/data/definitions/${id}.html)`).join(", ");
  const owasp = rule.owasp.map(owaspLink).join(", ");
  return [
    "| Severity | Confidence | CWE | OWASP API Security 2023 |",
    "| --- | --- | --- | --- |",
    `| ${rule.severity} | ${rule.confidence} | ${cwe === "" ? "—" : cwe} | ${owasp === "" ? "—" : owasp} |`
  ].join("\n");
}
function owaspLink(id) {
  const page = `0xa${id.slice("API".length)}`.replace("0xa10", "0xaa");
  return `[${id}](https://owasp.org/API-Security/editions/2023/en/${page}-${OWASP[id] ?? ""}/)`;
}
function example(code2) {
  return `\`\`\`python
${code2.trim()}
\`\`\``;
}
function ignoring(rule) {
  return `A comment on the line, or alone on the line above, with a reason:

\`\`\`python
# hardening: ignore[${rule.id}] the reason
\`\`\`

For a whole project, in \`.github/fastapi-hardening.yml\`:

\`\`\`yaml
version: 1
rules:
  ${rule.id}: off
\`\`\``;
}

// src/report/text.ts
var STYLES = { bold: [1, 22], dim: [2, 22], red: [31, 39], yellow: [33, 39], cyan: [36, 39] };
function toText(document, options) {
  const paint = (style, text) => {
    if (!options.color || text === "") return text;
    const [on, off] = STYLES[style];
    return `\x1B[${on}m${text}\x1B[${off}m`;
  };
  return `${renderBlocks(document, paint)}
`;
}
function renderBlocks(blocks, paint) {
  return blocks.map((block) => renderBlock(block, paint)).join("\n\n");
}
function renderBlock(block, paint) {
  switch (block.kind) {
    case "heading":
      return paint("bold", plain(block.text));
    case "paragraph":
      return inline(block.text, paint);
    case "list":
      return block.items.flatMap((item) => [
        `  • ${inline(item.text, paint)}`,
        ...(item.children ?? []).map((child) => `      ${inline(child, paint)}`)
      ]).join("\n");
    case "table":
      return renderTable(block, paint);
    case "code":
      return block.lines.map((line) => `    ${visibleLine(line)}`).join("\n");
    case "excerpt":
      return renderExcerpt(block, paint);
    case "details":
      return `${paint("bold", visible(block.title))}

${renderBlocks(block.blocks, paint)}`;
  }
}
function renderTable(block, paint) {
  const rows = [block.head, ...block.rows.map((row) => row.map(plain))];
  const widths = block.head.map((_, column) => Math.max(...rows.map((row) => lengthOf(row[column] ?? ""))));
  return rows.map((row, index) => {
    const line = row.map((cell, column) => cell + " ".repeat(Math.max(0, (widths[column] ?? 0) - lengthOf(cell)))).join("  ").trimEnd();
    return index === 0 ? paint("dim", line) : line;
  }).join("\n");
}
function renderExcerpt(block, paint) {
  const width = String(block.lines.at(-1)?.number ?? 0).length;
  return block.lines.map((line) => {
    const number = String(line.number).padStart(width);
    const text = `${line.marked ? ">" : " "} ${number} │ ${visibleLine(line.text)}`.trimEnd();
    return `    ${line.marked ? paint("yellow", text) : paint("dim", text)}`;
  }).join("\n");
}
function inline(text, paint, mark = true) {
  return text.map((part) => renderInline(part, paint, mark)).join("");
}
function plain(text) {
  return inline(text, (_, part) => part, false);
}
function renderInline(part, paint, mark) {
  if (typeof part === "string") return visible(part);
  switch (part.kind) {
    case "code": {
      const shown = visible(part.text);
      const painted = paint("cyan", shown);
      return painted === shown && mark ? `\`${shown}\`` : painted;
    }
    case "strong":
      return paint("bold", visible(part.text));
    case "link":
      return `${visible(part.text)} (${visible(part.href)})`;
    case "place":
      return paint("cyan", visible(`${part.path}:${part.line}`));
  }
}
function lengthOf(text) {
  return Array.from(text).length;
}

// src/cli/outputs.ts
function reviewOutput(result, context, style) {
  switch (style.format) {
    case "json":
      return toJson(reviewJson(result));
    case "sarif":
      return toSarif(result, context);
    case "markdown":
      return [toMarkdown(reviewDocument(result, context)), ...comments(result, context)].join("\n");
    default:
      return rendered(reviewDocument(result, context, findingDetails), reviewTitle(result), style);
  }
}
function comments(result, context) {
  return result.findings.flatMap((finding) => {
    const { placement } = finding;
    if (placement.kind === "summary") return [];
    const where = placement.kind === "file" ? placement.path : `${placement.path}:${placement.line} (${placement.side})`;
    return ["---\n", toMarkdown([heading(3, "Comment at ", code(where))]), `${renderComment(finding, context)}
`];
  });
}
function auditOutput(report, context, style) {
  switch (style.format) {
    case "json":
      return toJson(auditJson(report));
    case "sarif":
      return toSarif(report.result, context);
    case "markdown":
      return toMarkdown(auditDocument(report, context));
    default:
      return rendered(auditDocument(report, context, findingDetails), auditTitle(report.result), style);
  }
}
function routesOutput(facts, style) {
  if (style.format === "json") return toJson(routesJson(facts));
  return rendered(routesDocument(facts), "Routes", style);
}
function ruleOutput(rule, format) {
  return format === "json" ? `${JSON.stringify(ruleJson(rule), null, 2)}
` : rulePage(rule);
}
function rulesOutput(rules, style) {
  if (style.format === "json") {
    return `${JSON.stringify({ schemaVersion: 1, rules: rules.map(ruleJson) }, null, 2)}
`;
  }
  const rows = rules.map((rule) => [[code(rule.id)], [rule.severity], [rule.category], [rule.summary]]);
  return rendered([table("rules", ["Rule", "Severity", "Category", "What is wrong"], rows)], "Rules", style);
}
function ruleJson(rule) {
  const { id, summary, category, severity, confidence, cwe, owasp, docs } = rule;
  return { id, summary, category, severity, confidence, cwe, owasp, docs };
}
function rendered(document, title, style) {
  if (style.format === "markdown") return toMarkdown(document);
  if (style.format === "html") return toHtml(document, title);
  return toText(document, { color: style.color });
}

// src/cli/commands.ts
async function runCommand(given, host, progress) {
  const run = new Run(given, host, progress);
  switch (given.command) {
    case "review":
      return run.review();
    case "audit":
      return run.audit();
    case "routes":
      return run.routes();
    case "explain":
      return run.explain();
    case "rules":
      return run.rules();
  }
}
var Run = class {
  #given;
  #host;
  #progress;
  #root;
  constructor(given, host, progress) {
    this.#given = given;
    this.#host = host;
    this.#progress = progress;
    this.#root = resolve(host.cwd, given.target ?? ".");
  }
  async review() {
    const change = await this.#change();
    const config = await this.#config(change.base);
    const { result, source } = await reviewChange(change, config, this.#tools());
    this.#print(reviewOutput(result, this.#context(source), this.#style()));
    if (this.#given.fix) await this.#fix(result.findings);
    return statusOf2(result.verdict, config);
  }
  async audit() {
    const snapshot = await readFolder(this.#root);
    const config = await this.#config(snapshot);
    const baseline = await this.#baseline();
    const { report, source } = await auditTree(snapshot, config, this.#tools(), baseline);
    this.#print(auditOutput(report, this.#context(source), this.#style()));
    if (this.#given.fix) await this.#fix(report.result.findings);
    return statusOf2(report.result.verdict, config);
  }
  async routes() {
    const snapshot = await readFolder(this.#root);
    const facts = await listRoutes(snapshot, await this.#config(snapshot), this.#tools());
    this.#print(routesOutput(facts, this.#style()));
    return 0;
  }
  explain() {
    const id = this.#given.target ?? "";
    const rule = ALL_RULES.find((known) => known.id === id);
    if (rule === void 0) {
      const ids = ALL_RULES.map((known) => known.id);
      const meant = didYouMean(id, ids);
      const hint2 = meant === void 0 ? "; `rules` lists them all." : `; did you mean ${meant}?`;
      throw new UserError("bad-usage", `There is no rule ${quoted(id)}${hint2}`);
    }
    this.#print(ruleOutput(rule, this.#given.format));
    return 0;
  }
  rules() {
    this.#print(rulesOutput(ALL_RULES, this.#style()));
    return 0;
  }
  async #change() {
    const { base, head, diff } = this.#given;
    if (diff !== void 0) {
      return readDiffFile({ path: this.#root, diffText: await this.#read(diff, "diff-unreadable") });
    }
    return readGitChange({ path: this.#root, base: base ?? "", ...head === void 0 ? {} : { head } });
  }
  /** What the command line says goes before what the file says. */
  async #config(snapshot) {
    const { config: path, failOn, minConfidence } = this.#given;
    const config = path === void 0 ? findConfig(snapshot.files, ALL_RULES) : parseConfigFile(path, await this.#read(path, "config-invalid"), ALL_RULES);
    return {
      ...config,
      ...failOn === void 0 ? {} : { failOn },
      ...minConfidence === void 0 ? {} : { minConfidence }
    };
  }
  async #baseline() {
    const { baseline } = this.#given;
    if (baseline === void 0) return /* @__PURE__ */ new Set();
    return parseBaseline(new TextDecoder().decode(await this.#read(baseline, "baseline-invalid")));
  }
  async #read(path, error) {
    try {
      return await readFile2(resolve(this.#host.cwd, path));
    } catch (cause) {
      throw new UserError(error, `${quoted(path)} cannot be read.`, { cause });
    }
  }
  async #fix(findings) {
    const { applied, left, files } = await fixFiles(this.#root, findings);
    if (this.#given.quiet) return;
    this.#host.err(`Mended ${applied.length} of ${applied.length + left.length} in ${files.length} file(s).
`);
    if (left.length > 0) this.#host.err(`Run again for the other ${left.length}: their edits meet those just made.
`);
  }
  #tools() {
    return productTools((step) => this.#progress.step(step));
  }
  #context(source) {
    return { version: VERSION, rules: rulesById(ALL_RULES), source };
  }
  #style() {
    const { format, color, output } = this.#given;
    return { format, color: color && this.#host.color && output === void 0 };
  }
  #print(text) {
    this.#progress.end();
    const { output } = this.#given;
    if (output === void 0) {
      this.#host.out(text);
      return;
    }
    try {
      writeFileWhole(resolve(this.#host.cwd, output), text);
    } catch (cause) {
      throw new UserError("bad-usage", `${quoted(output)} cannot be written.`, { cause });
    }
  }
};
function statusOf2(verdict, config) {
  if (verdict === "fail") return 1;
  return verdict === "incomplete" && config.failOn !== "never" ? 4 : 0;
}

// src/cli/help.ts
var COMMON2 = `
  --format FORMAT        how to print it: FORMATS (default text)
  --output FILE          write it to a file instead of printing it
  --quiet                no progress and no closing line
  --no-color             no colours (also: the variable NO_COLOR)
  -h, --help             this text`;
var POLICY2 = `
  --config FILE          use this configuration
  --fail-on LEVEL        critical, high, medium, low, info or never (default high)
  --min-confidence HOW   leave out what is less sure: high, medium or low`;
var HELP = `FastAPI Hardening reviews changes of FastAPI applications: what protects each route, what a change opens, and where.

Usage: fastapi-hardening COMMAND [FLAGS]

Commands:
  review [PATH] --base REF    what a change brings, as a pull request would show it
  audit [PATH]                everything, the whole tree: grade, checklist, routes, findings
  routes [PATH]               the route table, with what protects each route
  explain RULE                what a rule finds, why it matters, how to fix it
  rules                       all rules

  --version                   the version
  COMMAND --help              the flags of a command

Exit status: 0 clean or below --fail-on, 1 findings, 2 bad usage or configuration, 3 source not readable,
4 incomplete analysis (0 with --fail-on never), 70 a defect of this program.
`;
var USAGE = {
  review: `Usage: fastapi-hardening review [PATH] --base REF [--head REF] [FLAGS]
       fastapi-hardening review [PATH] --diff FILE [FLAGS]

Reviews what HEAD (or the work tree, without --head) changes since it left BASE. The base's configuration and
suppressions hold: a change cannot loosen what judges it.

  --base REF             the commit, branch or tag to compare with
  --head REF             the commit to review; without it the work tree as it is
  --diff FILE            a unified diff against the files at PATH, instead of --base
  --fix                  mend the files where one edit is certainly right${POLICY2}${COMMON2}
`,
  audit: `Usage: fastapi-hardening audit [PATH] [FLAGS]

Reads every Python file below PATH (the current folder by default) and reports all it finds.

  --baseline FILE        accept the findings of an earlier \`audit --format json\`: counted, not failing
  --fix                  mend the files where one edit is certainly right${POLICY2}${COMMON2}
`,
  routes: `Usage: fastapi-hardening routes [PATH] [FLAGS]

Lists every route of every application: method, full path, endpoint, and what protects it.
${POLICY2}${COMMON2}
`,
  explain: `Usage: fastapi-hardening explain RULE [FLAGS]

Prints a rule's page.
${COMMON2}
`,
  rules: `Usage: fastapi-hardening rules [FLAGS]

Lists all rules.
${COMMON2}
`
};
var FORMATS2 = {
  review: "text, json, sarif, markdown, html",
  audit: "text, json, sarif, markdown, html",
  routes: "text, json, markdown, html",
  explain: "text, json, markdown",
  rules: "text, json, markdown"
};
function helpFor(command) {
  return USAGE[command].replace("FORMATS", FORMATS2[command]);
}

// src/cli/run.ts
var STATUS = { ok: 0, findings: 1, usage: 2, source: 3, incomplete: 4, defect: 70 };
async function runCli(argv, host) {
  try {
    const parsed = parseArguments(argv);
    if (parsed.kind === "version") host.out(`${VERSION}
`);
    else if (parsed.kind === "help") host.out(parsed.command === void 0 ? HELP : helpFor(parsed.command));
    else return await withProgress(parsed.arguments, host);
    return STATUS.ok;
  } catch (error) {
    return explainFailure(error, host);
  }
}
async function withProgress(given, host) {
  const progress = new Progress(host, given.quiet);
  try {
    return await runCommand(given, host, progress);
  } finally {
    progress.end();
  }
}
function explainFailure(error, host) {
  if (error instanceof UserError) {
    const text = error.message.split("\n").map(visible).join("\n");
    host.err(`${text}
${error.hint}
`);
    return error.exitCode;
  }
  const trace = error instanceof Error ? error.stack ?? error.message : String(error);
  host.err(
    [
      `This is a defect of fastapi-hardening ${VERSION}, not of your code. Please report it with the lines below.`,
      ...trace.split("\n").slice(0, 12).map(visible),
      ""
    ].join("\n")
  );
  return STATUS.defect;
}

// src/cli/main.ts
process.exitCode = await runCli(process.argv.slice(2), processHost());
