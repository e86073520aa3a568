// Which event the preview scrubs: the newest, one by its id, or one that was pasted.
import { useState } from 'react';
import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { get } from '../../../api/client';
import { projectPath } from '../../../projects/queries';
import styles from './privacy.module.css';

interface ListedEvent {
  readonly eventID: string;
}

/** Null: the project has no event. */
export const newestEventQuery = (org: string, slug: string) => queryOptions({
  queryKey: ['project-newest-event', org, slug],
  staleTime: 30_000,
  queryFn: async ({ signal }) => (await get<ListedEvent[]>(`${projectPath(org, slug)}events/`, { per_page: 1 }, signal))[0]?.eventID ?? null,
});

export type Source = 'newest' | 'id' | 'pasted';

/** What the preview is asked to scrub, as its route takes it; `problem` says why it cannot be asked. */
export interface Sample {
  readonly asked: { readonly eventId: string } | { readonly event: object } | undefined;
  readonly problem?: string;
}

const eventId = /^[0-9a-f]{32}$/;

/** An event id, with or without its dashes. */
export function sampleById(text: string): Sample {
  const id = text.trim().replaceAll('-', '').toLowerCase();
  if (id === '') return { asked: undefined };
  return eventId.test(id) ? { asked: { eventId: id } } : { asked: undefined, problem: 'An event id has 32 digits of 0–9 and a–f.' };
}

export function sampleByText(text: string): Sample {
  if (text.trim() === '') return { asked: undefined };
  try {
    const event: unknown = JSON.parse(text);
    if (typeof event === 'object' && event !== null && !Array.isArray(event)) return { asked: { event } };
    return { asked: undefined, problem: 'An event is a JSON object: {"message": "…"}' };
  } catch (error) {
    return { asked: undefined, problem: `This is not JSON. ${error instanceof Error ? error.message : ''}` };
  }
}

export interface SampleChoice {
  readonly source: Source;
  readonly id: string;
  readonly text: string;
}

export interface ChosenSample extends Sample {
  readonly choice: SampleChoice;
  readonly change: (change: Partial<SampleChoice>) => void;
  /** The project has no event to take the newest of. */
  readonly none: boolean;
}

export function useSample(org: string, slug: string, enabled: boolean): ChosenSample {
  const [choice, setChoice] = useState<SampleChoice>({ source: 'newest', id: '', text: '' });
  const newest = useQuery({ ...newestEventQuery(org, slug), enabled });
  const change = (given: Partial<SampleChoice>) => setChoice((before) => ({ ...before, ...given }));
  const sample = choice.source === 'id' ? sampleById(choice.id) : choice.source === 'pasted' ? sampleByText(choice.text)
    : { asked: newest.data ? { eventId: newest.data } : undefined };
  return { ...sample, choice, change, none: choice.source === 'newest' && newest.data === null };
}

const sources = [
  { value: 'newest', label: 'The newest event' }, { value: 'id', label: 'An event by its id' }, { value: 'pasted', label: 'An event that I paste' },
];

export function SampleFields({ sample }: { readonly sample: ChosenSample }) {
  const { choice, change, problem } = sample;
  return (
    <div className={styles.sample}>
      <NativeSelect label="Try on" value={choice.source} data={sources} onChange={(event) => change({ source: event.currentTarget.value as Source })} />
      {choice.source === 'id' && (
        <TextInput label="Event id" value={choice.id} error={problem} spellCheck={false} autoComplete="off" placeholder="9f3c1d2e4b5a46788796a5b4c3d2e1f0"
          onChange={(event) => change({ id: event.currentTarget.value })} />
      )}
      {choice.source === 'pasted' && (
        <Textarea label="Event" description="As its JSON page shows it, or as an SDK sends it." rows={6} value={choice.text} error={problem} spellCheck={false}
          placeholder='{"extra": {"note": "bo.lind@example.com"}}' classNames={{ input: styles.json }} onChange={(event) => change({ text: event.currentTarget.value })} />
      )}
    </div>
  );
}
