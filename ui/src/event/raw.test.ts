import { describe, expect, it } from 'vitest';
import { rawException, rawStacktrace } from './raw';

describe('rawStacktrace', () => {
  it('prints Python as Python does, the oldest call first', () => {
    const exception = {
      type: 'ValueError',
      value: 'got -3',
      stacktrace: {
        frames: [
          { filename: 'a.py', lineNo: 3, function: 'main' },
          { filename: 'b.py', lineNo: 9, function: 'charge', context: [[9, '    raise ValueError()']] as [number, string][] },
        ],
      },
    };
    expect(rawException(exception, 'python')).toBe(
      [
        'Traceback (most recent call last):',
        '  File "a.py", line 3, in main',
        '  File "b.py", line 9, in charge',
        '    raise ValueError()',
        'ValueError: got -3',
      ].join('\n'),
    );
  });

  it('prints Java, JavaScript and native frames, the newest first', () => {
    const java = { frames: [{ module: 'com.acme.Main', function: 'main', filename: 'Main.java', lineNo: 5 }, { module: 'com.acme.Pay', function: 'charge' }] };
    expect(rawStacktrace(java, 'java')).toBe('    at com.acme.Pay.charge(Unknown Source)\n    at com.acme.Main.main(Main.java:5)');
    const js = { frames: [{ filename: 'a.js', absPath: 'https://x/a.js', lineNo: 1, colNo: 2 }, { function: 'f', filename: 'a.js', lineNo: 3 }] };
    expect(rawStacktrace(js, 'javascript')).toBe('    at f (a.js:3)\n    at https://x/a.js:1:2');
    const native = { frames: [{ instructionAddr: '0x0a', package: '/lib/libc.so', function: 'abort' }, { instructionAddr: '0x0b' }] };
    expect(rawStacktrace(native, 'native')).toBe(
      '0                            0x0b <unknown>\n1   libc.so                  0x0a abort',
    );
    expect(rawStacktrace({ frames: [{ filename: 'x.cr', lineNo: 1, colNo: 4 }] }, 'crystal')).toBe('    ? at x.cr:1:4');
  });

  it('prefers what the SDK sent over what was made of it', () => {
    const exception = {
      type: 'Error',
      rawType: 'e',
      stacktrace: { frames: [{ function: 'charge', filename: 'pay.ts' }] },
      rawStacktrace: { frames: [{ function: 'a', filename: 'x.js' }] },
    };
    expect(rawException(exception, 'javascript')).toBe('e\n    at a (x.js)');
  });

  it('says what was left out, and is empty without frames', () => {
    expect(rawStacktrace({ frames: [{ function: 'f' }], framesOmitted: [1, 40] }, 'go')).toContain('frames 2 to 40 left out');
    expect(rawStacktrace(null, 'python')).toBe('');
    expect(rawException({}, 'go')).toBe('');
  });
});
