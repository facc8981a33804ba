/**
 * The plugin for Rollup: `plugins: [typescript(), operators()]`, after whatever turns TypeScript into JavaScript.
 *
 * @module microtorch/operators/rollup
 */
import type { SourceMap } from 'magic-string';
import { transform } from './transform.js';

/** A plugin as Rollup, Vite and Rolldown take it. */
export interface OperatorsPlugin {
  name: string;
  transform(code: string, id: string): { code: string; map: SourceMap } | null;
}

/**
 * Makes the operators work in files and functions that open with the directive `'use tsover'`.
 *
 * @returns the plugin
 */
export default function operators(): OperatorsPlugin {
  return {
    name: 'microtorch-operators',
    transform: (code, id) => (/\.(?:[cm]?[jt]sx?|vue|svelte)(?:$|\?)/.test(id) ? transform(code, { file: id }) : null),
  };
}
