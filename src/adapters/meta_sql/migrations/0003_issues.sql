-- Issues and the grouping hashes that lead to them.
-- What every batch changes (issues) is kept apart from the long texts of the latest event
-- (issue_facts), so that a batch rewrites few pages.
CREATE TABLE issues (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id BIGINT NOT NULL REFERENCES projects (id),
  short_number BIGINT NOT NULL,
  status BIGINT NOT NULL,
  substatus BIGINT NOT NULL,
  priority BIGINT NOT NULL,
  level BIGINT NOT NULL,
  first_seen BIGINT NOT NULL,
  last_seen BIGINT NOT NULL,
  times_seen BIGINT NOT NULL,
  first_release TEXT NOT NULL,
  UNIQUE (project_id, short_number)
);
CREATE INDEX issues_by_last_seen ON issues (project_id, status, last_seen, id);

CREATE TABLE issue_facts (
  issue_id INTEGER PRIMARY KEY REFERENCES issues (id),
  type TEXT NOT NULL,
  platform TEXT NOT NULL,
  logger TEXT NOT NULL,
  title TEXT NOT NULL,
  culprit TEXT NOT NULL,
  metadata TEXT NOT NULL,
  message TEXT NOT NULL
);

CREATE TABLE group_hashes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id BIGINT NOT NULL REFERENCES projects (id),
  hash TEXT NOT NULL,
  issue_id BIGINT REFERENCES issues (id),
  UNIQUE (project_id, hash)
);
CREATE INDEX group_hashes_by_issue ON group_hashes (issue_id);

-- Wins over the issue that event rows carry; mirrored in the event store.
CREATE TABLE hash_overrides (
  hash_id INTEGER PRIMARY KEY REFERENCES group_hashes (id),
  issue_id BIGINT NOT NULL REFERENCES issues (id)
);
