// The charts, apart from the page: what is asked, how it is drawn, and how it is read without a pointer.
import { useState } from 'react';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { on, type FakeRoute } from '../../tests/fake/api';
import { HOSTILE } from '../../tests/fake/discover';
import { installFakeApi } from '../../tests/fake/fetch';
import { renderAlone } from '../../tests/render';
import { ChartPanel } from './chart_panel';
import { DEFAULT_VIEW, type View } from './view';

const scope = { projects: ['11'], environments: [], statsPeriod: '24h' };
const grouped: View = { ...DEFAULT_VIEW, fields: ['title', 'count()'], sort: '-count()' };

function open(first: View, ...routes: FakeRoute[]) {
  const asked = installFakeApi(...routes);
  const views: View[] = [first];
  const spans: (readonly [number, number])[] = [];
  function Harness() {
    const [view, setView] = useState(first);
    return <ChartPanel org="acme" view={view} scope={scope} onView={(next) => { views.push(next); setView(next); }} onSpan={(start, end) => spans.push([start, end])} />;
  }
  renderAlone(<Harness />);
  const query = () => asked.filter((each) => each.path === 'organizations/acme/events-timeseries/').at(-1)!.query;
  return { user: userEvent.setup(), query, spans, now: () => views.at(-1)! };
}

const figure = (name: RegExp) => screen.findByRole('figure', { name });

describe('the chart', () => {
  it('is read by arrow keys, and as a table', async () => {
    const { user } = open(DEFAULT_VIEW);
    const chart = await figure(/^count\(\) per hour, peak 88\./);
    expect(chart.querySelector('figcaption')!.textContent).toMatch(/^In range1,\d+$/);
    chart.focus();
    await user.keyboard('{ArrowLeft}');
    expect(chart.querySelector('figcaption')!.textContent).toMatch(/^13 May 12:00:00 UTC, not complete yet\d+$/);
    await user.keyboard('{ArrowLeft}');
    expect(chart.querySelector('figcaption')!.textContent).toMatch(/^13 May 11:00:00 UTC\d+$/);
    await user.keyboard('{Escape}t');
    const table = within(screen.getByRole('region', { name: 'count() per hour' }));
    expect(table.getAllByRole('row')).toHaveLength(25);
    await user.keyboard('t');
    expect(screen.queryByRole('region', { name: 'count() per hour' })).toBeNull();
  });

  it('gives the span that is drawn', async () => {
    const { spans } = open(DEFAULT_VIEW);
    const drawing = (await figure(/^count/)).querySelector<SVGElement>('svg[role=img]')!;
    drawing.getBoundingClientRect = () => ({ left: 0, width: 240 }) as DOMRect;
    drawing.setPointerCapture = () => undefined;
    const at = (name: 'pointerDown' | 'pointerMove' | 'pointerUp', clientX: number) => fireEvent(drawing, Object.assign(new MouseEvent(name.toLowerCase(), { bubbles: true, button: 0, clientX }), { pointerType: 'mouse', pointerId: 1 }));
    at('pointerDown', 60);
    at('pointerMove', 120);
    at('pointerUp', 120);
    const start = Date.parse('2026-05-13T12:00:00Z') - 23 * 3_600_000;
    expect(spans).toEqual([[start + 6 * 3_600_000, start + 12 * 3_600_000]]);
  });

  it('shows another axis, a second one, and one again', async () => {
    const { user, query, now } = open(DEFAULT_VIEW);
    await figure(/^count\(\)/);
    await user.selectOptions(screen.getByRole('combobox', { name: 'Chart shows' }), 'failure_rate()');
    const chart = await figure(/^failure_rate\(\) per hour, peak 40%\./);
    // A line with gaps where there is no number.
    expect(chart.querySelectorAll('svg[role=img] path').length).toBeGreaterThan(3);
    expect(chart.querySelector('svg[role=img] rect')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Add a chart' }));
    await figure(/^count\(\)/);
    expect(query().getAll('yAxis')).toEqual(['failure_rate()', 'count()']);
    await user.click(screen.getByRole('button', { name: 'Remove the chart of failure_rate()' }));
    expect(now().axes).toEqual(['count()']);
  });
});

describe('the first groups', () => {
  it('are asked for as the table has them, and told apart', async () => {
    const { user, query } = open(grouped);
    await figure(/^count/);
    expect(query().get('topEvents')).toBeNull();
    await user.selectOptions(screen.getByRole('combobox', { name: 'Drawn as' }), 'top5');
    await screen.findByText('KeyError: sku');
    expect([query().get('topEvents'), query().getAll('groupBy'), query().get('sort')]).toEqual(['5', ['title', 'count()'], '-count()']);
    const chart = await figure(/^count/);
    expect(chart.querySelectorAll('pattern')).toHaveLength(5);
    expect(chart.querySelectorAll('svg[role=img] path')).toHaveLength(12);
    await user.selectOptions(screen.getByRole('combobox', { name: 'Drawn as' }), 'dailytop5');
    await figure(/^count\(\) per day/);
    expect(query().get('interval')).toBe('1d');
  });

  it('need a column that counts', async () => {
    const { user, now } = open({ ...DEFAULT_VIEW, display: 'top5' });
    await user.click(await screen.findByRole('button', { name: 'Add count()' }));
    expect([now().fields, now().sort]).toEqual([['title', 'issue', 'project', 'user.display', 'count()'], '-count()']);
  });

  it('may have hostile names', async () => {
    open({ ...grouped, display: 'top5' }, on('GET', 'organizations/{org}/events-timeseries/', () => ({ body: { meta: {}, timeSeries: ['a', HOSTILE].map((value, order) => ({
      yAxis: 'count()', values: [{ timestamp: 0, value: 1, incomplete: false }], groupBy: [{ key: 'title', value }], meta: { interval: 60_000, valueType: 'integer', valueUnit: null, order, isOther: false } })) } })));
    expect(await screen.findByText(/<img src=x/)).toBeTruthy();
    expect(document.querySelector('img')).toBeNull();
    expect(document.body.textContent).not.toContain('\u202e');
  });
});

describe('the time before', () => {
  it('stands beside each number', async () => {
    const { query } = open({ ...DEFAULT_VIEW, display: 'previous' });
    expect(await screen.findByText(/^before: /)).toBeTruthy();
    expect(query().get('comparisonDelta')).toBe('86400');
  });
});

describe('an axis that the server refuses', () => {
  it('is said where it was chosen', async () => {
    open({ ...DEFAULT_VIEW, axes: ['p95(title)'] }, on('GET', 'organizations/{org}/events-timeseries/', () => ({ status: 400, body: { detail: "p95: column argument invalid: 'title' is not a numeric column", parameter: 'yAxis' } })));
    await waitFor(() => expect(screen.getByRole('alert').textContent).toBe("p95: column argument invalid: 'title' is not a numeric column."));
    expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'Chart shows' }).value).toBe('p95(title)');
  });
});
