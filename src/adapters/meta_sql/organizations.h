// Organizations, teams and members: ports::OrganizationRepository on SQL.
#pragma once

#include "adapters/meta_sql/unit_of_work.h"
#include "ports/organizations.h"

namespace picket::adapters::meta {

/// Part of a transaction, like every repository of this folder; `work` outlives it.
class Organizations final : public ports::OrganizationRepository {
 public:
  using MemberId = domain::access::MemberId;

  explicit Organizations(UnitOfWork& work) : work_(work) {}

  // organizations.cc
  Result<OrgId> create_org(const ports::Organization& org) override;
  Result<std::vector<ports::Organization>> list_orgs() override;
  Result<std::optional<ports::Organization>> get_org(OrgId org) override;
  Result<void> update_org(const ports::Organization& org) override;
  Result<void> delete_org(OrgId org) override;
  Result<TeamId> create_team(const ports::Team& team) override;
  Result<std::vector<ports::Team>> list_teams(OrgId org) override;
  Result<std::optional<ports::Team>> get_team(TeamId team) override;
  Result<void> update_team(const ports::Team& team) override;
  Result<void> delete_team(TeamId team) override;
  Result<std::vector<ports::TeamSize>> team_sizes(OrgId org) override;

  // members.cc
  Result<MemberId> add_member(const ports::Member& member) override;
  Result<std::optional<ports::Member>> get_member(MemberId member) override;
  Result<std::vector<ports::Member>> list_members(const ports::MemberQuery& query) override;
  Result<std::int64_t> count_members(const ports::MemberQuery& query) override;
  Result<std::vector<ports::Member>> memberships(UserId user) override;
  Result<void> update_member(const ports::Member& member) override;
  Result<void> remove_member(MemberId member) override;
  Result<void> set_team_member(const ports::TeamMember& place) override;
  Result<void> remove_team_member(TeamId team, MemberId member) override;
  Result<std::vector<ports::TeamMember>> teams_of(std::span<const MemberId> members) override;

 private:
  /// conflict / "changed_meanwhile" when no row had the version.
  Result<void> changed_one(Result<Int> rows);

  UnitOfWork& work_;
};

}  // namespace picket::adapters::meta
