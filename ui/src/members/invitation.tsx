// The link of an open invitation, to be handed over by hand: Picket sends no mail.
import { useState } from 'react';
import { Button } from '@mantine/core';
import { sentenceOf } from '../api/problem';
import type { MemberDetail, OrganizationDetail } from '../api/types';
import { Copy } from '../shared/copy';
import { Section } from '../shared/page';
import { toast } from '../shared/toast';
import styles from './member.module.css';

export interface InvitationProps {
  readonly member: MemberDetail;
  readonly organization: OrganizationDetail;
  /** Address of the person who looks. */
  readonly userEmail: string;
  /** Makes a new link; the old one stops working. */
  readonly onRenew: () => Promise<unknown>;
}

export function Invitation({ member, organization, userEmail, onRenew }: InvitationProps) {
  const [busy, setBusy] = useState(false);
  const own = member.inviterName === userEmail && organization.access.includes('member:invite') && organization.allowMemberInvite;
  const mayRenew = organization.access.includes('member:admin') || organization.access.includes('member:write') || own;
  const renew = async () => {
    setBusy(true);
    try {
      await onRenew();
      toast({ text: `New link for ${member.email}. The old one no longer works.` });
    } catch (error) {
      toast({ text: `The link was not renewed. ${sentenceOf(error)}`, kind: 'failed' });
    }
    setBusy(false);
  };
  const button = mayRenew && <Button onClick={() => void renew()} loading={busy}>New link</Button>;
  if (member.expired) {
    return (
      <Section title="Invitation">
        <div className={styles.invitation}><p className={styles.expired}>This invitation has expired: its link no longer works.</p>{button}</div>
      </Section>
    );
  }
  if (member.invite_link) {
    return (
      <Section title="Invitation" lead={`Give this link to ${member.email} now: it is not shown again. It works once, for whoever holds it.`}>
        <div className={styles.invitation}>
          <code className={styles.link}>{member.invite_link}</code>
          <Copy text={member.invite_link} label="Copy the invitation link" word="Copy" />
          {button}
        </div>
      </Section>
    );
  }
  return (
    <Section title="Invitation" lead="The link was shown when it was made; Picket keeps only a fingerprint of it. A new link replaces it.">
      <div className={styles.invitation}>{button || <span className="muted">Who invited, a manager or an owner can make a new one.</span>}</div>
    </Section>
  );
}
