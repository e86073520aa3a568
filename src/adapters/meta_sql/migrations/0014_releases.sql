-- Releases, by what events showed of them and by what people and pipelines announced.
CREATE TABLE releases (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  org_id BIGINT NOT NULL REFERENCES organizations (id),
  version TEXT NOT NULL,
  added BIGINT NOT NULL,
  released BIGINT NOT NULL, -- 0: nobody said so.
  started BIGINT NOT NULL, -- 0: the same.
  placed BIGINT NOT NULL, -- `released`, or else `added`: lists go by it.
  archived BIGINT NOT NULL,
  announced BIGINT NOT NULL,
  owner BIGINT NOT NULL, -- A user; 0: none.
  ref TEXT NOT NULL,
  url TEXT NOT NULL,
  user_agent TEXT NOT NULL,
  UNIQUE (org_id, version)
);
CREATE INDEX releases_by_date ON releases (org_id, placed, id);

CREATE TABLE release_projects (
  project_id BIGINT NOT NULL REFERENCES projects (id),
  release_id BIGINT NOT NULL REFERENCES releases (id),
  new_issues BIGINT NOT NULL,
  PRIMARY KEY (project_id, release_id)
);
CREATE INDEX release_projects_by_release ON release_projects (release_id);

-- What every batch changes.
CREATE TABLE release_environments (
  project_id BIGINT NOT NULL,
  release_id BIGINT NOT NULL,
  environment TEXT NOT NULL,
  events BIGINT NOT NULL, -- Lifetime: retention does not lower it.
  first_event BIGINT NOT NULL,
  last_event BIGINT NOT NULL,
  PRIMARY KEY (project_id, release_id, environment)
);

-- Where an issue was seen, and in which releases, for as long as there is the issue.
CREATE TABLE issue_environments (
  issue_id BIGINT NOT NULL REFERENCES issues (id),
  environment TEXT NOT NULL,
  first_seen BIGINT NOT NULL,
  last_seen BIGINT NOT NULL,
  first_release TEXT NOT NULL, -- Of the first event; empty when it had none.
  last_release TEXT NOT NULL, -- Of the newest event that had one.
  release_seen BIGINT NOT NULL, -- When that was.
  PRIMARY KEY (issue_id, environment)
);

-- What is known of releases so far. Which events they had is asked of the event store.
INSERT INTO releases (org_id, version, added, released, started, placed, archived, announced, owner,
  ref, url, user_agent)
SELECT p.org_id, i.first_release, MIN(i.first_seen), 0, 0, MIN(i.first_seen), 0, 0, 0, '', '', ''
FROM issues i JOIN projects p ON p.id = i.project_id WHERE i.first_release <> ''
GROUP BY p.org_id, i.first_release;
INSERT INTO release_projects (project_id, release_id, new_issues)
SELECT i.project_id, r.id, COUNT(*) FROM issues i JOIN projects p ON p.id = i.project_id
JOIN releases r ON r.org_id = p.org_id AND r.version = i.first_release
GROUP BY i.project_id, r.id;
