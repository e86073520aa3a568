// The checker of sources finds what it is for.
import { describe, expect, it } from 'vitest';
// @ts-expect-error: a plain script
import { problemsOf } from '../tools/check_source.mjs';

const problems = (path: string, text: string): string[] => problemsOf(path, text);

describe('check_source', () => {
  it.each([
    'return <div dangerouslySetInnerHTML={{ __html: text }} />;', 'node.innerHTML = text;', 'node.outerHTML = text', 'node.insertAdjacentHTML("afterend", text)',
    'document.write(text)', 'eval(text)', 'new Function(text)', '<iframe srcdoc={text} />', '<a href="javascript:void 0">', 'await fetch(url)', 'new EventSource(url)',
    'const url = "https://example.com/x";', "color: '#ff0000'", 'color: #fff;', 'x; /* @ts-ignore */', 'const a = 1; /* TODO later */', '<a target="_blank" href={url}>',
  ])('refuses %s', (line) => expect(problems('src/issues/a.tsx', line)).toHaveLength(1));
  it.each([
    ['src/a.tsx', 'return <form onSubmit={send}><TextInput /></form>;'], ['src/a.tsx', 'return <Form onSubmit={send}><TextInput /></Form>;'],
    ['src/a.tsx', 'useLeaveQuestion(dirty); return <Form onSubmit={send} />;'],
  ])('refuses a form in %s that loses what was typed', (path, text) => expect(problems(path, text)).toHaveLength(1));
  it.each([
    ['src/a.tsx', 'useLeaveQuestion(text !== ""); return <form />;'], ['src/a.tsx', '<Form onSubmit={send}><SaveBar draft={draft} /></Form>'],
    ['src/a.tsx', '<Dialog unsaved={text !== ""}><form /></Dialog>'], ['src/a.test.tsx', '<form />'], ['src/auth/a.tsx', '<form />'],
  ])('lets a form in %s that asks: %s', (path, text) => expect(problems(path, text)).toEqual([]));
  it('reads comments for what they switch off', () => expect(problems('src/a.ts', '// @ts-ignore')).toHaveLength(1));
  it.each([
    ['src/a.ts', 'const text = node.textContent;'], ['src/a.ts', '// see https://example.com/'], ['src/a.svg.tsx', 'xmlns="http://www.w3.org/2000/svg"'],
    ['src/api/client.ts', 'return await fetch(url)'], ['src/a.test.ts', 'expect("https://example.com")'], ['src/tokens.css', '--t1: #e7ebee;'],
    ['src/a.tsx', '<a target="_blank" rel="noreferrer noopener" href={url}>'], ['src/a.ts', 'prefetch(url); refetch()'],
  ])('lets %s have %s', (path, line) => expect(problems(path, line)).toEqual([]));
});
