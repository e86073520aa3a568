-- Projects, who may see them, and the keys that SDKs write with.
CREATE TABLE projects (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  org_id BIGINT NOT NULL REFERENCES organizations (id),
  slug TEXT NOT NULL,
  name TEXT NOT NULL,
  platform TEXT NOT NULL,
  active BIGINT NOT NULL,
  allowed_domains TEXT NOT NULL, -- Joined by line feeds.
  UNIQUE (org_id, slug)
);

-- What changes with events, apart from what people change.
CREATE TABLE project_counters (
  project_id INTEGER PRIMARY KEY REFERENCES projects (id),
  next_short_number BIGINT NOT NULL,
  issue_events BIGINT NOT NULL -- Lifetime: the deletion of an issue does not lower it.
);

CREATE TABLE project_teams (
  project_id BIGINT NOT NULL REFERENCES projects (id),
  team_id BIGINT NOT NULL REFERENCES teams (id),
  PRIMARY KEY (project_id, team_id)
);

CREATE TABLE project_keys (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id BIGINT NOT NULL REFERENCES projects (id),
  public_key TEXT NOT NULL UNIQUE,
  label TEXT NOT NULL,
  active BIGINT NOT NULL
);
CREATE INDEX project_keys_by_project ON project_keys (project_id);

-- One row. The relay asks for its snapshot again when it moved.
CREATE TABLE config_version (
  version BIGINT NOT NULL
);
INSERT INTO config_version (version) VALUES (1);
