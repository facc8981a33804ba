import type { AnyNode, AssignmentExpression, BinaryExpression, MemberExpression, Token, UnaryExpression } from 'acorn';
import type MagicString from 'magic-string';
import { childrenOf, isPrimitive, isSimple, opensWith, unparenthesized, type FunctionNode } from './syntax.js';

// The walk over the tree of a file. `a + b` becomes `add(a, b)`: the sign itself turns into `add(` and moves to the front, so
// that the source map takes a call to where JavaScript reports the operator. Operands stay where they are and in their order.

/** The directive that asks for operators: of a file, or of a function. */
export const DIRECTIVE = 'use tsover';

const BINARY: Readonly<Record<string, string>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'div',
  '%': 'mod',
  '**': 'pow',
};

/** Where the temporaries of an assignment are declared: in the function around it; null where there is none. */
type Home = string[] | null;

/** Rewrites one file. */
export class Rewriter {
  private readonly functions = new Set<string>();
  private count = 0;

  /**
   * @param text the code, which is edited
   * @param tokens its tokens
   * @param prefix what the names of functions and temporaries begin with
   */
  constructor(
    private readonly text: MagicString,
    private readonly tokens: readonly Token[],
    private readonly prefix: string,
  ) {}

  /** Edits the text; returns the functions that it now calls, and the temporaries of the file itself. */
  rewrite(program: AnyNode & { type: 'Program' }): { functions: ReadonlySet<string>; temporaries: readonly string[] } {
    const home: string[] = [];
    this.children(program, opensWith(program.body, DIRECTIVE), home);
    return { functions: this.functions, temporaries: home };
  }

  private children(node: AnyNode, active: boolean, home: Home): void {
    for (const child of childrenOf(node)) this.visit(child, active, home);
  }

  private visit(node: AnyNode, active: boolean, home: Home): void {
    switch (node.type) {
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        return this.function(node, active);
      case 'PropertyDefinition':
        this.visit(node.key, active, home);
        if (node.value) this.visit(node.value, active, null);
        return;
      case 'StaticBlock':
        return this.block(node, active);
      case 'BinaryExpression':
        if (active && node.operator in BINARY && !isPrimitive(node)) return this.binary(node, home);
        break;
      case 'UnaryExpression':
        if (active && node.operator === '-' && !isPrimitive(node.argument)) return this.negation(node, home);
        break;
      case 'AssignmentExpression':
        if (active && node.operator.slice(0, -1) in BINARY) return this.assignment(node, home);
        break;
    }
    this.children(node, active, home);
  }

  private function(node: FunctionNode, around: boolean): void {
    const { body } = node;
    const active = around || (body.type === 'BlockStatement' && opensWith(body.body, DIRECTIVE));
    for (const param of node.params) this.visit(param, active, null);
    if (body.type === 'BlockStatement') return this.block(body, active);
    const home: string[] = [];
    this.visit(body, active, home);
    if (home.length === 0) return;
    this.text.prependLeft(body.start, '{ return ');
    this.text.appendLeft(body.end, `; var ${home.join(', ')}; }`);
  }

  private block(node: AnyNode, active: boolean): void {
    const home: string[] = [];
    this.children(node, active, home);
    if (home.length > 0) this.text.appendLeft(node.end - 1, `;var ${home.join(', ')};`);
  }

  private binary(node: BinaryExpression, home: Home): void {
    const sign = this.tokenAfter(node.left);
    this.text.update(sign.start, sign.end, `${this.gap(node)}${this.call(BINARY[node.operator])}`);
    this.text.move(sign.start, sign.end, node.start);
    this.visit(node.left, true, home);
    this.text.appendLeft(sign.start, ',');
    this.visit(node.right, true, home);
    this.text.appendLeft(node.end, ')');
  }

  private negation(node: UnaryExpression, home: Home): void {
    this.text.update(node.start, node.start + 1, `${this.gap(node)}${this.call('neg')}`);
    this.visit(node.argument, true, home);
    this.text.appendLeft(node.end, ')');
  }

  /** `x += v` becomes `x = addAssign(x, v)`. */
  private assignment(node: AssignmentExpression, home: Home): void {
    const target = unparenthesized(node.left);
    const inner: string[] = [];
    const again = target.type === 'MemberExpression' ? this.member(target, inner, home) : this.textOf(target);
    const sign = this.tokenAfter(node.left);
    const name = this.call(`${BINARY[node.operator.slice(0, -1)]}Assign`);
    this.text.update(sign.start, sign.end, `= ${name}${again},`);
    this.visit(node.right, true, home);
    this.text.appendLeft(node.end, ')');
    if (home !== null) home.push(...inner);
    else if (inner.length > 0) {
      this.text.prependLeft(node.start, `((${inner.join(', ')}) => `);
      this.text.appendLeft(node.end, ')()');
    }
  }

  /**
   * `o().p` becomes `same(t = o()).p`, and `a[i()]` becomes `same(t = a)[u = propertyKey(i())]`, with temporaries that are
   * added to `inner`; returns the text that reads the same member once more, `t.p` or `t[u]`.
   */
  private member({ object, property, computed }: MemberExpression, inner: string[], home: Home): string {
    const isFixed = !computed || property.type === 'Literal';
    const isThis = object.type === 'ThisExpression' || object.type === 'Super';
    let [base, key] = [this.textOf(object), computed ? `[${this.textOf(property)}]` : `.${this.textOf(property)}`];
    if (isThis || (object.type === 'Identifier' && (isFixed || isSimple(property)))) {
      this.visit(object, true, home);
    } else {
      base = this.temporary(inner);
      this.wrap(`${this.call('same')}${base} = `, object, home);
    }
    if (!isFixed) {
      const temporary = this.temporary(inner);
      this.wrap(`${temporary} = ${this.call('propertyKey')}`, property, home);
      key = `[${temporary}]`;
    }
    return `${base}${key}`;
  }

  private temporary(inner: string[]): string {
    const name = `${this.prefix}${this.count++}`;
    inner.push(name);
    return name;
  }

  private wrap(opening: string, node: AnyNode, home: Home): void {
    this.text.appendLeft(node.start, opening);
    this.visit(node, true, home);
    this.text.appendLeft(node.end, ')');
  }

  private call(name: string): string {
    this.functions.add(name);
    return `${this.prefix}${name}(`;
  }

  private textOf({ start, end }: { start: number; end: number }): string {
    return this.text.original.slice(start, end);
  }

  /** A space where a word ends at the very beginning of a node, as in `return-x`. */
  private gap({ start }: { start: number }): string {
    const before = this.text.original[start - 1] ?? '';
    return /[\p{ID_Continue}$]/u.test(before) ? ' ' : '';
  }

  private tokenAfter({ end }: { end: number }): Token {
    let [low, high] = [0, this.tokens.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.tokens[middle].start < end) low = middle + 1;
      else high = middle;
    }
    return this.tokens[low];
  }
}
