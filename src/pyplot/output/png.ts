import { optional, optionalFile } from '../../host.js';

/** The part of @resvg/resvg-js that is used. */
interface Resvg {
  readonly Resvg: new (
    svg: string,
    options: object,
  ) => {
    render(): { asPng(): Uint8Array; readonly pixels: Uint8Array; readonly width: number; readonly height: number };
  };
}

const PURPOSE = 'drawing a figure as PNG';
const FACES = [
  'DejaVuSans',
  'DejaVuSans-Bold',
  'DejaVuSans-Oblique',
  'DejaVuSerif',
  'DejaVuSerif-Bold',
  'DejaVuSerif-Italic',
  'DejaVuSansMono',
];

/**
 * An SVG as PNG, with the fonts of the package dejavu-fonts-ttf and no others, so that it looks the same everywhere.
 *
 * @param width in pixels
 * @throws Error that says what to install where the renderer or the fonts are missing
 */
export function toPng(svg: string, width: number): Uint8Array {
  const { Resvg } = optional<Resvg>('@resvg/resvg-js', PURPOSE, 'dejavu-fonts-ttf');
  const fontFiles = FACES.map((face) => optionalFile(`dejavu-fonts-ttf/ttf/${face}.ttf`, PURPOSE, '@resvg/resvg-js'));
  const font = { fontFiles, loadSystemFonts: false, defaultFontFamily: 'DejaVu Sans' };
  return new Resvg(svg, { font, fitTo: { mode: 'width', value: width } }).render().asPng();
}
