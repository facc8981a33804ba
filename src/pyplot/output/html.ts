// A page that holds the picture and needs nothing else: the wheel zooms, dragging moves, a double click shows all again, and the point
// nearest to the pointer says its coordinates.

/** What runs in the page. It reads from the picture itself where the axes lie and which values they span. */
const SCRIPT = `
const svg = document.querySelector('svg'), tip = document.querySelector('#tip');
const home = svg.getAttribute('viewBox').split(' ').map(Number);
let view = [...home], held = null;
const show = () => svg.setAttribute('viewBox', view.join(' '));
const at = (e) => new DOMPoint(e.clientX, e.clientY).matrixTransform(svg.getScreenCTM().inverse());
const points = [...svg.querySelectorAll('g.axes[data-box]')].flatMap((axes) => {
  const [x, y, w, h] = axes.dataset.box.split(' ').map(Number);
  const along = (name, share) => {
    const [low, high] = axes.dataset[name].split(' ').map(Number), log = axes.dataset[name + 'scale'] === 'log';
    const value = log ? low * (high / low) ** share : low + share * (high - low);
    return Number(value.toPrecision(5));
  };
  const lines = [...axes.querySelectorAll('g.line > path')].flatMap((p) => p.getAttribute('d').split(/[ML]/).slice(1).map((s) => s.split(' ').map(Number)));
  const marks = [...axes.querySelectorAll('g.markers > use, g.scatter > use')].map((u) => [+u.getAttribute('x'), +u.getAttribute('y')]);
  return [...lines, ...marks].filter(([px, py]) => px >= x && px <= x + w && py >= y && py <= y + h)
    .map(([px, py]) => ({ px, py, text: '(' + along('x', (px - x) / w) + ', ' + along('y', (y + h - py) / h) + ')' }));
});
svg.addEventListener('wheel', (e) => {
  e.preventDefault();
  const p = at(e), s = Math.exp(e.deltaY / 500);
  view = [p.x - (p.x - view[0]) * s, p.y - (p.y - view[1]) * s, view[2] * s, view[3] * s];
  show();
}, { passive: false });
svg.addEventListener('pointerdown', (e) => { held = at(e); svg.setPointerCapture(e.pointerId); });
svg.addEventListener('pointerup', () => { held = null; });
svg.addEventListener('dblclick', () => { view = [...home]; show(); });
svg.addEventListener('pointermove', (e) => {
  const p = at(e);
  if (held) { view[0] += held.x - p.x; view[1] += held.y - p.y; show(); return; }
  let best = null, least = 12 * view[2] / home[2];
  for (const q of points) { const d = Math.hypot(q.px - p.x, q.py - p.y); if (d < least) { least = d; best = q; } }
  tip.hidden = !best;
  if (!best) return;
  const place = new DOMPoint(best.px, best.py).matrixTransform(svg.getScreenCTM());
  tip.textContent = best.text;
  tip.style.left = place.x + 10 + 'px';
  tip.style.top = place.y - 28 + 'px';
});
`;

const STYLE = `
body { margin: 0; display: grid; place-items: center; min-height: 100vh; font: 13px sans-serif; }
svg { max-width: 100vw; max-height: 100vh; width: 900px; height: auto; touch-action: none; cursor: crosshair; }
#tip { position: fixed; padding: 2px 6px; border-radius: 3px; background: #222; color: #fff; pointer-events: none; }
`;

/** A page with a picture, self-contained. */
export const toHtml = (svg: string): string =>
  `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>figure</title>\n<style>${STYLE}</style>\n</head>\n` +
  `<body>\n${svg}<div id="tip" hidden></div>\n<script>${SCRIPT}</script>\n</body>\n</html>\n`;
