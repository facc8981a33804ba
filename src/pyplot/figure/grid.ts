import type { Canvas, GridCell, Margins, Position } from '../axes/axes_base.js';

/** The space around and between subplots, as shares: of the figure, and (`wspace`, `hspace`) of the average axes. */
export interface Spacing {
  left: number;
  right: number;
  bottom: number;
  top: number;
  wspace: number;
  hspace: number;
}

/** Where each of a row of cells begins and ends, in shares, when gaps are a share of the average cell. */
function divide(
  from: number,
  to: number,
  count: number,
  gap: number,
  ratios: readonly number[] | undefined,
): [number, number][] {
  const cell = (to - from) / (count + gap * (count - 1));
  const total = ratios?.reduce((sum, ratio) => sum + ratio, 0) ?? count;
  const cells: [number, number][] = [];
  let at = from;
  for (let i = 0; i < count; i++) {
    const size = (cell * count * (ratios?.[i] ?? 1)) / total;
    cells.push([at, at + size]);
    at += size + gap * cell;
  }
  return cells;
}

/** The place of a cell in the figure. */
export function positionOf(cell: GridCell, spacing: Spacing): Position {
  const cols = divide(spacing.left, spacing.right, cell.cols, spacing.wspace, cell.widths);
  const rows = divide(1 - spacing.top, 1 - spacing.bottom, cell.rows, spacing.hspace, cell.heights);
  const [left, right] = [cols[cell.col[0]][0], cols[cell.col[1] - 1][1]];
  const [top, bottom] = [rows[cell.row[0]][0], rows[cell.row[1] - 1][1]];
  return [left, 1 - bottom, right - left, bottom - top];
}

/** What a layout needs to know of axes in a grid. */
export interface Placed {
  readonly cell: GridCell;
  readonly decorations: Margins;
}

/**
 * The spacing at which decorations neither overlap nor leave the figure.
 *
 * @param pad between the figure's edge and decorations, and between neighbours, in points
 * @param above what is kept free at the top, in points
 */
export function tightSpacing(placed: readonly Placed[], canvas: Canvas, pad: number, above = 0): Partial<Spacing> {
  const { rows, cols } = placed[0].cell;
  const zeros = (n: number): number[] => new Array<number>(n).fill(0);
  // at each border between columns (rows) how much stands out to the one side and to the other
  const sides = { left: zeros(cols + 1), right: zeros(cols + 1), top: zeros(rows + 1), bottom: zeros(rows + 1) };
  const grow = (list: number[], at: number, size: number): void => void (list[at] = Math.max(list[at], size));
  for (const { cell, decorations } of placed) {
    grow(sides.left, cell.col[0], decorations.left);
    grow(sides.right, cell.col[1], decorations.right);
    grow(sides.top, cell.row[0], decorations.top);
    grow(sides.bottom, cell.row[1], decorations.bottom);
  }
  const left = (sides.left[0] + pad) / canvas.width;
  const right = 1 - (sides.right[cols] + pad) / canvas.width;
  const top = 1 - (sides.top[0] + pad + above) / canvas.height;
  const bottom = (sides.bottom[rows] + pad) / canvas.height;
  const gap = (
    before: readonly number[],
    behind: readonly number[],
    count: number,
    length: number,
  ): number | undefined => {
    if (count < 2) return undefined;
    const widest = Math.max(...Array.from({ length: count - 1 }, (_, i) => before[i + 1] + behind[i + 1])) + pad;
    const cell = (length - widest * (count - 1)) / count;
    return cell > 0 ? widest / cell : undefined;
  };
  const spacing: Partial<Spacing> = {};
  if (left < right) Object.assign(spacing, { left, right });
  if (bottom < top) Object.assign(spacing, { bottom, top });
  const wspace = gap(sides.right, sides.left, cols, (right - left) * canvas.width);
  const hspace = gap(sides.bottom, sides.top, rows, (top - bottom) * canvas.height);
  if (wspace !== undefined) spacing.wspace = wspace;
  if (hspace !== undefined) spacing.hspace = hspace;
  return spacing;
}
