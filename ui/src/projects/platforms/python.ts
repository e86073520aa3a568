// Python SDK and its framework integrations.
import type { Platform, Snippet } from './types';

const install = (extra = ''): Snippet[] => [
  { where: 'Terminal', code: `pip install --upgrade ${extra ? `"sentry-sdk[${extra}]"` : 'sentry-sdk'}` },
];

const init = `import sentry_sdk

sentry_sdk.init(
    dsn="{dsn}",
    release="my-app@1.0.0",
    environment="production",
    send_default_pii=False,  # no e-mail, no IP address
)`;

const route = (where: string, code: string): Snippet[] => [{ where, code }];

export const python: Platform[] = [
  {
    id: 'python',
    name: 'Plain Python',
    family: 'python',
    install: install(),
    configure: [{ where: 'As early as possible', code: init }],
    verify: [{ where: 'After sentry_sdk.init', code: '1 / 0' }],
  },
  {
    id: 'python-django',
    name: 'Django',
    family: 'python',
    install: install('django'),
    configure: [{ where: 'Top of settings.py', code: init }],
    verify: route(
      'urls.py, then open /break/',
      `from django.urls import path

urlpatterns += [path("break/", lambda request: 1 / 0)]`,
    ),
  },
  {
    id: 'python-flask',
    name: 'Flask',
    family: 'python',
    install: install('flask'),
    configure: [{ where: 'Before the app is created', code: init }],
    verify: route(
      'Your app, then open /break',
      `@app.route("/break")
def break_on_purpose():
    1 / 0`,
    ),
  },
  {
    id: 'python-fastapi',
    name: 'FastAPI',
    family: 'python',
    install: install('fastapi'),
    configure: [{ where: 'Before the app is created', code: init }],
    verify: route(
      'Your app, then open /break',
      `@app.get("/break")
async def break_on_purpose():
    1 / 0`,
    ),
  },
  {
    id: 'python-celery',
    name: 'Celery',
    family: 'python',
    install: install('celery'),
    configure: [{ where: 'The module that defines the Celery app', code: init }],
    verify: route(
      'A task, called once with .delay()',
      `@app.task
def break_on_purpose():
    1 / 0`,
    ),
  },
];
