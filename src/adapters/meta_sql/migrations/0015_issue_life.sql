-- What issues wait for, and since when they are what they are.

ALTER TABLE issues ADD COLUMN since BIGINT NOT NULL DEFAULT 0; -- Of the substatus; of new ones: first seen.
ALTER TABLE issues ADD COLUMN hour BIGINT NOT NULL DEFAULT 0; -- The latest in which an event happened.
ALTER TABLE issues ADD COLUMN hour_events BIGINT NOT NULL DEFAULT 0;
UPDATE issues SET since = CASE WHEN substatus = 7 THEN first_seen ELSE active END;
CREATE INDEX issues_to_age ON issues (since) WHERE status = 0 AND substatus IN (2, 6, 7);

CREATE TABLE issue_snoozes (
  issue_id INTEGER PRIMARY KEY REFERENCES issues (id),
  until BIGINT NOT NULL, -- 0 here and below: no such condition.
  event_count BIGINT NOT NULL,
  event_window_min BIGINT NOT NULL,
  user_count BIGINT NOT NULL,
  user_window_min BIGINT NOT NULL,
  actor_id BIGINT NOT NULL,
  archived BIGINT NOT NULL,
  times_seen BIGINT NOT NULL, -- Of the issue, then.
  users_seen BIGINT NOT NULL,
  asked BIGINT NOT NULL, -- How often the issue was seen when the event store was asked last.
  ask_at BIGINT NOT NULL -- How often the issue is seen before the event store is asked; 0: never.
);
CREATE INDEX issue_snoozes_by_end ON issue_snoozes (until) WHERE until > 0;
CREATE INDEX issue_snoozes_to_ask ON issue_snoozes (issue_id) WHERE ask_at > 0;

CREATE TABLE issue_resolutions (
  issue_id INTEGER PRIMARY KEY REFERENCES issues (id),
  kind BIGINT NOT NULL,
  release TEXT NOT NULL,
  pending BIGINT NOT NULL, -- 1: until the next release.
  current_version TEXT NOT NULL,
  actor_id BIGINT NOT NULL
);
CREATE INDEX issue_resolutions_pending ON issue_resolutions (issue_id) WHERE pending = 1;

-- One for each issue that is archived until it escalates.
CREATE TABLE issue_forecasts (
  issue_id INTEGER PRIMARY KEY REFERENCES issues (id),
  made BIGINT NOT NULL, -- 0: not yet.
  first_day BIGINT NOT NULL,
  ceilings TEXT NOT NULL -- Empty: there were no events to make one of.
);
CREATE INDEX issue_forecasts_by_age ON issue_forecasts (made);
INSERT INTO issue_forecasts (issue_id, made, first_day, ceilings)
  SELECT id, 0, 0, '' FROM issues WHERE status = 2 AND substatus = 1;
