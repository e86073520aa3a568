-- What people see and change of projects and keys, and what the events of a project showed.

ALTER TABLE projects ADD COLUMN created BIGINT NOT NULL DEFAULT 0;
ALTER TABLE projects ADD COLUMN settings TEXT NOT NULL DEFAULT '{}';
ALTER TABLE projects ADD COLUMN deleted BIGINT NOT NULL DEFAULT 0;
ALTER TABLE projects ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
UPDATE projects SET created = (SELECT o.created FROM organizations o WHERE o.id = projects.org_id);

ALTER TABLE project_keys ADD COLUMN secret TEXT NOT NULL DEFAULT '';
ALTER TABLE project_keys ADD COLUMN created BIGINT NOT NULL DEFAULT 0;
ALTER TABLE project_keys ADD COLUMN limit_count BIGINT NOT NULL DEFAULT 0;
ALTER TABLE project_keys ADD COLUMN limit_window BIGINT NOT NULL DEFAULT 0; -- Seconds.
ALTER TABLE project_keys ADD COLUMN settings TEXT NOT NULL DEFAULT '{}';
ALTER TABLE project_keys ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
UPDATE project_keys
SET created = (SELECT p.created FROM projects p WHERE p.id = project_keys.project_id);

ALTER TABLE project_counters ADD COLUMN first_event BIGINT; -- NULL: none yet.
UPDATE project_counters SET first_event = (
  SELECT MIN(i.first_seen) FROM issues i WHERE i.project_id = project_counters.project_id);

-- A slug that a project once had, unless another has it now.
CREATE TABLE project_redirects (
  org_id BIGINT NOT NULL REFERENCES organizations (id),
  slug TEXT NOT NULL,
  project_id BIGINT NOT NULL REFERENCES projects (id),
  PRIMARY KEY (org_id, slug)
);

CREATE TABLE project_bookmarks (
  user_id BIGINT NOT NULL REFERENCES users (id),
  project_id BIGINT NOT NULL REFERENCES projects (id),
  PRIMARY KEY (user_id, project_id)
);

CREATE TABLE project_environments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id BIGINT NOT NULL REFERENCES projects (id),
  name TEXT NOT NULL,
  hidden BIGINT NOT NULL,
  UNIQUE (project_id, name)
);

CREATE TABLE project_platforms (
  project_id BIGINT NOT NULL REFERENCES projects (id),
  platform TEXT NOT NULL,
  PRIMARY KEY (project_id, platform)
);
INSERT INTO project_platforms (project_id, platform)
SELECT DISTINCT i.project_id, f.platform FROM issues i JOIN issue_facts f ON f.issue_id = i.id
WHERE f.platform <> '';
