import type { Tools } from '../app/ports.ts';
import { productTools } from '../app/tools.ts';

/** The Action has no terminal: nobody is told how far a run has come. */
export function actionTools(): Tools {
  return productTools();
}
