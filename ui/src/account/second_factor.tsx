// The authenticator: enrol with a picture or by hand, recovery codes once, renew them, take it away.
import { useState } from 'react';
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { sentenceOf } from '../api/problem';
import { meQuery } from '../api/queries';
import { Confirm } from '../shared/dialog';
import { counted } from '../shared/format';
import { Icon } from '../shared/icons';
import { Section } from '../shared/page';
import { Skeleton } from '../shared/skeleton';
import { Failed } from '../shared/state';
import { Time } from '../shared/time';
import { toast } from '../shared/toast';
import { factorsQuery, removeFactor, renewRecoveryCodes, startEnrolment, type Enrolment, type Factor } from './account_api';
import { Enrol } from './enrol';
import { RecoveryCodes } from './recovery_codes';
import styles from './account.module.css';

export function SecondFactor() {
  const { data, error, refetch } = useQuery(factorsQuery);
  const queryClient = useQueryClient();
  const [codes, setCodes] = useState<readonly string[]>();
  const renewed = () => Promise.all([
    queryClient.invalidateQueries({ queryKey: factorsQuery.queryKey }), queryClient.invalidateQueries({ queryKey: meQuery.queryKey }),
  ]);
  if (error) return <Section title="Second factor"><Failed what="The second factor" error={error} retry={() => void refetch()} /></Section>;
  if (!data) return <Section title="Second factor"><Skeleton rows={2} height={40} /></Section>;
  const totp = data.find((factor) => factor.id === 'totp');
  const recovery = data.find((factor) => factor.id === 'recovery');
  if (codes) {
    return (
      <Section title="Recovery codes" lead="Keep them where you find them without your phone. They are shown this once.">
        <RecoveryCodes codes={codes} onDone={() => { setCodes(undefined); void renewed(); }} />
      </Section>
    );
  }
  return totp?.isEnrolled
    ? <Enrolled totp={totp} recovery={recovery} onCodes={setCodes} onRemoved={() => void renewed()} />
    : <NotEnrolled onCodes={setCodes} />;
}

function NotEnrolled({ onCodes }: { readonly onCodes: (codes: readonly string[]) => void }) {
  const [enrolment, setEnrolment] = useState<Enrolment>();
  const [busy, setBusy] = useState(false);
  const start = async () => {
    setBusy(true);
    try {
      setEnrolment(await startEnrolment());
    } catch (error) {
      toast({ text: sentenceOf(error), kind: 'failed' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Section title="Second factor" lead="With an authenticator on your phone, a stolen password is not enough to sign in."
      actions={!enrolment && <Button onClick={() => void start()} loading={busy}>Set up an authenticator</Button>}>
      {enrolment && <Enrol enrolment={enrolment} onCodes={onCodes} onCancel={() => setEnrolment(undefined)} />}
    </Section>
  );
}

interface EnrolledProps {
  readonly totp: Factor;
  readonly recovery: Factor | undefined;
  readonly onCodes: (codes: readonly string[]) => void;
  readonly onRemoved: () => void;
}

function Enrolled({ totp, recovery, onCodes, onRemoved }: EnrolledProps) {
  const [asking, setAsking] = useState<'remove' | 'renew'>();
  const close = () => setAsking(undefined);
  const remove = async () => {
    await removeFactor(totp.authId ?? totp.id);
    onRemoved();
    toast({ text: 'The authenticator is removed. All other sessions are signed out.' });
  };
  return (
    <Section title="Second factor">
      <div className={styles.line}>
        <p><span className={styles.ok}><Icon name="check" size={13} /> Authenticator</span>, set up <Time at={totp.createdAt} as="ago" />, used <Time at={totp.lastUsedAt} as="ago" none="not yet" />.</p>
        <Button variant="danger" onClick={() => setAsking('remove')}>Remove</Button>
      </div>
      {recovery?.authId && (
        <div className={styles.line}>
          <p>
            {recovery.codesLeft === undefined ? 'Recovery codes' : `${counted(recovery.codesLeft, 'recovery code')} left`}, made{' '}
            <Time at={recovery.createdAt} as="ago" />.
          </p>
          <Button onClick={() => setAsking('renew')}>Make new ones</Button>
        </div>
      )}
      {asking === 'remove' && (
        <Confirm title="Remove the authenticator?" action="Remove" danger onConfirm={remove} onClose={close}>
          Then the password alone signs you in. Recovery codes stop working.
        </Confirm>
      )}
      {asking === 'renew' && recovery?.authId && (
        <Confirm title="Make new recovery codes?" action="Make new codes" onClose={close}
          onConfirm={async () => onCodes((await renewRecoveryCodes(recovery.authId!)).codes)}>
          The codes you have stop working.
        </Confirm>
      )}
    </Section>
  );
}
