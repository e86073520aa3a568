// Part of the issues of meta_db: their story. Append-only, notes apart, which belong to who wrote
// them. Errors and threads: see ports/meta_db.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/issue/activity.h"

namespace picket::ports {

struct ActivityQuery {
  IssueId issue;
  std::string type{};       ///< Empty: all.
  std::int64_t before = 0;  ///< Older than this one; 0: from the newest.
  std::int64_t after = 0;   ///< Newer than this one; the `limit` next to it.
  std::size_t limit = 100;
};

class IssueActivities {
 public:
  virtual ~IssueActivities() = default;
  /// The id is assigned and returned. A note is counted at the issue.
  virtual Result<std::int64_t> add_activity(const domain::Activity& activity) = 0;
  /// Newest first.
  virtual Result<std::vector<domain::Activity>> activities(const ActivityQuery& query) = 0;
  virtual Result<std::optional<domain::Activity>> find_activity(std::int64_t id) = 0;
  /// Of a note; not_found / "no_such_note" for everything else.
  virtual Result<void> edit_note(std::int64_t id, std::string_view data_json) = 0;
  virtual Result<void> remove_note(std::int64_t id) = 0;
};

}  // namespace picket::ports
