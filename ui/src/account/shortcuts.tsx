import { Switch } from '@mantine/core';
import { Field } from '../shared/form';
import { Kbd } from '../shared/kbd';
import { setSingleLettersOff, useSingleLettersOff } from '../shared/keyboard';
import { Page } from '../shared/page';

export function Shortcuts() {
  const off = useSingleLettersOff();
  return (
    <Page title="Shortcuts" kind="form" lead={<>Press <Kbd>?</Kbd> on any page for what works there.</>}>
      <Field label="Single letters" help="Turn them off when software for speech or switches presses keys for you. Keys with Ctrl or ⌘ stay.">
        <Switch label={off ? 'Off' : 'On'} checked={!off} onChange={(event) => setSingleLettersOff(!event.currentTarget.checked)} />
      </Field>
    </Page>
  );
}
