// The part of TeX that labels use: $\alpha^2$, $x_{i+1}$, $10^{-3}$. What it does not know stays as it was written.

/** A piece of text set in one way. */
export interface Run {
  readonly text: string;
  readonly italic: boolean;
  /** How far up (positive) or down, in shares of the font size. */
  readonly rise: number;
  /** Its size as a share of the font size. */
  readonly scale: number;
}

const SYMBOLS: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ pi π ' +
    'rho ρ sigma σ tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ ' +
    'Phi Φ Psi Ψ Omega Ω times × cdot ⋅ pm ± leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ approx ≈ sim ∼ infty ∞ partial ∂ nabla ∇ sum ∑ ' +
    'prod ∏ int ∫ sqrt √ to → rightarrow → leftarrow ← uparrow ↑ downarrow ↓ in ∈ ldots … dots … degree ° ell ℓ hbar ℏ'
  )
    .split(' ')
    .reduce<[string, string][]>((pairs, word, i) => {
      if (i % 2 === 0) pairs.push([word, '']);
      else pairs[pairs.length - 1][1] = word;
      return pairs;
    }, []),
);

const FUNCTIONS = ['sin', 'cos', 'tan', 'tanh', 'sinh', 'cosh', 'exp', 'log', 'ln', 'min', 'max', 'lim', 'arg', 'det'];
const UPRIGHT = ['mathrm', 'text', 'mathdefault', 'mathbf', 'operatorname'];

/** Splits a formula into what stands at one height: a command, a group, a character. */
function tokens(formula: string): string[] {
  return formula.match(/\\[a-zA-Z]+|\\.|[\s\S]/gu) ?? [];
}

class Reader {
  private at = 0;
  readonly runs: Run[] = [];

  constructor(private readonly list: readonly string[]) {}

  read(rise: number, scale: number, upright: boolean, until: string | null): void {
    while (this.at < this.list.length) {
      const token = this.list[this.at++];
      if (token === until) return;
      if (token === '{') this.read(rise, scale, upright, '}');
      else if (token === '^') this.argument(rise + 0.38 * scale, scale * 0.7, upright);
      else if (token === '_') this.argument(rise - 0.2 * scale, scale * 0.7, upright);
      else if (UPRIGHT.includes(token.slice(1)) && token.startsWith('\\')) this.argument(rise, scale, true);
      else this.put(this.symbol(token), rise, scale, upright);
    }
  }

  /** What `^`, `_` or a command applies to: a group, or the next token. */
  private argument(rise: number, scale: number, upright: boolean): void {
    const token = this.list[this.at++];
    if (token === '{') this.read(rise, scale, upright, '}');
    else if (token !== undefined) this.put(this.symbol(token), rise, scale, upright);
  }

  private symbol(token: string): string {
    if (!token.startsWith('\\')) return token === '-' ? '−' : token === ' ' ? '' : token;
    const name = token.slice(1);
    if (name in SYMBOLS) return SYMBOLS[name];
    if (FUNCTIONS.includes(name)) return name;
    return name === ',' || name === ';' || name === ' ' ? ' ' : /^[a-zA-Z]/.test(name) ? token : name;
  }

  private put(text: string, rise: number, scale: number, upright: boolean): void {
    if (text === '') return;
    const padded = /^[=<>≤≥≠≈+×±→]$/u.test(text) && scale === 1 ? ` ${text} ` : text;
    const italic = !upright && /^[a-zA-Zα-ω]$/u.test(text);
    const last = this.runs.at(-1);
    if (last?.italic === italic && last.rise === rise && last.scale === scale)
      this.runs[this.runs.length - 1] = { ...last, text: last.text + padded };
    else this.runs.push({ text: padded, italic, rise, scale });
  }
}

/** The runs of a line of text: plain, and between two `$` mathematics. */
export function runsOf(line: string): readonly Run[] {
  const dollars = line.match(/(?<!\\)\$/g)?.length ?? 0;
  if (dollars < 2 || dollars % 2 === 1)
    return [{ text: line.replaceAll('\\$', '$'), italic: false, rise: 0, scale: 1 }];
  return line.split(/(?<!\\)\$/).flatMap((part, i): readonly Run[] => {
    if (i % 2 === 0)
      return part === '' ? [] : [{ text: part.replaceAll('\\$', '$'), italic: false, rise: 0, scale: 1 }];
    const reader = new Reader(tokens(part));
    reader.read(0, 1, false, null);
    return reader.runs;
  });
}
