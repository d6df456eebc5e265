import type { Site } from '../../../core/span.ts';
import { siteOf } from '../../../python/position.ts';
import type { ClassDef, Compare, Expr, Module, Stmt } from '../../../python/syntax.ts';
import type { CallSite, Code, DataModel, Facts } from '../../facts.ts';
import type { Value } from '../../value.ts';
import { alternativesOf } from '../../values.ts';
import { nodesIn, within } from '../code.ts';
import { decidesAccess, operandName, secretComparisons, type SecretComparison } from './compare.ts';
import { namesCredential } from './names.ts';
import { isMadeUp, isMark, isRandom, isStandIn } from './secret-text.ts';
import { attributeSecrets } from './secret-attributes.ts';
import { defaultIn, literalsOf, type LiteralSecret } from './secret-literals.ts';
import { refusedDefaults, standsIn } from './refused-defaults.ts';
import { tableSecrets } from './secret-tables.ts';
import { wordsOf } from '../words.ts';
import { decodeCalls, encodeCalls } from './tokens.ts';
import { conditionsRound } from '../http/source.ts';

/** Secrets that stand in the source, by where they are put to use. */

export function literalSecrets(facts: Facts): readonly LiteralSecret[] {
  const models = settingsModels(facts);
  const refused = refusedDefaults(facts, models);
  return [
    ...signing(facts),
    ...attributeSecrets(facts),
    ...keywords(facts),
    ...connections(facts),
    ...comparisons(facts),
    ...tableSecrets(facts),
    ...fallbacks(facts),
    ...alternatives(facts),
    ...settings(facts, models),
  ].filter(({ site }) => !standsIn(refused, site) && !FOR_DEVELOPERS.test(site.path));
}

const KEYED: readonly (readonly [callee: RegExp, name: string, position: number])[] = [
  [/^itsdangerous\.(\w+\.)*(URLSafe\w*|Timed\w*|Timestamp\w*|Signer|JSONWebSignature\w*|Serializer)$/, 'secret_key', 0],
  [/^cryptography\.fernet\.(Multi)?Fernet$/, 'key', 0],
  [/^hmac\.(new|digest)$/, 'key', 0],
  [/^fastapi_login\.LoginManager$/, 'secret', 0],
  [/(^|\.)JWTStrategy$/, 'secret', 0],
  [/^authx\.(\w+\.)*AuthXConfig$/, 'JWT_SECRET_KEY', Infinity],
  [/(^|\.)Jwt(Access|Refresh)\w*$/, 'secret_key', 0],
  [/^starlette\.middleware\.sessions\.SessionMiddleware$/, 'secret_key', 1],
];

function signing(facts: Facts): readonly LiteralSecret[] {
  const tokens = [...decodeCalls(facts), ...encodeCalls(facts)].flatMap((call) =>
    fromArgument(call, 'key', 1, 'signs'),
  );
  const keyed = allCalls(facts).flatMap((call) =>
    KEYED.flatMap(([callee, name, position]) =>
      callee.test(call.callee) ? fromArgument(call, name, position, 'signs') : [],
    ),
  );
  const sessions = facts.application.allApps
    .flatMap((app) => app.middleware)
    .flatMap((use) => {
      // `CSRFMiddleware` calls it `secret`.
      return ['secret_key', 'secret'].flatMap((name) => {
        const value = use.args.keywords.get(name);
        return value === undefined ? [] : literalsOf(value, name, 'signs', use.site);
      });
    });
  return [...tokens, ...keyed, ...sessions];
}

function allCalls(facts: Facts): readonly CallSite[] {
  return facts.codes.flatMap(({ calls }) => calls);
}

function fromArgument(
  call: CallSite,
  name: string,
  position: number,
  use: LiteralSecret['use'],
): readonly LiteralSecret[] {
  const value = call.argument(name, position);
  const node = call.argumentNode(name, position);
  return value === undefined ? [] : literalsOf(value, (node && writtenName(node)) ?? name, use, call.site);
}

/** What the code calls it, also inside a call of one argument: `reveal(settings.secret_key)`. */
function writtenName(node: Expr): string | undefined {
  const [inner] = node.kind === 'call' && node.args.length === 1 ? node.args : [];
  return operandName(node) ?? (inner === undefined ? undefined : operandName(inner.value));
}

const SECRET_KEYWORD =
  /^(password|passwd|secret|secret_key|api_key|apikey|access_key|auth_token|access_token|token|aws_secret_access_key|client_secret|private_key|signing_key|bearer_token|jwt_secret)$/;
const OWN_WORLD =
  /^(fastapi|starlette|pydantic|pydantic_settings|sqlalchemy\.Column|sqlmodel|typing|dataclasses|builtins|logging|click|typer|argparse|unittest|pytest)\b/;

/** `OpenAI(api_key="…")`: something outside is given a literal. */
function keywords(facts: Facts): readonly LiteralSecret[] {
  return allCalls(facts).flatMap((call) => {
    if (call.target !== undefined || OWN_WORLD.test(call.callee) || call.callee.includes(':')) return [];
    return call.node.args.flatMap((argument) => {
      if (argument.name === undefined || !SECRET_KEYWORD.test(argument.name)) return [];
      const value = call.argument(argument.name);
      const known = call.callee.startsWith('?.') || value === undefined;
      if (known) return [];
      return literalsOf(value, argument.name, 'connects', call.site).filter(
        ({ site }) => CONNECTORS.test(call.callee) || isRandom(writtenAt(facts, site)),
      );
    });
  });
}

/** The source text of a site on one line. */
function writtenAt(facts: Facts, { path, span }: Site): string {
  const line = facts.modules.find((module) => module.path === path)?.text.split('\n')[span.startLine - 1] ?? '';
  return line.slice(span.startColumn - 1, span.startLine === span.endLine ? span.endColumn : undefined);
}

const CONNECTORS =
  /(^|\.)(create_engine|create_async_engine|from_url|from_dsn|MongoClient|AsyncIOMotorClient|connect|create_pool|Database|ConnectionPool|AsyncConnectionPool|Celery|Redis|connect_robust|SQLDatabase)$/;
const URL_PASSWORD = /^[a-z][a-z0-9+.-]*:\/\/[^/@\s:{]*:([^@\s{}<>$]+)@([^/:?\s]+)/i;

function connections(facts: Facts): readonly LiteralSecret[] {
  return allCalls(facts).flatMap((call) => {
    if (!CONNECTORS.test(call.callee) || call.target !== undefined) return [];
    const node = call.node.args[0];
    if (node === undefined || node.unpack !== undefined) return [];
    return alternativesOf(call.code.valueOf(node.value)).flatMap(({ value, condition }) => {
      const match = value.kind === 'string' ? URL_PASSWORD.exec(value.value) : null;
      // Put together from parts: each part is judged where it stands.
      if (match === null || !writtenAt(facts, value.site).includes(match[1] ?? '')) return [];
      const local =
        /^(localhost|127\.|0\.0\.0\.0|::1|\[::1\]|host\.docker\.internal|db|database|postgres|mysql|mongo|redis|rabbitmq)/i.test(
          match[2] ?? '',
        );
      return [
        {
          site: value.site,
          name: operandName(node.value) ?? 'connection URL',
          use: 'connects' as const,
          sink: call.site,
          fallback: condition !== undefined,
          local,
        },
      ];
    });
  });
}

function comparisons(facts: Facts): readonly LiteralSecret[] {
  const compared = facts.codes.flatMap((code) =>
    accessComparisons(facts, code).flatMap(({ left, right, name, op, node }) =>
      turnsDown(code, node)
        ? []
        : (op === 'in' || op === 'not in' ? [right] : [left, right]).flatMap((side) =>
            ofSide(code.valueOf(plain(side)), name),
          ),
    ),
  );
  const digests = facts
    .calls('secrets.compare_digest', 'hmac.compare_digest', '_operator._compare_digest')
    .flatMap((call) =>
      call.node.args.flatMap(({ value }) => {
        const names = call.node.args.flatMap((argument) => operandName(argument.value) ?? []);
        const secret = names.find((name) => !wordsOf(name).some((word) => NO_SECRET.has(word)));
        return secret === undefined
          ? []
          : ofSide(call.code.valueOf(plain(value)), operandName(plain(value)) ?? secret, call.site);
      }),
    );
  return [...compared, ...digests];
}

/** Compared in the same way, and no secrets: the name of the user, the type of the token. */
const NO_SECRET: ReadonlySet<string> = new Set(
  'username user login email name type typ kind purpose scope role method algorithm action'.split(' '),
);

function accessComparisons(facts: Facts, code: Code): readonly SecretComparison[] {
  const compared = secretComparisons(code);
  return compared.length > 0 && decidesAccess(facts, code) ? compared : [];
}

/** `if settings.secret_key == "change-me": raise …`, `if password in COMMON: return False`: nobody is let in by it. */
function turnsDown(code: Code, node: Compare): boolean {
  const equal = node.ops[0] === '==' || node.ops[0] === 'in';
  const branch = nodesIn(code.body).find((one) => one.kind === 'if' && within(node, one.test));
  if (!equal || branch?.kind !== 'if') return false;
  const returned = nodesIn(branch.body).flatMap((one) => (one.kind === 'return' && one.value ? [one.value] : []));
  const texts = [node.left, ...node.comparators].map((side) => code.valueOf(side));
  if (texts.some((value) => value.kind === 'string' && isStandIn(value.value)))
    return returned.every(({ kind }) => kind === 'none');
  const refuses = returned.length > 0 || nodesIn(branch.body).some(({ kind }) => kind === 'raise');
  return refuses && returned.every(saysNo);
}

/** `False`, `(False, "too common")`. */
function saysNo(value: Expr): boolean {
  const first = value.kind === 'tuple' ? value.items[0] : value;
  return first?.kind === 'bool' && !first.value;
}

/** `X.encode()` is X. */
function plain(expr: Expr): Expr {
  return expr.kind === 'call' &&
    expr.func.kind === 'attribute' &&
    /^(encode|strip|get_secret_value)$/.test(expr.func.attr)
    ? plain(expr.func.value)
    : expr;
}

function ofSide(value: Value, name: string, sink?: Site): readonly LiteralSecret[] {
  if (value.kind === 'string' && isMark(name, value.value)) return [];
  if (value.kind === 'list' || value.kind === 'tuple' || value.kind === 'set') {
    // `token in {"row", "rows", "record"}`: a vocabulary.
    if (value.items.length > 2 && value.items.every((item) => item.kind === 'string' && /^[a-z]+$/.test(item.value)))
      return [];
    return value.items.flatMap((item) => literalsOf(item, name, 'compares', sink)).slice(0, 1);
  }
  return literalsOf(value, name, 'compares', sink);
}

/** `os.getenv("SECRET_KEY", "dev")`. */
function fallbacks(facts: Facts): readonly LiteralSecret[] {
  return facts.calls('os.getenv', 'os.environ.get', 'decouple.config', 'environs.Env().str').flatMap((call) => {
    const name = call.argument('key', 0);
    const value = call.argument('default', 1);
    if (name?.kind !== 'string' || value === undefined || !namesCredential(name.value)) return [];
    if (isTriedByHand(call.code.module, call.site)) return [];
    return literalsOf(value, name.value, 'fallback', call.site).map((one) => ({ ...one, fallback: true }));
  });
}

/** Below `if __name__ == "__main__"`: what is run by hand to try the module, and never served. */
function isTriedByHand(module: Module, site: Site): boolean {
  return conditionsRound(module, site).some((condition) => /__name__/.test(condition));
}

/** `os.getenv("API_KEY") or "default"`. */
function alternatives(facts: Facts): readonly LiteralSecret[] {
  return facts.codes.flatMap((code) =>
    nodesIn(code.body).flatMap((node) => {
      if (node.kind !== 'boolop' || node.op !== 'or') return [];
      const [first, last] = [node.values[0], node.values.at(-1)];
      const name = first?.kind === 'call' ? operandName(first) : undefined;
      if (last?.kind !== 'string' || name === undefined || !namesCredential(name)) return [];
      if (isTriedByHand(code.module, siteOf(code.module, node))) return [];
      return literalsOf(code.valueOf(last), name, 'fallback', siteOf(code.module, node)).map((one) => ({
        ...one,
        fallback: true,
      }));
    }),
  );
}

/** Settings of a test run or of somebody's own machine. */
const NOT_DEPLOYED = /(^|[/_.])(tests?|testing|dev|development|local)\.py$/;
/** The same, wherever what stands there is put to use: `development_config.py`, `settings/local.py`. */
const FOR_DEVELOPERS =
  /(^|\/)((dev|development|testing|local)_(config|settings|conf|env)|(config|settings|conf)[/_](dev|development|testing|local))\.py$/;

/** Fields of settings classes with a literal default. */
function settings(facts: Facts, models: readonly DataModel[]): readonly LiteralSecret[] {
  return models.flatMap((model) =>
    model.fields.flatMap((field) => {
      if (field.value === undefined || !namesCredential(field.name) || NOT_DEPLOYED.test(field.module.path)) return [];
      const written = field.value;
      // As an annotation, a string would be read as a name.
      const value =
        written.kind === 'string'
          ? { kind: 'string' as const, value: written.value, site: siteOf(field.module, written) }
          : facts.valueIn(field.module, written);
      return literalsOf(defaultIn(value), field.name, 'setting').map((one) => ({ ...one, fallback: true }));
    }),
  );
}

/** Settings classes, and the models that they hold as fields: `auth: AuthSettings = AuthSettings()`. */
function settingsModels(facts: Facts): readonly DataModel[] {
  const models = settingsClasses(facts);
  const held = models.flatMap(({ fields }) =>
    fields.flatMap(({ module, annotation }) => {
      const model = annotation === undefined ? undefined : facts.modelOf(facts.valueIn(module, annotation));
      return model?.kind === 'pydantic' && !isMadeUp(model.class.def.name) ? [model] : [];
    }),
  );
  return [...new Map([...models, ...held].map((model) => [model.class.def, model])).values()];
}

function settingsClasses(facts: Facts): readonly DataModel[] {
  return facts.modules.flatMap((module) =>
    module.body
      .filter((statement: Stmt): statement is ClassDef => statement.kind === 'class')
      .flatMap((def) => {
        const model = facts.modelOf(
          facts.valueIn(module, { kind: 'name', id: def.name, start: def.defStart, end: def.end }),
        );
        // `class TestSettings(BaseSettings)`: of a test run.
        return model?.kind === 'settings' && model.class.def === def && !isMadeUp(def.name) ? [model] : [];
      }),
  );
}
