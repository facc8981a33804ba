/**
 * The plugin for Vite: `plugins: [operators()]`.
 *
 * @module microtorch/operators/vite
 */
import operatorsForRollup, { type OperatorsPlugin } from './rollup.js';

/** The plugin with what Vite needs to know ahead. */
export interface OperatorsVitePlugin extends OperatorsPlugin {
  config(): { optimizeDeps: { include: string[] } };
}

/**
 * Makes the operators work in files and functions that open with the directive `'use tsover'`. It comes after Vite's own
 * transform of TypeScript.
 *
 * @returns the plugin
 */
export default function operators(): OperatorsVitePlugin {
  // the functions' module is imported by no source, so the development server would discover it late and reload the page
  return { ...operatorsForRollup(), config: () => ({ optimizeDeps: { include: ['microtorch/operators/runtime'] } }) };
}
