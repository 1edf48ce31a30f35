import { commented, everywhere, type Forbidden, seen } from './forbidden.ts';

// Where rows become values of the domain, where a value is branded, and the two proofs that only their check gives.
const MAY_CAST =
  /^src\/core\/(kernel\/(ids|calendar-day)|store\/[\w-]+-(rows|columns)|identity\/(check-code|prove-by-evidence)|approval\/check-approval)\.ts$/;

/** What would let a wrong type through, or needs a build step. */
export const FORBIDDEN_TYPES: readonly Forbidden[] = [
  {
    rule: 'nothing is of type any',
    where: everywhere,
    find: seen(/\bany\b/, (found) => ({ TSAnyKeyword: found })),
    wrong: ['let x: any', 'const f = (x: any[]) => x', 'type X = Map<string, any>'],
    right: ['let x: unknown', "const any = 'any'"],
  },
  {
    rule: 'nothing is cast, except rows to the domain, brands in their constructor and proofs in their check',
    where: (path) => !MAY_CAST.test(path),
    find: seen(/\bas (?!const\b)[\w{[(]|[=(,>]\s*<[\w[\].]+>\s*\w/, (found, source) => ({
      TSAsExpression(node) {
        if (source.slice(node.typeAnnotation.start, node.typeAnnotation.end) !== 'const') found(node);
      },
      TSTypeAssertion: found,
    })),
    wrong: ['const x = y as string', 'const x = <string>y', 'const x = y as unknown as string'],
    right: ['const x = [1] as const', 'const x = y satisfies string', "import { a as b } from './c.ts'"],
  },
  {
    rule: 'nothing is declared present with an exclamation mark',
    where: everywhere,
    find: seen(/\w!|[)\]]!/, (found) => ({
      TSNonNullExpression: found,
      PropertyDefinition(node) {
        if (node.definite === true) found(node);
      },
      VariableDeclarator(node) {
        if (node.definite === true) found(node);
      },
    })),
    wrong: ['const x = y!', 'const x = y!.z', 'class A { b!: string }', 'let x!: string'],
    right: ['const x = !y', 'if (x !== y) z()'],
  },
  {
    rule: 'Node.js runs every file as it is: no enum, namespace or parameter property',
    where: everywhere,
    find: seen(/\b(enum|namespace|module|constructor)\b/, (found) => ({
      TSEnumDeclaration: found,
      TSParameterProperty: found,
      TSModuleDeclaration(node) {
        // `declare module 'x'` adds to the types of a library and leaves no code.
        if (node.id.type !== 'Literal') found(node);
      },
    })),
    wrong: [
      'enum A { B }',
      'const enum A { B }',
      'namespace A { export const b = 1 }',
      'class A { constructor(readonly b: string) {} }',
    ],
    right: ["declare module 'x' { interface Y { z: string } }", 'class A { readonly b: string = c }'],
  },
  {
    rule: 'no comment silences the type checker',
    where: everywhere,
    find: commented(/@ts-(ignore|nocheck|expect-error)/),
    wrong: ['// @ts-ignore\nx()', '/* @ts-expect-error: why */ x()', '// @ts-nocheck\nx()'],
    right: ["const x = '@ts-ignore'"],
  },
];
