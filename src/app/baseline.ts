import * as z from 'zod';
import { UserError } from '../core/errors.ts';

/** Only what a baseline is read for; everything else in the file may be as it likes. */
const baselineSchema = z.object({
  schemaVersion: z.literal(1),
  findings: z.array(z.object({ fingerprint: z.string().regex(/^[0-9a-f]{8,64}$/) })).max(100_000),
});

/** The fingerprints in a report that `audit --format json` wrote. */
export function parseBaseline(text: string): ReadonlySet<string> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new UserError('baseline-invalid', 'It is not JSON.', { cause });
  }
  const parsed = baselineSchema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new UserError(
      'baseline-invalid',
      `At ${issue?.path.join('.') ?? 'its top'}: ${issue?.message ?? 'not valid'}.`,
    );
  }
  return new Set(parsed.data.findings.map((finding) => finding.fingerprint));
}
