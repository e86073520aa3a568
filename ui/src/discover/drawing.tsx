// What is drawn in a chart: grid, bars, areas or lines, the time before, and the bucket that is read.
import { areaOf, pathOf, runsOf, type Band, type Point } from './plot';
import { dashOf, fillOf, strokeOf, type MarkOf } from './marks';
import type { ChartData, Shape } from './series';

export const HEIGHT = 132;
/** Room above the largest number. */
const HEAD = 6;
const SMALLEST = 2;

export interface DrawingProps {
  readonly chart: string;
  readonly data: ChartData;
  readonly shape: Shape;
  readonly bands: readonly Band[];
  readonly top: number;
  readonly width: number;
  readonly cursor: number | undefined;
}

export function Drawing({ chart, data, shape, bands, top, width, cursor }: DrawingProps) {
  const step = width / data.times.length;
  const y = (value: number) => HEIGHT - 0.5 - (Math.max(0, value) / top) * (HEIGHT - HEAD);
  const x = (at: number) => (at + 0.5) * step;
  const markOf = (at: number): MarkOf => ({ chart, at, isOther: data.lines[at]!.isOther, single: data.lines.length === 1 });
  return (
    <>
      {[0, 0.5, 1].map((share) => <line key={share} x1="0" x2={width} y1={y(share * top)} y2={y(share * top)} stroke="var(--line)" />)}
      {cursor !== undefined && <rect x={cursor * step} width={step} y="0" height={HEIGHT} fill="var(--hover)" />}
      {bands.map((band, at) => {
        const mark = markOf(at);
        if (shape === 'bars') return <Bars key={at} band={band} mark={mark} step={step} y={y} incomplete={data.incomplete} />;
        if (shape === 'areas') return <Area key={at} band={band} mark={mark} x={x} y={y} />;
        return <Line key={at} values={band.map((each) => each?.[1] ?? null)} stroke={strokeOf(mark)} dash={dashOf(mark)} x={x} y={y} />;
      })}
      {data.lines.map((line, at) => line.before && <Line key={at} values={line.before} stroke="var(--t2)" dash="3 3" x={x} y={y} />)}
    </>
  );
}

type Scale = (value: number) => number;

interface BarsProps {
  readonly band: Band;
  readonly mark: MarkOf;
  readonly step: number;
  readonly y: Scale;
  readonly incomplete: ReadonlySet<number>;
}

/** A bucket that is still filling is hollow. */
function Bars({ band, mark, step, y, incomplete }: BarsProps) {
  const gap = step > 4 ? 2 : step > 2 ? 1 : 0;
  return band.map((each, at) => {
    if (each === null || each[1] <= each[0]) return null;
    const tall = Math.max(SMALLEST, y(each[0]) - y(each[1]));
    const hollow = incomplete.has(at);
    return (
      <rect key={at} x={at * step + gap / 2 + (hollow ? 0.5 : 0)} width={Math.max(1, step - gap - (hollow ? 1 : 0))} y={y(each[0]) - tall} height={tall}
        fill={hollow ? 'none' : fillOf(mark)} stroke={hollow ? (mark.single ? 'var(--bar-c)' : strokeOf(mark)) : undefined} />
    );
  });
}

function Area({ band, mark, x, y }: { readonly band: Band; readonly mark: MarkOf; readonly x: Scale; readonly y: Scale }) {
  const upper = band.map((each, at): Point => [x(at), y(each?.[1] ?? 0)]);
  const lower = band.map((each, at): Point => [x(at), y(each?.[0] ?? 0)]);
  return (
    <>
      <path d={areaOf(upper, lower)} fill={fillOf(mark)} />
      <path d={pathOf(upper)} stroke={strokeOf(mark)} strokeWidth="1" fill="none" />
    </>
  );
}

interface LineProps {
  readonly values: readonly (number | null)[];
  readonly stroke: string;
  readonly dash: string | undefined;
  readonly x: Scale;
  readonly y: Scale;
}

/** Nothing is drawn where there is no number; a number between two of those is a dot. */
function Line({ values, stroke, dash, x, y }: LineProps) {
  return runsOf(values.map((value, at): Point | null => (value === null ? null : [x(at), y(value)]))).map((run) => (
    run.length === 1
      ? <circle key={run[0]![0]} cx={run[0]![0]} cy={run[0]![1]} r="2" fill={stroke} />
      : <path key={run[0]![0]} d={pathOf(run)} stroke={stroke} strokeDasharray={dash} strokeWidth="1.5" fill="none" />
  ));
}
