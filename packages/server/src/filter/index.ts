export type { Count, FilterNode, Literal, Operator, Relation, Test } from './ast.ts';
export { compileFilter } from './compile.ts';
export { describeFields, fieldLevelOf, type FieldDescription } from './describe.ts';
export type { FieldLevel } from './fields.ts';
export { FilterError } from './error.ts';
export { parseFilter } from './parse.ts';
export type { FilterScope, Reading } from './sql/scope.ts';
export { namesField } from './names-field.ts';
export { isFilter, writeComparison, writeField } from './write.ts';
