import { appTitle, middlewareSubject } from '../fastapi/questions/http/apps.ts';
import { corsPlace, corsUses, wildcardIn, type CorsUse } from '../fastapi/questions/http/cors.ts';
import { originFault } from '../fastapi/questions/http/origins.ts';
import { stageWhenOn, type Literal } from '../fastapi/questions/http/values.ts';
import { sourceAt, switchedOff } from '../fastapi/questions/http/source.ts';
import { defineRule, type Problem } from './contract/rule.ts';

export default defineRule({
  id: 'cors-insecure-origin',
  summary: 'An allowed origin can be taken by somebody else, or allows nobody',
  category: 'cors',
  severity: 'medium',
  confidence: 'high',
  cwe: [942],
  owasp: ['API8'],
  seeds: ['S1'],
  docs: {
    why: "Any sandboxed frame or local file has the origin `null`. A page over `http://` can be replaced on the way. Next to credentials `http://localhost:3000` lets whatever runs on a user's machine act for the user. `https://*.example.com` is compared as it stands: Starlette has no wildcards in the list, so it allows nobody. `allow_private_network=True` lets public pages reach into private networks.",
    fix: 'List `https://` origins of your own; keep loopback origins to development; use `allow_origin_regex` with escaped dots for subdomains.',
    bad: `from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=[
        "https://app.example.com",
        "http://shop.example.com",
    ],
)
`,
    good: `from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://app.example.com", "https://shop.example.com"])
`,
    references: ['https://fastapi.tiangolo.com/tutorial/cors/', 'https://portswigger.net/web-security/cors'],
    limits:
      'Origins on a development branch, and the defaults of settings and environment variables that name loopback only, are left alone. Names without a dot and such as `.local` or `.internal` may be plain HTTP; private addresses are reported as low. One finding per list and kind.',
  },

  *check(facts) {
    for (const cors of corsUses(facts)) {
      const { credentials } = cors;
      const faults =
        wildcardIn(cors.origins) === undefined
          ? cors.origins.flatMap((origin) => faultOf(origin, credentials === true, isForDevelopment(cors)))
          : [];
      for (const [kind, first] of new Map(faults.toReversed().map((fault) => [fault.kind, fault.origin]))) {
        yield problemOf(
          cors,
          kind,
          first,
          faults.filter((fault) => fault.kind === kind).map(({ origin }) => origin),
        );
      }
      const network = cors.use.args.keywords.get('allow_private_network');
      if (network !== undefined && stageWhenOn(network) !== undefined) {
        const at = cors.use.args.keywordSites.get('allow_private_network') ?? cors.use.site;
        const closed = stageWhenOn(network) === 'always' ? switchedOff(sourceAt(facts, at)) : undefined;
        yield {
          at,
          subject: `${middlewareSubject(cors)} allow_private_network`,
          message: `\`allow_private_network=True\` lets public pages reach ${appTitle(cors.app)} inside a private network. Leave it out.`,
          ...(closed === undefined
            ? {}
            : { fix: { title: 'Keep private networks private', edits: [{ at, replacement: closed }] } }),
        };
      }
    }
  },
});

type Kind = NonNullable<ReturnType<typeof originFault>>;

/** Defaults that nobody could serve users with: every origin is this machine. */
function isForDevelopment({ origins }: CorsUse): boolean {
  return origins.every(({ text, stage }) => stage === 'unset' && originFault(text, true) === 'loopback');
}

function faultOf(
  origin: Literal,
  credentials: boolean,
  development: boolean,
): readonly { readonly kind: Kind; readonly origin: Literal }[] {
  const kind = originFault(origin.text, credentials);
  if (kind === undefined || (kind === 'loopback' && development)) return [];
  return [{ kind, origin }];
}

const WHY: Record<Kind, string> = {
  null: 'is the origin of every sandboxed frame and local file',
  plain: 'is plain HTTP, and a page over HTTP can be replaced on the way',
  private: 'is plain HTTP on a private address, where whoever shares the network can answer for it',
  loopback: "next to credentials lets whatever runs on a user's machine act for the user",
  pattern: 'is compared as it stands: Starlette knows no wildcards in the list, so it allows nobody',
};
const ADVICE: Record<Kind, string> = {
  null: 'Leave it out.',
  plain: 'Use `https://`.',
  private: 'Use `https://`, or keep it to development.',
  loopback: 'Keep it to development.',
  pattern: 'Use `allow_origin_regex` with escaped dots.',
};

/** The item of the list; the argument where the list is split from a text. */
function problemOf(cors: CorsUse, kind: Kind, first: Literal, all: readonly Literal[]): Problem {
  const argument = corsPlace(cors, 'allow_origins');
  return {
    at: first.site.path === '' ? argument : first.site,
    subject: `${middlewareSubject(cors)} origin ${first.text}`,
    message: `\`${first.text}\` among the allowed origins of ${appTitle(cors.app)} ${WHY[kind]}${all.length > 1 ? ` (${all.map(({ text }) => `\`${text}\``).join(', ')})` : ''}. ${ADVICE[kind]}`,
    related: [
      { at: argument, message: 'allowed here' },
      ...all.filter((origin) => origin !== first).map(({ site }) => ({ at: site, message: 'the same' })),
    ],
    ...(kind !== 'null' && kind !== 'plain' ? { severity: 'low' as const, confidence: 'medium' as const } : {}),
  };
}
