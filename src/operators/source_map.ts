import remapping, { type SourceMapInput } from '@jridgewell/remapping';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Transformed } from './transform.js';

/**
 * A transformed file with its source map at the end: the way back to the very first text, if what came in had a map itself.
 *
 * @param transformed the file
 * @param file its path or address
 */
export function withMap({ code, map, sourceMappingURL }: Transformed, file: string): string {
  const before = sourceMappingURL === null ? null : mapAt(sourceMappingURL, file);
  const whole = before === null ? map : remapping([map as SourceMapInput, before], () => null);
  const base64 = Buffer.from(whole.toString()).toString('base64');
  return `${code}\n//# sourceMappingURL=data:application/json;base64,${base64}`;
}

/** The source map behind a link in a file; null when there is none that can be read. */
function mapAt(link: string, file: string): SourceMapInput | null {
  try {
    const [, encoding, data] = /^data:application\/json[^,]*?(;base64)?,(.*)$/s.exec(link) ?? [];
    if (data !== undefined)
      return encoding === undefined ? decodeURIComponent(data) : Buffer.from(data, 'base64').toString();
    return readFileSync(new URL(link, URL.canParse(file) ? file : pathToFileURL(file)), 'utf8');
  } catch {
    return null;
  }
}
