// What the module exports; also its default export, so that `import plt` and `import * as plt` are the same.
export * from './pyplot.js';
export * from './axes_functions.js';
export { rc, rcParams, rcdefaults } from './style/rc.js';
export { Figure } from './figure/figure.js';
export { Axes } from './axes/axes.js';
export { Axes3D } from './axes3d/axes3d.js';
export { Line2D } from './artists/line.js';
export { encode } from './output/save.js';
