-- The ledger, and what makes the effects of a batch happen once.

-- No references: an item may name a project that does not exist.
CREATE TABLE outcomes (
  minute BIGINT NOT NULL,
  org_id BIGINT NOT NULL,
  project_id BIGINT NOT NULL,
  key_id BIGINT NOT NULL,
  category BIGINT NOT NULL,
  outcome BIGINT NOT NULL,
  reason TEXT NOT NULL,
  quantity BIGINT NOT NULL,
  PRIMARY KEY (minute, org_id, project_id, key_id, category, outcome, reason)
);

CREATE TABLE batches (
  consumer_group TEXT NOT NULL,
  topic TEXT NOT NULL,
  partition_index BIGINT NOT NULL,
  next_offset BIGINT NOT NULL,
  event_rows BLOB, -- NULL: there were none.
  PRIMARY KEY (consumer_group, topic, partition_index)
);

CREATE TABLE dead_letters (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  topic TEXT NOT NULL,
  partition_index BIGINT NOT NULL,
  log_offset BIGINT NOT NULL,
  project_id BIGINT NOT NULL, -- 0: could not be read so far.
  reason TEXT NOT NULL,
  detail TEXT NOT NULL,
  message BLOB,
  created BIGINT NOT NULL,
  replayed BIGINT -- NULL: open.
);
