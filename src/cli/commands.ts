import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { auditTree } from '../app/audit.ts';
import { parseBaseline } from '../app/baseline.ts';
import { reviewChange } from '../app/review.ts';
import { listRoutes } from '../app/routes.ts';
import type { Config } from '../config/config.ts';
import { didYouMean } from '../config/did-you-mean.ts';
import { findConfig, parseConfigFile } from '../config/find.ts';
import { UserError } from '../core/errors.ts';
import { quoted } from '../core/quoted.ts';
import { VERSION } from '../core/version.ts';
import { rulesById, type ReportContext } from '../report/context.ts';
import type { Finding, Verdict } from '../review/finding.ts';
import { ALL_RULES } from '../rules/index.ts';
import { readDiffFile } from '../source/diff-file.ts';
import { readFolder } from '../source/folder.ts';
import { readGitChange } from '../source/git-change.ts';
import type { Change, Snapshot } from '../source/snapshot.ts';
import type { Arguments } from './arguments.ts';
import { fixFiles } from './fix.ts';
import { writeFileWhole, type Host, type Progress } from './host.ts';
import { auditOutput, reviewOutput, routesOutput, ruleOutput, rulesOutput, type Style } from './outputs.ts';
import { productTools } from '../app/tools.ts';

/** Runs one command; its exit status is the answer. */
export async function runCommand(given: Arguments, host: Host, progress: Progress): Promise<number> {
  const run = new Run(given, host, progress);
  switch (given.command) {
    case 'review':
      return run.review();
    case 'audit':
      return run.audit();
    case 'routes':
      return run.routes();
    case 'explain':
      return run.explain();
    case 'rules':
      return run.rules();
  }
}

class Run {
  readonly #given: Arguments;
  readonly #host: Host;
  readonly #progress: Progress;
  readonly #root: string;

  constructor(given: Arguments, host: Host, progress: Progress) {
    this.#given = given;
    this.#host = host;
    this.#progress = progress;
    this.#root = resolve(host.cwd, given.target ?? '.');
  }

  async review(): Promise<number> {
    const change = await this.#change();
    const config = await this.#config(change.base);
    const { result, source } = await reviewChange(change, config, this.#tools());
    this.#print(reviewOutput(result, this.#context(source), this.#style()));
    if (this.#given.fix) await this.#fix(result.findings);
    return statusOf(result.verdict, config);
  }

  async audit(): Promise<number> {
    const snapshot = await readFolder(this.#root);
    const config = await this.#config(snapshot);
    const baseline = await this.#baseline();
    const { report, source } = await auditTree(snapshot, config, this.#tools(), baseline);
    this.#print(auditOutput(report, this.#context(source), this.#style()));
    if (this.#given.fix) await this.#fix(report.result.findings);
    return statusOf(report.result.verdict, config);
  }

  async routes(): Promise<number> {
    const snapshot = await readFolder(this.#root);
    const facts = await listRoutes(snapshot, await this.#config(snapshot), this.#tools());
    this.#print(routesOutput(facts, this.#style()));
    return 0;
  }

  explain(): number {
    const id = this.#given.target ?? '';
    const rule = ALL_RULES.find((known) => known.id === id);
    if (rule === undefined) {
      const ids = ALL_RULES.map((known) => known.id);
      const meant = didYouMean(id, ids);
      const hint = meant === undefined ? '; `rules` lists them all.' : `; did you mean ${meant}?`;
      throw new UserError('bad-usage', `There is no rule ${quoted(id)}${hint}`);
    }
    this.#print(ruleOutput(rule, this.#given.format));
    return 0;
  }

  rules(): number {
    this.#print(rulesOutput(ALL_RULES, this.#style()));
    return 0;
  }

  async #change(): Promise<Change> {
    const { base, head, diff } = this.#given;
    if (diff !== undefined) {
      return readDiffFile({ path: this.#root, diffText: await this.#read(diff, 'diff-unreadable') });
    }
    return readGitChange({ path: this.#root, base: base ?? '', ...(head === undefined ? {} : { head }) });
  }

  /** What the command line says goes before what the file says. */
  async #config(snapshot: Snapshot): Promise<Config> {
    const { config: path, failOn, minConfidence } = this.#given;
    const config =
      path === undefined
        ? findConfig(snapshot.files, ALL_RULES)
        : parseConfigFile(path, await this.#read(path, 'config-invalid'), ALL_RULES);
    return {
      ...config,
      ...(failOn === undefined ? {} : { failOn }),
      ...(minConfidence === undefined ? {} : { minConfidence }),
    };
  }

  async #baseline(): Promise<ReadonlySet<string>> {
    const { baseline } = this.#given;
    if (baseline === undefined) return new Set();
    return parseBaseline(new TextDecoder().decode(await this.#read(baseline, 'baseline-invalid')));
  }

  async #read(path: string, error: 'config-invalid' | 'baseline-invalid' | 'diff-unreadable'): Promise<Uint8Array> {
    try {
      return await readFile(resolve(this.#host.cwd, path));
    } catch (cause: unknown) {
      throw new UserError(error, `${quoted(path)} cannot be read.`, { cause });
    }
  }

  async #fix(findings: readonly Finding[]): Promise<void> {
    const { applied, left, files } = await fixFiles(this.#root, findings);
    if (this.#given.quiet) return;
    this.#host.err(`Mended ${applied.length} of ${applied.length + left.length} in ${files.length} file(s).\n`);
    if (left.length > 0) this.#host.err(`Run again for the other ${left.length}: their edits meet those just made.\n`);
  }

  #tools() {
    return productTools((step) => this.#progress.step(step));
  }

  #context(source: NonNullable<ReportContext['source']>): ReportContext {
    return { version: VERSION, rules: rulesById(ALL_RULES), source };
  }

  #style(): Style {
    const { format, color, output } = this.#given;
    return { format, color: color && this.#host.color && output === undefined };
  }

  #print(text: string): void {
    this.#progress.end();
    const { output } = this.#given;
    if (output === undefined) {
      this.#host.out(text);
      return;
    }
    try {
      writeFileWhole(resolve(this.#host.cwd, output), text);
    } catch (cause: unknown) {
      throw new UserError('bad-usage', `${quoted(output)} cannot be written.`, { cause });
    }
  }
}

/** An incomplete analysis is no failure where nothing is to fail. */
function statusOf(verdict: Verdict, config: Config): number {
  if (verdict === 'fail') return 1;
  return verdict === 'incomplete' && config.failOn !== 'never' ? 4 : 0;
}
