// Repositories of meta_db for the items besides error events, and what ends them. Errors and
// threads: see ports/meta_db.h.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/clock.h"
#include "base/result.h"
#include "protocol/ids.h"

namespace picket::ports {

class AttachmentRepository;    // ports/attachments.h
class MonitorRepository;       // ports/monitors.h
class SessionCountRepository;  // ports/session_counts.h
class TransactionRepository;   // ports/transactions.h
class UserReportRepository;    // ports/user_reports.h

class ItemRepository {
 public:
  virtual ~ItemRepository() = default;
  virtual AttachmentRepository& attachments() = 0;
  virtual UserReportRepository& user_reports() = 0;
  virtual TransactionRepository& transactions() = 0;
  virtual SessionCountRepository& session_counts() = 0;
  virtual MonitorRepository& monitors() = 0;

  /// Removes what was received before, monitors apart: at most `limit` rows of each kind, so that
  /// the writer is not held for long. Returns how many; 0 when none is left.
  virtual Result<std::int64_t> expire(Timestamp before, std::size_t limit) = 0;
  /// The same for everything of a project, monitors too.
  virtual Result<std::int64_t> erase(ProjectId project, std::size_t limit) = 0;
};

}  // namespace picket::ports
