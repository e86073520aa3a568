-- Settings of organizations, members with an id of their own, invitations, roles in teams, and who
-- changed what.

ALTER TABLE organizations ADD COLUMN settings TEXT NOT NULL DEFAULT '{}';
ALTER TABLE organizations ADD COLUMN deleted BIGINT NOT NULL DEFAULT 0;
ALTER TABLE organizations ADD COLUMN version BIGINT NOT NULL DEFAULT 1;

ALTER TABLE teams ADD COLUMN created BIGINT NOT NULL DEFAULT 0;
ALTER TABLE teams ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
UPDATE teams SET created = (SELECT o.created FROM organizations o WHERE o.id = teams.org_id);

CREATE TABLE org_members (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  org_id BIGINT NOT NULL REFERENCES organizations (id),
  user_id BIGINT REFERENCES users (id), -- NULL: invited.
  email TEXT NOT NULL,
  email_lower TEXT NOT NULL,
  role TEXT NOT NULL,
  created BIGINT NOT NULL,
  inviter_id BIGINT REFERENCES users (id),
  invite_sha256 TEXT NOT NULL, -- Empty: no invitation.
  invite_expires BIGINT, -- NULL: never.
  version BIGINT NOT NULL,
  UNIQUE (org_id, user_id),
  UNIQUE (org_id, email_lower)
);
CREATE INDEX org_members_by_user ON org_members (user_id);
INSERT INTO org_members (org_id, user_id, email, email_lower, role, created, invite_sha256, version)
SELECT m.org_id, m.user_id, u.email, u.email_lower, m.role, u.created, '', 1
FROM members m JOIN users u ON u.id = m.user_id ORDER BY m.org_id, m.user_id;

CREATE TABLE team_places (
  team_id BIGINT NOT NULL REFERENCES teams (id),
  member_id BIGINT NOT NULL REFERENCES org_members (id),
  role TEXT NOT NULL, -- Empty: what the role in the organization brings along.
  PRIMARY KEY (team_id, member_id)
);
CREATE INDEX team_places_by_member ON team_places (member_id);
INSERT INTO team_places (team_id, member_id, role)
SELECT p.team_id, m.id, '' FROM team_members p
JOIN teams t ON t.id = p.team_id
JOIN org_members m ON m.org_id = t.org_id AND m.user_id = p.user_id;

DROP TABLE team_members;
DROP TABLE members;
CREATE INDEX project_teams_by_team ON project_teams (team_id);

CREATE TABLE audit_log (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  org_id BIGINT NOT NULL REFERENCES organizations (id),
  created BIGINT NOT NULL,
  event TEXT NOT NULL,
  actor_id BIGINT NOT NULL, -- 0: no user. No reference: an entry outlives whom it names.
  actor_label TEXT NOT NULL,
  address TEXT NOT NULL,
  target BIGINT NOT NULL,
  target_user_id BIGINT NOT NULL,
  data TEXT NOT NULL
);
CREATE INDEX audit_log_by_org ON audit_log (org_id, id);
