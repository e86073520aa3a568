-- Organizations, teams, users, memberships, tokens.
CREATE TABLE organizations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  created BIGINT NOT NULL
);

CREATE TABLE teams (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  org_id BIGINT NOT NULL REFERENCES organizations (id),
  slug TEXT NOT NULL,
  name TEXT NOT NULL,
  UNIQUE (org_id, slug)
);

CREATE TABLE users (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  email TEXT NOT NULL, -- As written first.
  email_lower TEXT NOT NULL UNIQUE, -- People type their address in any case.
  password_hash TEXT NOT NULL,
  created BIGINT NOT NULL
);

CREATE TABLE members (
  org_id BIGINT NOT NULL REFERENCES organizations (id),
  user_id BIGINT NOT NULL REFERENCES users (id),
  role TEXT NOT NULL,
  PRIMARY KEY (org_id, user_id)
);

CREATE TABLE team_members (
  team_id BIGINT NOT NULL REFERENCES teams (id),
  user_id BIGINT NOT NULL REFERENCES users (id),
  PRIMARY KEY (team_id, user_id)
);

CREATE TABLE api_tokens (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  org_id BIGINT NOT NULL REFERENCES organizations (id),
  user_id BIGINT REFERENCES users (id), -- NULL: an organization's own token.
  name TEXT NOT NULL,
  sha256_hex TEXT NOT NULL UNIQUE,
  scopes TEXT NOT NULL, -- Joined by line feeds.
  created BIGINT NOT NULL
);
