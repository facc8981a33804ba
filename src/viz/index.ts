/**
 * The graph of automatic differentiation, drawn, as torchviz does it: `import { make_dot } from 'microtorch/viz'`. To draw it as a picture
 * needs the package @viz-js/viz.
 *
 * @module microtorch/viz
 */
export { make_dot, type MakeDotOptions } from './make_dot.js';
export { Digraph, type DotAttributes } from './digraph.js';
