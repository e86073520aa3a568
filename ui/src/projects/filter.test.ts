import { describe, expect, it } from 'vitest';
import { makeProjects, makeTeams } from '../../tests/fake/organization/data';
import { countsOf, filterProjects, teamsIn, type ProjectFilter } from './filter';

const projects = makeProjects(500, makeTeams(120));
const all: ProjectFilter = { view: 'all', text: '', team: '', sort: 'name' };
const none = () => undefined;

describe('filterProjects', () => {
  it('puts starred ones first, then goes by slug', () => {
    const shown = filterProjects(projects, all, none);
    expect(shown).toHaveLength(500);
    expect(shown.slice(0, 2).map((project) => project.isBookmarked)).toEqual([true, true]);
    expect(shown.slice(2).map((project) => project.slug)).toEqual(shown.slice(2).map((project) => project.slug).sort((a, b) => a.localeCompare(b)));
  });

  it('wants every word, in slug or name', () => {
    const shown = filterProjects(projects, { ...all, text: ' API  shop ' }, none);
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.every((project) => project.slug.includes('shop') && project.slug.includes('api'))).toBe(true);
  });

  it('keeps to the view and the team together', () => {
    const mine = filterProjects(projects, { ...all, view: 'mine', team: 'backend' }, none);
    expect(mine.length).toBeGreaterThan(0);
    expect(mine.every((project) => project.isMember && project.teams.some((team) => team.slug === 'backend'))).toBe(true);
    expect(filterProjects(projects, { ...all, view: 'starred', text: 'nothing-like-it' }, none)).toEqual([]);
  });

  it('sorts by events, unknown counts last, ties by slug, and leaves the list it was given as it was', () => {
    const before = projects.map((project) => project.id);
    const events = new Map([[projects[7]!.id, 9], [projects[3]!.id, 12]]);
    const shown = filterProjects(projects, { ...all, sort: 'events' }, (project) => events.get(project.id));
    expect(shown.slice(0, 2).map((project) => project.id)).toEqual([projects[3]!.id, projects[7]!.id]);
    expect(shown[2]!.slug < shown[3]!.slug).toBe(true);
    expect(projects.map((project) => project.id)).toEqual(before);
  });
});

describe('counts and teams', () => {
  it('count each view and name each team once', () => {
    const counts = countsOf(projects);
    expect(counts).toEqual({ all: 500, starred: 2, mine: projects.filter((project) => project.isMember).length });
    const teams = teamsIn(projects);
    expect(new Set(teams).size).toBe(teams.length);
    expect(teams).toEqual([...teams].sort((a, b) => a.localeCompare(b)));
  });
});
