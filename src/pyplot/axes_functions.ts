import type { Axes } from './axes/axes.js';
import { currentAxes } from './state.js';

// Each draws on the current axes; the method of Axes of the same name says what it takes.

/** Lines through points; see {@link Axes.plot}. matplotlib: `pyplot.plot`. */
export const plot: Axes['plot'] = (...args: Parameters<Axes['plot']>) => currentAxes().plot(...args);

/** Points, each of its own size and colour; see {@link Axes.scatter}. matplotlib: `pyplot.scatter`. */
export const scatter: Axes['scatter'] = (...args: Parameters<Axes['scatter']>) => currentAxes().scatter(...args);

/** Upright bars; see {@link Axes.bar}. matplotlib: `pyplot.bar`. */
export const bar: Axes['bar'] = (...args: Parameters<Axes['bar']>) => currentAxes().bar(...args);

/** Bars that lie; see {@link Axes.barh}. matplotlib: `pyplot.barh`. */
export const barh: Axes['barh'] = (...args: Parameters<Axes['barh']>) => currentAxes().barh(...args);

/** A histogram; see {@link Axes.hist}. matplotlib: `pyplot.hist`. */
export const hist: Axes['hist'] = (...args: Parameters<Axes['hist']>) => currentAxes().hist(...args);

/** A matrix as a picture; see {@link Axes.imshow}. matplotlib: `pyplot.imshow`. */
export const imshow: Axes['imshow'] = (...args: Parameters<Axes['imshow']>) => currentAxes().imshow(...args);

/** A matrix as a picture, its axis above; see {@link Axes.matshow}. matplotlib: `pyplot.matshow`. */
export const matshow: Axes['matshow'] = (...args: Parameters<Axes['matshow']>) => currentAxes().matshow(...args);

/** Coloured cells; see {@link Axes.pcolormesh}. matplotlib: `pyplot.pcolormesh`. */
export const pcolormesh: Axes['pcolormesh'] = (...args: Parameters<Axes['pcolormesh']>) =>
  currentAxes().pcolormesh(...args);

/** Lines of equal height; see {@link Axes.contour}. matplotlib: `pyplot.contour`. */
export const contour: Axes['contour'] = (...args: Parameters<Axes['contour']>) => currentAxes().contour(...args);

/** The areas between lines of equal height; see {@link Axes.contourf}. matplotlib: `pyplot.contourf`. */
export const contourf: Axes['contourf'] = (...args: Parameters<Axes['contourf']>) => currentAxes().contourf(...args);

/** Heights on contour lines; see {@link Axes.clabel}. matplotlib: `pyplot.clabel`. */
export const clabel: Axes['clabel'] = (...args: Parameters<Axes['clabel']>) => currentAxes().clabel(...args);

/** The area between two curves; see {@link Axes.fill_between}. matplotlib: `pyplot.fill_between`. */
export const fill_between: Axes['fill_between'] = (...args: Parameters<Axes['fill_between']>) =>
  currentAxes().fill_between(...args);

/** The area between two upright curves; see {@link Axes.fill_betweenx}. matplotlib: `pyplot.fill_betweenx`. */
export const fill_betweenx: Axes['fill_betweenx'] = (...args: Parameters<Axes['fill_betweenx']>) =>
  currentAxes().fill_betweenx(...args);

/** A filled polygon; see {@link Axes.fill}. matplotlib: `pyplot.fill`. */
export const fill: Axes['fill'] = (...args: Parameters<Axes['fill']>) => currentAxes().fill(...args);

/** A horizontal line across the axes; see {@link Axes.axhline}. matplotlib: `pyplot.axhline`. */
export const axhline: Axes['axhline'] = (...args: Parameters<Axes['axhline']>) => currentAxes().axhline(...args);

/** A vertical line across the axes; see {@link Axes.axvline}. matplotlib: `pyplot.axvline`. */
export const axvline: Axes['axvline'] = (...args: Parameters<Axes['axvline']>) => currentAxes().axvline(...args);

/** A horizontal band across the axes; see {@link Axes.axhspan}. matplotlib: `pyplot.axhspan`. */
export const axhspan: Axes['axhspan'] = (...args: Parameters<Axes['axhspan']>) => currentAxes().axhspan(...args);

/** A vertical band across the axes; see {@link Axes.axvspan}. matplotlib: `pyplot.axvspan`. */
export const axvspan: Axes['axvspan'] = (...args: Parameters<Axes['axvspan']>) => currentAxes().axvspan(...args);

/** Horizontal lines; see {@link Axes.hlines}. matplotlib: `pyplot.hlines`. */
export const hlines: Axes['hlines'] = (...args: Parameters<Axes['hlines']>) => currentAxes().hlines(...args);

/** Vertical lines; see {@link Axes.vlines}. matplotlib: `pyplot.vlines`. */
export const vlines: Axes['vlines'] = (...args: Parameters<Axes['vlines']>) => currentAxes().vlines(...args);

/** A staircase; see {@link Axes.step}. matplotlib: `pyplot.step`. */
export const step: Axes['step'] = (...args: Parameters<Axes['step']>) => currentAxes().step(...args);

/** Points with bars that show how uncertain they are; see {@link Axes.errorbar}. matplotlib: `pyplot.errorbar`. */
export const errorbar: Axes['errorbar'] = (...args: Parameters<Axes['errorbar']>) => currentAxes().errorbar(...args);

/** Lines on a logarithmic x axis; see {@link Axes.semilogx}. matplotlib: `pyplot.semilogx`. */
export const semilogx: Axes['semilogx'] = (...args: Parameters<Axes['semilogx']>) => currentAxes().semilogx(...args);

/** Lines on a logarithmic y axis; see {@link Axes.semilogy}. matplotlib: `pyplot.semilogy`. */
export const semilogy: Axes['semilogy'] = (...args: Parameters<Axes['semilogy']>) => currentAxes().semilogy(...args);

/** Lines on logarithmic axes; see {@link Axes.loglog}. matplotlib: `pyplot.loglog`. */
export const loglog: Axes['loglog'] = (...args: Parameters<Axes['loglog']>) => currentAxes().loglog(...args);

/** A text at a place in data; see {@link Axes.text}. matplotlib: `pyplot.text`. */
export const text: Axes['text'] = (...args: Parameters<Axes['text']>) => currentAxes().text(...args);

/** A text beside a point, with an arrow; see {@link Axes.annotate}. matplotlib: `pyplot.annotate`. */
export const annotate: Axes['annotate'] = (...args: Parameters<Axes['annotate']>) => currentAxes().annotate(...args);

/** Axes in the same place with a y axis of their own; see {@link Axes.twinx}. matplotlib: `pyplot.twinx`. */
export const twinx: Axes['twinx'] = (...args: Parameters<Axes['twinx']>) => currentAxes().twinx(...args);

/** What the labels mean; see {@link Axes.legend}. matplotlib: `pyplot.legend`. */
export const legend: Axes['legend'] = (...args: Parameters<Axes['legend']>) => currentAxes().legend(...args);

/** Grid lines; see {@link Axes.grid}. matplotlib: `pyplot.grid`. */
export const grid: Axes['grid'] = (...args: Parameters<Axes['grid']>) => currentAxes().grid(...args);

/** How the axes look; see {@link Axes.axis}. matplotlib: `pyplot.axis`. */
export const axis: Axes['axis'] = (...args: Parameters<Axes['axis']>) => currentAxes().axis(...args);

/** How much stays free around the data; see {@link Axes.margins}. matplotlib: `pyplot.margins`. */
export const margins: Axes['margins'] = (...args: Parameters<Axes['margins']>) => currentAxes().margins(...args);

/** How ticks look; see {@link Axes.tick_params}. matplotlib: `pyplot.tick_params`. */
export const tick_params: Axes['tick_params'] = (...args: Parameters<Axes['tick_params']>) =>
  currentAxes().tick_params(...args);

/** Shows minor ticks; see {@link Axes.minorticks_on}. matplotlib: `pyplot.minorticks_on`. */
export const minorticks_on: Axes['minorticks_on'] = (...args: Parameters<Axes['minorticks_on']>) =>
  currentAxes().minorticks_on(...args);

/** Names the x axis; see {@link Axes.set_xlabel}. matplotlib: `pyplot.xlabel`. */
export const xlabel: Axes['set_xlabel'] = (...args: Parameters<Axes['set_xlabel']>) =>
  currentAxes().set_xlabel(...args);

/** Names the y axis; see {@link Axes.set_ylabel}. matplotlib: `pyplot.ylabel`. */
export const ylabel: Axes['set_ylabel'] = (...args: Parameters<Axes['set_ylabel']>) =>
  currentAxes().set_ylabel(...args);

/** Sets the title; see {@link Axes.set_title}. matplotlib: `pyplot.title`. */
export const title: Axes['set_title'] = (...args: Parameters<Axes['set_title']>) => currentAxes().set_title(...args);

/** Where the x axis begins and ends, after setting it if limits are given; see {@link Axes.set_xlim}. matplotlib: `pyplot.xlim`. */
export const xlim: Axes['set_xlim'] = (...args: Parameters<Axes['set_xlim']>) => currentAxes().set_xlim(...args);

/** Where the y axis begins and ends, after setting it if limits are given; see {@link Axes.set_ylim}. matplotlib: `pyplot.ylim`. */
export const ylim: Axes['set_ylim'] = (...args: Parameters<Axes['set_ylim']>) => currentAxes().set_ylim(...args);

/** Sets the scale of the x axis; see {@link Axes.set_xscale}. matplotlib: `pyplot.xscale`. */
export const xscale: Axes['set_xscale'] = (...args: Parameters<Axes['set_xscale']>) =>
  currentAxes().set_xscale(...args);

/** Sets the scale of the y axis; see {@link Axes.set_yscale}. matplotlib: `pyplot.yscale`. */
export const yscale: Axes['set_yscale'] = (...args: Parameters<Axes['set_yscale']>) =>
  currentAxes().set_yscale(...args);
