// What the surroundings offer: files and packages in Node, a document in a page, a cell in a notebook. Everything is asked for only when
// it is used, so that the same module loads everywhere.

interface FileSystem {
  writeFileSync(path: string, data: string | Uint8Array): void;
  mkdirSync(path: string, options: { recursive: boolean }): void;
}

interface Require {
  (name: string): unknown;
  resolve(name: string): string;
}

/** Where a terminal shows text, or what takes its place: a file, a pipe, a list in a test. */
export interface TextStream {
  write(text: string): unknown;
  /** Whether it is a terminal. */
  readonly isTTY?: boolean;
  /** How wide it is, in characters. */
  readonly columns?: number;
}

interface Host {
  readonly process?: { getBuiltinModule?: (name: string) => unknown; readonly stderr?: TextStream };
  readonly document?: Page;
  readonly Deno?: { readonly jupyter?: { display(data: object, options: { raw: boolean }): unknown } };
}

/** The part of a page's document that a figure needs. */
interface Page {
  readonly body: { appendChild(node: unknown): unknown };
  createElement(tag: string): { innerHTML: string; className: string };
}

const host = globalThis as Host;

const builtin = <T>(name: string): T | null => (host.process?.getBuiltinModule?.(name) as T | undefined) ?? null;

/** Node's file system; null elsewhere. */
export const fileSystem = (): FileSystem | null => builtin<FileSystem>('node:fs');

/** Where messages go that are no results; null in a page. */
export const standardError = (): TextStream | null => host.process?.stderr ?? null;

/** The page that this runs in; null elsewhere. */
export const page = (): Page | null => host.document ?? null;

/** Compresses as zlib does, where that is at hand. */
export const deflate = (): ((data: Uint8Array) => Uint8Array) | null =>
  builtin<{ deflateSync(data: Uint8Array): Uint8Array }>('node:zlib')?.deflateSync ?? null;

/** A path as it is from the root. */
export const absolute = (path: string): string =>
  builtin<{ resolve(path: string): string }>('node:path')?.resolve(path) ?? path;

/** Shows a picture in a cell of a Jupyter notebook (Deno's kernel); false where there is none. */
export function showInNotebook(svg: string): boolean {
  try {
    const jupyter = host.Deno?.jupyter;
    if (jupyter === undefined) return false;
    jupyter.display({ 'image/svg+xml': svg }, { raw: true });
    return true;
  } catch {
    return false; // Deno outside of a notebook refuses to say whether there is one
  }
}

let loader: Require | null = null;

/** How installed packages are loaded: CommonJS's `require`, as Node has it. */
function packages(): Require | null {
  loader ??= builtin<{ createRequire(from: string): Require }>('node:module')?.createRequire(import.meta.url) ?? null;
  return loader;
}

/**
 * An optional package.
 *
 * @param purpose what cannot be done without it
 * @throws Error that says what to install
 */
export function optional<T>(name: string, purpose: string, also = '', load = packages()): T {
  if (load === null) throw new Error(`${purpose} needs the package ${name}, which is loaded in Node only`);
  try {
    return load(name) as T;
  } catch (cause) {
    throw new Error(missing(name, purpose, also), { cause });
  }
}

/** Where a file of an optional package lies; an error that says what to install otherwise. */
export function optionalFile(name: string, purpose: string, also = '', load = packages()): string {
  const owner = name.split('/')[0];
  if (load === null) throw new Error(`${purpose} needs the package ${owner}, which is loaded in Node only`);
  try {
    return load.resolve(name);
  } catch (cause) {
    throw new Error(missing(owner, purpose, also), { cause });
  }
}

const missing = (name: string, purpose: string, also: string): string =>
  `${purpose} needs the package ${name}: npm install ${name}${also === '' ? '' : ` ${also}`}`;
