const GUARDED = new Set([
  'strict-transport-security',
  'x-content-type-options',
  'x-frame-options',
  'content-security-policy',
  'referrer-policy',
  'permissions-policy',
  'cross-origin-opener-policy',
]);

export function isGuarded(header: string): boolean {
  return GUARDED.has(header);
}

/** Why the new value of a header protects less than the old one; undefined where it does not. */
export function weakerHeader(header: string, base: string, head: string): string | undefined {
  const before = base.toLowerCase().trim();
  const after = head.toLowerCase().trim();
  switch (header) {
    case 'strict-transport-security':
      return weakerTransport(before, after);
    case 'x-content-type-options':
      return before === 'nosniff' && after !== 'nosniff' ? '`nosniff` is gone' : undefined;
    case 'x-frame-options':
      return FRAMES.has(before) && !FRAMES.has(after) ? `\`${head}\` lets other sites frame the page` : undefined;
    case 'referrer-policy':
      return LEAKING.has(after) && !LEAKING.has(before) ? `\`${head}\` sends addresses to other sites` : undefined;
    case 'cross-origin-opener-policy':
      return after === 'unsafe-none' && before !== after ? '`unsafe-none` isolates nothing' : undefined;
    case 'content-security-policy':
      return weakerPolicy(before, after);
    default:
      return undefined;
  }
}

const FRAMES = new Set(['deny', 'sameorigin']);
const LEAKING = new Set(['unsafe-url', 'no-referrer-when-downgrade', 'origin-when-cross-origin']);

function weakerTransport(base: string, head: string): string | undefined {
  const before = ageOf(base);
  const after = ageOf(head);
  if (before > after) return `\`max-age\` falls from ${before} to ${after} seconds`;
  return base.includes('includesubdomains') && !head.includes('includesubdomains')
    ? '`includeSubDomains` is gone'
    : undefined;
}

function ageOf(value: string): number {
  return Number(/max-age\s*=\s*"?(\d+)/u.exec(value)?.[1] ?? 0);
}

const LOOSE_SOURCES = ["'unsafe-inline'", "'unsafe-eval'", '*', 'data:', 'http:', 'https:'];

function weakerPolicy(base: string, head: string): string | undefined {
  const before = directivesOf(base);
  const after = directivesOf(head);
  for (const [name, sources] of after) {
    if (name !== 'default-src' && !name.startsWith('script-src') && name !== 'object-src' && name !== 'frame-ancestors')
      continue;
    const known = before.get(name) ?? before.get('default-src') ?? [];
    const loose = sources.find((source) => LOOSE_SOURCES.includes(source) && !known.includes(source));
    if (loose !== undefined && before.size > 0) return `\`${name}\` allows \`${loose}\``;
  }
  const lost = ['default-src', 'script-src', 'object-src', 'frame-ancestors', 'base-uri'].find(
    (name) =>
      before.has(name) &&
      !after.has(name) &&
      !(name !== 'default-src' && name !== 'frame-ancestors' && name !== 'base-uri' && after.has('default-src')),
  );
  return lost === undefined ? undefined : `\`${lost}\` is gone`;
}

function directivesOf(policy: string): ReadonlyMap<string, readonly string[]> {
  return new Map(
    policy
      .split(';')
      .map((part) => part.trim().split(/\s+/u))
      .flatMap(([name, ...sources]) => (name === undefined || name === '' ? [] : [[name, sources] as const])),
  );
}
