import { ValueError } from '../../tensor/errors.js';
import { pythonRepr } from '../../tensor/python_number.js';
import type { Rgba } from './color.js';
import { CONTINUOUS, LISTED } from './colormap_tables.js';

/** A map from 0…1 to colours; what is not a number is transparent. */
export type Colormap = (share: number) => Rgba;

const TRANSPARENT: Rgba = [0, 0, 0, 0];

function readTable(hex: string): Rgba[] {
  return (hex.match(/.{6}/g) ?? []).map((color) => {
    const [r, g, b] = [0, 2, 4].map((at) => parseInt(color.slice(at, at + 2), 16) / 255);
    return [r, g, b, 1];
  });
}

function continuous(colors: readonly Rgba[]): Colormap {
  return (share) => {
    const at = Math.min(Math.max(share, 0), 1) * (colors.length - 1);
    const low = Math.min(Math.floor(at), colors.length - 2);
    const mix = (i: number): number => colors[low][i] + (at - low) * (colors[low + 1][i] - colors[low][i]);
    return [mix(0), mix(1), mix(2), 1];
  };
}

const listed =
  (colors: readonly Rgba[]): Colormap =>
  (share) =>
    colors[Math.min(Math.max(Math.floor(share * colors.length), 0), colors.length - 1)];

const maps = new Map<string, Colormap>();

function build(name: string): Colormap | null {
  if (name.endsWith('_r') && name.length > 2) {
    const map = colormap(name.slice(0, -2));
    return (share) => map(1 - share);
  }
  const key = name === 'grey' ? 'gray' : name === 'Grays' ? 'Greys' : name;
  if (Object.hasOwn(CONTINUOUS, key)) return continuous(readTable(CONTINUOUS[key]));
  return Object.hasOwn(LISTED, key) ? listed(readTable(LISTED[key])) : null;
}

/**
 * The colour map of a name, such as `'viridis'`; `_r` behind it turns it round.
 *
 * @throws ValueError for an unknown name
 */
export function colormap(name: string): Colormap {
  const known = maps.get(name) ?? build(name);
  if (known === null) {
    const names = [...Object.keys(CONTINUOUS), ...Object.keys(LISTED)].map((known) => pythonRepr(known)).join(', ');
    throw new ValueError(`${pythonRepr(name)} is not a valid value for cmap; supported values are ${names}`);
  }
  maps.set(name, known);
  return (share) => (Number.isNaN(share) ? TRANSPARENT : known(share));
}
