// One frame of a stack trace: its head, and behind it source, locals and what else is known of it.
import { plainText } from '../shared/event_text';
import { Icon } from '../shared/icons';
import { exactCount } from '../shared/format';
import { EventUrl } from './event_url';
import { baseName, fileOf, functionOf, isNative, looksMinified, sourceLines } from './frames';
import { KeyValue } from './key_value';
import { Locals } from './locals';
import { metaAt } from './meta';
import { Source } from './code';
import { useRememberedOpen } from './remembered';
import { asText, isEmpty, isObject } from './shape';
import { shortened } from '../shared/shortened';
import { Short } from './short';
import { languageOf } from './tokenize';
import type { Frame, Json, MetaNode } from '../api/event_types';
import styles from './frame_row.module.css';

export interface FrameRowProps {
  readonly frame: Frame;
  readonly platform: string | null | undefined;
  readonly raised: boolean;
  readonly open: boolean;
  readonly repeats: number;
  readonly meta?: MetaNode;
  /** Names this frame for `useRememberedOpen`. */
  readonly place?: string;
  /** Files that stayed minified, from `errors[]`. */
  readonly minified: ReadonlySet<string>;
}

export function FrameRow({ frame, platform, raised, open: openAtFirst, repeats, meta, place, minified }: FrameRowProps) {
  const [open, setOpen] = useRememberedOpen(place, openAtFirst);
  const reason = minifiedReason(frame, platform, minified);
  const details = detailsOf(frame, platform);
  const lines = sourceLines(frame);
  const vars = isObject(frame.vars) ? (frame.vars as Record<string, Json>) : {};
  const hasMore = lines.length > 0 || Object.keys(vars).length > 0 || details.length > 0 || reason !== undefined;
  const head = <Head frame={frame} platform={platform} raised={raised} repeats={repeats} />;
  const classes = [styles.frame, raised ? styles.raised : '', frame.inApp === true ? '' : styles.system].join(' ');
  if (!hasMore) return <div className={classes} data-frame><div className={styles.head}><i className={styles.gap} />{head}</div></div>;
  return (
    <div className={classes} data-frame>
      <button type="button" className={styles.head} aria-expanded={open} onClick={() => setOpen(!open)}
        data-app-frame={frame.inApp === true ? '' : undefined}>
        <Icon name={open ? 'down' : 'right'} size={12} className={styles.chevron} />
        {head}
      </button>
      {open && (
        <>
          {reason && <p className={styles.reason}>{reason}</p>}
          {lines.length > 0 && (
            <Source lines={lines} language={languageOf(fileOf(frame), frame.platform ?? platform)} raised={raised} label={fileOf(frame)} />
          )}
          {Object.keys(vars).length > 0 && <Locals vars={vars} meta={metaAt(meta, ['vars'])} />}
          {(lines.length === 0 || details.some(([name]) => name === 'lock' || name === 'errors')) && details.length > 0 && (
            <div className={styles.details}><KeyValue rows={details} meta={meta} label="About this frame" /></div>
          )}
          {frame.sourceLink && <div className={styles.details}><EventUrl url={asText(frame.sourceLink)} text="In the repository" /></div>}
        </>
      )}
    </div>
  );
}

function Head({ frame, platform, raised, repeats }: Pick<FrameRowProps, 'frame' | 'platform' | 'raised' | 'repeats'>) {
  const name = functionOf(frame);
  const native = isNative(frame, platform);
  const file = asText(frame.filename) || (native ? '' : asText(frame.absPath));
  return (
    <>
      <span className={name === undefined ? styles.unnamed : styles.function}>
        {name === undefined ? (native ? 'unknown function' : 'anonymous') : <Short text={name} limit={300} />}
      </span>
      {file !== '' && (
        <span className={styles.path} title={titleText(placeTitle(frame))}>
          <Short text={file} limit={300} />
          {frame.lineNo != null && <span className={styles.line}>:{asText(frame.lineNo)}{frame.colNo != null && `:${asText(frame.colNo)}`}</span>}
        </span>
      )}
      {raised && <span className={styles.here}>raised here</span>}
      {repeats > 1 && <span className={styles.repeats}>same frame {exactCount(repeats)} times</span>}
      <span className="grow" />
      {frame.map && <span className={styles.module}>mapped by <Short text={baseName(asText(frame.map))} limit={120} /></span>}
      {native ? <NativePlace frame={frame} /> : frame.module && <span className={styles.module}><Short text={asText(frame.module)} limit={120} /></span>}
    </>
  );
}

function NativePlace({ frame }: { readonly frame: Frame }) {
  const trust = asText(frame.trust);
  return (
    <span className={styles.module}>
      {trust !== '' && trust !== 'cfi' && trust !== 'context' && <span className={styles.trust} title="How the frame was found: a guess, not certain"><Short text={trust} limit={40} /></span>}
      {frame.package && <span title={titleText(asText(frame.package))}><Short text={baseName(asText(frame.package))} limit={80} /></span>}
      {frame.instructionAddr && <span className={styles.address}><Short text={asText(frame.instructionAddr)} limit={40} /></span>}
    </span>
  );
}

/** Longest text of a tooltip. */
const TITLE_LIMIT = 500;

function titleText(text: string): string {
  return plainText(shortened(text, TITLE_LIMIT));
}

/** The full path; the minified place behind a mapped one. */
function placeTitle(frame: Frame): string {
  const own = asText(frame.absPath) || fileOf(frame);
  const from = asText(frame.origAbsPath) || asText(frame.origFilename);
  if (from === '') return own;
  return `${own}\nfrom ${from}:${asText(frame.origLineNo)}:${asText(frame.origColNo)} ${asText(frame.origFunction)}`.trim();
}

/** What the head does not say. */
function detailsOf(frame: Frame, platform: string | null | undefined): [string, unknown][] {
  const rows: [string, unknown][] = [];
  const add = (name: string, value: unknown, known?: unknown) => {
    if (!isEmpty(value) && asText(value) !== asText(known)) rows.push([name, value]);
  };
  add('absPath', frame.absPath, frame.filename);
  if (isNative(frame, platform)) {
    add('package', frame.package);
    add('symbolAddr', frame.symbolAddr, frame.instructionAddr);
  }
  add('rawFunction', frame.rawFunction, frame.function);
  add('symbol', frame.symbol, frame.function);
  add('lock', frame.lock);
  return rows;
}

/** Why the frame cannot be read, and what helps; undefined when it can. */
export function minifiedReason(frame: Frame, platform: string | null | undefined, minified: ReadonlySet<string>): string | undefined {
  const file = plainText(shortened(baseName(fileOf(frame)), 120)) || 'this file';
  if (minified.has(asText(frame.absPath)) || minified.has(asText(frame.filename))) {
    return `Minified: no source map for ${file}. Upload it with sentry-cli, then new events are readable.`;
  }
  if (looksMinified(frame, platform)) return `Minified: no source map was applied to ${file}.`;
  return undefined;
}
