import { Button } from '@mantine/core';
import { Copy } from '../shared/copy';
import { Icon } from '../shared/icons';
import styles from './account.module.css';

export interface RecoveryCodesProps {
  readonly codes: readonly string[];
  readonly onDone: () => void;
}

function download(codes: readonly string[]): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([`Picket recovery codes for ${window.location.host}\n\n${codes.join('\n')}\n`], { type: 'text/plain' }));
  link.download = 'picket-recovery-codes.txt';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

export function RecoveryCodes({ codes, onDone }: RecoveryCodesProps) {
  return (
    <>
      <ul className={styles.codes}>{codes.map((code) => <li key={code}>{code}</li>)}</ul>
      <p className={styles.note}>Each signs you in once in place of a code from the authenticator.</p>
      <div className={styles.actions}>
        <Button variant="ink" onClick={onDone}>I have kept them</Button>
        <Copy text={codes.join('\n')} label="Copy the recovery codes" word="Copy" />
        <Button onClick={() => download(codes)} leftSection={<Icon name="download" size={13} />}>Save as a file</Button>
      </div>
    </>
  );
}
