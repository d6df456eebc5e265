/**
 * Source as it means rather than as it is written: without blanks, kinds of quotes and trailing commas, which a formatter
 * decides, and with one spelling for each type, so that `Optional[List[str]]` and `list[str] | None` say the same.
 */
export function meaningOf(source: string): string {
  const plain = source
    .replaceAll(/\s+/gu, '')
    .replaceAll(/'/gu, '"')
    .replaceAll(/,(?=[)\]}])/gu, '')
    .replaceAll(
      /(?<![\w.])(?:typing\.|typing_extensions\.|t\.)?(List|Dict|Set|FrozenSet|Tuple|Type)\[/gu,
      (_, name: string) => `${name.toLowerCase()}[`,
    );
  return withoutUnions(plain);
}

const UNION = /(?<![\w.])(?:typing\.|t\.)?(Optional|Union)\[/u;

/** `Optional[X]` → `X|None`, `Union[X,Y]` → `X|Y`, inner ones too. */
function withoutUnions(text: string): string {
  const found = UNION.exec(text);
  if (found === null) return text;
  const start = found.index + found[0].length;
  const end = closing(text, start);
  if (end === undefined) return text;
  const members = parts(text.slice(start, end));
  const joined = [...members, ...(found[1] === 'Optional' ? ['None'] : [])].join('|');
  return withoutUnions(`${text.slice(0, found.index)}${joined}${text.slice(end + 1)}`);
}

/** The bracket that closes what is open at `from`. */
function closing(text: string, from: number): number | undefined {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    if ('([{'.includes(text[at] ?? '')) depth += 1;
    if (')]}'.includes(text[at] ?? '')) depth -= 1;
    if (depth === 0) return at;
  }
  return undefined;
}

/** Between commas that stand in no bracket. */
function parts(text: string): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const letter = text[at] ?? ',';
    if ('([{'.includes(letter)) depth += 1;
    if (')]}'.includes(letter)) depth -= 1;
    if (depth !== 0 || letter !== ',') continue;
    found.push(text.slice(from, at));
    from = at + 1;
  }
  return found;
}
