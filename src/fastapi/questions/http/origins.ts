/** What an origin, or a pattern of origins, lets in. */
import { fits } from '../../python-pattern.ts';

/** Tried against a pattern, as Starlette does: the whole origin has to match. */
const STRANGERS = ['https://evil.example', 'https://attacker.test', 'null', 'https://a.b.c.d.evil-site.net:8443'];

/** An origin that the pattern lets in and should not; undefined where none was found. */
export function strangerFor(
  pattern: string,
): { readonly origin: string; readonly why: 'everything' | 'dot' | 'suffix' | 'plain' } | undefined {
  const matches = (origin: string): boolean => fits(pattern, 'fullmatch', origin) === true;
  const everything = STRANGERS.filter((origin) => origin !== 'null').find(matches);
  if (everything !== undefined) return { origin: everything, why: 'everything' };
  for (const { origin, why } of lookalikes(pattern)) if (matches(origin)) return { origin, why };
  return undefined;
}

interface Lookalike {
  readonly origin: string;
  readonly why: 'dot' | 'suffix' | 'plain';
}

/** Origins made from the pattern's own text: dots read as letters, something before the domain, something behind it, plain HTTP. */
function lookalikes(pattern: string): readonly Lookalike[] {
  return samples(pattern).flatMap((sample): readonly Lookalike[] => {
    const host = sample.replace(/^https?:\/\//, '').replace(/:\d+$/, '');
    const labels = host.split('.');
    const domain = labels.slice(-2).join('.');
    if (labels.length < 2 || /^(localhost|127\.|0\.0\.0\.0|192\.168\.|10\.|\[::1\])/.test(host)) return [];
    const dotted = labels
      .map((_, at) => `https://${labels.slice(0, at).join('.')}${at > 0 ? 'x' : ''}${labels.slice(at).join('.')}`)
      .slice(1);
    return [
      { origin: `https://evil${domain}`, why: 'suffix' },
      { origin: `https://a.evil${domain}`, why: 'suffix' },
      { origin: `https://${host}.evil.example`, why: 'suffix' },
      ...dotted.map((origin): Lookalike => ({ origin, why: 'dot' })),
      ...(isLocalName(host) ? [] : [{ origin: `http://${host}`, why: 'plain' as const }]),
    ];
  });
}

/** Origins that the pattern is meant for: its text with the loose parts filled in. */
function samples(pattern: string): readonly string[] {
  const text = pattern
    .replace(/^\(\?\w+\)/, '')
    .replace(/^\^|\$$/g, '')
    .replace(/\\A|\\Z/g, '')
    .replace(/\(\?:/g, '(')
    .replace(/\(\?P<\w+>/g, '(')
    .replace(/\)(\*|\+|\{[^{}]*\})\??/g, ')');
  const branches =
    /^\((.*)\)$/.test(text) && !text.slice(1, -1).includes('(')
      ? text.slice(1, -1).split('|')
      : text.includes('(')
        ? [text]
        : text.split('|');
  return branches
    .flatMap((branch) => expand(branch))
    .map((branch) =>
      branch
        .replace(/https\?/g, 'https')
        .replace(/\(?:\\d\+\)?\??/g, '')
        .replace(/(\[[^[\]]*\]|\\w|\\d|\.)(\+|\*|\{[^{}]*\})\??/g, 'a')
        .replace(/\\([./-])/g, '$1')
        .replace(/[()?^$\\]/g, ''),
    );
}

/** `(a|b)c` → `ac`, `bc`; one level. */
function expand(branch: string): readonly string[] {
  const group = [...branch.matchAll(/\(([^()]*)\)\??/g)].find(([, inner]) => inner?.includes('|'));
  const [whole, inner] = group ?? [];
  if (whole === undefined || inner === undefined) return [branch.replace(/\(([^()]*)\)\?/g, '$1')];
  return inner
    .split('|')
    .slice(0, 6)
    .flatMap((option) => expand(branch.replace(whole, option)));
}

/** Why an origin in the list is unsafe; undefined for a good one. */
export function originFault(
  origin: string,
  credentials: boolean,
): 'null' | 'plain' | 'private' | 'loopback' | 'pattern' | undefined {
  if (origin === 'null') return 'null';
  if (origin !== '*' && origin.includes('*')) return 'pattern';
  const host = /^https?:\/\/(\[[^\]]+\]|[^/:]+)/.exec(origin)?.[1];
  if (host === undefined) return undefined;
  if (isLoopback(host)) return credentials ? 'loopback' : undefined;
  if (!origin.startsWith('http://') || isLocalName(host)) return undefined;
  return PRIVATE.test(host) ? 'private' : 'plain';
}

function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d+){3}|0\.0\.0\.0|\[::1\])$/i.test(host) || /\.localhost$/i.test(host);
}

const PRIVATE = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/;

/** Names of a container network or a developer's machine. */
function isLocalName(host: string): boolean {
  return !host.includes('.') || /\.(local|internal|lan|test|docker)$/i.test(host);
}
