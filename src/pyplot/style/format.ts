import { ValueError } from '../../tensor/errors.js';
import { isColor } from './color.js';
import { LINE_STYLES } from './line_style.js';
import { MARKERS } from './markers.js';

/** What a format string such as `'r--o'` says. */
export interface Format {
  color?: string;
  marker?: string;
  linestyle?: string;
}

function refuse(fmt: string, why: string): never {
  throw new ValueError(`'${fmt}' is not a valid format string (${why})`);
}

/** The longest of `names` that stands at `at`. */
const startsWithOne = (text: string, at: number, names: readonly string[]): string | undefined =>
  names.filter((name) => text.startsWith(name, at)).sort((a, b) => b.length - a.length)[0];

/**
 * Reads a format string: a colour, a marker and a line style in any order. With a marker and no line style there is no line.
 *
 * @throws ValueError for a character that is none of them, or one of them twice
 */
export function parseFormat(fmt: string): Format {
  if (fmt !== '' && !/^[\d.]+$/.test(fmt) && isColor(fmt)) return { color: fmt };
  const found: Format = {};
  const set = (key: keyof Format, value: string, called: string): void => {
    if (found[key] !== undefined) refuse(fmt, `two ${called} symbols`);
    found[key] = value;
  };
  for (let at = 0; at < fmt.length;) {
    const style = startsWithOne(fmt, at, [...LINE_STYLES, 'None', ' ']);
    const place = /^C\d+/.exec(fmt.slice(at))?.[0];
    const character = fmt[at];
    if (style !== undefined) set('linestyle', style, 'linestyle');
    else if (MARKERS.includes(character)) set('marker', character, 'marker');
    else if ('bgrcmykw'.includes(character)) set('color', character, 'color');
    else if (place !== undefined) set('color', place, 'color');
    else refuse(fmt, `unrecognized character '${character}'`);
    at += style?.length ?? (MARKERS.includes(character) ? 1 : (place?.length ?? 1));
  }
  if (found.linestyle === undefined && found.marker !== undefined) found.linestyle = 'None';
  return found;
}
