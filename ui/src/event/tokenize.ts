// Colours for lines of source: comments, strings, keywords. One small tokenizer for all languages, on single lines: a
// text that spans lines is coloured as if it did not, which is calm and never wrong about what is code.

export type TokenKind = 'plain' | 'comment' | 'string' | 'keyword';
export interface Token {
  kind: TokenKind;
  text: string;
}

const KEYWORDS = new Set(
  (
    'abstract as async await bool break case catch char class const continue def default defer del delete do double ' +
    'elif else end ensure enum except export extends false False final finally float fn for foreach from func fun ' +
    'function global go guard if impl implements import in init instanceof int interface internal is lambda let long ' +
    'match module mod mut namespace new nil None nonlocal not null object or and override package pass private protected ' +
    'pub public raise readonly rescue return self Self sealed static struct super switch this throw throws trait true ' +
    'True try type typeof undefined unless unsafe use using val var virtual void when where while with yield'
  ).split(' '),
);

/** Languages in which `#` starts a comment; elsewhere it is a private field, a directive or a colour. */
const HASH_FILES = /\.(py|pyx|rb|sh|bash|zsh|php|ya?ml|toml|pl|pm|r|ex|exs|cr|ps1|tf|conf|jinja2?)$/i;
const HASH_PLATFORMS = new Set(['python', 'ruby', 'php', 'perl', 'elixir', 'crystal', 'powershell']);
/** `--` starts a comment in these. */
const DASH_FILES = /\.(sql|lua|hs|elm)$/i;

export interface Language {
  comments: RegExp;
  /** `'a` is a name and `'a'` one character, as in Rust. */
  lifetimes: boolean;
}

export function languageOf(file: string, platform?: string | null): Language {
  return { comments: commentsOf(file, platform), lifetimes: /\.rs$/i.test(file) };
}

function commentsOf(file: string, platform?: string | null): RegExp {
  if (DASH_FILES.test(file)) return /--.*$/y;
  const hash = HASH_FILES.test(file) || HASH_PLATFORMS.has(platform ?? '');
  if (/\.php$/i.test(file) || platform === 'php') return /(?:\/\/|#(?!\[)).*$|\/\*.*?(?:\*\/|$)/y;
  return hash ? /#.*$/y : /\/\/.*$|\/\*.*?(?:\*\/|$)/y;
}

const STRING = /(?:[rbfuRBFU]{1,2})?(?:"""|'''|"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?|`(?:\\.|[^`\\])*`?)/y;
const CHARACTER = /'(?:\\.[^']*|[^'\\])'/y;
const WORD = /[A-Za-z_$][\w$]*/y;
const OTHER = /[^A-Za-z_$"'`#/-]+|./ys;

export function tokenize(line: string, language: Language): Token[] {
  const tokens: Token[] = [];
  const push = (kind: TokenKind, text: string) => {
    const last = tokens[tokens.length - 1];
    if (last !== undefined && last.kind === kind) last.text += text;
    else tokens.push({ kind, text });
  };
  let at = 0;
  while (at < line.length) {
    const comment = matchAt(language.comments, line, at);
    const string = comment === undefined ? stringAt(line, at, language) : undefined;
    const word = comment === undefined && string === undefined ? matchAt(WORD, line, at) : undefined;
    const text = comment ?? string ?? word ?? matchAt(OTHER, line, at) ?? line.charAt(at);
    const kind = comment !== undefined ? 'comment' : string !== undefined ? 'string' : isKeyword(word) ? 'keyword' : 'plain';
    push(kind, text);
    at += text.length;
  }
  return tokens;
}

function matchAt(pattern: RegExp, line: string, at: number): string | undefined {
  pattern.lastIndex = at;
  const found = pattern.exec(line)?.[0];
  return found === undefined || found === '' ? undefined : found;
}

function isKeyword(word: string | undefined): boolean {
  return word !== undefined && KEYWORDS.has(word);
}

/** A quote that nothing closes on its line is code (an apostrophe, a lifetime), except a triple one. */
function stringAt(line: string, at: number, language: Language): string | undefined {
  if (language.lifetimes && line.charAt(at) === "'") return matchAt(CHARACTER, line, at);
  const text = matchAt(STRING, line, at);
  if (text === undefined) return undefined;
  const quote = text.replace(/^[rbfuRBFU]{1,2}/, '');
  if (quote === '"""' || quote === "'''") {
    const end = line.indexOf(quote, at + text.length);
    return end < 0 ? line.slice(at) : line.slice(at, end + 3);
  }
  return quote.length > 1 && quote.endsWith(quote.charAt(0)) ? text : undefined;
}
