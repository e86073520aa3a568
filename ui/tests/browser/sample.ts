// An event with something in each part that a page shows.

const frame = (file: string, line: number, name: string, app: boolean, more: object = {}) =>
  ({ filename: file, lineno: line, function: name, in_app: app, ...more });

/** A failed payment: a cause, four frames of a framework and two of the application. */
export function payment(price: number, more: object = {}): object {
  const now = Date.now() / 1000;
  return {
    level: 'error', environment: 'production', release: 'shop@2.4.1', server_name: 'web-3', transaction: 'POST /checkout/',
    tags: { voucher: 'SPRING', region: 'eu' },
    user: { id: '42', email: 'cy@example.com', username: 'cy', ip_address: '203.0.113.9' },
    request: {
      url: 'https://shop.example/checkout/', method: 'POST', query_string: 'step=3', data: { amount: price },
      headers: [['User-Agent', 'Firefox/138'], ['Accept', 'text/html']], cookies: { theme: 'dark' },
    },
    contexts: { runtime: { name: 'CPython', version: '3.11.2' }, os: { name: 'Debian', version: '12' } },
    extra: { cart_size: 3 },
    modules: { django: '4.2.1' },
    breadcrumbs: { values: [
      { timestamp: now - 5, category: 'shop.basket', message: 'discount above total', level: 'warning' },
      { timestamp: now - 2, category: 'httplib', type: 'http', data: { url: 'https://risk.example/score', method: 'POST', status_code: 503 } },
    ] },
    exception: { values: [cause, raised(price)] },
    ...more,
  };
}

const cause = {
  type: 'KeyError', value: "'price'",
  stacktrace: { frames: [frame('shop/basket.py', 7, 'look_up', true, { context_line: "    return row['price']" })] },
};

const raised = (price: number) => ({
  type: 'ValueError', value: 'price must be positive', module: 'builtins', mechanism: { type: 'django', handled: false },
  stacktrace: { frames: [
    frame('django/base.py', 181, '_get_response', false), frame('django/views.py', 103, 'view', false),
    frame('django/decorators.py', 55, 'wrapper', false), frame('django/csrf.py', 12, 'inner', false),
    frame('shop/views.py', 58, 'checkout', true, { context_line: '    charge(total)' }),
    frame('shop/payments.py', 21, 'charge', true, {
      pre_context: ['def charge(price):', '    if price <= 0:'], context_line: '        raise ValueError("price must be positive")',
      post_context: ['    pay(price)'], vars: { price },
    }),
  ] },
});
