// The script of the shop's page: what its developers wrote, with the SDK as its documentation says.
import * as Sentry from '@sentry/browser';

Sentry.init({ dsn: document.documentElement.dataset.dsn, release: 'shop@1.0.0', environment: 'staging' });
Sentry.setUser({ id: '7', email: 'dee@example.com' });
Sentry.setTag('checkout', 'express');
Sentry.addBreadcrumb({ category: 'cart', message: 'added a book', level: 'info' });

function priceOf(item: string): never {
  throw new TypeError(`no price for ${item}`);
}

document.getElementById('caught')!.onclick = () => {
  try {
    priceOf('a book');
  } catch (error) {
    Sentry.captureException(error);
  }
};

document.getElementById('uncaught')!.onclick = function payNow() {
  const basket = JSON.parse('{}') as { readonly lines: { readonly total: number } };
  document.title = String(basket.lines.total);
};
