// One column in the editor: a field, or a function and an input for each of its arguments.
import { ActionIcon, NativeSelect, TextInput } from '@mantine/core';
import { Icon } from '../shared/icons';
import { COMPARISONS, functionOf, FUNCTIONS, type ColumnText, type Parameter } from './columns';
import styles from './columns_dialog.module.css';

export interface ColumnRowProps {
  /** From 1. */
  readonly number: number;
  readonly column: ColumnText;
  /** Begins the ids of the lists that inputs suggest from. */
  readonly names: string;
  readonly last: boolean;
  readonly alone: boolean;
  readonly onChange: (column: ColumnText) => void;
  readonly onMove: (step: number) => void;
  readonly onRemove: () => void;
}

const FIELD = 'field';

/** The same column under another function: what was its column before stays it. */
function turned(column: ColumnText, name: string): ColumnText {
  const subject = column.kind === 'field' ? column.name : (column.arguments[0] ?? '');
  if (name === FIELD) return { kind: 'field', name: subject };
  const parameters = functionOf(name)?.parameters ?? [];
  return { kind: 'function', name, arguments: parameters.map(({ kind, initial }) => ((kind === 'column' || kind === 'number') && subject !== '' ? subject : initial)) };
}

export function ColumnRow({ number, column, names, last, alone, onChange, onMove, onRemove }: ColumnRowProps) {
  const called = column.kind === 'field' ? FIELD : column.name;
  const known = called === FIELD || functionOf(called) !== undefined;
  return (
    <>
      <NativeSelect className={styles.kind} aria-label={`Column ${number}: what it shows`} value={called} onChange={(event) => onChange(turned(column, event.target.value))}
        data={[{ value: FIELD, label: 'Field' }, ...FUNCTIONS.map(({ name, about }) => ({ value: name, label: `${name}(): ${about}` })), ...(known ? [] : [{ value: called, label: `${called}()` }])]} />
      <div className={styles.inputs}>
        {column.kind === 'field'
          ? <TextInput className={styles.input} aria-label={`Column ${number}: field or tag`} placeholder="Field or tag" list={`${names}-fields`} value={column.name} autoComplete="off" spellCheck={false}
              onChange={(event) => onChange({ kind: 'field', name: event.target.value })} />
          : column.arguments.map((argument, at) => (
            <Argument key={at} number={number} parameter={functionOf(column.name)?.parameters[at]} value={argument} names={names}
              onChange={(value) => onChange({ ...column, arguments: column.arguments.map((each, place) => (place === at ? value : each)) })} />
          ))}
      </div>
      <span className={styles.buttons}>
        <ActionIcon aria-label={`Move column ${number} up`} disabled={number === 1} onClick={() => onMove(-1)}><Icon name="up" size={13} /></ActionIcon>
        <ActionIcon aria-label={`Move column ${number} down`} disabled={last} onClick={() => onMove(1)}><Icon name="down" size={13} /></ActionIcon>
        <ActionIcon aria-label={`Remove column ${number}`} disabled={alone} onClick={onRemove}><Icon name="close" size={13} /></ActionIcon>
      </span>
    </>
  );
}

interface ArgumentProps {
  readonly number: number;
  /** Undefined for one that no function here has: the server may know it. */
  readonly parameter: Parameter | undefined;
  readonly value: string;
  readonly names: string;
  readonly onChange: (value: string) => void;
}

function Argument({ number, parameter, value, names, onChange }: ArgumentProps) {
  const label = `Column ${number}: ${(parameter?.label ?? 'Argument').toLowerCase()}`;
  if (parameter?.kind === 'comparison') {
    return <NativeSelect className={styles.comparison} aria-label={label} value={value} data={[...COMPARISONS]} onChange={(event) => onChange(event.target.value)} />;
  }
  const list = parameter?.kind === 'column' ? `${names}-fields` : parameter?.kind === 'number' ? `${names}-numbers` : undefined;
  return (
    <TextInput className={parameter?.kind === 'share' ? styles.short : styles.input} aria-label={label} placeholder={parameter?.label} list={list} value={value} autoComplete="off" spellCheck={false}
      onChange={(event) => onChange(event.target.value)} />
  );
}
