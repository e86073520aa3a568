import { describe, expect, it } from 'vitest';
import errors from '../../tests/fixtures/errors.json';
import { ApiProblem, problemOf, sentenceOf } from './problem';

describe('problemOf', () => {
  it('takes the sentence', () => {
    expect(problemOf(403, errors['403'])).toMatchObject({ status: 403, detail: errors['403'].detail, code: '', fields: {} });
  });
  it('takes the code of a detail object', () => {
    expect(problemOf(401, errors['401_sso'])).toMatchObject({ code: 'sso-required', detail: 'Must login via SSO' });
    expect(problemOf(401, { detail: { code: 'sudo-required', extra: { username: 'ada' } } })).toMatchObject({ code: 'sudo-required', detail: 'Sign in to go on.' });
  });
  it('takes the first sentence of each field, and one of them for the whole', () => {
    const problem = problemOf(400, errors['400_fields']);
    expect(problem.fields.name).toBe('This field is required.');
    expect(problem.fields.slug).toContain('valid slug');
    expect(problem.detail).toBe('This field is required.');
  });
  it('takes nested fields by their path', () => {
    expect(problemOf(400, { options: { timezone: ['Unknown.'] } }).fields).toEqual({ 'options.timezone': 'Unknown.' });
  });
  it('puts the sentence about the whole object first', () => {
    expect(problemOf(409, { nonFieldErrors: ['A team with this slug already exists.'], slug: ['Taken.'] }).detail).toBe('A team with this slug already exists.');
  });
  it('has a sentence for what is no JSON', () => {
    expect(problemOf(502, undefined)).toMatchObject({ detail: 'Picket does not answer.', serverGone: true });
    expect(problemOf(418, [1]).detail).toBe('Picket answered with status 418.');
  });
  it('keeps the whole answer', () => expect(problemOf(403, { '2fa_required': true }).body).toEqual({ '2fa_required': true }));
  it('knows a server that is gone from one that refuses', () => {
    expect([0, 502, 503, 504].map((status) => problemOf(status, undefined).serverGone)).toEqual([true, true, true, true]);
    expect(problemOf(500, undefined).serverGone).toBe(false);
  });
});

describe('sentenceOf', () => {
  it('names an internal error by the start of its id', () => expect(sentenceOf(problemOf(500, errors['500']))).toBe('Picket reported error 0d3a7c5e.'));
  it('takes what else was thrown', () => {
    expect(sentenceOf(new ApiProblem({ status: 400, detail: 'No.' }))).toBe('No.');
    expect(sentenceOf(new Error('broken'))).toBe('broken');
    expect(sentenceOf('text')).toBe('text');
  });
});
