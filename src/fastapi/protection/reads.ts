import type { Expr } from '../../python/syntax.ts';
import { walk } from '../../python/walk.ts';
import type { Body, Enforcement } from './body.ts';
import { decidesByCredential } from './decided.ts';
import { strongest } from './request-reads.ts';
import type { Taint } from './taint.ts';

type Reads = Pick<Enforcement, 'readsCredential' | 'readsSent' | 'returnsRaw' | 'returns'>;

/** What a body reads of a credential, and whether it hands one back. */
export function readsOf(body: Body, taint: Taint): Reads {
  let sent = [...body.origins.values()].includes('raw');
  let reads = [...body.origins.values()].some((origin) => origin === 'credential' || origin === 'raw');
  const returned: Expr[] = [];
  walk(
    body.code.body,
    (node) => {
      if (
        (node.kind === 'attribute' || node.kind === 'subscript' || node.kind === 'call' || node.kind === 'compare') &&
        taint.of(node) === 'credential'
      ) {
        reads = true;
        sent ||= taint.isRaw(node);
      }
      if ((node.kind === 'return' || node.kind === 'yield') && node.value !== undefined) returned.push(node.value);
    },
    { scope: 'own' },
  );
  const carried = returned.filter((value) => taint.of(value) !== undefined);
  const word = decidesByCredential(body.code.body, taint)
    ? 'credential'
    : strongest(carried.map((value) => taint.of(value)));
  return {
    readsCredential: reads,
    readsSent: sent,
    returnsRaw: carried.length > 0 && carried.every((value) => taint.isRaw(value)),
    ...(word === undefined ? {} : { returns: word }),
  };
}
