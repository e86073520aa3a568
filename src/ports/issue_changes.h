// Part of the issues of meta_db: what people make of an issue besides its status, and its end.
// Errors and threads: see ports/meta_db.h. Each change answers not_found / "no_such_issue" where
// there is none.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/issue/record.h"
#include "protocol/ids.h"

namespace picket::ports {

class IssueChanges {
 public:
  virtual ~IssueChanges() = default;
  /// By a person, at that time.
  virtual Result<void> set_priority(IssueId issue, domain::Priority priority, Timestamp at) = 0;
  /// Nobody: takes away whom it was assigned to.
  virtual Result<void> assign(IssueId issue, const domain::Assignee& to) = 0;
  /// Empty: shared no more.
  virtual Result<void> share(IssueId issue, std::string_view share_id) = 0;

  /// Hides it, and its hashes lead nowhere: the next such event makes a new issue, and the hash
  /// gets a new id, so that nothing that is said of the events before is said of it. The version of
  /// hashes grows.
  virtual Result<void> begin_deletion(IssueId issue) = 0;
  /// Hidden ones whose rows are still there, by id.
  virtual Result<std::vector<IssueId>> in_deletion(std::size_t limit) = 0;
  /// Forgets a hidden issue, what is known of it, and the ids of its hashes. Safe to repeat, and
  /// does nothing to an issue that is not hidden.
  virtual Result<void> erase(IssueId issue) = 0;
  /// Grows whenever a hash stops leading to the issue that it led to, or an override changes: what
  /// remembers hashes or overrides forgets them then.
  virtual Result<std::int64_t> hash_version() = 0;
};

}  // namespace picket::ports
