// A piece of code to copy, with the place where it belongs.
import { Copy } from '../shared/copy';
import type { Snippet as SnippetData } from './platforms';
import { fillSnippet } from './platforms';
import styles from './snippet.module.css';

export function Snippet({ snippet, dsn }: { readonly snippet: SnippetData; readonly dsn: string }) {
  return <CodeBox where={snippet.where} code={fillSnippet(snippet.code, dsn)} />;
}

export function CodeBox({ where, code }: { readonly where: string; readonly code: string }) {
  return (
    <figure className={styles.figure}>
      <figcaption>{where}</figcaption>
      <div className={styles.box}>
        <pre tabIndex={0} aria-label={where}><code>{code}</code></pre>
        <Copy text={code} label={`Copy: ${where}`} />
      </div>
    </figure>
  );
}
