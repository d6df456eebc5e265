import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { RoutesDocument } from './compare.ts';

/** The apps of fixtures/apps: each with a manifest, recordings of what FastAPI built, and signed protections. */
const root = fileURLToPath(new URL('../../fixtures/apps/', import.meta.url));

export const appNames = readdirSync(root)
  .filter((name) => existsSync(join(root, name, 'truth.json')))
  .sort();

const manifest = z.object({
  about: z.string(),
  /** The recording that matters: that of the release the project pins; the new one where it pins none. */
  pin: z.enum(['new', 'old']).default('new'),
  beyond: z.array(z.string()).optional(),
  foreign: z.array(z.string()).optional(),
  maybe: z.record(z.string(), z.array(z.string())).optional(),
});

const row = z.object({
  kind: z.enum(['http', 'websocket', 'mount', 'raw']),
  path: z.string(),
  methods: z.array(z.string()),
  endpoint: z.string(),
  file: z.string().nullable(),
  line: z.number().nullable(),
  dependencies: z.array(z.string()),
  security: z.array(z.string()),
  scopes: z.array(z.string()),
});

const recording = z.object({
  schemaVersion: z.literal(1),
  apps: z.array(
    z.object({
      app: z.string(),
      path: z.string(),
      line: z.number().optional(),
      routes: z.array(row),
      middleware: z.array(z.object({ class: z.string(), dispatch: z.string().optional() })),
    }),
  ),
});

/** One status; or two, where experts differ: what looks like a guard and is none may be called either. */
const labels = z.record(z.string(), z.enum(['protected', 'unenforced', 'public', 'unknown', 'unenforced|public']));

export type Manifest = z.infer<typeof manifest>;

export function directoryOf(name: string): string {
  return join(root, name);
}

export function manifestOf(name: string): Manifest {
  return manifest.parse(read(name, 'truth.json'));
}

/** What FastAPI built, of the release that the project pins. */
export function recordingOf(name: string): RoutesDocument {
  return recording.parse(read(name, `routes.${manifestOf(name).pin}.json`));
}

export function protectionOf(name: string): z.infer<typeof labels> {
  return labels.parse(read(name, 'protection.json'));
}

function read(name: string, file: string): unknown {
  return JSON.parse(readFileSync(join(root, name, file), 'utf8'));
}
