import type { Thresholds } from '../../../config/config.ts';
import { type Answer, isInScope, isRight } from '../answer.ts';
import { reliability } from '../reliability.ts';
import { fateOf } from '../thresholds.ts';

export const share = (part: number, whole: number) => (whole ? part / whole : 0);
export const percent = (value: number) => `${(100 * value).toFixed(1)} %`;

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escapeText = (text: string) => text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);

type Scale = (value: number) => number;

interface Axes {
  readonly labelX: string;
  readonly labelY: string;
  readonly formatY?: (tick: number) => string;
}

/** An SVG with a frame of 0 to 1 on both axes; `inner` draws in its coordinates. */
function plot(inner: (x: Scale, y: Scale) => string, { labelX, labelY, formatY = percentTick }: Axes): string {
  const [left, top, width, height] = [44, 10, 420, 260];
  const x: Scale = (value) => left + value * width;
  const y: Scale = (value) => top + (1 - value) * height;
  const lines = [0, 0.25, 0.5, 0.75, 1].map(
    (tick) => `<line class="grid" x1="${left}" x2="${left + width}" y1="${y(tick)}" y2="${y(tick)}"/>
      <text x="${left - 8}" y="${y(tick) + 4}" text-anchor="end">${formatY(tick)}</text>`,
  );
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1].map(
    (tick) => `<text x="${x(tick)}" y="${top + height + 18}" text-anchor="middle">${tick}</text>`,
  );
  return `<svg viewBox="0 0 480 ${height + 48}" role="img" aria-label="${labelY} by ${labelX}">
    ${lines.join('')}${ticks.join('')}${inner(x, y)}
    <text x="${left + width / 2}" y="${top + height + 36}" text-anchor="middle">${labelX}</text></svg>`;
}

const percentTick = (tick: number) => `${Math.round(100 * tick)} %`;

/** Right answers upwards, wrong ones downwards, in 20 bins on one scale. */
export function histogramChart(answers: readonly Answer[]): string {
  const bins = Array.from({ length: 20 }, () => ({ right: 0, wrong: 0 }));
  for (const answer of answers) {
    const bin = bins[Math.min(19, Math.floor(answer.understanding.confidence * 20))];
    if (bin) bin[isRight(answer) ? 'right' : 'wrong']++;
  }
  const most = Math.max(1, ...bins.flatMap(({ right, wrong }) => [right, wrong]));
  const bars = (x: Scale, y: Scale) =>
    bins.map(({ right, wrong }, bin) => {
      const [at, width] = [x(bin / 20) + 1, x(0.05) - x(0) - 2];
      const [up, down] = [y(0.5 + right / most / 2), y(0.5 - wrong / most / 2)];
      const range = `${(bin / 20).toFixed(2)} to ${((bin + 1) / 20).toFixed(2)}`;
      return `<g data-tip="confidence ${range}: ${right} right, ${wrong} wrong">
        <rect x="${at}" width="${width}" y="${up}" height="${y(0.5) - up}" rx="2" fill="var(--right)"/>
        <rect x="${at}" width="${width}" y="${y(0.5)}" height="${down - y(0.5)}" rx="2" fill="var(--wrong)"/>
        <rect x="${at}" width="${width}" y="${y(1)}" height="${y(0) - y(1)}" fill="transparent"/></g>`;
    });
  return plot((x, y) => bars(x, y).join(''), {
    labelX: 'confidence',
    labelY: 'messages',
    formatY: (tick) => String(Math.round(Math.abs(tick - 0.5) * 2 * most)),
  });
}

/** Share that is right against confidence, in 10 bins; dots as large as their bins are full. */
export function reliabilityChart(answers: readonly Answer[]): string {
  const bins = reliability(answers, 10).filter(({ count }) => count > 0);
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const dots = (x: Scale, y: Scale) =>
    bins.map(
      ({ count, confidence, right }) => `
      <line x1="${x(confidence)}" x2="${x(confidence)}" y1="${y(confidence)}" y2="${y(right)}" stroke="var(--wrong)" opacity=".5"/>
      <circle cx="${x(confidence)}" cy="${y(right)}" r="${4 + 9 * Math.sqrt(count / most)}" fill="var(--accent)" opacity=".85"
        data-tip="${count} answers: confidence ${confidence.toFixed(2)}, right ${percent(right)}"/>`,
    );
  return plot(
    (x, y) =>
      `<line x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}" stroke="var(--quiet)" stroke-dasharray="4 4"/>${dots(x, y).join('')}`,
    { labelX: 'confidence', labelY: 'share that is right' },
  );
}

/** For each possible handoff threshold: what the bot could answer and escalates, and what it answers wrongly. */
export function tradeoffChart(answers: readonly Answer[], { handoff }: Thresholds): string {
  const inScope = answers.filter(isInScope);
  const steps = Array.from({ length: 51 }, (_, step) => step / 50);
  const shareOf = (list: readonly Answer[], fate: string, step: number) =>
    share(list.filter((answer) => fateOf(answer, { handoff: step, clarify: step }) === fate).length, list.length);
  const line = (x: Scale, y: Scale, list: readonly Answer[], fate: string) =>
    steps.map((step) => `${x(step)},${y(shareOf(list, fate, step))}`).join(' ');
  const chart = plot(
    (x, y) => `
      <line x1="${x(handoff)}" x2="${x(handoff)}" y1="${y(0)}" y2="${y(1)}" stroke="var(--ink)" stroke-dasharray="3 3"/>
      <polyline points="${line(x, y, inScope, 'escalated')}" fill="none" stroke="var(--escalated)" stroke-width="2.5"/>
      <polyline points="${line(x, y, answers, 'wrong')}" fill="none" stroke="var(--wrong)" stroke-width="2.5"/>`,
    { labelX: 'threshold', labelY: 'share' },
  );
  return `${chart}<p class="legend">
    <span><i style="background:var(--escalated)"></i>of what the bot could answer, goes to staff</span>
    <span><i style="background:var(--wrong)"></i>of all messages, answered wrongly</span></p>`;
}
