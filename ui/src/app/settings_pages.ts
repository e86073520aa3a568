// Which settings pages exist. An entry appears here in the same change as its page.
import { paths } from '../shared/link';

export interface SettingsPage {
  readonly title: string;
  readonly to: string;
}

export interface SettingsGroup {
  /** A slug, or "Account". */
  readonly title: string;
  readonly pages: readonly SettingsPage[];
}

/** Organization and project may be empty: then their group is left out. */
export function settingsGroups(org: string, project: string): readonly SettingsGroup[] {
  const groups: SettingsGroup[] = [];
  if (org && project) groups.push({ title: project, pages: projectPages(org, project) });
  if (org) groups.push({ title: org, pages: organizationPages(org) });
  groups.push({ title: 'Account', pages: accountPages() });
  return groups.filter((group) => group.pages.length > 0);
}

function projectPages(org: string, project: string): readonly SettingsPage[] {
  return [
    { title: 'General', to: paths.projectSettings(org, project) },
    { title: 'Keys and limits', to: paths.projectKeys(org, project) },
    { title: 'Inbound filters', to: paths.projectFilters(org, project) },
    { title: 'Discarded issues', to: paths.projectDiscarded(org, project) },
    { title: 'Security and privacy', to: paths.projectPrivacy(org, project) },
    { title: 'Issue grouping', to: paths.projectGrouping(org, project) },
    { title: 'Ownership rules', to: paths.projectOwnership(org, project) },
    { title: 'Tag links', to: paths.projectTags(org, project) },
    { title: 'Environments', to: paths.projectEnvironments(org, project) },
  ];
}

function organizationPages(org: string): readonly SettingsPage[] {
  return [
    { title: 'General', to: paths.settings(org) },
    { title: 'Members', to: paths.members(org) },
    { title: 'Teams', to: paths.teams(org) },
    { title: 'Tokens', to: paths.tokens(org) },
    { title: 'Audit log', to: paths.auditLog(org) },
  ];
}

function accountPages(): readonly SettingsPage[] {
  return [
    { title: 'Details', to: paths.account() },
    { title: 'Security', to: paths.security() },
    { title: 'Appearance', to: paths.appearance() },
    { title: 'Shortcuts', to: paths.shortcuts() },
    { title: 'API tokens', to: paths.apiTokens() },
  ];
}
