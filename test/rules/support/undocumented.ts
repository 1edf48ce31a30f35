import type { Declaration, Program } from 'oxc-parser';
import type { Parsed } from './parsed.ts';

const WITHOUT_COMMENT = /(?<!\*\/\s*)\bexport (default |async )*(const \w+ = .*[(=]|function)/;

/** Offsets of the exported functions without a doc comment right above them. */
export function undocumented(file: Parsed): number[] {
  if (!WITHOUT_COMMENT.test(file.source)) return [];
  const { program, comments, source } = file;
  const docs = comments.filter(({ type, value }) => type === 'Block' && value.startsWith('*'));
  const isDocumented = (start: number): boolean =>
    docs.some(({ end }) => end <= start && source.slice(end, start).trim() === '');
  return program.body
    .filter(exportsFunction)
    .map(({ start }) => start)
    .filter((start) => !isDocumented(start));
}

function exportsFunction(statement: Program['body'][number]): boolean {
  if (statement.type === 'ExportDefaultDeclaration')
    return ['FunctionDeclaration', 'ArrowFunctionExpression'].includes(statement.declaration.type);
  return (
    statement.type === 'ExportNamedDeclaration' &&
    statement.declaration !== null &&
    isFunction(statement.declaration)
  );
}

function isFunction(declaration: Declaration): boolean {
  if (declaration.type === 'FunctionDeclaration') return true;
  return (
    declaration.type === 'VariableDeclaration' &&
    declaration.declarations.some(
      ({ init }) => init?.type === 'ArrowFunctionExpression' || init?.type === 'FunctionExpression',
    )
  );
}
