import type { AnyNode } from 'acorn';

// What the rewriter asks of a syntax tree.

/** A function in any of its forms (a method is a FunctionExpression). */
export type FunctionNode = Extract<AnyNode, { params: unknown }>;

const isNode = (value: unknown): value is AnyNode =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** The nodes directly below a node, in the order of the text. */
export function childrenOf(node: AnyNode): AnyNode[] {
  return Object.values(node).flat().filter(isNode);
}

/** Whether a directive stands among the strings that a list of statements begins with. */
export function opensWith(statements: readonly AnyNode[], directive: string): boolean {
  for (const statement of statements) {
    if (statement.type !== 'ExpressionStatement' || statement.directive === undefined) return false;
    if (statement.directive === directive) return true;
  }
  return false;
}

/** The expression inside of parentheses. */
export function unparenthesized(node: AnyNode): AnyNode {
  while (node.type === 'ParenthesizedExpression') node = node.expression;
  return node;
}

/** Whether reading it again gives the same and does nothing else. */
export function isSimple(node: { type: string }): boolean {
  return node.type === 'Identifier' || node.type === 'ThisExpression' || node.type === 'Literal';
}

const ARITHMETIC = ['+', '-', '*', '/', '%', '**'];

/** Whether a value is no object for certain, so that its operators are JavaScript's. */
export function isPrimitive(node: AnyNode): boolean {
  switch (node.type) {
    case 'ParenthesizedExpression':
      return isPrimitive(node.expression);
    case 'Literal':
      return node.regex === undefined;
    case 'TemplateLiteral':
    case 'UpdateExpression':
      return true;
    case 'UnaryExpression':
      return node.operator !== '-' || isPrimitive(node.argument);
    case 'BinaryExpression':
      return !ARITHMETIC.includes(node.operator) || (isPrimitive(node.left) && isPrimitive(node.right));
    default:
      return false;
  }
}
