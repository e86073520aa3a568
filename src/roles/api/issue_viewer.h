// Who is named in an answer about issues, and what the issues are to the caller.
// Source: shared spec "api", sections 1.9 and 7.2.
#pragma once

#include <span>
#include <string_view>
#include <unordered_map>

#include <boost/json.hpp>

#include "domain/issue/mark.h"
#include "domain/issue/record.h"
#include "ports/organizations.h"
#include "roles/api/call.h"

namespace picket::api {

/// Users and teams as JSON, asked of the store once each. For one request.
class People {
 public:
  explicit People(const Call& call) : call_(call) {}

  /// User; null for nobody and for somebody who is gone.
  Answer<boost::json::value> user(UserId user);
  /// Actor; null likewise.
  Answer<boost::json::value> actor(const domain::Assignee& who);

 private:
  Answer<boost::json::value> user_actor(UserId user);
  Answer<boost::json::value> team_actor(TeamId team);

  const Call& call_;
  std::unordered_map<UserId, boost::json::value> users_;
  std::unordered_map<TeamId, boost::json::value> teams_;
};

/// What a page of issues needs besides the issues.
class IssueViewer {
 public:
  static Answer<IssueViewer> read(const Call& call, std::span<const domain::Issue> issues);

  /// Of an issue that was read for; unset where the caller left none.
  const domain::IssueMark& mark(IssueId issue) const { return marks_.at(issue); }
  /// Actor or null.
  const boost::json::value& assignee(IssueId issue) const { return assignees_.at(issue); }
  /// `statusDetails`.
  boost::json::object status_details(IssueId issue) const;

 private:
  Answer<void> read_details(const Call& call, std::span<const domain::Issue> issues,
                            People& people);

  std::unordered_map<IssueId, domain::IssueMark> marks_;
  std::unordered_map<IssueId, boost::json::value> assignees_;
  std::unordered_map<IssueId, boost::json::object> details_;  ///< Where there are any.
};

/// {"reason"} or null.
boost::json::value subscription_details(const domain::IssueMark& mark);

}  // namespace picket::api
