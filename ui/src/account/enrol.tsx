import { useState, type FormEvent } from 'react';
import { Button, TextInput } from '@mantine/core';
import { sentenceOf, ApiProblem } from '../api/problem';
import { Copy } from '../shared/copy';
import { finishEnrolment, type Enrolment } from './account_api';
import { QrCode } from './qr_code';
import styles from './account.module.css';

export interface EnrolProps {
  readonly enrolment: Enrolment;
  readonly onCodes: (codes: readonly string[]) => void;
  readonly onCancel: () => void;
}

/** In groups of four, as authenticators show it. */
function grouped(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, '$1 ');
}

export function Enrol({ enrolment, onCodes, onCancel }: EnrolProps) {
  const [otp, setOtp] = useState('');
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      onCodes((await finishEnrolment(otp.replace(/\s/g, ''))).codes);
    } catch (error) {
      setProblem((error instanceof ApiProblem && error.fields.otp) || sentenceOf(error));
      setBusy(false);
    }
  };
  return (
    <form onSubmit={submit} className={styles.enrol} noValidate>
      <QrCode text={enrolment.qrcode} label="QR code for the authenticator" />
      <ol>
        <li>Scan the picture with an authenticator, or type the secret into it.
          <span className={styles.secret}><code>{grouped(enrolment.secret)}</code><Copy text={enrolment.secret} label="Copy the secret" /></span>
        </li>
        <li>
          <TextInput label="Type the code it shows" inputMode="numeric" autoComplete="one-time-code" value={otp} error={problem} w={180} classNames={{ wrapper: styles.code }} onChange={(event) => setOtp(event.target.value)} />
          <div className={styles.actions}>
            <Button type="submit" variant="ink" loading={busy} disabled={otp.replace(/\s/g, '').length < 6}>Turn it on</Button>
            <Button variant="subtle" onClick={onCancel}>Cancel</Button>
          </div>
        </li>
      </ol>
    </form>
  );
}
