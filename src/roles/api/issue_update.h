// What a request makes of issues, checked, and done. Source: shared spec "api", section 8.3, and
// "issues", section 2.2. Merging and discarding, which it may ask for too: issue_ends.h.
#pragma once

#include <chrono>
#include <optional>
#include <span>

#include <boost/json.hpp>

#include "domain/issue/record.h"
#include "domain/issue/waiting.h"
#include "roles/api/call.h"

namespace picket::api {

class UndoSteps;  // issue_undo.h

struct IssueUpdate {
  std::optional<domain::IssueStatus> status;
  std::optional<domain::Substatus> substatus;  ///< Belongs to `status` where that is given.
  std::optional<domain::Snooze> snooze;        ///< With a status of ignored only.
  std::optional<std::chrono::minutes> snooze_duration;  ///< How its end was said.
  std::optional<domain::Resolution> resolution;         ///< With a status of resolved only.
  std::optional<domain::Assignee> assignee;             ///< Nobody: to be taken away.
  std::optional<domain::Priority> priority;
  std::optional<bool> seen;
  std::optional<bool> bookmarked;
  std::optional<bool> subscribed;
  std::optional<bool> is_public;
  std::optional<bool> inbox;
  bool merge = false;
  bool discard = false;  ///< Alone.
};

/// 400 with what is wrong by field. `issues` are those to be changed.
Answer<IssueUpdate> read_issue_update(const Call& call, const boost::json::object& body,
                                      std::span<const domain::Issue> issues);

/// Changes the issues, tells their story, and returns what is so now, as the bulk update answers.
/// `undo`, if any, is told what each issue that changed was.
Answer<boost::json::object> apply_issue_update(const Call& call, const IssueUpdate& update,
                                               std::span<const domain::Issue> issues,
                                               UndoSteps* undo = nullptr);

}  // namespace picket::api
