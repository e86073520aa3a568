-- What people prove themselves with: sessions, second factors, links that open once, tokens.

ALTER TABLE users ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN active BIGINT NOT NULL DEFAULT 1;
ALTER TABLE users ADD COLUMN options TEXT NOT NULL DEFAULT '{}';
ALTER TABLE users ADD COLUMN last_login BIGINT NOT NULL DEFAULT 0; -- 0, here and below: never.
ALTER TABLE users ADD COLUMN last_active BIGINT NOT NULL DEFAULT 0;

CREATE TABLE sessions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id BIGINT NOT NULL REFERENCES users (id),
  sha256_hex TEXT NOT NULL UNIQUE,
  created BIGINT NOT NULL,
  last_seen BIGINT NOT NULL,
  expires BIGINT NOT NULL,
  proved BIGINT NOT NULL,
  address TEXT NOT NULL,
  user_agent TEXT NOT NULL
);
CREATE INDEX sessions_by_user ON sessions (user_id, id);

CREATE TABLE totp_factors (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id BIGINT NOT NULL UNIQUE REFERENCES users (id),
  sealed_secret TEXT NOT NULL,
  last_counter BIGINT NOT NULL,
  created BIGINT NOT NULL,
  last_used BIGINT NOT NULL
);

CREATE TABLE recovery_codes (
  user_id BIGINT NOT NULL REFERENCES users (id),
  code_hash TEXT NOT NULL,
  created BIGINT NOT NULL,
  used BIGINT NOT NULL,
  PRIMARY KEY (user_id, code_hash)
);

CREATE TABLE reset_links (
  user_id BIGINT PRIMARY KEY REFERENCES users (id),
  sha256_hex TEXT NOT NULL,
  expires BIGINT NOT NULL
);

-- A user's token acts in all organizations of the user, so it need not name one.
CREATE TABLE tokens (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  org_id BIGINT REFERENCES organizations (id), -- NULL: no particular one.
  user_id BIGINT REFERENCES users (id), -- NULL: an organization's own.
  name TEXT NOT NULL,
  sha256_hex TEXT NOT NULL UNIQUE,
  last_characters TEXT NOT NULL,
  scopes TEXT NOT NULL, -- Joined by line feeds.
  created BIGINT NOT NULL,
  expires BIGINT NOT NULL,
  last_used BIGINT NOT NULL
);
CREATE INDEX tokens_by_user ON tokens (user_id, id);
CREATE INDEX tokens_by_org ON tokens (org_id, id);
INSERT INTO tokens (org_id, user_id, name, sha256_hex, last_characters, scopes, created, expires, last_used)
SELECT org_id, user_id, name, sha256_hex, '', scopes, created, 0, 0
FROM api_tokens ORDER BY id;
DROP TABLE api_tokens;
