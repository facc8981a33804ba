import { expect } from 'chai';
import { existsSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import ts from 'typescript';
import { filesUnder, parse, read, root } from '../docs/find.js';

/** The layers from the bottom up; those of one row stand side by side and do not know one another. */
const LAYERS = [
  ['ndarray', 'host'], // src/host.ts: what the surroundings offer, for pyplot, viz and tqdm
  ['tensor'],
  ['autograd'],
  ['ops'],
  ['random'],
  ['distributions'],
  ['nn'],
  ['optim', 'data', 'pyplot', 'viz', 'tqdm'],
  ['utils'], // src/utils.ts: the namespace torch.utils, put together from the layers below
  ['torch'], // src/torch.ts, where index needs the namespace as a value for its default export
  ['index'],
  ['operators'], // beside the library: what Node and bundlers load; it knows no layer, and none knows it
];

/** The layer that runs in Node, and needs the packages of optionalDependencies. */
const TOOLS = 'operators';

/** Escapes from the type checker that are there for a reason: `'src/file.ts: any': [how many, why]`. */
const ALLOWED_ESCAPES: Readonly<Record<string, readonly [count: number, why: string]>> = {
  'src/nn/module.ts: any': [2, 'a module whose class is not known takes and returns anything, as in Python'],
  'src/nn/module.ts: eslint-disable': [1, 'for the line above'],
  'src/autograd/function.ts: eslint-disable': [
    2,
    'methods that only refuse name their parameters all the same, for those who override them',
  ],
};

interface Import {
  readonly from: string;
  readonly specifier: string;
  readonly typeOnly: boolean;
}

const sources = filesUnder('src', '.ts').map((path) => parse(path));
const layerOf = (path: string): string => path.split('/')[1].replace(/\.ts$/, '');
const rowOf = (path: string): number => LAYERS.findIndex((row) => row.includes(layerOf(path)));

/** Everything that a file names in an import, an export … from, an import() or an import type. */
function importsOf(source: ts.SourceFile): Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean): void => {
    if (specifier && ts.isStringLiteral(specifier))
      found.push({ from: source.fileName, specifier: specifier.text, typeOnly });
  };
  const onlyTypes = (elements: ts.NodeArray<ts.ImportSpecifier | ts.ExportSpecifier>): boolean =>
    elements.length > 0 && elements.every((element) => element.isTypeOnly);
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      const bindings = node.importClause?.namedBindings;
      const named = bindings && ts.isNamedImports(bindings) && !node.importClause.name && onlyTypes(bindings.elements);
      add(node.moduleSpecifier, (node.importClause?.isTypeOnly || named) ?? false);
    } else if (ts.isExportDeclaration(node)) {
      const named = node.exportClause && ts.isNamedExports(node.exportClause) && onlyTypes(node.exportClause.elements);
      add(node.moduleSpecifier, node.isTypeOnly || (named ?? false));
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const imports = sources.flatMap(importsOf);
const isRelative = ({ specifier }: Import): boolean => specifier.startsWith('.');
const target = ({ from, specifier }: Import): string =>
  posix.join(posix.dirname(from), specifier).replace(/\.js$/, '.ts');
const show = (list: readonly Import[]): string[] => list.map((i) => `${i.from} imports ${i.specifier}`);

/** Import cycles, each as the files along it: at least one of every knot of files. */
function cycles(edges: ReadonlyMap<string, readonly string[]>): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): void => {
    const start = path.indexOf(file);
    if (start >= 0) found.push([...path.slice(start), file].join(' → '));
    if (start >= 0 || done.has(file)) return;
    path.push(file);
    for (const next of edges.get(file) ?? []) visit(next);
    path.pop();
    done.add(file);
  };
  for (const file of edges.keys()) visit(file);
  return found;
}

/** How often a file leaves the type checker, by means. */
function escapes(source: ts.SourceFile): Map<string, number> {
  const counts = new Map<string, number>();
  const count = (what: string, n = 1): void => void counts.set(what, (counts.get(what) ?? 0) + n);
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) count('any');
    if (ts.isAsExpression(node) && ts.isAsExpression(node.expression)) {
      if (node.expression.type.kind === ts.SyntaxKind.UnknownKeyword) count('as unknown as');
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  for (const directive of ['@ts-ignore', '@ts-expect-error', '@ts-nocheck', 'eslint-disable'])
    if (source.text.includes(directive)) count(directive, source.text.split(directive).length - 1);
  return counts;
}

describe('the structure of src/', () => {
  it('knows the layer of every file', () => {
    const homeless = sources.map(({ fileName }) => fileName).filter((path) => rowOf(path) < 0);
    expect(homeless).to.deep.equal([]);
  });

  it('imports go down the layers, never up and never to the side', () => {
    const wrong = imports.filter(isRelative).filter((i) => {
      const [from, to] = [i.from, target(i)];
      return layerOf(from) !== layerOf(to) && rowOf(from) <= rowOf(to);
    });
    expect(show(wrong)).to.deep.equal([]);
  });

  it('imports only files that are there, with their .js ending', () => {
    const wrong = imports
      .filter(isRelative)
      .filter((i) => !i.specifier.endsWith('.js') || !existsSync(root + target(i)));
    expect(show(wrong)).to.deep.equal([]);
  });

  it('nothing imports index', () => {
    expect(show(imports.filter((i) => isRelative(i) && target(i) === 'src/index.ts'))).to.deep.equal([]);
  });

  it('what makes operators run stands alone', () => {
    const wrong = imports
      .filter(isRelative)
      .filter((i) => (layerOf(i.from) === TOOLS) !== (layerOf(target(i)) === TOOLS));
    expect(show(wrong)).to.deep.equal([]);
  });

  it('runs in browsers: no built-in module of Node is imported', () => {
    const isBuiltin = ({ specifier }: Import): boolean =>
      specifier.startsWith('node:') || builtinModules.includes(specifier.split('/')[0]);
    expect(show(imports.filter((i) => isBuiltin(i) && layerOf(i.from) !== TOOLS))).to.deep.equal([]);
  });

  it('uses only packages that package.json depends on', () => {
    type Packages = Record<'dependencies' | 'optionalDependencies', Record<string, string>>;
    const { dependencies, optionalDependencies } = JSON.parse(read('package.json')) as Packages;
    const packageOf = ({ specifier }: Import): string => /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
    const isKnown = (i: Import): boolean =>
      packageOf(i) in dependencies ||
      (layerOf(i.from) === TOOLS && (packageOf(i) in optionalDependencies || i.specifier.startsWith('node:')));
    const wrong = imports.filter((i) => !isRelative(i) && !isKnown(i));
    expect(show(wrong)).to.deep.equal([]);
  });

  it('has no import cycles, those of types within one layer excepted', () => {
    const excepted = (i: Import): boolean => i.typeOnly && layerOf(i.from) === layerOf(target(i));
    const counted = imports.filter((i) => isRelative(i) && !excepted(i));
    const edges = new Map(
      sources.map(({ fileName }) => [fileName, counted.filter((i) => i.from === fileName).map(target)]),
    );
    expect(cycles(edges)).to.deep.equal([]);
  });

  it('leaves the type checker only where the list above says why', () => {
    const found = sources.flatMap((source) =>
      [...escapes(source)].map(([what, n]): [string, number] => [`${source.fileName}: ${what}`, n]),
    );
    const allowed = Object.fromEntries(Object.entries(ALLOWED_ESCAPES).map(([place, [n]]) => [place, n]));
    expect(Object.fromEntries(found)).to.deep.equal(allowed);
  });
});
