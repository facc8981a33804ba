/**
 * Plots with matplotlib's names and looks: `import plt from 'microtorch/pyplot'`.
 *
 * SVG and HTML need nothing else; PNG needs the packages @resvg/resvg-js and dejavu-fonts-ttf.
 *
 * @module microtorch/pyplot
 */
import * as plt from './namespace.js';

export * from './namespace.js';
export default plt;
