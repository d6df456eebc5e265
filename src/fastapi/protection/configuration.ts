import type { Expr } from '../../python/syntax.ts';
import { walk } from '../../python/walk.ts';
import type { CodeBody } from '../codes.ts';
import type { Value } from '../value.ts';
import { boundFrom, givenTo } from './slots.ts';
import type { Taint } from './taint.ts';

/** Tells conditions on settings from conditions on who asks: the first are for whoever deploys to decide. */
export class Configuration {
  readonly #code: CodeBody;
  readonly #taint: Taint;

  constructor(code: CodeBody, taint: Taint) {
    this.#code = code;
    this.#taint = taint;
  }

  /** A condition on settings or the environment alone. */
  decides(test: Expr): boolean {
    if (this.#taint.of(test) !== undefined) return false;
    return namesIn(test).every((id) => {
      const value = this.#code.frame.own(id);
      // A local that is itself read from the configuration counts as such.
      return (
        value === undefined ||
        (isConfigured(value) && !this.#isAskedFor(id)) ||
        this.#isSetting(id) ||
        this.#isOfDeployment(id)
      );
    });
  }

  /** A local that is made of what the caller asks for, too: `folder = settings.root / project`. */
  #isAskedFor(id: string, depth = 3): boolean {
    return givenTo(this.#code, id).some((value) =>
      namesIn(value).some((name) => this.#isHandedIn(name) || (depth > 0 && this.#isAskedFor(name, depth - 1))),
    );
  }

  #isHandedIn(name: string): boolean {
    if (/^(self|cls)$/.test(name) || SETTINGS.test(name)) return false;
    const isParameter = this.#code.def?.params.some((param) => param.name === name) === true;
    const value = isParameter ? this.#code.frame.own(name) : undefined;
    return isParameter && (value === undefined || !isConfigured(value));
  }

  /** `settings` as it was handed in, or a local made of it: `keys = settings.api_keys()`. */
  #isSetting(id: string): boolean {
    if (SETTINGS.test(id)) return true;
    const made = givenTo(this.#code, id);
    return made.length > 0 && made.every((value) => namesIn(value).length > 0 && namesIn(value).every(isSettings));
  }

  /** `enabled = await is_auth_enabled(db)`: what is asked of the deployment alone is the same whoever calls. */
  #isOfDeployment(id: string, depth = 3): boolean {
    if (this.#taint.isOfDeployment(id)) return true;
    const made = boundFrom(this.#code, id);
    return (
      depth > 0 &&
      made.length > 0 &&
      made.every((value) => {
        const names = namesIn(value);
        return names.length > 0 && names.every((name) => this.#isGlobal(name) || this.#isOfDeployment(name, depth - 1));
      })
    );
  }

  #isGlobal(name: string): boolean {
    const isParameter = this.#code.def?.params.some((param) => param.name === name) === true;
    return !isParameter && this.#code.frame.own(name) === undefined;
  }

  /** `settings.auth and user is None` without what configuration decides; undefined where nothing is left, or nothing was such. */
  without(test: Expr): Expr | undefined {
    if (test.kind !== 'boolop') return undefined;
    const values = test.values.filter((value) => !this.decides(value));
    return values.length === 0 || values.length === test.values.length ? undefined : { ...test, values };
  }
}

function isConfigured(value: Value): boolean {
  return (
    value.kind === 'environment' ||
    (value.kind === 'instance' && /[sS]ettings|[cC]onfig/.test(value.class.qualname)) ||
    value.kind === 'external'
  );
}

const SETTINGS = /^(\w+_)?(settings|config)$/;

function isSettings(id: string): boolean {
  return SETTINGS.test(id);
}

function namesIn(expr: Expr): readonly string[] {
  const names: string[] = [];
  walk(expr, (node) => {
    if (node.kind === 'name') names.push(node.id);
  });
  return names;
}
