-- Searches that people keep, pin or did lately, and tables of events that an organization keeps.

CREATE TABLE saved_searches (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  org_id BIGINT NOT NULL REFERENCES organizations (id),
  user_id BIGINT NOT NULL, -- Who made it.
  type BIGINT NOT NULL,
  visibility BIGINT NOT NULL, -- 0: the organization; 1: who made it; 2: pinned by who made it.
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  sort TEXT NOT NULL,
  created BIGINT NOT NULL
);
CREATE UNIQUE INDEX saved_searches_of_org ON saved_searches (org_id, type, query) WHERE visibility = 0;
CREATE UNIQUE INDEX saved_searches_of_user ON saved_searches (user_id, org_id, type, query)
WHERE visibility = 1;
CREATE UNIQUE INDEX saved_searches_pinned ON saved_searches (user_id, org_id, type)
WHERE visibility = 2;

CREATE TABLE recent_searches (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  org_id BIGINT NOT NULL REFERENCES organizations (id),
  user_id BIGINT NOT NULL,
  type BIGINT NOT NULL,
  query TEXT NOT NULL,
  query_lower TEXT NOT NULL,
  created BIGINT NOT NULL,
  last_seen BIGINT NOT NULL,
  UNIQUE (user_id, org_id, type, query)
);

CREATE TABLE discover_queries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  org_id BIGINT NOT NULL REFERENCES organizations (id),
  user_id BIGINT NOT NULL, -- Who made it.
  homepage BIGINT NOT NULL, -- 1: what its maker begins with.
  name TEXT NOT NULL,
  name_lower TEXT NOT NULL,
  projects TEXT NOT NULL, -- Numbers joined by line feeds.
  query TEXT NOT NULL, -- JSON.
  created BIGINT NOT NULL,
  updated BIGINT NOT NULL,
  visits BIGINT NOT NULL,
  last_visited BIGINT NOT NULL -- 0: never.
);
CREATE INDEX discover_queries_of_org ON discover_queries (org_id);
CREATE UNIQUE INDEX discover_homepages ON discover_queries (user_id, org_id) WHERE homepage = 1;
