// How a change of many issues is taken back: the requests that put each to what it was. Read in the
// transaction that changes them, so that they are right for issues that were not alike, and for
// what somebody else changed a moment before. Sentry has no such answer: docs/decisions/0071.
#pragma once

#include <map>
#include <string>

#include <boost/json.hpp>

#include "domain/issue/record.h"
#include "roles/api/issue_update.h"
#include "roles/api/issue_viewer.h"

namespace picket::api {

/// 400 naming what of the update cannot be taken back: it is not done either.
Answer<void> check_undoable(const IssueUpdate& update);

/// Members of an update that bring the issue's status back.
boost::json::object status_back(const domain::Issue& issue, const boost::json::object& details);
/// "user:1", "team:2", or empty for nobody.
std::string assignee_back(const domain::Assignee& who);

/// Collects what each issue needs; issues that were alike go into one request.
class UndoSteps {
 public:
  /// An empty body: it was left as it is.
  void add(const domain::Issue& issue, boost::json::object body);
  /// [{"id": ["1", "2"], "body": {"priority": "low"}}]
  boost::json::array to_json() &&;

 private:
  struct Step {
    boost::json::array ids;
    boost::json::object body;
  };
  std::map<std::string, Step> steps_;  ///< By what is alike.
};

}  // namespace picket::api
