// Repository of meta_db: organizations, their teams and their members. Errors and threads: see
// ports/meta_db.h.
//
// A row that people change carries a version, which grows with each change. A change names the
// version that it saw: conflict / "changed_meanwhile" when there is a newer one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/access/membership.h"
#include "domain/organization/settings.h"
#include "protocol/ids.h"

namespace picket::ports {

struct Organization {
  OrgId id;
  std::string slug;
  std::string name;
  Timestamp created;
  domain::OrgSettings settings{};
  bool deleted = false;  ///< Nobody reaches it any more.
  std::int64_t version = 1;
};

struct Team {
  TeamId id;
  OrgId org;
  std::string slug;
  std::string name;
  Timestamp created{};
  std::int64_t version = 1;
};

/// Somebody in an organization, or invited to it.
struct Member {
  domain::access::MemberId id;
  OrgId org;
  UserId user;        ///< Zero while invited.
  std::string email;  ///< Of the invitation; of the user once there is one.
  domain::access::OrgRole role = domain::access::OrgRole::member;
  Timestamp created;
  UserId inviter{};             ///< Zero: none.
  std::string invite_sha256{};  ///< Of the link's secret; empty when there is no invitation.
  std::optional<Timestamp> invite_expires{};
  std::int64_t version = 1;
};

struct MemberQuery {
  OrgId org{};
  std::string text{};                  ///< Substring of address or name in any case; empty: all.
  domain::access::MemberId id{};       ///< Zero: all.
  std::optional<std::string> email{};  ///< Exactly, in any case.
  UserId user{};                       ///< Zero: all.
  std::optional<domain::access::OrgRole> role{};
  std::optional<bool> invited{};
  std::vector<TeamId> teams{};  ///< In one of them at least; none: all.
  UserId inviter{};             ///< Zero: all.
  bool active = false;          ///< Only those who can sign in.
  std::size_t offset = 0;
  std::size_t limit = 100;
};

struct TeamMember {
  TeamId team;
  domain::access::MemberId member;
  /// Nullopt: what the role in the organization brings along.
  std::optional<domain::access::TeamRole> role;
};

struct TeamSize {
  TeamId team;
  std::int64_t members = 0;
};

class OrganizationRepository {
 public:
  virtual ~OrganizationRepository() = default;

  virtual Result<OrgId> create_org(const Organization& org) = 0;
  /// Deleted ones left out, here and below.
  virtual Result<std::vector<Organization>> list_orgs() = 0;
  virtual Result<std::optional<Organization>> get_org(OrgId org) = 0;
  /// Slug, name, settings. Slug taken: conflict / "already_exists".
  virtual Result<void> update_org(const Organization& org) = 0;
  /// Frees the slug, revokes nothing: nobody reaches what is below a deleted organization.
  virtual Result<void> delete_org(OrgId org) = 0;

  virtual Result<TeamId> create_team(const Team& team) = 0;
  /// By slug.
  virtual Result<std::vector<Team>> list_teams(OrgId org) = 0;
  virtual Result<std::optional<Team>> get_team(TeamId team) = 0;
  /// Slug and name.
  virtual Result<void> update_team(const Team& team) = 0;
  /// With its memberships and its place in projects.
  virtual Result<void> delete_team(TeamId team) = 0;
  virtual Result<std::vector<TeamSize>> team_sizes(OrgId org) = 0;

  /// A user is in an organization once, an address is invited once: conflict / "already_exists".
  virtual Result<domain::access::MemberId> add_member(const Member& member) = 0;
  virtual Result<std::optional<Member>> get_member(domain::access::MemberId member) = 0;
  /// By id.
  virtual Result<std::vector<Member>> list_members(const MemberQuery& query) = 0;
  virtual Result<std::int64_t> count_members(const MemberQuery& query) = 0;
  /// All organizations of a user.
  virtual Result<std::vector<Member>> memberships(UserId user) = 0;
  /// User, address, role and invitation.
  virtual Result<void> update_member(const Member& member) = 0;
  /// With the places in teams.
  virtual Result<void> remove_member(domain::access::MemberId member) = 0;

  /// Safe to repeat: the last role stands.
  virtual Result<void> set_team_member(const TeamMember& place) = 0;
  virtual Result<void> remove_team_member(TeamId team, domain::access::MemberId member) = 0;
  /// By member, then team.
  virtual Result<std::vector<TeamMember>> teams_of(
      std::span<const domain::access::MemberId> members) = 0;
};

}  // namespace picket::ports
