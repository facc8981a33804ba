// Where a notebook's figures go: files of the notebook's own names under plots/.
import plt, { Figure } from 'microtorch/pyplot';
import type { Tensor } from './notebook.js';

/** One line of a figure: x, y, and matplotlib's colour and marker. */
type Line = [x: Tensor, y: Tensor, color?: string, marker?: string];

/** Lines on axes of their own. */
function drawn(lines: readonly Line[]): Figure {
  const [fig, ax] = plt.subplots();
  for (const [x, y, color, marker] of lines) ax.plot(x, y, { color, marker });
  return fig;
}

/** Writes a figure, or the figure of some lines, into `folder` and closes it. */
export function saveFigure(folder: string, name: string, ...what: [Figure] | Line[]): string {
  const figure = what[0] instanceof Figure ? what[0] : drawn(what as Line[]);
  const path = `${folder}/${name}.png`;
  figure.savefig(path);
  plt.close(figure);
  return path;
}
