import type { RuleMeta } from '../rules/contract/rule.ts';

const OWASP: Readonly<Record<string, string>> = {
  API1: 'broken-object-level-authorization',
  API2: 'broken-authentication',
  API3: 'broken-object-property-level-authorization',
  API4: 'unrestricted-resource-consumption',
  API5: 'broken-function-level-authorization',
  API6: 'unrestricted-access-to-sensitive-business-flows',
  API7: 'server-side-request-forgery',
  API8: 'security-misconfiguration',
  API9: 'improper-inventory-management',
  API10: 'unsafe-consumption-of-apis',
};

/** One rule's page: a file under docs/rules, and what `explain` prints. Its words are ours: nothing is escaped. */
export function rulePage(rule: RuleMeta): string {
  const isComparison = rule.category === 'comparison';
  const sections = [
    `# ${rule.id}`,
    `**${rule.summary}.**`,
    metadata(rule),
    `## Why\n\n${rule.docs.why.trim()}`,
    `## How to fix it\n\n${rule.docs.fix.trim()}`,
    `## ${isComparison ? 'Reported: a change to' : 'Reported'}\n\n${example(rule.docs.bad)}`,
    `## ${isComparison ? 'From' : 'Not reported'}\n\n${example(rule.docs.good)}`,
  ];
  if (rule.docs.limits !== undefined) sections.push(`## Limits\n\n${rule.docs.limits.trim()}`);
  sections.push(`## Ignoring it\n\n${ignoring(rule)}`);
  if (rule.docs.references.length > 0) {
    sections.push(`## Read more\n\n${rule.docs.references.map((url) => `- <${url}>`).join('\n')}`);
  }
  return `${sections.join('\n\n')}\n`;
}

function metadata(rule: RuleMeta): string {
  const cwe = rule.cwe.map((id) => `[CWE-${id}](https://cwe.mitre.org/data/definitions/${id}.html)`).join(', ');
  const owasp = rule.owasp.map(owaspLink).join(', ');
  return [
    '| Severity | Confidence | CWE | OWASP API Security 2023 |',
    '| --- | --- | --- | --- |',
    `| ${rule.severity} | ${rule.confidence} | ${cwe === '' ? '—' : cwe} | ${owasp === '' ? '—' : owasp} |`,
  ].join('\n');
}

function owaspLink(id: string): string {
  const page = `0xa${id.slice('API'.length)}`.replace('0xa10', '0xaa');
  return `[${id}](https://owasp.org/API-Security/editions/2023/en/${page}-${OWASP[id] ?? ''}/)`;
}

function example(code: string): string {
  return `\`\`\`python\n${code.trim()}\n\`\`\``;
}

function ignoring(rule: RuleMeta): string {
  return `A comment on the line, or alone on the line above, with a reason:

\`\`\`python
# hardening: ignore[${rule.id}] the reason
\`\`\`

For a whole project, in \`.github/fastapi-hardening.yml\`:

\`\`\`yaml
version: 1
rules:
  ${rule.id}: off
\`\`\``;
}
