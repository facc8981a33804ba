/** Every line of a text but the first moved to the right by two. */
const indented = (text: string) => text.replaceAll('\n', '\n  ');

/**
 * The text of a module, as PyTorch lays it out: `Name(extra)`, or a line for each child.
 *
 * @param extra what `extra_repr()` gave
 * @param children the children's names and texts
 */
export function formatModule(
  name: string,
  extra: string,
  children: readonly (readonly [name: string, text: string])[],
): string {
  if (children.length === 0 && !extra.includes('\n')) return `${name}(${extra})`;
  const lines = [
    ...(extra === '' ? [] : extra.split('\n')),
    ...children.map(([key, text]) => `(${key}): ${indented(text)}`),
  ];
  return `${name}(\n  ${lines.join('\n  ')}\n)`;
}
