import { optional } from '../host.js';

/** The part of @viz-js/viz that is used. */
interface Graphviz {
  renderString(dot: string, options: { format: string; engine: string }): string;
}

const NAME = '@viz-js/viz';
const PURPOSE = 'drawing a graph';

/** Graphviz, or why there is none. It starts asynchronously, so this module waits for it, and drawing is synchronous. */
const graphviz: Graphviz | Error = await (async () => {
  try {
    return await optional<{ instance(): Promise<Graphviz> }>(NAME, PURPOSE).instance();
  } catch (error) {
    return error as Error;
  }
})();

/**
 * A graph in the DOT language as SVG.
 *
 * @throws Error that says what to install where Graphviz is missing
 */
export function drawDot(dot: string): string {
  if (graphviz instanceof Error) throw graphviz;
  return graphviz.renderString(dot, { format: 'svg', engine: 'dot' });
}
