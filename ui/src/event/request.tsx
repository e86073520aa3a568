// The HTTP request during which the event happened.
import { Copy } from '../shared/copy';
import { EventText } from '../shared/event_text';
import { curlOf, urlOf, urlTail } from './curl';
import { EventUrl } from './event_url';
import { EventValue } from './event_value';
import { KeyValue } from './key_value';
import { metaAt } from './meta';
import { EventSection } from './section';
import { asText, isEmpty, isObject, pairsOf } from './shape';
import type { Json, MetaNode, RequestData } from '../api/event_types';
import styles from './parts.module.css';

export interface RequestProps {
  readonly data: RequestData;
  /** `_meta` of the entry's data. */
  readonly meta?: MetaNode;
}

export function Request({ data, meta }: RequestProps) {
  const headers = pairsOf(data.headers);
  const cookies = pairsOf(data.cookies);
  const query = pairsOf(data.query);
  const url = asText(data.url);
  return (
    <EventSection id="request" title="Request" controls={url !== '' && <Copy text={curlOf(data)} label="Copy as curl" word="Copy as curl" />}>
      <p className={styles.requestLine}>
        {data.method && <b><EventText text={asText(data.method)} limit={40} /> </b>}
        {url === '' ? <span className={styles.quiet}>no address</span> : <EventUrl url={urlOf(data)} text={url} tail={urlTail(data)} />}
      </p>
      {query.length > 0 && <Group title="Query"><KeyValue rows={query} label="Query" metaOf={(name, at) => pairMeta(meta, 'query', name, at)} /></Group>}
      {!isEmpty(data.data) && <Group title="Body"><Body data={data.data} meta={metaAt(meta, ['data'])} /></Group>}
      {headers.length > 0 && <Group title="Headers"><KeyValue rows={headers} label="Headers" metaOf={(name, at) => pairMeta(meta, 'headers', name, at)} /></Group>}
      {cookies.length > 0 && <Group title="Cookies"><KeyValue rows={cookies} label="Cookies" metaOf={(name, at) => pairMeta(meta, 'cookies', name, at)} /></Group>}
      {typeof data.cookies === 'string' && data.cookies !== '' && <Group title="Cookies"><KeyValue rows={[['Cookie', data.cookies]]} label="Cookies" /></Group>}
      {!isEmpty(data.env) && <Group title="Environment of the server"><KeyValue rows={pairsOf(data.env)} meta={metaAt(meta, ['env'])} label="Environment of the server" /></Group>}
    </EventSection>
  );
}

/** Lists of pairs carry their `_meta` by place and then `1` for the value; objects by name. */
function pairMeta(meta: MetaNode, field: string, name: string, at: number): MetaNode {
  return metaAt(meta, [field, at, 1]) ?? metaAt(meta, [field, name]);
}

function Group({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return <div className={styles.group}><h3>{title}</h3>{children}</div>;
}

/** A form as pairs, JSON as JSON, anything else as text. */
function Body({ data, meta }: { readonly data: Json | undefined; readonly meta?: MetaNode }) {
  if (isObject(data)) return <KeyValue rows={pairsOf(data)} meta={meta} label="Body" />;
  const parsed = typeof data === 'string' ? parsedJson(data) : undefined;
  if (parsed !== undefined) {
    return <pre className={styles.text} tabIndex={0} aria-label="Body as JSON"><EventText text={JSON.stringify(parsed, null, 2)} multiline /></pre>;
  }
  if (typeof data === 'string' && isEmpty(meta)) {
    return <pre className={styles.text} tabIndex={0} aria-label="Body"><EventText text={data} multiline /></pre>;
  }
  return <div className={styles.mono}><EventValue value={data} meta={meta} /></div>;
}

function parsedJson(text: string): object | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as object;
  } catch {
    return undefined;
  }
}
