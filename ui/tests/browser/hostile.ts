// Stored XSS: every field of an event, and every name that people choose, holds text that wants to be more than text. On no
// page does it become an element, run, load or lead anywhere.
import type { Browser, Page } from 'playwright-core';
import { everyPage } from './addresses.ts';
import { check, run, same, Session } from './kit.ts';
import { api, sendEvents, type Site } from './site.ts';

/** Whatever reads one of them as markup makes an `x-bad`, an attribute that runs, a request, or a dialog. */
const PAYLOADS = [
  '<x-bad></x-bad><img src=/x-bad onerror=alert(1)>',
  '"><x-bad onclick=alert(1)></x-bad><svg/onload=alert(1)>',
  "</script></style></title><x-bad></x-bad><script>alert(1)</script>'",
  'javascript:alert(1)//<x-bad></x-bad>',
  '<x-bad></x-bad><iframe srcdoc="<script>parent.alert(1)</script>"></iframe>{{constructor.constructor("alert(1)")()}}',
];

/** All that an event may hold, and more, with the text in each key and value that an application chooses. */
function poisoned(bad: string): object {
  const frames = [
    { filename: bad, abs_path: bad, module: bad, package: bad, function: bad, raw_function: `${bad}!`, symbol: bad, platform: bad, in_app: true, lineno: 1, colno: 2,
      context_line: bad, pre_context: [bad, bad], post_context: [bad], vars: { [bad]: bad, deep: { [bad]: [bad, { [bad]: bad }] } }, instruction_addr: bad, trust: bad, lock: { address: bad }, source_link: bad },
    { filename: `${bad}2`, function: bad, in_app: false }, { filename: `${bad}3`, function: bad, in_app: false },
    { filename: `${bad}4`, function: bad, in_app: true, context_line: bad, vars: { [bad]: bad } },
  ];
  const stacktrace = { frames, registers: { [bad]: bad }, [bad]: bad };
  const exception = (more: object = {}) => ({ type: bad, value: bad, module: bad, thread_id: bad, stacktrace, raw_stacktrace: stacktrace,
    mechanism: { type: bad, description: bad, help_link: bad, handled: false, data: { [bad]: bad }, meta: { [bad]: bad } }, ...more });
  return {
    message: bad, logentry: { message: `${bad} %s`, formatted: bad, params: [bad, { [bad]: bad }] }, logger: bad, transaction: bad, culprit: bad, title: bad, type: bad,
    platform: bad, level: bad, release: bad, dist: bad, environment: bad, server_name: bad, fingerprint: [bad], site: bad,
    exception: { values: [exception(), exception({ type: `${bad}2` })] },
    threads: { values: [{ id: bad, name: bad, crashed: true, current: true, state: bad, stacktrace, held_locks: { [bad]: { address: bad } } }, { id: 2, name: `${bad}2`, stacktrace }] },
    stacktrace,
    template: { filename: bad, abs_path: bad, lineno: 1, context_line: bad, pre_context: [bad] },
    csp: { blocked_uri: bad, document_uri: bad, effective_directive: bad },
    breadcrumbs: { values: [{ timestamp: 1, category: bad, type: bad, level: bad, message: bad, data: { [bad]: bad, url: bad, method: bad, status_code: bad } }, { type: 'http', data: { url: bad } }] },
    tags: { [bad]: bad, ok: bad, url: bad, 'sentry:user': bad },
    user: { id: bad, email: bad, username: bad, name: bad, ip_address: bad, geo: { city: bad, country_code: bad, region: bad }, data: { [bad]: bad }, [bad]: bad },
    request: { url: bad, method: bad, query_string: [[bad, bad]], headers: [[bad, bad], ['User-Agent', bad], ['Referer', bad]], cookies: [[bad, bad]], data: { [bad]: bad }, env: { [bad]: bad }, fragment: bad },
    contexts: { [bad]: { type: bad, name: bad, version: bad, [bad]: bad }, browser: { name: bad, version: bad }, os: { name: bad, version: bad, build: bad }, device: { model: bad, family: bad },
      runtime: { name: bad, version: bad }, trace: { type: 'trace', trace_id: bad, span_id: bad, op: bad, status: bad }, app: { app_name: bad }, gpu: { name: bad }, feedback: { message: bad, contact_email: bad } },
    extra: { [bad]: bad, deep: { [bad]: [bad] } },
    modules: { [bad]: bad },
    sdk: { name: bad, version: bad, packages: [{ name: bad, version: bad }], integrations: [bad] },
    debug_meta: { images: [{ type: bad, code_file: bad, debug_file: bad, debug_id: bad, code_id: bad, arch: bad }] },
    errors: [{ type: bad, name: bad, value: bad }],
    [bad]: bad,
  };
}

/** An event that keeps its shape where the worst one loses it: known platform, an address that a link could be made of. */
const plausible = (bad: string) => ({
  ...poisoned(bad), platform: 'javascript', level: 'error', type: 'error', fingerprint: [bad, 'plausible'], environment: 'staging', release: 'shop@1.0',
  request: { url: `https://shop.example/${bad}`, method: 'GET', headers: [['Referer', `https://shop.example/?${bad}`]] },
});

/** Names that people choose. Slugs cannot hold such text: the server refuses it. */
async function poisonNames(site: Site, bad: string): Promise<void> {
  const { org, project } = site;
  const name = bad.slice(0, 50);
  await api(site, 'PUT', `organizations/${org}/`, { name });
  await api(site, 'PUT', `projects/${org}/${project}/`, { name, subjectPrefix: bad.slice(0, 40) });
  await api(site, 'POST', `projects/${org}/${project}/keys/`, { name });
  await api(site, 'POST', `organizations/${org}/discover/saved/`, { name: bad, query: bad, fields: ['title', bad], orderby: bad, yAxis: [bad] });
  const { invite_link: link } = await api(site, 'POST', `organizations/${org}/members/`, { email: 'bad@example.com', orgRole: 'member' });
  const joined = await fetch(link.replace('/accept/', '/api/0/accept-invite/'), {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name, password: 'a long enough password' }),
  });
  check(joined.ok, `nobody joins under that name: ${joined.status} ${await joined.text()}`);
}

async function renameMyself(one: Session, bad: string): Promise<void> {
  await one.page.getByRole('textbox', { name: 'Name' }).fill(bad.slice(0, 50));
  await one.button(/^Save changes/).click();
  await one.sees('Your details are saved.');
}

/** Opens everything that can be opened, as somebody who looks for the cause does. */
async function openAll(page: Page): Promise<void> {
  const body = page.locator('#stack, #own-stack, #threads, #breadcrumbs, #request, #contexts, #extra, #tags');
  for (let round = 0; round < 2; round++) {
    await body.locator('[aria-expanded=false]').evaluateAll((closed) => closed.forEach((each) => (each as HTMLElement).click()));
  }
  await page.getByRole('button', { name: 'Open', exact: true }).evaluateAll((buttons) => buttons.forEach((each) => (each as HTMLElement).click()));
}

/** What of the page came from text. */
async function found(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => [...document.querySelectorAll('*')].flatMap((element) => {
    const bad: string[] = [];
    if (/^(X-BAD|IMG|IFRAME|OBJECT|EMBED|BASE|META|MARQUEE)$/.test(element.tagName) && !document.head.contains(element)) bad.push(`<${element.tagName}>`);
    for (const { name, value } of element.attributes) {
      if (/^on|^srcdoc$|^formaction$|^action$/.test(name)) bad.push(`${element.tagName} ${name}`);
      if (/^(href|src|xlink:href)$/.test(name) && /^\s*(javascript|data|vbscript):/i.test(value)) bad.push(`${element.tagName} ${name}=${value}`);
    }
    if (element instanceof HTMLAnchorElement && element.origin !== location.origin && element.host !== 'shop.example') bad.push(`link to ${element.href}`);
    return bad;
  }));
}

await run(async (browser: Browser, site: Site) => {
  const issues = await sendEvents(site, PAYLOADS.flatMap((bad) => [poisoned(bad), plausible(bad)]));
  await poisonNames(site, PAYLOADS[0]!);
  await api(site, 'POST', `organizations/${site.org}/issues/${issues[0]}/notes/`, { text: `${PAYLOADS.join('\n')} [a](javascript:alert(1)) **<x-bad>**` });
  const one = await Session.signedIn(browser, site, '/settings/account/details/');
  // One of the pages is of an organization that does not exist.
  one.expect(404);
  const { page } = one;
  await renameMyself(one, PAYLOADS[1]!);
  const visit = async (what: string, path: string) => {
    await one.go(path);
    await page.locator('h1').first().waitFor({ state: 'attached' });
    await page.waitForLoadState('networkidle');
    same(await found(page), [], what);
  };
  for (const [name, path] of await everyPage(site, issues[0]!)) await visit(name, path);
  const read = async (issue: string, frames: string) => {
    await visit(`issue ${issue}`, `/organizations/${site.org}/issues/${issue}/?frames=${frames}`);
    await page.locator('#stack').waitFor();
    await openAll(page);
    same(await found(page), [], `issue ${issue}, opened`);
  };
  for (const issue of new Set(issues)) await read(issue, 'all');
  await read(issues[0]!, 'raw');
  check((await page.locator('body').innerText()).includes('<x-bad>'), 'the text is not shown as it was sent');
  await one.close();
});
