import type { Figure } from '../figure/figure.js';
import { absolute, page, showInNotebook } from '../../host.js';
import { rcParams } from '../style/rc.js';
import { save } from './save.js';

/** Where figures that are shown in a terminal are written to. */
const FOLDER = 'plots';

let shown = 0;

/** Shows figures where this runs: in a notebook's cell, in a page, or as files whose paths are printed. */
export function show(figures: readonly (readonly [num: number | string, figure: Figure])[]): void {
  for (const [num, figure] of figures) {
    const document = page();
    if (document !== null) {
      const holder = document.createElement('div');
      holder.className = 'microtorch-figure';
      holder.innerHTML = figure.render().toString();
      document.body.appendChild(holder);
    } else if (!showInNotebook(figure.render().toString())) {
      const name = typeof num === 'string' ? num : `Figure_${++shown}`;
      console.log(absolute(save(figure, `${FOLDER}/${name}.${rcParams['savefig.format']}`, {})));
    }
  }
}
