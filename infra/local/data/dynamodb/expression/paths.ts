import type { Condition, Operand } from './condition.ts';
import type { Path } from './reader.ts';

/** The places that a condition looks at. */
export function pathsOf(condition: Condition): Path[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.parts.flatMap(pathsOf);
    case 'not':
      return pathsOf(condition.of);
    case 'compare':
      return [condition.left, condition.right].flatMap(pathOf);
    case 'between':
      return [condition.of, condition.low, condition.high].flatMap(pathOf);
    case 'in':
      return [condition.of, ...condition.options].flatMap(pathOf);
    case 'call':
      return condition.operands.flatMap(pathOf);
  }
}

function pathOf(operand: Operand): Path[] {
  if (operand.kind === 'path') return [operand.path];
  return operand.kind === 'size' ? pathOf(operand.of) : [];
}
