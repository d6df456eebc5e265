/** More steps than any pattern needs that somebody means to be understood. */
const MOST_STEPS = 1_000_000;

/** What a group can hold that is read in one way only however often it is repeated: `([a-z0-9-]+\.)`, `(\.[\w-]+)`. */
const PLAIN_CLASS = String.raw`(?:\[(?:[a-z0-9]-[a-z0-9]|\\[wd]|\w)+-?\]|\\w|\\d)`;
const LABEL = new RegExp(
  String.raw`\((?:\?:)?(?:${PLAIN_CLASS}[+*]?\\\.|\\\.${PLAIN_CLASS}[+*]?|${PLAIN_CLASS})\)`,
  'gi',
);

/** A group's opening or end, a repetition, an alternative, or any other character. */
const TOKEN = /\((?:\?(?:[:=!]|<[=!]|P?<\w+>))?|(?:[*+?]|\{\d+(?:,\d*)?\})[?+]?|[^(]/gu;

/**
 * Whether a pattern of the analysed code could try for ever on a text of this length. A backtracking engine tries each
 * way to read the text: at most as many as the pattern's choices allow, from each place in the text.
 */
export function couldHang(pattern: string, length: number): boolean {
  if (pattern.length > 300) return true;
  const plain = pattern
    .replace(LABEL, 'L')
    .replace(/\\./gsu, 'E')
    .replace(/\[[^[\]]*\]/gu, 'C');
  return choicesIn(plain, length) * (length + 1) > MOST_STEPS;
}

/** Ways to read a branch, and those of the branches before it in its group. */
interface Group {
  branch: number;
  earlier: number;
}

/** Infinite where a group is repeated: each round multiplies what is inside. */
function choicesIn(pattern: string, length: number): number {
  const outermost: Group = { branch: 1, earlier: 0 };
  const open = [outermost];
  let before = '';
  for (const [token] of pattern.matchAll(TOKEN)) {
    const group = open.at(-1) ?? outermost;
    if (token.startsWith('(')) open.push({ branch: 1, earlier: 0 });
    else if (token === '|') {
      group.earlier += group.branch;
      group.branch = 1;
    } else if (token === ')' && open.length > 1) {
      open.pop();
      (open.at(-1) ?? outermost).branch *= group.earlier + group.branch;
    } else if (/^[*+?{]/.test(token)) {
      if (before === ')' && !token.startsWith('?')) return Number.POSITIVE_INFINITY;
      group.branch *= roundsOf(token, length);
    }
    before = token;
  }
  return open.reduce((product, { branch, earlier }) => product * (branch + earlier), 1);
}

/** In how many ways a repetition can be read: `?` in two, `{3}` in one, `*` in as many as the text is long. */
function roundsOf(repetition: string, length: number): number {
  if (repetition.startsWith('?')) return 2;
  const [, least, comma, most = ''] = /^\{(\d+)(?:(,)(\d*))?\}/.exec(repetition) ?? [];
  if (least !== undefined && comma === undefined) return 1;
  return most === '' ? length + 1 : Math.min(Number(most), length) + 1;
}
