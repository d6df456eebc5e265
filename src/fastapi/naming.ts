import type { Value } from './value.ts';
import { definingName } from './canonical.ts';
import { currentUserName } from './fastapi-users.ts';

/** A callable's name as FastAPI would see it: `defining.module:qualname`, `module:Class()` for an instance. */
export function callableName(value: Value): string {
  switch (value.kind) {
    case 'function':
      return value.wraps?.keepsSignature === true && value.wraps.keepsName !== true
        ? callableName(value.wraps.function)
        : `${value.moduleName}:${value.qualname}`;
    case 'class':
      return `${value.moduleName}:${value.qualname}`;
    case 'instance':
      return `${value.class.moduleName}:${value.class.qualname}()`;
    case 'bound-method':
      return callableName(value.function);
    case 'partial':
      return callableName(value.function);
    case 'external':
      return definingName(value.name);
    case 'external-call':
      return currentUserName(value) ?? `${definingName(value.callee)}()`;
    case 'app':
      return value.app.name;
    case 'router':
      return value.router.name;
    default:
      return `? (${value.kind === 'unknown' ? value.reason : value.kind})`;
  }
}
