// A piece of code to copy, with the place where it belongs.
import { Fragment } from 'react';
import { languageOf, tokenize } from '../event/tokenize';
import { Copy } from '../shared/copy';
import { fillSnippet, type Platform, type Snippet as SnippetData } from './platforms';
import styles from './snippet.module.css';

interface SnippetProps {
  readonly snippet: SnippetData;
  readonly platform: Platform;
  readonly dsn: string;
}

export function Snippet({ snippet, platform, dsn }: SnippetProps) {
  return <CodeBox where={snippet.where} code={fillSnippet(snippet.code, dsn)} platform={platform.id} />;
}

interface CodeBoxProps {
  readonly where: string;
  readonly code: string;
  /** Colours comments, strings and keywords as that platform writes them; without it the code is plain. */
  readonly platform?: string;
}

export function CodeBox({ where, code, platform }: CodeBoxProps) {
  return (
    <figure className={styles.figure}>
      <figcaption>{where}</figcaption>
      <div className={styles.box}>
        <pre tabIndex={0} aria-label={where}><code>{platform === undefined ? code : <Coloured code={code} platform={platform} />}</code></pre>
        <Copy text={code} label={`Copy: ${where}`} />
      </div>
    </figure>
  );
}

function Coloured({ code, platform }: { readonly code: string; readonly platform: string }) {
  const language = languageOf(platform === 'rust' ? 'main.rs' : '', platform.split('-')[0]);
  return code.split('\n').map((line, at) => (
    <Fragment key={at}>
      {at > 0 && '\n'}
      {tokenize(line, language).map((token, index) => (
        token.kind === 'plain' ? token.text : <span key={index} className={styles[token.kind]}>{token.text}</span>
      ))}
    </Fragment>
  ));
}
