// Questions that the API client puts to the person in the middle of a call: to sign in again, or to prove who they
// are. Calls that fail together share one question, and all go on after one answer.
import { lazy, Suspense } from 'react';
import { createStore, useStore } from '../shared/store';

export type Question = 'sign-in' | 'prove';

interface Asked {
  readonly question: Question;
  readonly answer: (done: boolean) => void;
  readonly outcome: Promise<boolean>;
}

const asked = createStore<Asked | undefined>(undefined);
const dialogs = {
  'sign-in': lazy(() => import('../auth/sign_in_again')),
  prove: lazy(() => import('../auth/prove_identity')),
};

/** Resolves true when the person did what was asked, false when they closed the dialog. */
export async function ask(question: Question): Promise<boolean> {
  const open = asked.get();
  if (open?.question === question) return open.outcome;
  // One at a time: without a session there is nothing to prove.
  if (open) await open.outcome;
  let answer: (done: boolean) => void = () => {};
  const outcome = new Promise<boolean>((resolve) => {
    answer = (done) => {
      asked.set(undefined);
      resolve(done);
    };
  });
  asked.set({ question, answer, outcome });
  return outcome;
}

export function Questions() {
  const open = useStore(asked);
  if (!open) return null;
  const Shown = dialogs[open.question];
  return <Suspense><Shown onDone={open.answer} /></Suspense>;
}

export interface QuestionProps {
  readonly onDone: (done: boolean) => void;
}
