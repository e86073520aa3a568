// The organization itself, its tokens and its audit log.
import { on, type FakeAnswer, type FakeRequest, type FakeRoute } from '../api';
import { NOW } from './data';
import { answer, bodyOf, forbidden, type FakeOrg } from './state';

const secret = 'sntrys_eyJpYXQiOjE3Nzg2NzQ0MjF9_3pYv2mX0c1bq7r8s9t0u1v2w3x4y5z6a7b8c9d0k4Qz';

function createToken(fake: FakeOrg, request: FakeRequest): FakeAnswer {
  const name = String(bodyOf(request).name ?? '').trim();
  if (!name) return answer(400, { detail: ['The name cannot be blank.'] });
  const made = {
    id: fake.nextId(), name, scopes: ['org:ci'], tokenLastCharacters: 'k4Qz', dateCreated: new Date(NOW).toISOString(), dateLastUsed: null, projectLastUsedId: null,
  };
  fake.tokens.push(made);
  return answer(201, { ...made, token: secret });
}

function auditLog(fake: FakeOrg, request: FakeRequest): FakeAnswer {
  if (!fake.org.access.includes('org:write')) return forbidden;
  const [event, actor] = [request.query.get('event'), request.query.get('actor')];
  const rows = fake.audit.filter((entry) => (!event || entry.event === event) && (!actor || ('id' in entry.actor ? entry.actor.id : undefined) === actor));
  const page = fake.page(request, rows);
  return { ...page, body: { rows: page.body, options: [...new Set(fake.audit.map((entry) => entry.event))].sort() } };
}

export function settingsRoutes(fake: FakeOrg): readonly FakeRoute[] {
  return [
    on('GET', 'organizations/{org}/', (request) => fake.versioned(request, fake.org)),
    on('PUT', 'organizations/{org}/', (request) => {
      const body = bodyOf(request);
      if (!fake.org.access.includes('org:write')) return forbidden;
      if (body.name === '') return answer(400, { name: ['This field may not be blank.'] });
      return fake.change(request, () => ({ body: Object.assign(fake.org, body) }));
    }),
    on('GET', 'organizations/{org}/org-auth-tokens/', () => ({ body: fake.tokens })),
    on('POST', 'organizations/{org}/org-auth-tokens/', (request) => createToken(fake, request)),
    on('DELETE', 'organizations/{org}/org-auth-tokens/{token}/', (_request, [, id]) => {
      fake.tokens.splice(fake.tokens.findIndex((token) => token.id === id), 1);
      return answer(204);
    }),
    on('GET', 'organizations/{org}/audit-logs/', (request) => auditLog(fake, request)),
    on('PUT', 'auth/', (request) => {
      if (bodyOf(request).password !== 'correct horse battery') return answer(403, { detail: { code: 'ignore' } });
      fake.sudo = false;
      return { body: { id: '1' } };
    }),
  ];
}
