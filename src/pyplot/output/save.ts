import { ValueError } from '../../tensor/errors.js';
import { fileSystem } from '../../host.js';
import { readOptions } from '../options.js';
import type { Svg } from '../render/svg.js';
import type { Color } from '../style/color.js';
import { rcParams } from '../style/rc.js';
import { toHtml } from './html.js';
import { toPng } from './png.js';

/** Options of `savefig`. */
export interface SaveOptions {
  /** Pixels in an inch of a PNG, or `'figure'` for the figure's own. */
  dpi?: number | 'figure';
  format?: 'svg' | 'png' | 'html';
  facecolor?: Color;
  transparent?: boolean;
}

/** @internal What can be written: a figure. */
export interface Drawable {
  readonly dpi: number;
  render(dpi: number | null, background?: Color): Svg;
}

const FORMATS = ['html', 'png', 'svg'];

function formatOf(path: string, given: string | undefined): string {
  const ending = /\.([^./\\]+)$/.exec(path)?.[1].toLowerCase();
  const format = given ?? ending ?? rcParams['savefig.format'];
  if (!FORMATS.includes(format))
    throw new ValueError(`Format '${format}' is not supported (supported formats: ${FORMATS.join(', ')})`);
  return format;
}

/** A drawing in a format: text, or the bytes of a PNG. */
export function encode(figure: Drawable, format: string, options: Partial<SaveOptions> = {}): string | Uint8Array {
  const background = options.transparent === true ? 'none' : options.facecolor;
  if (format === 'svg') return figure.render(null, background).toString();
  if (format === 'html') return toHtml(figure.render(null, background).toString());
  const wanted = options.dpi ?? rcParams['savefig.dpi'];
  const dpi = wanted === 'figure' ? figure.dpi : wanted;
  if (!(dpi > 0)) throw new ValueError(`dpi must be positive, got ${dpi}`);
  const svg = figure.render(dpi, background);
  return toPng(svg.toString(), Math.round((svg.width * dpi) / 72));
}

/** Writes a drawing into a file; its folder is made where it is missing. Returns the path with its ending. */
export function save(figure: Drawable, fname: string, given: SaveOptions): string {
  const options = readOptions<SaveOptions>('Figure.savefig', { ...given }, [
    'dpi',
    'format',
    'facecolor',
    'transparent',
  ]);
  const format = formatOf(fname, options.format);
  const path = /\.[^./\\]+$/.test(fname) || options.format !== undefined ? fname : `${fname}.${format}`;
  const files = fileSystem();
  if (files === null)
    throw new Error('savefig writes files in Node (20.16 or later); in a page, show() inserts the picture');
  const data = encode(figure, format, options);
  const folder = /^(.*)[/\\][^/\\]*$/.exec(path)?.[1];
  try {
    if (folder !== undefined && folder !== '') files.mkdirSync(folder, { recursive: true });
    files.writeFileSync(path, data);
  } catch (cause) {
    throw new Error(`savefig: cannot write '${path}': ${(cause as Error).message}`, { cause });
  }
  return path;
}
