// The verdict of a check: a word and a shape, in the colour that it has everywhere.
import type { Doctor, DoctorCheck } from '../api/types';
import { Icon, type IconName } from '../shared/icons';
import styles from './admin.module.css';

type Health = DoctorCheck['health'];

const looks: Readonly<Record<Health, readonly [word: string, icon: IconName]>> = {
  ok: ['well', 'check'], warn: ['look at it', 'clock'], fail: ['act now', 'stop'],
};

export function HealthWord({ health }: { readonly health: Health }) {
  const [word, icon] = looks[health];
  return <span className={`${styles.health} ${styles[health]}`}><Icon name={icon} size={13} />{word}</span>;
}

export const findings = (doctor: Doctor): readonly DoctorCheck[] => doctor.checks.filter(({ health }) => health !== 'ok');

const order: readonly Health[] = ['fail', 'warn', 'ok'];

export function worstFirst(checks: readonly DoctorCheck[]): readonly DoctorCheck[] {
  return [...checks].sort((one, other) => order.indexOf(one.health) - order.indexOf(other.health));
}
