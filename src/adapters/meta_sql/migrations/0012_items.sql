-- Items besides error events: attachments, user reports, transactions, sessions, check-ins.

-- No references: an item comes with its event or without it, and its project may be on its way out.
CREATE TABLE attachments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id BIGINT NOT NULL,
  event_id TEXT NOT NULL,
  type BIGINT NOT NULL,
  name TEXT NOT NULL,
  content_type TEXT NOT NULL,
  size BIGINT NOT NULL,
  sha1 TEXT NOT NULL,
  pieces BLOB, -- 20 bytes each: container, offset, size. NULL: it is empty.
  received BIGINT NOT NULL,
  UNIQUE (project_id, event_id, name, type, sha1)
);
CREATE INDEX attachments_by_reception ON attachments (received);

CREATE TABLE user_reports (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id BIGINT NOT NULL,
  event_id TEXT NOT NULL, -- The event that it is about.
  feedback_id TEXT NOT NULL, -- Its own event id, empty for a plain report.
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  comments TEXT NOT NULL,
  url TEXT NOT NULL,
  received BIGINT NOT NULL,
  blob_container BIGINT NOT NULL, -- All three 0: nothing but these columns.
  blob_offset BIGINT NOT NULL,
  blob_size BIGINT NOT NULL,
  UNIQUE (project_id, event_id, feedback_id)
);
CREATE INDEX user_reports_by_reception ON user_reports (received);

CREATE TABLE transactions (
  project_id BIGINT NOT NULL,
  event_id TEXT NOT NULL,
  happened BIGINT NOT NULL,
  duration_us BIGINT NOT NULL,
  received BIGINT NOT NULL,
  name TEXT NOT NULL,
  op TEXT NOT NULL,
  release TEXT NOT NULL,
  environment TEXT NOT NULL,
  trace_id TEXT NOT NULL,
  blob_container BIGINT NOT NULL,
  blob_offset BIGINT NOT NULL,
  blob_size BIGINT NOT NULL,
  json_size BIGINT NOT NULL,
  PRIMARY KEY (project_id, event_id)
);
CREATE INDEX transactions_by_reception ON transactions (received);

CREATE TABLE span_containers (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id BIGINT NOT NULL,
  received BIGINT NOT NULL,
  trace_id TEXT NOT NULL, -- Of the first span.
  spans BIGINT NOT NULL,
  blob_container BIGINT NOT NULL,
  blob_offset BIGINT NOT NULL,
  blob_size BIGINT NOT NULL,
  json_size BIGINT NOT NULL
);
CREATE INDEX span_containers_by_reception ON span_containers (received);
CREATE INDEX span_containers_by_project ON span_containers (project_id, trace_id);

CREATE TABLE session_counts (
  project_id BIGINT NOT NULL,
  hour BIGINT NOT NULL, -- In which the sessions began.
  release TEXT NOT NULL,
  environment TEXT NOT NULL,
  started BIGINT NOT NULL,
  errored BIGINT NOT NULL, -- With any problem: crashed, abnormal and unhandled ones too.
  crashed BIGINT NOT NULL,
  abnormal BIGINT NOT NULL,
  unhandled BIGINT NOT NULL,
  PRIMARY KEY (project_id, hour, release, environment)
);
CREATE INDEX session_counts_by_hour ON session_counts (hour);

-- Sessions that had a problem: each counts once, however often it is updated.
CREATE TABLE session_marks (
  project_id BIGINT NOT NULL,
  session_id TEXT NOT NULL,
  hour BIGINT NOT NULL,
  problems BIGINT NOT NULL,
  PRIMARY KEY (project_id, session_id)
);
CREATE INDEX session_marks_by_hour ON session_marks (hour);

CREATE TABLE monitors (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id BIGINT NOT NULL,
  slug TEXT NOT NULL,
  config TEXT NOT NULL, -- JSON as the SDK sent it; {} when it sent none.
  created BIGINT NOT NULL,
  UNIQUE (project_id, slug)
);

CREATE TABLE monitor_environments (
  monitor_id BIGINT NOT NULL REFERENCES monitors (id),
  environment TEXT NOT NULL,
  status BIGINT NOT NULL,
  last_check_in BIGINT NOT NULL,
  PRIMARY KEY (monitor_id, environment)
);

CREATE TABLE check_ins (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  monitor_id BIGINT NOT NULL REFERENCES monitors (id),
  environment TEXT NOT NULL,
  check_in_id TEXT NOT NULL,
  status BIGINT NOT NULL,
  duration_ms BIGINT NOT NULL, -- -1: not known.
  added BIGINT NOT NULL,
  updated BIGINT NOT NULL,
  UNIQUE (monitor_id, check_in_id)
);
CREATE INDEX check_ins_by_time ON check_ins (added);
