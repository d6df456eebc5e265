import { headerValues, type HeaderValue } from '../fastapi/questions/http/header-values.ts';
import { OTHER_NAMES } from '../fastapi/questions/http/header-names.ts';
import { nameOf } from '../fastapi/questions/code.ts';
import { defineRule, type Problem } from './contract/rule.ts';

export default defineRule({
  id: 'weak-security-header',
  summary: 'A security header has a value or a name that does not protect',
  category: 'transport',
  severity: 'medium',
  confidence: 'high',
  cwe: [693],
  owasp: ['API8'],
  seeds: ['S0'],
  docs: {
    why: 'A browser ignores what it does not understand: a misspelt name, `ALLOW-FROM`, anything but `nosniff`. A short `max-age` leaves visitors unprotected between visits, `max-age=0` switches HSTS off, and `unsafe-url` sends whole addresses to every site. All of it looks like protection.',
    fix: 'Use the names and values of the OWASP list: `Strict-Transport-Security: max-age=31536000; includeSubDomains`, `X-Content-Type-Options: nosniff`, `X-Frame-Options: DENY`, `Referrer-Policy: no-referrer`.',
    bad: `from fastapi import FastAPI, Request

app = FastAPI()


@app.middleware("http")
async def harden(request: Request, call_next):
    response = await call_next(request)
    response.headers["Strict-Transport-Security"] = "max-age=3600"
    return response
`,
    good: `from fastapi import FastAPI, Request

app = FastAPI()


@app.middleware("http")
async def harden(request: Request, call_next):
    response = await call_next(request)
    response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    return response
`,
    references: [
      'https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html',
      'https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/X-Frame-Options',
    ],
    limits:
      'Values that cannot be told are left alone. `SAMEORIGIN` and `strict-origin-when-cross-origin` are good values. `X-XSS-Protection` is reported (low) where it switches the filter on; headers of requests that the code sends, and what a condition keeps to development, are left alone.',
  },

  *check(facts) {
    for (const header of headerValues(facts)) {
      const fault = faultOf(header);
      if (fault === undefined) continue;
      yield {
        at: fault.atName === true ? header.nameSite : header.site,
        subject: `header ${header.name} in ${header.code.name}`,
        message: `${fault.message} (in \`${header.code.def === undefined ? header.site.path : nameOf(header.code)}\`).`,
        ...(fault.minor === true ? { severity: 'low' as const } : {}),
      } satisfies Problem;
    }
  },
});

interface Fault {
  readonly message: string;
  readonly atName?: boolean;
  readonly minor?: boolean;
}

const YEAR = 31536000;
const REFERRER = new Set([
  'no-referrer',
  'no-referrer-when-downgrade',
  'origin',
  'origin-when-cross-origin',
  'same-origin',
  'strict-origin',
  'strict-origin-when-cross-origin',
  'unsafe-url',
]);

function faultOf({ name, written, text }: HeaderValue): Fault | undefined {
  if (OTHER_NAMES.has(name)) return isOwnHeader(name, text) ? undefined : wrongName(name, written);
  if (text === undefined) return undefined;
  const value = text.trim().toLowerCase();
  switch (name) {
    case 'strict-transport-security':
      return transport(value);
    case 'x-content-type-options':
      return value === 'nosniff'
        ? undefined
        : { message: `\`X-Content-Type-Options: ${text}\` is ignored by browsers; the only value is \`nosniff\`` };
    case 'x-frame-options':
      return frames(value, text);
    case 'referrer-policy':
      return referrer(value, text);
    case 'x-xss-protection':
      return value.startsWith('1')
        ? {
            message: `\`X-XSS-Protection: ${text}\` is deprecated: browsers dropped the filter, and where it is left it can be turned against the page; send \`0\` or leave it out`,
            minor: true,
          }
        : undefined;
    default:
      return undefined;
  }
}

/** `X-Content-Type: json` is a header of the author's own; with `nosniff` another one was meant. */
function isOwnHeader(name: string, text: string | undefined): boolean {
  return name === 'x-content-type' && text?.trim().toLowerCase() !== 'nosniff';
}

function wrongName(name: string, written: string): Fault {
  const meant = OTHER_NAMES.get(name);
  if (meant === undefined)
    return { message: `\`${written}\` is no longer read by any browser; leave it out`, atName: true, minor: true };
  return { message: `No browser reads \`${written}\`; the header is called \`${meant}\``, atName: true };
}

function transport(value: string): Fault | undefined {
  const age = /max-age\s*=\s*"?(\d+)/.exec(value)?.[1];
  if (age === undefined)
    return {
      message: '`Strict-Transport-Security` without `max-age` is ignored; send `max-age=31536000; includeSubDomains`',
    };
  const seconds = Number(age);
  if (seconds === 0)
    return {
      message: '`max-age=0` makes browsers forget that the site is HTTPS only; send at least `max-age=31536000`',
    };
  if (seconds < YEAR)
    return {
      message: `HSTS with \`max-age=${age}\` lasts ${lasting(seconds)}; send at least a year, \`max-age=31536000\``,
    };
  return undefined;
}

function lasting(seconds: number): string {
  const days = Math.floor(seconds / 86400);
  if (days === 1) return 'one day';
  return days > 1 ? `${String(days)} days` : `${String(seconds)} seconds`;
}

function frames(value: string, text: string): Fault | undefined {
  if (value === 'deny' || value === 'sameorigin') return undefined;
  if (value.startsWith('allow-from'))
    return {
      message: `Browsers ignore \`X-Frame-Options: ${text}\`, so every site may frame the page; use \`frame-ancestors\` of \`Content-Security-Policy\``,
    };
  return { message: `\`X-Frame-Options: ${text}\` is ignored by browsers; send \`DENY\` or \`SAMEORIGIN\`` };
}

function referrer(value: string, text: string): Fault | undefined {
  const policies = value.split(',').map((part) => part.trim());
  // Browsers take the last one they know.
  const last = policies.findLast((policy) => REFERRER.has(policy));
  if (last === undefined)
    return {
      message: `\`Referrer-Policy: ${text}\` is no policy that browsers know; send \`no-referrer\` or \`strict-origin-when-cross-origin\``,
    };
  if (last === 'unsafe-url')
    return {
      message:
        '`Referrer-Policy: unsafe-url` sends whole addresses, with what stands in the query, to every site; send `no-referrer`',
    };
  return last === 'no-referrer-when-downgrade'
    ? {
        message:
          '`Referrer-Policy: no-referrer-when-downgrade` sends whole addresses to every HTTPS site; send `strict-origin-when-cross-origin`',
        minor: true,
      }
    : undefined;
}
