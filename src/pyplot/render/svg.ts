/** The attributes of an element; undefined ones are left out, numbers are rounded to a thousandth of a point. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as XML holds it; control characters, which XML cannot hold, are dropped. */
export const escapeXml = (text: string): string =>
  text.replace(/\p{Cc}|\ufffe|\uffff/gu, (c) => ('\t\n\r'.includes(c) ? c : '')).replace(/[&<>"]/g, (c) => ENTITIES[c]);

/** A number of points as SVG writes it. */
export const coordinate = (x: number): string => String(Math.round(x * 1000) / 1000 + 0);

const attribute = ([name, value]: [string, string | number | undefined]): string =>
  value === undefined ? '' : ` ${name}="${typeof value === 'number' ? coordinate(value) : escapeXml(value)}"`;

const attributes = (given: Attributes): string => Object.entries(given).map(attribute).join('');

/** A picture that is being written: elements in the order in which they are painted. Lengths are points, y downwards. */
export class Svg {
  private readonly parts: string[] = [];
  private readonly open: string[] = [];
  private readonly definitions: string[] = [];
  private readonly ids = new Map<string, string>();

  /** @param pixelsPerPoint of the raster that it is meant for, so that straight lines fall on whole pixels; null for none */
  constructor(
    readonly width: number,
    readonly height: number,
    readonly pixelsPerPoint: number | null = null,
  ) {}

  /** An element without content, or with a text. */
  add(tag: string, given: Attributes, text?: string): void {
    this.raw(tag, given, text === undefined ? undefined : escapeXml(text));
  }

  /** The same, its content being XML. */
  raw(tag: string, given: Attributes, content?: string): void {
    this.parts.push(`<${tag}${attributes(given)}${content === undefined ? '/>' : `>${content}</${tag}>`}`);
  }

  /** A group: all that `draw` adds. */
  group(given: Attributes, draw: () => void): void {
    this.parts.push(`<g${attributes(given)}>`);
    this.open.push('g');
    try {
      draw();
    } finally {
      this.open.pop();
      this.parts.push('</g>');
    }
  }

  /** The id of a definition with this content, which is written once. */
  define(tag: string, given: Attributes, content: string): string {
    const key = `${tag}${attributes(given)}>${content}`;
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const id = `d${this.ids.size + 1}`;
    this.ids.set(key, id);
    this.definitions.push(`<${tag} id="${id}"${attributes(given)}>${content}</${tag}>`);
    return id;
  }

  /** A clipping rectangle's reference, as `clip-path` takes it. */
  clip(x: number, y: number, width: number, height: number): string {
    const [left, top, w, h] = [x, y, width, height].map(coordinate);
    const rect = `<rect x="${left}" y="${top}" width="${w}" height="${h}"/>`;
    return `url(#${this.define('clipPath', {}, rect)})`;
  }

  /** A place moved so that a line of this width fills whole pixels, in the direction in which matplotlib moves it. */
  snap(at: number, width: number): number {
    if (this.pixelsPerPoint === null) return at;
    const half = Math.max(Math.round(width * this.pixelsPerPoint), 1) % 2 === 1 ? 0.5 : 0;
    return (Math.floor(at * this.pixelsPerPoint + 0.5) + half) / this.pixelsPerPoint;
  }

  /** The edge of an area moved to between two pixels. */
  snapEdge(at: number): number {
    return this.pixelsPerPoint === null ? at : Math.round(at * this.pixelsPerPoint) / this.pixelsPerPoint;
  }

  /** A line's width as a whole number of pixels. */
  snapWidth(width: number): number {
    if (this.pixelsPerPoint === null) return width;
    return Math.max(Math.round(width * this.pixelsPerPoint), 1) / this.pixelsPerPoint;
  }

  /** The document. */
  toString(): string {
    const [w, h] = [this.width, this.height].map(coordinate);
    const defs = this.definitions.length > 0 ? `<defs>\n${this.definitions.join('\n')}\n</defs>\n` : '';
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${w}pt" height="${h}pt" ` +
      `viewBox="0 0 ${w} ${h}">\n${defs}${this.parts.join('\n')}\n</svg>\n`
    );
  }
}

/** The path through points, NaN or infinity being a gap. */
export function pathOf(points: Iterable<readonly [x: number, y: number]>, closed = false): string {
  let path = '';
  let pen = false;
  for (const [x, y] of points) {
    if (!Number.isFinite(x) || !Number.isFinite(y)) {
      pen = false;
      continue;
    }
    path += `${pen ? 'L' : 'M'}${coordinate(x)} ${coordinate(y)}`;
    pen = true;
  }
  return closed && path !== '' ? `${path}Z` : path;
}
