/**
 * Progress bars with tqdm's names and looks: `import { tqdm } from 'microtorch/tqdm'`. A bar in a terminal needs the package cli-progress.
 *
 * @module microtorch/tqdm
 */
export { tqdm, trange, Tqdm, type TqdmOptions } from './tqdm.js';
export type { TextStream } from '../host.js';
export { tqdm as default } from './tqdm.js';
