// Members and invitations as the API writes them. Source: shared spec "api", section 5.2.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include <boost/json.hpp>

#include "ports/organizations.h"
#include "ports/users.h"
#include "roles/api/call.h"

namespace picket::api {

/// Some members with all that is written of them, for one answer.
class MemberShelf {
 public:
  static Answer<MemberShelf> read(const Call& call, std::span<const ports::Member> members);

  boost::json::object base(const ports::Member& member) const;
  /// What `expand=teams` adds: slugs, and roles where a team gave one.
  void add_teams(boost::json::object& shown, const ports::Member& member) const;
  /// What the member is in that team.
  std::optional<domain::access::TeamRole> role_in(const ports::Member& member, TeamId team) const;
  std::string slug_of(TeamId team) const;
  std::span<const ports::TeamMember> places(const ports::Member& member) const;

 private:
  Timestamp now_;
  std::unordered_map<UserId, ports::User> users_;
  std::unordered_set<UserId> with_2fa_;
  std::unordered_map<TeamId, std::string> team_slugs_;
  std::map<domain::access::MemberId, std::vector<ports::TeamMember>> places_;
};

/// `secret` of an invitation's link, when it was made just now: it is not kept, so it is shown
/// once.
Answer<boost::json::object> member_detail(const Call& call, const ports::Member& member,
                                          std::string_view secret = {});
/// Of a member: its version does not count places in teams.
Answer<std::string> member_tag(const Call& call, const ports::Member& member);

/// The one of the path, by id or `me`; 404 for one of another organization.
Answer<ports::Member> read_member(const Call& call);
bool is_own(const Call& call, const ports::Member& member) noexcept;

/// Is there nobody else who may do everything?
/// Of the member's organization.
Answer<bool> is_only_owner(const Call& call, const ports::Member& member);
Problem only_owner();

}  // namespace picket::api
