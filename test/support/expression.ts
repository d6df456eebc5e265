/** The part of GitHub's expressions that workflows here use: values by path, literals, `! && || == !=`, status functions. */

export type Value = string | number | boolean | null | { readonly [name: string]: Value | undefined };

export interface Scope {
  readonly [context: string]: Value | undefined;
}

const TOKEN = /\s*(?:('(?:[^']|'')*')|(\d+(?:\.\d+)?)|([A-Za-z_][\w-]*(?:\.[\w-]+)*)|(\|\||&&|==|!=|[!()]))/y;

/** A text with `${{ … }}` in it: one expression alone keeps its type, others are put into the text. */
export function evaluate(text: string, scope: Scope): Value {
  const whole = /^\$\{\{([^}]*)\}\}$/.exec(text.trim());
  if (whole !== null) return new Expression(whole[1] ?? '', scope).value();
  return text.replace(/\$\{\{([^}]*)\}\}/g, (_, inner: string) => asText(new Expression(inner, scope).value()));
}

/** `if:` may be written without the braces. */
export function isTrue(condition: string, scope: Scope): boolean {
  return asBoolean(evaluate(condition.includes('${{') ? condition : `\${{${condition}}}`, scope));
}

export function asText(value: Value): string {
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function asBoolean(value: Value): boolean {
  return value !== null && value !== '' && value !== 0 && value !== false;
}

class Expression {
  readonly #tokens: string[] = [];
  readonly #scope: Scope;

  constructor(text: string, scope: Scope) {
    this.#scope = scope;
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < text.trimEnd().length) {
      const match = TOKEN.exec(text);
      if (match === null) throw new Error(`the emulated runner cannot read the expression ${text}`);
      this.#tokens.push(match[0].trim());
    }
  }

  value(): Value {
    const value = this.#or();
    if (this.#tokens.length > 0) throw new Error(`the expression does not end: ${this.#tokens.join(' ')}`);
    return value;
  }

  #or(): Value {
    let left = this.#and();
    while (this.#take('||')) {
      const right = this.#and();
      left = asBoolean(left) ? left : right;
    }
    return left;
  }

  #and(): Value {
    let left = this.#comparison();
    while (this.#take('&&')) {
      const right = this.#comparison();
      left = asBoolean(left) ? right : left;
    }
    return left;
  }

  #comparison(): Value {
    const left = this.#unary();
    if (this.#take('==')) return asText(left) === asText(this.#unary());
    if (this.#take('!=')) return asText(left) !== asText(this.#unary());
    return left;
  }

  #unary(): Value {
    if (this.#take('!')) return !asBoolean(this.#unary());
    if (this.#take('(')) {
      const value = this.#or();
      this.#expect(')');
      return value;
    }
    return this.#operand(this.#tokens.shift() ?? '');
  }

  #operand(token: string): Value {
    if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
    if (/^\d/.test(token)) return Number(token);
    if (token === 'true' || token === 'false') return token === 'true';
    if (this.#take('(')) {
      this.#expect(')');
      return this.#status(token);
    }
    return this.#lookUp(token);
  }

  #status(name: string): Value {
    if (name === 'always') return true;
    if (name === 'cancelled') return false;
    throw new Error(`the emulated runner does not know ${name}()`);
  }

  /** What is not there is empty, as on GitHub; a context that the runner does not have is a mistake of ours. */
  #lookUp(path: string): Value {
    const [context = '', ...names] = path.split('.');
    let value: Value | undefined = this.#scope[context];
    if (value === undefined) throw new Error(`the emulated runner does not know ${context}`);
    for (const name of names) value = typeof value === 'object' && value !== null ? value[name] : undefined;
    return value ?? null;
  }

  #take(token: string): boolean {
    if (this.#tokens[0] !== token) return false;
    this.#tokens.shift();
    return true;
  }

  #expect(token: string): void {
    if (!this.#take(token)) throw new Error(`the expression lacks ${token}`);
  }
}
