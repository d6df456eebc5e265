/** Check runs: only Apps make them, 50 annotations a request, and an update replaces the output as a whole. */
import { notFound, numberParam, pageOf, Refusal, repositoryOf, type Answer, type Call, type Route } from './http.ts';
import { listOf, numberOf, objectOf, textOf, type JsonObject } from './json.ts';
import type { Annotation, CheckRun, Repository } from './model.ts';
import { apiUrl, appJson, webUrl } from './render-accounts.ts';
import { pullMinimalJson } from './render-pull.ts';
import type { GitHubState } from './state.ts';

const TEXT_LIMIT = 65_535;
const LARGE_LIMIT = 65_536;
const TITLE_LIMIT = 255;

function appSlug(call: Call): string {
  if (call.token === undefined || call.token.kind === 'pat')
    throw new Refusal(403, 'You must authenticate via a GitHub App.');
  return call.token.login.replace('[bot]', '');
}

function invalid(detail: string): Refusal {
  return new Refusal(422, `Invalid request.\n\n${detail}`);
}

/** The summary is counted in UTF-16 units and then in bytes; text beyond its bytes is cut without a word. */
function checkedOutput(call: Call, output: Record<string, unknown>): CheckRun['output'] {
  const summary = textOf(output['summary']) ?? null;
  const text = textOf(output['text']) ?? null;
  for (const value of [summary ?? '', text ?? '']) {
    if (value.length > TEXT_LIMIT)
      throw invalid(`Only ${TEXT_LIMIT} characters are allowed; ${value.length} were supplied.`);
  }
  const bytes = Buffer.byteLength(summary ?? '');
  if (bytes > TEXT_LIMIT) throw invalid(`Only ${TEXT_LIMIT} characters are allowed; ${bytes} were supplied.`);
  const isCut = Buffer.byteLength(text ?? '') > TEXT_LIMIT;
  if (isCut) call.complain(`the text of a check run is over ${TEXT_LIMIT} bytes and was cut.`);
  return {
    title: textOf(output['title']) ?? null,
    summary,
    text: text !== null && isCut ? Buffer.from(text).subarray(0, TEXT_LIMIT).toString('utf8') : text,
  };
}

function annotationOf(value: unknown): Annotation {
  const entry = objectOf(value);
  const annotation: Annotation = {
    path: textOf(entry['path']) ?? '',
    start_line: numberOf(entry['start_line']) ?? 0,
    end_line: numberOf(entry['end_line']) ?? 0,
    start_column: numberOf(entry['start_column']) ?? null,
    end_column: numberOf(entry['end_column']) ?? null,
    annotation_level: textOf(entry['annotation_level']) ?? '',
    title: textOf(entry['title']) ?? null,
    message: textOf(entry['message']) ?? '',
    raw_details: textOf(entry['raw_details']) ?? null,
  };
  const problem = annotationProblem(annotation);
  if (problem !== undefined) throw invalid(problem);
  return annotation;
}

function annotationProblem(annotation: Annotation): string | undefined {
  const { start_line: start, end_line: end, start_column: column } = annotation;
  if (start < 1 || end < 1) return `For 'properties/start_line', ${start} is less than 1.`;
  if (end < start) return "For 'properties/end_line', the end line is before the start line.";
  if (column !== null && start !== end) return 'Columns are only allowed where start_line and end_line are equal.';
  if (annotation.message === '') return "For 'properties/message', nil is not a string.";
  if (Buffer.byteLength(annotation.message) > LARGE_LIMIT) return 'The message exceeds 64 KB.';
  if (Buffer.byteLength(annotation.raw_details ?? '') > LARGE_LIMIT) return 'The raw details exceed 64 KB.';
  if ((annotation.title ?? '').length > TITLE_LIMIT) return `Only ${TITLE_LIMIT} characters are allowed.`;
  return undefined;
}

function suiteOf(state: GitHubState, repository: Repository, sha: string): number {
  const suite = repository.suites.get(sha) ?? state.nextId();
  repository.suites.set(sha, suite);
  return suite;
}

function create(call: Call): Answer {
  const repository = repositoryOf(call);
  const slug = appSlug(call);
  const request = objectOf(call.body);
  const headSha = repository.git.resolve(textOf(request['head_sha']) ?? '');
  if (headSha === undefined) throw new Refusal(422, `No commit found for SHA: ${textOf(request['head_sha']) ?? ''}`);
  const run: CheckRun = {
    id: call.state.nextId(),
    appSlug: slug,
    headSha,
    suite: suiteOf(call.state, repository, headSha),
    name: '',
    externalId: '',
    detailsUrl: undefined,
    status: 'queued',
    conclusion: null,
    startedAt: call.state.clock.stamp(),
    completedAt: null,
    output: { title: null, summary: null, text: null },
    annotations: [],
  };
  apply(call, run, request);
  repository.checkRuns.push(run);
  return { status: 201, body: runJson(call.state, repository, run) };
}

function update(call: Call): Answer {
  const { repository, run } = runOf(call);
  if (appSlug(call) !== run.appSlug)
    throw new Refusal(403, 'Invalid app_id `0` - check run can only be modified by the GitHub App that created it.');
  apply(call, run, objectOf(call.body));
  return { status: 200, body: runJson(call.state, repository, run) };
}

function apply(call: Call, run: CheckRun, request: Record<string, unknown>): void {
  const hasOutput = request['output'] !== undefined;
  const output = objectOf(request['output']);
  const annotations = listOf(output['annotations']).map(annotationOf);
  if (hasOutput) run.output = checkedOutput(call, output);
  run.annotations.push(...annotations);
  run.name = textOf(request['name']) ?? run.name;
  run.externalId = textOf(request['external_id']) ?? run.externalId;
  run.startedAt = textOf(request['started_at']) ?? run.startedAt;
  // A job's token cannot choose where "details" leads: GitHub puts the check's own page there.
  if (call.token?.kind !== 'actions') run.detailsUrl = textOf(request['details_url']) ?? run.detailsUrl;
  run.conclusion = textOf(request['conclusion']) ?? run.conclusion;
  run.status = request['conclusion'] === undefined ? (textOf(request['status']) ?? run.status) : 'completed';
  if (run.status === 'completed') run.completedAt = textOf(request['completed_at']) ?? call.state.clock.stamp();
}

function runOf(call: Call): { readonly repository: Repository; readonly run: CheckRun } {
  const repository = repositoryOf(call);
  const id = numberParam(call, 'check_run_id');
  const run = repository.checkRuns.find((item) => item.id === id);
  if (run === undefined) throw notFound();
  return { repository, run };
}

function runJson(state: GitHubState, repository: Repository, run: CheckRun): JsonObject {
  const url = apiUrl(state, repository, `/check-runs/${run.id}`);
  const html = webUrl(state, repository, `/runs/${run.id}`);
  const pulls = repository.pulls.filter((pull) => pull.head.sha === run.headSha && pull.head.repository === repository);
  return {
    id: run.id,
    name: run.name,
    node_id: `CR_${run.id}`,
    head_sha: run.headSha,
    external_id: run.externalId,
    url,
    html_url: html,
    details_url: run.detailsUrl ?? html,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: { ...run.output, annotations_count: run.annotations.length, annotations_url: `${url}/annotations` },
    check_suite: { id: run.suite },
    app: appJson(state, run.appSlug),
    pull_requests: pulls.map((pull) => pullMinimalJson(state, repository, pull)),
  };
}

function get(call: Call): Answer {
  const { repository, run } = runOf(call);
  return { status: 200, body: runJson(call.state, repository, run) };
}

function listAnnotations(call: Call): Answer {
  const { repository, run } = runOf(call);
  const { items, headers } = pageOf(call, run.annotations);
  const blob = webUrl(call.state, repository, `/blob/${run.headSha}`);
  const body = items.map((item) => ({
    ...item,
    blob_href: `${blob}/${item.path.split('/').map(encodeURIComponent).join('/')}`,
  }));
  return { status: 200, body, headers };
}

/** Newest first. `latest`, the default, shows one run of each name and app. */
function listForRef(call: Call): Answer {
  const repository = repositoryOf(call);
  const query = call.url.searchParams;
  const sha = repository.git.resolve(call.params['ref'] ?? '');
  if (sha === undefined) throw new Refusal(422, `No commit found for SHA: ${call.params['ref'] ?? ''}`);
  const ofName = repository.checkRuns
    .filter((run) => run.headSha === sha && run.name === (query.get('check_name') ?? run.name))
    .filter((run) => run.status === (query.get('status') ?? run.status))
    .reverse();
  const isNewest = (run: CheckRun): boolean =>
    ofName.find((other) => other.name === run.name && other.appSlug === run.appSlug) === run;
  const runs = query.get('filter') === 'all' ? ofName : ofName.filter(isNewest);
  const { items, headers } = pageOf(call, runs);
  return {
    status: 200,
    body: { total_count: runs.length, check_runs: items.map((run) => runJson(call.state, repository, run)) },
    headers,
  };
}

const READ = [{ permission: 'checks', level: 'read' }] as const;
const WRITE = [{ permission: 'checks', level: 'write' }] as const;

export const checkRoutes: readonly Route[] = [
  { operation: 'checks/create', needs: WRITE, creates: true, handle: create },
  { operation: 'checks/update', needs: WRITE, handle: update },
  { operation: 'checks/get', needs: READ, handle: get },
  { operation: 'checks/list-annotations', needs: READ, handle: listAnnotations },
  { operation: 'checks/list-for-ref', needs: READ, handle: listForRef },
];
