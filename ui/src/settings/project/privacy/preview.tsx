// The values of an event that the draft would change, before and after.
import type { ScrubbingPreview } from '../../../api/types';
import { EventText } from '../../../shared/event_text';
import { counted } from '../../../shared/format';
import { Panel, Remark, TriedView, Verdict, type Tried } from '../../../shared/preview';
import { SampleFields, type ChosenSample } from './sample';
import styles from './privacy.module.css';

const valueLimit = 300;
const pathLimit = 200;
/** Drawn; the server sends up to 500. */
const shownLimit = 100;

interface PrivacyPanelProps {
  readonly sample: ChosenSample;
  readonly tried: Tried<ScrubbingPreview>;
  readonly locked: boolean;
}

export function PrivacyPanel({ sample, tried, locked }: PrivacyPanelProps) {
  if (locked) return <Panel title="Preview"><p className="muted">Who may change these settings sees here what they do to an event.</p></Panel>;
  const idle = sample.none
    ? 'This project has no event yet. Paste one to see what the settings do to it.'
    : sample.choice.source === 'newest' ? '' : 'Name or paste an event, and see what the settings do to it. It is not stored.';
  return (
    <Panel title="Preview" about="of the settings as they stand here">
      <SampleFields sample={sample} />
      <TriedView tried={tried} idle={idle}>{(result) => <Result result={result} stored={sample.choice.source !== 'pasted'} />}</TriedView>
    </Panel>
  );
}

function Result({ result, stored }: { readonly result: ScrubbingPreview; readonly stored: boolean }) {
  const { changes, complete } = result;
  return (
    <>
      <Verdict>
        {changes.length === 0
          ? <><b>Nothing</b> of this event would be taken out.</>
          : <><b>{complete ? counted(changes.length, 'value') : `${counted(changes.length, 'value')} and more`}</b> of this event would change.</>}
      </Verdict>
      {stored && <Remark>What was taken out before it was stored is not here any more.</Remark>}
      {changes.slice(0, shownLimit).map((change) => (
        <section key={change.path} className={styles.change}>
          <h3><EventText text={change.path} limit={pathLimit} /></h3>
          <dl>
            <dt>Before</dt><dd className={styles.gone}><Value value={change.before} /></dd>
            <dt>After</dt><dd>{change.after === null ? <span className="muted">removed</span> : <Value value={change.after} />}</dd>
          </dl>
        </section>
      ))}
      {changes.length > shownLimit && <Remark>{counted(changes.length - shownLimit, 'more value')} would change.</Remark>}
    </>
  );
}

function Value({ value }: { readonly value: unknown }) {
  return <EventText text={typeof value === 'string' ? value : JSON.stringify(value)} limit={valueLimit} />;
}
