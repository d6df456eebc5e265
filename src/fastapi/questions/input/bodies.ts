import { treeOf } from '../../dependency-tree.ts';
import type { DataModel, Facts } from '../../facts.ts';
import type { DependencyUse, Parameter, Route } from '../../model.ts';
import type { Value } from '../../value.ts';
import { remembered } from '../remember.ts';
import { partsOf } from './types.ts';

/** Models that requests fill. */

export interface BodyModel {
  readonly model: DataModel;
  /** Routes that take it, in order. */
  readonly routes: readonly Route[];
}

const BODY: ReadonlySet<Parameter['source']> = new Set(['body', 'form']);

/** Parameters of the endpoint and of all that it depends on. */
export function parametersOf(route: Route): readonly Parameter[] {
  const below = treeOf(route.dependencies).flatMap((use: DependencyUse) => use.parameters);
  return [...route.parameters, ...below];
}

/** Models of request bodies and forms, nested ones included. */
export const bodyModels = remembered((facts: Facts): readonly BodyModel[] => {
  const found = new Map<object, { model: DataModel; routes: Route[] }>();
  for (const route of facts.application.routes) {
    for (const parameter of parametersOf(route)) {
      if (!BODY.has(parameter.source) || parameter.annotation === undefined) continue;
      for (const model of modelsIn(facts, parameter.annotation)) {
        const known = found.get(model.class.def);
        if (known === undefined) found.set(model.class.def, { model, routes: [route] });
        else if (!known.routes.includes(route)) known.routes.push(route);
      }
    }
  }
  return [...found.values()];
});

/** The models in an annotation, and those in their fields. */
export function modelsIn(facts: Facts, annotation: Value): readonly DataModel[] {
  const found = new Map<object, DataModel>();
  const visit = (type: Value, depth: number): void => {
    for (const part of partsOf(type)) {
      const model = part.kind === 'class' ? facts.modelOf(part) : undefined;
      if (model === undefined || found.has(model.class.def) || !isData(model)) continue;
      found.set(model.class.def, model);
      if (depth === 0) continue;
      for (const field of model.fields)
        if (field.annotation !== undefined) visit(facts.valueIn(field.module, field.annotation), depth - 1);
    }
  };
  visit(annotation, 3);
  return [...found.values()];
}

function isData(model: DataModel): boolean {
  return (
    model.kind === 'pydantic' || model.kind === 'sqlmodel' || model.kind === 'dataclass' || model.kind === 'typed-dict'
  );
}

/** `schemas:ItemCreate`. */
export function modelName(model: DataModel): string {
  return `${model.class.moduleName}:${model.class.qualname}`;
}
