import { SegmentedControl, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { sentenceOf } from '../api/problem';
import { Field } from '../shared/form';
import { Page } from '../shared/page';
import { setComfortable, useComfortable } from '../shared/density';
import { toast } from '../shared/toast';
import { saveAccount } from './account_api';

const themes = [{ value: 'auto', label: 'As the system' }, { value: 'dark', label: 'Dark' }, { value: 'light', label: 'Light' }];
const densities = [{ value: 'compact', label: 'Compact' }, { value: 'comfortable', label: 'Comfortable' }];

export function Appearance() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const comfortable = useComfortable();
  const choose = (value: string) => {
    setColorScheme(value as MantineColorScheme);
    // Kept with the account too, for other tools that show it; this browser goes by its own.
    saveAccount({ options: { theme: value === 'auto' ? 'system' : (value as 'dark' | 'light') } })
      .catch((error: unknown) => toast({ text: `Kept in this browser only. ${sentenceOf(error)}`, kind: 'failed' }));
  };
  return (
    <Page title="Appearance" kind="form" lead="Seen at once, and kept in this browser.">
      <Field label="Theme"><SegmentedControl aria-label="Theme" data={themes} value={colorScheme} onChange={choose} /></Field>
      <Field label="Density" help="Height of the rows in the list of issues.">
        <SegmentedControl aria-label="Density" data={densities} value={comfortable ? 'comfortable' : 'compact'} onChange={(value) => setComfortable(value === 'comfortable')} />
      </Field>
    </Page>
  );
}
