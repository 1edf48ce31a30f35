import { type CallExpression, type Expression, Visitor } from 'oxc-parser';
import { parsed, placeOf } from './parsed.ts';
import { sourceFiles } from './tree.ts';

const CODE = /^[a-z][a-z_]*\.[a-z][a-z_]*$/;

export interface RefusalUse {
  readonly code: string;
  readonly place: string;
  /** The names in the second argument of `refuse(…)`; undefined where it cannot be seen. */
  readonly params: readonly string[] | undefined;
}

/** Every code of a refusal: what `refuse(…)` and `{ code: … }` hold, lists named REFUSAL, and types. */
export function refusalUses(): RefusalUse[] {
  return sourceFiles().flatMap((path) => {
    const file = parsed(path);
    const uses: RefusalUse[] = [];
    const add = (code: unknown, offset: number, params?: readonly string[]): void => {
      if (typeof code === 'string' && CODE.test(code))
        uses.push({ code, place: placeOf(file, offset), params });
    };
    new Visitor({
      CallExpression({ callee, arguments: [first, params], start }) {
        if (callee.type !== 'Identifier' || callee.name !== 'refuse' || first === undefined) return;
        if (first.type === 'SpreadElement') return;
        for (const code of wordsOf(first)) add(code, start, namesIn(params));
      },
      Property({ key, value, start }) {
        if (key.type === 'Identifier' && key.name === 'code' && value.type === 'Literal')
          add(value.value, start);
      },
      VariableDeclarator({ id, init, start }) {
        if (id.type !== 'Identifier' || !/REFUSAL/.test(id.name)) return;
        const list = init?.type === 'TSAsExpression' ? init.expression : init;
        if (list?.type !== 'ArrayExpression') return;
        for (const entry of list.elements) if (entry?.type === 'Literal') add(entry.value, start);
      },
      TSLiteralType({ literal, start }) {
        if (literal.type === 'Literal') add(literal.value, start);
      },
    }).visit(file.program);
    return uses;
  });
}

function wordsOf(node: Expression): unknown[] {
  if (node.type === 'ConditionalExpression') return [...wordsOf(node.consequent), ...wordsOf(node.alternate)];
  return node.type === 'Literal' ? [node.value] : [];
}

function namesIn(node: CallExpression['arguments'][number] | undefined): string[] | undefined {
  if (node === undefined) return [];
  if (node.type !== 'ObjectExpression') return undefined;
  return node.properties.flatMap((property) =>
    property.type === 'Property' && property.key.type === 'Identifier' ? [property.key.name] : [],
  );
}
