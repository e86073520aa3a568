-- Issues that became one, what left one again, and what nobody wants to hear of any more.

-- Where the ids and short ids of issues lead that were merged away.
CREATE TABLE issue_redirects (
  issue_id INTEGER PRIMARY KEY, -- No reference: it is gone.
  project_id BIGINT NOT NULL,
  short_number BIGINT NOT NULL,
  target_id BIGINT NOT NULL REFERENCES issues (id),
  UNIQUE (project_id, short_number)
);
CREATE INDEX issue_redirects_by_target ON issue_redirects (target_id);

-- Issues that left another, which still counts their former events.
CREATE TABLE issue_splits (
  issue_id INTEGER PRIMARY KEY REFERENCES issues (id),
  source_id BIGINT NOT NULL REFERENCES issues (id)
);
CREATE INDEX issue_splits_by_source ON issue_splits (source_id);

CREATE INDEX hash_overrides_by_issue ON hash_overrides (issue_id);

CREATE TABLE tombstones (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id BIGINT NOT NULL REFERENCES projects (id),
  level BIGINT NOT NULL,
  type TEXT NOT NULL,
  platform TEXT NOT NULL,
  logger TEXT NOT NULL,
  title TEXT NOT NULL,
  culprit TEXT NOT NULL,
  metadata TEXT NOT NULL,
  message TEXT NOT NULL,
  actor_id BIGINT NOT NULL, -- 0: nobody. No reference: it outlives whom it names.
  created BIGINT NOT NULL,
  last_seen BIGINT NOT NULL,
  times_seen BIGINT NOT NULL
);
CREATE INDEX tombstones_by_project ON tombstones (project_id, id);

CREATE TABLE tombstone_hashes (
  project_id BIGINT NOT NULL,
  hash TEXT NOT NULL,
  tombstone_id BIGINT NOT NULL REFERENCES tombstones (id),
  PRIMARY KEY (project_id, hash)
);
CREATE INDEX tombstone_hashes_by_tombstone ON tombstone_hashes (tombstone_id);

-- One row. The consumer reads again which hashes are discarded when it moved.
CREATE TABLE tombstone_version (
  version BIGINT NOT NULL
);
INSERT INTO tombstone_version (version) VALUES (1);
