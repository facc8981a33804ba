import { ValueError } from '../../tensor/errors.js';
import type { Box } from '../artists/artist.js';
import { readLimits, type Axis } from '../axis/axis.js';
import type { ScaleName, ScaleOptions } from '../axis/scale.js';
import { vector, type Data } from '../data.js';
import { isOptions, readOptions } from '../options.js';
import { toRgba, type Color } from '../style/color.js';
import { stroke, type LineStyle } from '../style/line_style.js';
import { rcParams, type FontSize } from '../style/rc.js';
import type { TextStyle } from '../text/text.js';
import { textStyle, type Position, type TextOptions } from './axes_base.js';
import { Axes2D } from './axes2d.js';

/** Options of grid lines. */
export interface GridOptions {
  which?: 'major' | 'minor' | 'both';
  axis?: 'both' | 'x' | 'y';
  color?: Color;
  c?: Color;
  linestyle?: LineStyle;
  ls?: LineStyle;
  linewidth?: number;
  lw?: number;
  alpha?: number;
}

/** Options of ticks and their labels. */
export interface TickOptions {
  axis?: 'x' | 'y' | 'both';
  labelsize?: FontSize;
  rotation?: number;
  labelrotation?: number;
  labelcolor?: Color;
  color?: Color;
  direction?: 'in' | 'out' | 'inout';
  length?: number;
  width?: number;
  pad?: number;
  bottom?: boolean;
  left?: boolean;
  labelbottom?: boolean;
  labelleft?: boolean;
}

/** Two limits, given together or one after the other, or by name. */
export type LimitArguments = (number | null | undefined | Data | Readonly<Record<string, number | null | undefined>>)[];

const TICK_OPTIONS = ['axis', 'labelsize', 'rotation', 'labelrotation', 'labelcolor', 'color', 'direction', 'length', 'width', 'pad', 'bottom', 'left', 'labelbottom', 'labelleft', 'which'] as const; // prettier-ignore

/** Axes with what is set on them: limits, scales, ticks, names, grid. */
export class AxesSettings extends Axes2D {
  /** @internal */
  constructor(position: Position) {
    super(position);
    if (rcParams['axes.grid']) this.grid(true);
  }

  /** Names the x axis. matplotlib: `Axes.set_xlabel`. */
  set_xlabel(
    label: string,
    options: TextOptions & { labelpad?: number; loc?: 'left' | 'center' | 'right' } = {},
  ): void {
    this.setName('x', label, options);
  }

  /** Names the y axis. matplotlib: `Axes.set_ylabel`. */
  set_ylabel(label: string, options: TextOptions & { labelpad?: number } = {}): void {
    this.setName('y', label, options);
  }

  private setName(
    axis: 'x' | 'y',
    label: string,
    options: TextOptions & { labelpad?: number; loc?: TextStyle['ha'] },
  ): void {
    const { labelpad, loc, ...style } = options;
    const name = this.names[axis];
    name.text = String(label);
    name.pad = labelpad ?? name.pad;
    name.style = { ...textStyle(style, name.style), ...(loc === undefined ? {} : { ha: loc }) };
  }

  /** The x axis's name. matplotlib: `Axes.get_xlabel`. */
  get_xlabel(): string {
    return this.names.x.text;
  }

  /** The y axis's name. matplotlib: `Axes.get_ylabel`. */
  get_ylabel(): string {
    return this.names.y.text;
  }

  /**
   * Sets where the x axis begins and ends: `set_xlim(0, 10)`, `set_xlim([0, 10])`, `set_xlim({ right: 10 })`. The larger one first
   * turns the axis round.
   *
   * @returns the limits
   * @throws ValueError for NaN or infinity
   * @see matplotlib: `Axes.set_xlim`
   */
  set_xlim(...limits: LimitArguments): [left: number, right: number] {
    if (limits.length > 0) this.xaxis.setLimits(...readLimits(limits, 'left', 'right'));
    return this.get_xlim();
  }

  /** Sets where the y axis begins and ends, as {@link set_xlim}. matplotlib: `Axes.set_ylim`. */
  set_ylim(...limits: LimitArguments): [bottom: number, top: number] {
    if (limits.length > 0) this.yaxis.setLimits(...readLimits(limits, 'bottom', 'top'));
    return this.get_ylim();
  }

  /** Where the x axis begins and ends. matplotlib: `Axes.get_xlim`. */
  get_xlim(): [left: number, right: number] {
    return [...this.xaxis.limits()];
  }

  /** Where the y axis begins and ends. matplotlib: `Axes.get_ylim`. */
  get_ylim(): [bottom: number, top: number] {
    return [...this.yaxis.limits()];
  }

  /** Turns the x axis round. matplotlib: `Axes.invert_xaxis`. */
  invert_xaxis(): void {
    this.xaxis.invert();
  }

  /** Turns the y axis round. matplotlib: `Axes.invert_yaxis`. */
  invert_yaxis(): void {
    this.yaxis.invert();
  }

  /** Sets the scale: `'linear'`, `'log'` or `'symlog'`; throws ValueError for another. matplotlib: `Axes.set_xscale`. */
  set_xscale(scale: ScaleName, options?: ScaleOptions): void {
    this.xaxis.setScale(scale, options);
  }

  /** Sets the scale: `'linear'`, `'log'` or `'symlog'`; throws ValueError for another. matplotlib: `Axes.set_yscale`. */
  set_yscale(scale: ScaleName, options?: ScaleOptions): void {
    this.yaxis.setScale(scale, options);
  }

  /**
   * Sets where the x axis has ticks, and their texts.
   *
   * @throws ValueError when there are not as many texts as ticks
   * @see matplotlib: `Axes.set_xticks`
   */
  set_xticks(ticks: Data, labels?: readonly string[] | TextOptions | null, options: TextOptions = {}): void {
    this.setTicks(this.xaxis, ticks, labels, options);
  }

  /** Sets where the y axis has ticks, and their texts, as {@link set_xticks}. matplotlib: `Axes.set_yticks`. */
  set_yticks(ticks: Data, labels?: readonly string[] | TextOptions | null, options: TextOptions = {}): void {
    this.setTicks(this.yaxis, ticks, labels, options);
  }

  private setTicks(
    axis: Axis,
    ticks: Data,
    labels: readonly string[] | TextOptions | null | undefined,
    options: TextOptions,
  ): void {
    const places = vector(ticks);
    axis.setTicks(places, isOptions(labels) ? null : ((labels as readonly string[] | null | undefined) ?? null));
    this.styleTicks(axis, isOptions(labels) ? labels : options);
    // the axis grows to show ticks that lie outside, as matplotlib's does
    const [a, b] = axis.limits();
    const [low, high] = [Math.min(a, b, ...places), Math.max(a, b, ...places)];
    if (places.length > 0 && (low < Math.min(a, b) || high > Math.max(a, b)))
      axis.setLimits(a > b ? high : low, a > b ? low : high);
  }

  /** Sets the texts of the x axis's ticks. matplotlib: `Axes.set_xticklabels`. */
  set_xticklabels(labels: readonly string[], options: TextOptions = {}): void {
    this.setTickLabels(this.xaxis, labels, options);
  }

  /** Sets the texts of the y axis's ticks. matplotlib: `Axes.set_yticklabels`. */
  set_yticklabels(labels: readonly string[], options: TextOptions = {}): void {
    this.setTickLabels(this.yaxis, labels, options);
  }

  private setTickLabels(axis: Axis, labels: readonly string[], options: TextOptions): void {
    const places = axis.fixedTicks ?? axis.ticks(300).major;
    axis.setTicks(places, labels.length === 0 ? places.map(() => '') : labels);
    this.styleTicks(axis, options);
  }

  private styleTicks(axis: Axis, options: TextOptions | Readonly<Record<string, unknown>>): void {
    const { size, color, rotation, ha } = textStyle(options, { size: axis.labelSize });
    axis.style.labelsize = size;
    axis.style.labelcolor = color ?? axis.style.labelcolor;
    axis.style.rotation = rotation ?? axis.style.rotation;
    axis.style.ha = ha ?? axis.style.ha;
  }

  /** Where the x axis has ticks. matplotlib: `Axes.get_xticks`. */
  get_xticks(): number[] {
    return [...(this.xaxis.fixedTicks ?? this.xaxis.ticks(this.typicalBox().width).major)];
  }

  /** Where the y axis has ticks. matplotlib: `Axes.get_yticks`. */
  get_yticks(): number[] {
    return [...(this.yaxis.fixedTicks ?? this.yaxis.ticks(this.typicalBox().height).major)];
  }

  private typicalBox(): Box {
    const [width, height] = rcParams['figure.figsize'].map((inches) => inches * 72);
    return this.slot({ width, height });
  }

  /** Sets how ticks and their labels look. matplotlib: `Axes.tick_params`. */
  tick_params(axis: 'x' | 'y' | 'both' | TickOptions = 'both', options: TickOptions = {}): void {
    const given = readOptions<TickOptions>(
      'Axes.tick_params',
      (isOptions(axis) ? axis : options) as Record<string, unknown>,
      TICK_OPTIONS as never,
    );
    const which = typeof axis === 'string' ? axis : (given.axis ?? 'both');
    for (const one of [this.xaxis, this.yaxis]) {
      if (which !== 'both' && which !== one.name) continue;
      const { style } = one;
      style.labelsize = given.labelsize ?? style.labelsize;
      style.rotation = given.labelrotation ?? given.rotation ?? style.rotation;
      style.labelcolor = given.labelcolor ?? style.labelcolor;
      style.color = given.color ?? style.color;
      style.direction = given.direction ?? style.direction;
      style.length = given.length ?? style.length;
      style.width = given.width ?? style.width;
      style.pad = given.pad ?? style.pad;
      style.ticks = (one.name === 'x' ? given.bottom : given.left) ?? style.ticks;
      style.labels = (one.name === 'x' ? given.labelbottom : given.labelleft) ?? style.labels;
    }
  }

  /** Shows minor ticks. matplotlib: `Axes.minorticks_on`. */
  minorticks_on(): void {
    this.xaxis.minor = this.yaxis.minor = true;
  }

  /**
   * Shows grid lines, or hides them; without an argument and options it switches.
   *
   * @see matplotlib: `Axes.grid`
   */
  grid(visible?: boolean | null | GridOptions, options: GridOptions = {}): void {
    const given = isOptions(visible) ? (visible as GridOptions) : options;
    const style = readOptions<GridOptions>('Line2D', given as Record<string, unknown>, [
      'which',
      'axis',
      'color',
      'linestyle',
      'linewidth',
      'alpha',
    ]);
    const wanted = typeof visible === 'boolean' ? visible : Object.keys(style).length > 0 || this.gridStyle === null;
    this.gridStyle = wanted
      ? {
          which: style.which ?? 'major',
          axis: style.axis ?? rcParams['axes.grid.axis'],
          color: style.color ?? rcParams['grid.color'],
          linestyle: style.linestyle ?? rcParams['grid.linestyle'],
          linewidth: style.linewidth ?? rcParams['grid.linewidth'],
          alpha: style.alpha ?? rcParams['grid.alpha'],
        }
      : null;
    if (this.gridStyle !== null) {
      toRgba(this.gridStyle.color);
      stroke(this.gridStyle.linestyle, 1);
    }
  }

  /** The share of the data's stretch that stays free at both ends. matplotlib: `Axes.margins`. */
  margins(x: number, y = x): void {
    this.xaxis.range.margin = x;
    this.yaxis.range.margin = y;
  }

  /** How long a unit of y is beside one of x: `'equal'`, a number, or `'auto'`. matplotlib: `Axes.set_aspect`. */
  set_aspect(aspect: 'auto' | 'equal' | number): void {
    if (aspect !== 'auto' && aspect !== 'equal' && !(Number(aspect) > 0))
      throw new ValueError(`aspect must be finite and positive, 'auto' or 'equal', got ${String(aspect)}`);
    this.aspect = aspect === 'auto' ? null : aspect === 'equal' ? 1 : Number(aspect);
  }

  /**
   * `'off'` (or false) hides axes, names and frame, `'equal'` makes units equally long, `'tight'` leaves no margin; four numbers are the
   * limits.
   *
   * @see matplotlib: `Axes.axis`
   */
  axis(
    option: 'on' | 'off' | 'equal' | 'tight' | 'auto' | 'scaled' | 'square' | 'image' | boolean | readonly number[],
  ): void {
    if (typeof option === 'object') {
      this.set_xlim(option[0], option[1]);
      this.set_ylim(option[2], option[3]);
    } else if (typeof option === 'boolean' || option === 'on' || option === 'off')
      this.frame = option === true || option === 'on';
    else if (option === 'tight') this.margins(0);
    else if (option === 'auto') this.set_aspect('auto');
    else if (['equal', 'scaled', 'square', 'image'].includes(option)) this.set_aspect('equal');
    else throw new ValueError(`Unrecognized string '${String(option)}' to axis; try 'on' or 'off'`);
  }

  /** Hides axes, names and frame. matplotlib: `Axes.set_axis_off`. */
  set_axis_off(): void {
    this.frame = false;
  }

  /**
   * Sets several properties at once: `ax.set({ title: 'Loss', xlabel: 'epoch', xlim: [0, 10] })`.
   *
   * @throws AttributeError for a property that there is no setter of
   * @see matplotlib: `Axes.set`
   */
  set(properties: Readonly<Record<string, unknown>>): void {
    readOptions<Record<string, unknown>>('Axes', properties, [
      'title',
      'xlabel',
      'ylabel',
      'xlim',
      'ylim',
      'xscale',
      'yscale',
      'xticks',
      'yticks',
      'xticklabels',
      'yticklabels',
      'aspect',
      'facecolor',
      'position',
    ]);
    for (const [name, value] of Object.entries(properties)) {
      const setter = this[`set_${name}` as keyof this] as (value: unknown) => void;
      setter.call(this, value);
    }
  }
}
