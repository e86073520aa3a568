-- What people do to issues.

ALTER TABLE issues ADD COLUMN initial_priority BIGINT NOT NULL DEFAULT 0;
ALTER TABLE issues ADD COLUMN priority_locked BIGINT NOT NULL DEFAULT 0; -- 0: nobody set it.
ALTER TABLE issues ADD COLUMN active BIGINT NOT NULL DEFAULT 0; -- Since when it is unresolved, or was.
ALTER TABLE issues ADD COLUMN resolved BIGINT NOT NULL DEFAULT 0; -- 0: it is not.
-- No references: users and teams go without asking the issues.
ALTER TABLE issues ADD COLUMN assigned_user BIGINT NOT NULL DEFAULT 0;
ALTER TABLE issues ADD COLUMN assigned_team BIGINT NOT NULL DEFAULT 0;
ALTER TABLE issues ADD COLUMN comments BIGINT NOT NULL DEFAULT 0;
ALTER TABLE issues ADD COLUMN share_id TEXT NOT NULL DEFAULT ''; -- Empty: not shared.
UPDATE issues SET initial_priority = priority, active = first_seen;
CREATE UNIQUE INDEX issues_by_share ON issues (share_id) WHERE share_id <> '';
CREATE INDEX issues_in_deletion ON issues (id) WHERE status = 3;

CREATE TABLE issue_activities (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  issue_id BIGINT NOT NULL REFERENCES issues (id),
  type TEXT NOT NULL,
  actor_id BIGINT NOT NULL, -- 0: nobody. No reference: a story outlives whom it names.
  created BIGINT NOT NULL,
  data TEXT NOT NULL
);
CREATE INDEX issue_activities_by_issue ON issue_activities (issue_id, id);

CREATE TABLE issue_marks (
  issue_id BIGINT NOT NULL REFERENCES issues (id),
  user_id BIGINT NOT NULL,
  seen BIGINT NOT NULL, -- 0: never.
  bookmarked BIGINT NOT NULL,
  following BIGINT NOT NULL,
  reason BIGINT NOT NULL,
  PRIMARY KEY (issue_id, user_id)
);
CREATE INDEX issue_marks_bookmarked ON issue_marks (user_id, issue_id) WHERE bookmarked = 1;

-- One row. The consumer forgets which hash leads where when it moved.
CREATE TABLE hash_version (
  version BIGINT NOT NULL
);
INSERT INTO hash_version (version) VALUES (1);
