import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { EventText, plainText } from './event_text';

/** What applications (and people who mean harm) put into events. */
const hostile = [
  '<img src=x onerror=alert(1)>', '"><script>alert(1)</script>', 'javascript:alert(1)', '<svg/onload=alert(1)>', '{{constructor.constructor("x")()}}',
  'https://evil.test/?a=1', '</textarea><iframe src=//evil.test>', '\u202egnp.exe', '\u0000', '\u001b[31mred', 'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢', '&lt;b&gt;',
];

describe('EventText', () => {
  it.each(hostile)('shows %j as text', (text) => {
    const { container } = render(<EventText text={text} />);
    expect([...container.querySelectorAll('*')].map((each) => each.tagName).filter((tag) => tag !== 'BDI' && tag !== 'SPAN')).toEqual([]);
    expect(container.textContent).toBe(plainText(text));
  });
  it('isolates the direction of the text', () => {
    const { container } = render(<EventText text="تاريخ" />);
    expect(container.querySelector('bdi')?.getAttribute('dir')).toBe('auto');
  });
  it('makes visible what deceives', () => {
    const { container } = render(<EventText text={'a\u202eb\u2066c\u0000d\ne\tf\u007f\u200b'} />);
    expect(container.textContent).toBe('aU+202EbU+2066c␀d⏎e⇥f␡U+200B');
  });
  it('keeps lines where asked to', () => {
    const { container } = render(<pre><EventText text={'a\nb\r'} multiline /></pre>);
    expect(container.textContent).toBe('a\nb␍');
  });
  it('cuts long text and shows it all on demand', () => {
    const { container } = render(<EventText text={'x'.repeat(3_000_000)} />);
    expect(container.textContent).toHaveLength(2000 + '…show all 2.9 MiB'.length);
    fireEvent.click(screen.getByRole('button', { name: 'show all 2.9 MiB' }));
    expect(container.querySelector('pre')?.textContent).toHaveLength(3_000_000);
  });
  it('does not cut a character in two', () => {
    const { container } = render(<EventText text={`${'a'.repeat(9)}😀😀`} limit={10} />);
    expect(container.querySelector('bdi')?.textContent).toBe(`${'a'.repeat(9)}…`);
  });
  it('takes no text as none', () => {
    const { container } = render(<><EventText text={null} /><EventText text={undefined} /></>);
    expect(container.textContent).toBe('');
  });
});
