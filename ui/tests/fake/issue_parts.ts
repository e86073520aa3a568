// What the server knows beside an issue and its events: what people wrote, files, owners, why it was grouped so.
import type { EventOwners, GroupingInfo, GroupingVariant } from '../../src/api/issue_types';
import { fixture, on, type FakeRoute } from './api';

const OWNERS: EventOwners = {
  owners: [{ type: 'team', id: '2', name: 'backend' }, { type: 'user', id: '2', name: 'Bo Lind', email: 'bo@acme.test' }],
  rule: ['path', 'shop/payments.py'],
  rules: [
    { matcher: { type: 'path', pattern: 'shop/*' }, owners: [{ type: 'team', name: 'backend', id: '2' }] },
    { matcher: { type: 'path', pattern: 'shop/payments.py' }, owners: [{ type: 'user', name: 'bo@acme.test', id: '2' }] },
  ],
};

interface Given {
  readonly id: string;
  readonly name: string;
  readonly contributes?: boolean;
  readonly hint?: string | null;
}

/** The server's component. */
const part = ({ id, name, contributes = true, hint = null }: Given, ...values: readonly unknown[]) => ({ id, name, contributes, hint, values });

const frame = (module: string, name: string, inApp: boolean) => part(
  { id: 'frame', name: 'frame', contributes: inApp, hint: inApp ? null : 'non app frame' },
  part({ id: 'module', name: 'module' }, module), part({ id: 'function', name: 'function' }, name),
);

const variant = (more: Partial<GroupingVariant>): GroupingVariant => ({
  type: 'component', description: 'exception stack-trace', key: 'exception_stacktrace', hash: null, hashMismatch: false, contributes: false, hint: null,
  version: '', versionInfo: {}, ...more,
} as unknown as GroupingVariant);

const GROUPING: GroupingInfo = {
  grouping_config: 'newstyle:2026-01-20',
  variants: {
    default: variant({ description: 'message', hint: 'app variant takes precedence', component: part({ id: 'default', name: '', contributes: false }) as never }),
    app: variant({
      description: 'in-app exception stack-trace', hash: 'e3b0c44298fc1c149afbf4c8996fb924', contributes: true,
      component: part({ id: 'app', name: 'in-app' }, part({ id: 'exception', name: 'exception' },
        part({ id: 'stacktrace', name: 'stack-trace' }, frame('shop.payments', 'charge', true), frame('django.base', '_get_response', false)),
        part({ id: 'type', name: 'type' }, 'ValueError'))) as never,
    }),
  },
};

export function issuePartRoutes(): readonly FakeRoute[] {
  const event = 'projects/{org}/{project}/events/{event}/';
  return [
    on('GET', 'organizations/{org}/issues/{issue}/user-reports/', () => ({ body: fixture('user-reports') })),
    on('GET', 'organizations/{org}/issues/{issue}/attachments/', () => ({ body: fixture('event-attachments') })),
    on('GET', `${event}attachments/`, () => ({ body: fixture('event-attachments') })),
    on('DELETE', `${event}attachments/{attachment}/`, () => ({ status: 204 })),
    on('GET', `${event}owners/`, () => ({ body: OWNERS })),
    on('GET', `${event}grouping-info/`, () => ({ body: GROUPING })),
  ];
}
