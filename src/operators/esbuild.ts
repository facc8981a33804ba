/**
 * The plugin for esbuild: `plugins: [operators()]`.
 *
 * @module microtorch/operators/esbuild
 */
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { DIRECTIVE } from './rewriter.js';
import { transform } from './transform.js';
import { withMap } from './source_map.js';

type Loader = 'js' | 'jsx' | 'ts' | 'tsx';

/** As much of esbuild's build as the plugin uses. */
export interface Build {
  readonly initialOptions: object;
  readonly esbuild: { transform(code: string, options: object): Promise<{ code: string }> };
  onLoad(
    filter: { filter: RegExp },
    load: (args: { path: string }) => Promise<{ contents: string; loader: 'js' } | null>,
  ): void;
}

/** A plugin as esbuild takes it. */
export interface OperatorsEsbuildPlugin {
  name: string;
  setup(build: Build): void;
}

/**
 * Makes the operators work in files and functions that open with the directive `'use tsover'`.
 *
 * @returns the plugin
 */
export default function operators(): OperatorsEsbuildPlugin {
  return { name: 'microtorch-operators', setup };
}

function setup({ initialOptions, esbuild, onLoad }: Build): void {
  onLoad({ filter: /\.[cm]?[jt]sx?$/ }, async ({ path }) => {
    const source = await readFile(path, 'utf8');
    if (!source.includes(DIRECTIVE)) return null;
    // types and JSX go first, with the build's own options for them
    const shared = Object.entries(initialOptions).filter(([name]) => name.startsWith('jsx') || name === 'tsconfigRaw');
    const loader = extname(path)
      .replace(/[cm](?=[jt]s)/, '')
      .slice(1) as Loader;
    const options = { ...Object.fromEntries(shared), loader, sourcefile: path, sourcemap: 'inline', target: 'esnext' };
    const { code } = await esbuild.transform(source, options);
    const result = transform(code, { file: path });
    return result === null ? { contents: code, loader: 'js' } : { contents: withMap(result, path), loader: 'js' };
  });
}
