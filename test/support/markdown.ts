/** What is left of Markdown without its code spans. */
export function withoutCode(markdown: string): string {
  let left = '';
  let rest = markdown;
  for (;;) {
    const fence = /`{1,20}/.exec(rest);
    if (fence === null) return left + rest;
    const start = fence.index + fence[0].length;
    const end = rest.slice(start).search(new RegExp(`(?<!\`)${fence[0]}(?!\`)`));
    left += rest.slice(0, fence.index);
    rest = end === -1 ? rest.slice(start) : rest.slice(start + end + fence[0].length);
  }
}
