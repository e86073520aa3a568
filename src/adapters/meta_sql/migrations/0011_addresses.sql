-- Further addresses of people, and names that are found in any case.

ALTER TABLE users ADD COLUMN email_verified BIGINT NOT NULL DEFAULT 1; -- Somebody else vouched for it.
-- LOWER folds ASCII alone: other letters of names from before are found as they are written.
ALTER TABLE users ADD COLUMN name_lower TEXT NOT NULL DEFAULT '';
UPDATE users SET name_lower = LOWER(name);

CREATE TABLE user_emails (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id BIGINT NOT NULL REFERENCES users (id),
  email TEXT NOT NULL,
  email_lower TEXT NOT NULL,
  verified BIGINT NOT NULL,
  UNIQUE (user_id, email_lower)
);
