import type { Thresholds } from '../../../config/config.ts';
import { type Answer, isInScope, isRight } from '../answer.ts';
import { type Fate, type Loss, lossOf, recommendThresholds } from '../thresholds.ts';
import { escapeText, histogramChart, percent, reliabilityChart, share, tradeoffChart } from './charts.ts';
import { type Cell, confusionChart } from './confusion.ts';
import { type PageData, toAnswer } from './data.ts';
import { countFates, exampleTable, intentTable, type Sort, type SortKey } from './tables.ts';

const data: PageData = JSON.parse(byId('data').textContent ?? '');
const sets = data.sets.map(({ name, figures, rows }) => ({ name, figures, answers: rows.map(toAnswer) }));

const state = {
  set: 0,
  language: '',
  thresholds: { ...data.thresholds } as { -readonly [Key in keyof Thresholds]: number },
  loss: { ...data.loss } as { -readonly [Key in keyof Loss]: number },
  cell: null as Cell | null,
  sort: { key: 'f1', up: true } as Sort,
};

const fateNames: Record<Fate, string> = {
  right: 'right',
  asked: 'asked back',
  escalated: 'left to staff',
  wrong: 'answered wrongly',
};

function byId(id: string): HTMLElement {
  return document.getElementById(id) as HTMLElement;
}

function answersNow(): readonly Answer[] {
  const answers = sets[state.set]?.answers ?? [];
  return state.language ? answers.filter(({ language }) => language === state.language) : answers;
}

function renderFilters(): void {
  const options = (list: readonly (readonly [string, string])[], current: string) =>
    list.map(
      ([value, name]) => `<option value="${value}"${value === current ? ' selected' : ''}>${escapeText(name)}</option>`,
    );
  const named = sets.map(({ name, answers }, at) => [String(at), `${name} (${answers.length})`] as const);
  const languages = [['', 'all'] as const, ...data.languages.map((one) => [one, one] as const)];
  byId('filters').innerHTML = `
    <label>Messages<select name="set">${options(named, String(state.set)).join('')}</select></label>
    <label>Language<select name="language">${options(languages, state.language).join('')}</select></label>`;
}

function renderTiles(answers: readonly Answer[]): void {
  const inScope = answers.filter(isInScope);
  const fates = countFates(answers, state.thresholds);
  const figures = sets[state.set]?.figures;
  const tiles = [
    [percent(share(inScope.filter(isRight).length, inScope.length)), 'right intent on top, in scope'],
    [percent(share(fates.right, answers.length)), 'answered right'],
    [percent(share(fates.asked, answers.length)), 'asked back'],
    [percent(share(fates.escalated, answers.length)), 'left to staff'],
    [percent(share(fates.wrong, answers.length)), 'answered wrongly'],
    [figures?.oosAuroc?.toFixed(3) ?? '–', 'AUROC, in against out of scope'],
    [figures?.ece.toFixed(3) ?? '–', 'calibration error'],
  ];
  byId('tiles').innerHTML = tiles
    .map(([value, name]) => `<div class="tile"><b>${value}</b><span>${name}</span></div>`)
    .join('');
}

function renderControls(): void {
  const slider = (key: keyof Thresholds, name: string) => `<label class="slider">${name}
    <input type="range" name="${key}" min="0" max="1" step="0.01" value="${state.thresholds[key]}">
    <output>${state.thresholds[key].toFixed(2)}</output></label>`;
  byId('sliders').innerHTML = slider('handoff', 'Staff take over below') + slider('clarify', 'Ask back below');
  const cost = (key: keyof Loss, name: string) =>
    `<label>${name}<input type="number" name="${key}" min="0" step="0.1" value="${state.loss[key]}"></label>`;
  byId('loss').innerHTML = `<p class="quiet">What do mistakes cost? Any unit will do.</p>
    <div class="loss">${cost('wrong', 'wrong answer')}${cost('escalated', 'needless handoff')}${cost('asked', 'asking back')}
    <button type="button" id="recommend">Find the best thresholds</button></div><p class="quiet" id="advice"></p>`;
}

function renderFates(answers: readonly Answer[]): void {
  const groups: [string, readonly Answer[]][] = [
    ['What the bot could answer', answers.filter(isInScope)],
    ['What belongs to people', answers.filter((answer) => !isInScope(answer))],
  ];
  byId('fates').innerHTML = groups
    .filter(([, list]) => list.length > 0)
    .map(([title, list]) => {
      const counts = Object.entries(countFates(list, state.thresholds)) as [Fate, number][];
      const bars = counts.map(([fate, count]) => {
        const style = `flex:${count} 1 0;background:var(--${fate})`;
        return `<i style="${style}" data-tip="${count} ${fateNames[fate]}"></i>`;
      });
      const legend = counts.map(
        ([fate, count]) =>
          `<span><i style="background:var(--${fate})"></i>${fateNames[fate]} ${percent(share(count, list.length))}</span>`,
      );
      return `<div class="fate"><h3>${title} (${list.length})</h3><div class="bar">${bars.join('')}</div><p class="legend">${legend.join('')}</p></div>`;
    })
    .join('');
  byId('advice').textContent =
    `These thresholds cost ${lossOf(answers, state.thresholds, state.loss).toFixed(3)} a message.`;
}

function renderExamples(answers: readonly Answer[]): void {
  const { cell, thresholds } = state;
  byId('examples-note').innerHTML = cell
    ? `“${escapeText(cell.expected)}” understood as “${escapeText(cell.given)}”. <button type="button" id="all">Show all wrong answers</button>`
    : 'Wrong answers, the most confident first.';
  byId('examples').innerHTML = exampleTable(answers, thresholds, cell);
}

function renderWithThresholds(answers: readonly Answer[]): void {
  renderTiles(answers);
  renderFates(answers);
  renderExamples(answers);
  byId('intents').innerHTML = intentTable(answers, state.thresholds, state.sort);
  byId('tradeoff').innerHTML = tradeoffChart(answers, state.thresholds);
}

function render(): void {
  const answers = answersNow();
  renderFilters();
  renderControls();
  renderWithThresholds(answers);
  byId('histogram').innerHTML = histogramChart(answers);
  byId('reliability').innerHTML = reliabilityChart(answers);
  byId('confusion').innerHTML = confusionChart(answers, data.intents);
}

function chooseSet({ target }: Event): void {
  const { name, value } = target as HTMLSelectElement;
  if (name === 'set') state.set = Number(value);
  else state.language = value;
  state.cell = null;
  render();
}

/** The second threshold is never below the first. */
function moveThreshold({ target }: Event): void {
  const { name, value } = target as HTMLInputElement;
  const { thresholds } = state;
  thresholds[name as keyof Thresholds] = Number(value);
  if (thresholds.clarify < thresholds.handoff) thresholds[name === 'handoff' ? 'clarify' : 'handoff'] = Number(value);
  for (const input of byId('sliders').querySelectorAll('input')) {
    const current = thresholds[input.name as keyof Thresholds];
    input.value = String(current);
    (input.nextElementSibling as HTMLOutputElement).value = current.toFixed(2);
  }
  renderWithThresholds(answersNow());
}

function changeLoss({ target }: Event): void {
  const { name, value } = target as HTMLInputElement;
  state.loss[name as keyof Loss] = Number(value);
  renderFates(answersNow());
}

function click({ target }: Event): void {
  const { id, dataset } = target as HTMLElement;
  const answers = answersNow();
  if (id === 'recommend') {
    const { handoff, clarify } = recommendThresholds(answers, state.loss);
    state.thresholds = { handoff, clarify };
    render();
  } else if (id === 'all') {
    state.cell = null;
    renderExamples(answers);
  } else if (dataset.sort) {
    state.sort = { key: dataset.sort as SortKey, up: state.sort.key === dataset.sort ? !state.sort.up : true };
    byId('intents').innerHTML = intentTable(answers, state.thresholds, state.sort);
  } else if (dataset.expected && dataset.given) {
    state.cell = { expected: dataset.expected, given: dataset.given };
    renderExamples(answers);
    byId('examples-card').scrollIntoView({ behavior: 'smooth' });
  }
}

function showTip({ target, clientX, clientY }: PointerEvent): void {
  const text = (target as Element).closest<HTMLElement>('[data-tip]')?.dataset.tip;
  const tip = byId('tip');
  tip.hidden = !text;
  tip.textContent = text ?? '';
  tip.style.left = `${Math.min(clientX + 14, innerWidth - 350)}px`;
  tip.style.top = `${clientY + 16}px`;
}

const { trainedAt, hash, examples } = data.model;
byId('model').textContent =
  `Model ${hash}, trained ${trainedAt.slice(0, 16).replace('T', ' ')} UTC on ${examples} examples of ${data.intents.length} intents`;
byId('filters').addEventListener('change', chooseSet);
byId('sliders').addEventListener('input', moveThreshold);
byId('loss').addEventListener('input', changeLoss);
document.addEventListener('click', click);
document.addEventListener('pointermove', showTip);
render();
