// What no source of the web app may do. TypeScript checks types; this checks what would be a hole or a leak.
//
// usage: node tools/check_source.mjs
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** `only`: the files or folders that may. `tests`: also refused in tests. `comments`: also refused in comments. */
export const rules = [
  { pattern: /dangerouslySetInnerHTML|\b(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write\b|createContextualFragment|\bDOMParser\b/, why: 'text is shown as text, never read as markup', tests: false },
  { pattern: /\beval\s*\(|\bnew\s+Function\b|\bsrcdoc\b|\bjavascript:/, why: 'nothing is run that was not built', tests: false },
  { pattern: /\bfetch\s*\(|\bXMLHttpRequest\b|\bnew\s+WebSocket\b|\bEventSource\b|sendBeacon/, why: 'the client in src/api talks to the server', only: ['src/api/client.ts', 'src/projects/first_event.ts'], tests: false },
  { pattern: /['"`]https?:\/\/(?!www\.w3\.org\/)/, why: 'no request goes to another server; an example address belongs in a comment, a test or an install guide', only: ['src/projects/platforms/'], tests: false },
  { pattern: /#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b(?=['";\s])/, why: 'colours are tokens', only: ['src/tokens.css', 'src/app/theme.tsx', 'src/account/qr_code.tsx'], tests: false },
  { pattern: /@ts-(?:ignore|nocheck)|eslint-disable/, why: 'the checks hold for all', tests: true, comments: true },
  { pattern: /\bTODO\b|\bFIXME\b/, why: 'what is not done is an issue', tests: true, comments: true },
  { pattern: /target=["']_blank["'](?![^>]*rel=["'][^"']*noopener)/, why: 'a page that is opened must not reach the one that opened it', tests: false },
];

/** What a file that has the pattern must have, too. */
export const wants = [
  {
    pattern: /<form\b/, needs: /\buseLeaveQuestion\(|<SaveBar\b|\bunsaved=/, why: 'a form asks before what was typed is lost: useLeaveQuestion, SaveBar, or `unsaved` of its Dialog',
    // Nothing of one's own is typed there: searches, choices, words to confirm by, and what proves who somebody is.
    except: ['src/shared/form.tsx', 'src/shared/dialog.tsx', 'src/shared/search_field.tsx', 'src/app/time_picker.tsx', 'src/issue/event_search.tsx', 'src/issue/attachments_page.tsx', 'src/account/enrol.tsx', 'src/auth/'],
  },
  { pattern: /<Form\b/, needs: /<SaveBar\b/, why: 'a form of settings has the bar that says what is unsaved', except: ['src/shared/form.tsx'] },
];

const isListed = (path, list) => list?.some((each) => path === each || (each.endsWith('/') && path.startsWith(each)));
const isTest = (path) => /\.test\.tsx?$|\/testdata\//.test(path);

/** The broken rules of one file, as sentences. */
export function problemsOf(path, text) {
  const problems = [];
  for (const [index, line] of text.split('\n').entries()) {
    const code = line.replace(/^\s*(?:\/\/|\*|\/\*).*$/, '').replace(/\s\/\/ .*$/, '');
    for (const rule of rules) {
      if (isTest(path) && !rule.tests) continue;
      if (isListed(path, rule.only)) continue;
      if (rule.pattern.test(rule.comments ? line : code)) problems.push(`${path}:${index + 1}: ${rule.why}\n    ${line.trim()}`);
    }
  }
  for (const rule of wants) {
    if (!isTest(path) && !isListed(path, rule.except) && rule.pattern.test(text) && !rule.needs.test(text)) problems.push(`${path}: ${rule.why}`);
  }
  return problems;
}

function main() {
  const root = join(import.meta.dirname, '..');
  const paths = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(tsx?|css)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
  const problems = paths.flatMap((path) => problemsOf(path, readFileSync(join(root, path), 'utf8')));
  for (const problem of problems) console.log(problem);
  console.log(`${paths.length} files, ${problems.length} problems`);
  process.exitCode = problems.length ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
