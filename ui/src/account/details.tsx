import { NativeSelect, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { meQuery, useMe } from '../api/queries';
import { Field, Form, SaveBar, useDraft } from '../shared/form';
import { Page } from '../shared/page';
import { saveAccount } from './account_api';
import { timeZones } from './time_zones';

const frameOrders = [{ value: '-1', label: 'Newest first' }, { value: '1', label: 'Oldest first' }];
const issueEvents = [
  { value: 'recommended', label: 'The most telling one' }, { value: 'latest', label: 'The latest' }, { value: 'oldest', label: 'The oldest' },
];

export function Details() {
  const me = useMe();
  const queryClient = useQueryClient();
  const draft = useDraft({
    name: me.name,
    timezone: me.options.timezone || 'UTC',
    stacktraceOrder: me.options.stacktraceOrder === 1 ? '1' : '-1',
    defaultIssueEvent: me.options.defaultIssueEvent as string,
  });
  const { values, changed, set, errors } = draft;
  const save = () => draft.submit(async ({ name, ...options }) => {
    const saved = await saveAccount({
      ...(name === undefined ? {} : { name: name.trim() }),
      ...(Object.keys(options).length ? { options: options as never } : {}),
    });
    queryClient.setQueryData(meQuery.queryKey, { ...me, ...saved });
  });
  return (
    <Page title="Account details" kind="form" lead={<>You sign in as {me.email}.</>}>
      <Form onSubmit={save} saved="Your details are saved.">
        <Field label="Name" help="As others see it on comments and assignments." changed={changed.includes('name')}>
          <TextInput aria-label="Name" value={values.name} maxLength={200} error={errors.name} onChange={(event) => set('name', event.target.value)} />
        </Field>
        <Field label="Time zone" help="Ages are the same everywhere; dates and clock times follow it." changed={changed.includes('timezone')}>
          <NativeSelect aria-label="Time zone" data={timeZones(values.timezone)} value={values.timezone} error={errors['options.timezone']} onChange={(event) => set('timezone', event.target.value)} />
        </Field>
        <Field label="Stack traces" help="Which frame comes first." changed={changed.includes('stacktraceOrder')}>
          <NativeSelect aria-label="Stack traces" data={frameOrders} value={values.stacktraceOrder} onChange={(event) => set('stacktraceOrder', event.target.value)} />
        </Field>
        <Field label="Event of an issue" help="Which event an issue opens with." changed={changed.includes('defaultIssueEvent')}>
          <NativeSelect aria-label="Event of an issue" data={issueEvents} value={values.defaultIssueEvent} onChange={(event) => set('defaultIssueEvent', event.target.value)} />
        </Field>
        <SaveBar draft={draft} />
      </Form>
    </Page>
  );
}
