import { ValueError } from '../tensor/errors.js';
import { Axes } from './axes/axes.js';
import { Figure, type FigureOptions } from './figure/figure.js';

// The figures that are open, and which of them is current.

const open = new Map<number | string, Figure>();
let current: number | string | null = null;

const nextNumber = (): number => Math.max(0, ...[...open.keys()].filter((key) => typeof key === 'number')) + 1;

/** Opens a figure, or makes the open one of this number current. */
export function openFigure(num: number | string | null, options: FigureOptions): Figure {
  const key = num ?? nextNumber();
  const known = open.get(key);
  current = key;
  if (known !== undefined) return known;
  const made = new Figure(options);
  open.set(key, made);
  return made;
}

/** The current figure; a new one where none is open. */
export const currentFigure = (): Figure => (current === null ? undefined : open.get(current)) ?? openFigure(null, {});

/** The current two-dimensional axes; new ones where there are none. */
export function currentAxes(): Axes {
  const figure = currentFigure();
  const axes = figure.current ?? figure.axes.filter((ax) => ax instanceof Axes).at(-1) ?? figure.add_subplot();
  figure.current = axes;
  if (!(axes instanceof Axes))
    throw new ValueError(
      'the current axes are three-dimensional: use the methods of what subplots or add_subplot returned',
    );
  return axes;
}

/** The open figures with their numbers, in the order in which they were opened. */
export const openFigures = (): [number | string, Figure][] => [...open];

/** Closes a figure by number, name or itself, all (`'all'`), or the current one. */
export function closeFigure(which: number | string | Figure | null): void {
  if (which === 'all') open.clear();
  else for (const [key, figure] of [...open]) if (figure === which || key === (which ?? current)) open.delete(key);
  if (current === null || !open.has(current)) current = [...open.keys()].at(-1) ?? null;
}
