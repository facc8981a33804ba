import type { Node } from '../autograd/node.js';
import { AccumulateGrad, gradientNode, Saved } from '../autograd/node.js';
import type { Tensor } from '../tensor/tensor.js';
import { ValueError } from '../tensor/errors.js';
import { Digraph } from './digraph.js';

/** Options of {@link make_dot}. */
export interface MakeDotOptions {
  /** Names of leaves: `Object.fromEntries(model.named_parameters())`, or any tensors by name. */
  params?: Readonly<Record<string, Tensor>> | Iterable<readonly [name: string, tensor: Tensor]> | null;
  /** Whether the values that nodes keep for their backward are shown. */
  show_saved?: boolean;
  /** Whether edges say the shape of what flows along them. Default true. */
  show_shapes?: boolean;
}

const GRAPH = { rankdir: 'TB', bgcolor: 'white' };
const NODE = {
  shape: 'box',
  style: 'filled',
  fillcolor: 'lightgrey',
  fontname: 'monospace',
  fontsize: '10',
  height: '0.2',
  ranksep: '0.1',
};
const EDGE = { fontname: 'monospace', fontsize: '8', fontcolor: 'gray40' };

const shapeOf = (sizes: readonly number[]): string => (sizes.length === 1 ? `(${sizes[0]},)` : `(${sizes.join(', ')})`);

function nameTable(params: MakeDotOptions['params']): Map<Tensor, string> {
  const entries =
    params === null || params === undefined ? [] : Symbol.iterator in params ? params : Object.entries(params);
  return new Map(Array.from(entries, ([name, tensor]): [Tensor, string] => [tensor, name]));
}

/** The values that a node keeps, with the names of its parameters where it has them. */
function savedValues(node: Node): [name: string, value: Tensor][] {
  const fields = new Map(Object.entries(node) as [string, unknown][]);
  const formulas = fields.get('formulas') as readonly { readonly names?: readonly string[] }[] | undefined;
  const names = formulas?.[0]?.names;
  const found: [string, Tensor][] = [];
  const look = (name: string, value: unknown): void => {
    if (value instanceof Saved) found.push([name, value.unpack()]);
    else if (Array.isArray(value))
      value.forEach((item, i) => look(name === 'saved' ? (names?.[i] ?? `saved ${i}`) : `${name}[${i}]`, item));
  };
  for (const [field, value] of fields) look(field === 'savedResult' ? 'result' : field, value);
  return found;
}

/** Draws the nodes below some tensors; it walks with a stack of its own, so the graph may be as deep as it likes. */
class Drawing {
  readonly dot = new Digraph(GRAPH, NODE, EDGE);
  private readonly ids = new Map<object, string>();
  private readonly stack: Node[] = [];

  constructor(
    private readonly names: ReadonlyMap<Tensor, string>,
    private readonly showSaved: boolean,
    private readonly showShapes: boolean,
  ) {}

  private idOf(thing: object): string {
    const known = this.ids.get(thing);
    if (known !== undefined) return known;
    const id = `n${this.ids.size}`;
    this.ids.set(thing, id);
    return id;
  }

  /** Where the graph ends: a green box. */
  addRoot(tensor: Tensor): void {
    const label = [this.names.get(tensor), shapeOf(tensor.sizes)].filter((line) => line !== undefined).join('\n');
    this.dot.node(this.idOf(tensor), { label, fillcolor: 'darkolivegreen1' });
    const node = gradientNode(tensor);
    this.visit(node);
    this.dot.edge(this.idOf(node), this.idOf(tensor));
    for (let next = this.stack.pop(); next !== undefined; next = this.stack.pop()) this.addNode(next);
  }

  /** Marks a node to be drawn, unless it was. */
  private visit(node: Node): void {
    if (this.ids.has(node)) return;
    this.idOf(node);
    this.stack.push(node);
  }

  private addNode(node: Node): void {
    const id = this.idOf(node);
    this.dot.node(id, { label: node.name() });
    if (node instanceof AccumulateGrad) {
      const leaf = node.variable;
      const leafId = this.idOf(leaf);
      const label = [this.names.get(leaf), shapeOf(leaf.sizes)].filter((line) => line !== undefined).join('\n');
      this.dot.node(leafId, { label, fillcolor: 'lightblue' });
      this.dot.edge(leafId, id);
    }
    node.next.forEach((next, i) => {
      if (next === null) return;
      this.visit(next);
      const sizes = node.inputs[i]?.sizes;
      this.dot.edge(this.idOf(next), id, this.showShapes && sizes !== undefined ? { label: shapeOf(sizes) } : {});
    });
    if (this.showSaved) this.addSaved(node, id);
  }

  private addSaved(node: Node, id: string): void {
    savedValues(node).forEach(([name, value], i) => {
      const savedId = `${id}s${i}`;
      const own = this.names.get(value);
      const label = `[${name}]${own === undefined ? '' : ` ${own}`}\n${shapeOf(value.sizes)}`;
      this.dot.node(savedId, { label, shape: 'ellipse', fillcolor: 'orange' });
      this.dot.edge(savedId, id, { dir: 'none', style: 'dashed' });
    });
  }
}

/**
 * The graph of automatic differentiation that leads to a tensor: leaves are blue, results green, saved values orange; on each edge stands
 * the shape of what flows along it.
 *
 * @param tensor what was computed, or several
 * @param options `params` (names of leaves), `show_saved`, `show_shapes`
 * @returns the graph, with `source` (DOT), `svg()` and `render(file)`
 * @throws ValueError for a tensor that does not require grad
 * @example
 * import { make_dot } from 'microtorch/viz';
 * const w = torch.tensor([2], { requires_grad: true });
 * const dot = make_dot(w.mul(3), { params: { w } });
 * console.log(dot.source.includes('MulBackward0')); // true
 * @see torchviz: `torchviz.make_dot`
 */
export function make_dot(tensor: Tensor | readonly Tensor[], options: MakeDotOptions = {}): Digraph {
  const { params, show_saved = false, show_shapes = true } = options;
  for (const name of Object.keys(options))
    if (!['params', 'show_saved', 'show_shapes'].includes(name))
      throw new TypeError(`make_dot() got an unexpected keyword argument '${name}'`);
  const drawing = new Drawing(nameTable(params), show_saved, show_shapes);
  const tensors: readonly Tensor[] = 'sizes' in tensor ? [tensor] : tensor;
  for (const root of tensors) {
    if (!root.requires_grad)
      throw new ValueError('make_dot: there is no graph, the tensor does not require grad and does not have a grad_fn');
    drawing.addRoot(root);
  }
  return drawing.dot;
}
