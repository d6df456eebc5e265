import { lastName } from '../code.ts';
import { remembered } from '../remember.ts';
import type { Facts } from '../../facts.ts';

/** True when the project answers with pages of its own: templates, HTML responses, a front end. The API docs do not count. */
export const servesHtml = remembered((facts: Facts): boolean => {
  const page = /(^|[.:])(HTMLResponse|TemplateResponse|Jinja2Templates)$/;
  if (facts.application.routes.some(({ args }) => page.test(nameOf(args.keywords.get('response_class'))))) return true;
  return facts.codes.some((code) =>
    code.calls.some(
      ({ callee }) => page.test(callee) || lastName(callee) === 'frontend' || lastName(callee) === 'TemplateResponse',
    ),
  );
});

function nameOf(value: { readonly kind: string; readonly name?: unknown } | undefined): string {
  return value?.kind === 'external' && typeof value.name === 'string' ? value.name : '';
}
