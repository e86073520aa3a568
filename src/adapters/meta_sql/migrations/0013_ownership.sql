-- Whose code it is: the rules of projects, and what they said about issues.

CREATE TABLE project_ownership (
  project_id INTEGER PRIMARY KEY REFERENCES projects (id),
  rules TEXT NOT NULL,
  codeowners TEXT NOT NULL, -- The file as it was imported; empty: none.
  fallthrough BIGINT NOT NULL,
  auto_assignment TEXT NOT NULL,
  codeowners_sync BIGINT NOT NULL,
  created BIGINT NOT NULL,
  updated BIGINT NOT NULL,
  config_version BIGINT NOT NULL -- Of the change: who keeps compiled rules asks for later ones.
);
CREATE INDEX project_ownership_by_version ON project_ownership (config_version);

CREATE TABLE issue_ownership (
  issue_id INTEGER PRIMARY KEY REFERENCES issues (id),
  evaluated BIGINT NOT NULL
);

CREATE TABLE issue_owners (
  issue_id BIGINT NOT NULL REFERENCES issues (id),
  place BIGINT NOT NULL, -- The best first, from 0.
  kind BIGINT NOT NULL,
  user_id BIGINT NOT NULL, -- This or the next is 0. No references: they go without asking.
  team_id BIGINT NOT NULL,
  rule TEXT NOT NULL,
  PRIMARY KEY (issue_id, place)
);
CREATE INDEX issue_owners_by_user ON issue_owners (user_id, issue_id) WHERE user_id <> 0;
CREATE INDEX issue_owners_by_team ON issue_owners (team_id, issue_id) WHERE team_id <> 0;
