import { describe, expect, it } from 'vitest';
import event from '../../tests/fixtures/event-latest.json';
import { escapeLine, fence, markdownOf } from './markdown';
import type { PicketEvent } from '../api/event_types';

const issue = {
  shortId: 'SHOP-API-2F',
  url: 'https://picket.acme.test/organizations/acme/issues/4021/',
  facts: ['error, unhandled', 'Ongoing', 'High', 'Ada Park'],
  numbers: '17 events in the last 24 hours',
  always: ['voucher SPRING (17 of 17)'],
  mostly: ['environment production (94%)'],
};
const latest = event as unknown as PicketEvent;

describe('markdownOf', () => {
  it('says what a ticket needs', () => {
    expect(markdownOf(issue, latest, { personal: false })).toBe(`## ValueError: price must be positive, got -3
[SHOP-API-2F](https://picket.acme.test/organizations/acme/issues/4021/) · error, unhandled · Ongoing · High · Ada Park
17 events in the last 24 hours

\`\`\`
ValueError: price must be positive, got -3
  shop/payments.py:21 in charge            price = -3
      raise ValueError(f"price must be positive, got {price}")
  shop/views.py:58 in checkout             total = -3, basket = \\<Basket 12\\>
      charge(total)
  django/core/handlers/base.py:197 in _get_response
\`\`\`

Before it: 11:41:08.950 warning shop.basket "discount above total"; 11:41:08.700 httplib "GET https://pay.example.test/quote" 200
Always the same: voucher SPRING (17 of 17). Mostly: environment production (94%).
Event 9f3c1d2e4b5a46788796a5b4c3d2e1f0 · trace 2f0c3a9b8d7e4f6a9c1b2d3e4f5a6b7c · POST /checkout/
`.replace('\\<Basket 12\\>', '<Basket 12>'));
  });

  it('keeps personal data out unless it is asked for', () => {
    const without = markdownOf(issue, latest, { personal: false });
    expect(without).not.toMatch(/kim@|203\.0\.113|u-77|Filtered|Mozilla/);
    const withIt = markdownOf(issue, latest, { personal: true });
    expect(withIt).toContain('203.0.113.80');
    expect(withIt).toContain('curl');
  });

  it('lets no text of an event become markup or end the code', () => {
    const evil = {
      ...latest,
      title: '<img src=x onerror=alert(1)> [a](javascript:alert(1)) @everyone\n# Heading',
      entries: [{ type: 'exception', data: { values: [{ type: '```\n# out', value: '````\nx' }] } }],
    } as PicketEvent;
    const text = markdownOf(issue, evil, { personal: false });
    expect(text.split('\n')[0]).toBe(
      String.raw`## \<img src=x onerror=alert(1)\> \[a\](javascript:alert(1)) @` + '\u200b' + String.raw`everyone ⏎ \# Heading`,
    );
    const marks = text.match(/^`{3,}$/gm)!;
    expect(marks[0]!.length).toBeGreaterThan(4);
    expect(marks[0]).toBe(marks[marks.length - 1]);
  });
});

describe('fence and escapeLine', () => {
  it('use more backticks than the content', () => {
    expect(fence('a')).toBe('```\na\n```');
    expect(fence('a ```` b').startsWith('`````\n')).toBe(true);
  });

  it('make control characters visible', () => {
    expect(escapeLine('a\u0000b\u202ec')).toBe('a�b�c');
  });
});
