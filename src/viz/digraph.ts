import { fileSystem } from '../host.js';
import { ValueError } from '../tensor/errors.js';
import { drawDot } from './graphviz.js';

/** The attributes of a node or an edge. */
export type DotAttributes = Readonly<Record<string, string>>;

const quote = (text: string): string =>
  `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;

const list = (attributes: DotAttributes): string => {
  const entries = Object.entries(attributes).map(([name, value]) => `${name}=${quote(value)}`);
  return entries.length === 0 ? '' : ` [${entries.join(' ')}]`;
};

/** A directed graph in the DOT language, as graphviz's `Digraph`. */
export class Digraph {
  private readonly lines: string[] = [];

  /** @internal */
  constructor(
    private readonly graph: DotAttributes,
    private readonly node_: DotAttributes,
    private readonly edge_: DotAttributes,
  ) {}

  /** Adds a node. graphviz: `Digraph.node`. */
  node(name: string, attributes: DotAttributes = {}): void {
    this.lines.push(`\t${quote(name)}${list(attributes)}`);
  }

  /** Adds an edge. graphviz: `Digraph.edge`. */
  edge(from: string, to: string, attributes: DotAttributes = {}): void {
    this.lines.push(`\t${quote(from)} -> ${quote(to)}${list(attributes)}`);
  }

  /** The graph in the DOT language. graphviz: `Digraph.source`. */
  get source(): string {
    const head = [`\tgraph${list(this.graph)}`, `\tnode${list(this.node_)}`, `\tedge${list(this.edge_)}`];
    return `digraph {\n${[...head, ...this.lines].join('\n')}\n}\n`;
  }

  /** The graph in the DOT language. */
  toString(): string {
    return this.source;
  }

  /**
   * The graph, drawn.
   *
   * @returns SVG
   * @throws Error that says what to install where Graphviz is missing
   */
  svg(): string {
    return drawDot(this.source);
  }

  /**
   * Writes the graph into `filename.svg`, or `filename.dot` with `format: 'dot'`; an ending that is there already is not repeated.
   *
   * @returns the path
   * @throws ValueError for another format, Error where the place cannot be written to or Graphviz is missing
   * @see graphviz: `Digraph.render`
   */
  render(filename = 'Digraph.gv', { format = 'svg' }: { format?: 'svg' | 'dot' } = {}): string {
    if (format !== 'svg' && format !== 'dot')
      throw new ValueError(`unknown format: '${String(format)}' (must be 'svg' or 'dot')`);
    const path = filename.endsWith(`.${format}`) ? filename : `${filename}.${format}`;
    const files = fileSystem();
    if (files === null) throw new Error('render writes files in Node (20.16 or later)');
    const text = format === 'svg' ? this.svg() : this.source;
    const folder = /^(.*)[/\\][^/\\]*$/.exec(path)?.[1];
    if (folder !== undefined && folder !== '') files.mkdirSync(folder, { recursive: true });
    files.writeFileSync(path, text);
    return path;
  }

  /** @internal What a Jupyter cell shows (Deno's kernel). */
  [Symbol.for('Jupyter.display')](): Record<string, string> {
    return { 'image/svg+xml': this.svg() };
  }
}
