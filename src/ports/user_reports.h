// Repository of meta_db: what people wrote about an event, as user reports and as feedback. Errors
// and threads: see ports/meta_db.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/event/row.h"
#include "protocol/ids.h"

namespace picket::ports {

struct UserReport {
  std::int64_t id = 0;
  ProjectId project;
  EventId event;       ///< That it is about; of feedback about none, its own.
  EventId feedback{};  ///< The id of the feedback event; zero for a user report.
  std::string name{};
  std::string email{};
  std::string comments{};
  std::string url{};
  Timestamp received;
  domain::BlobRef payload{};  ///< The feedback event.
};

class UserReportRepository {
 public:
  virtual ~UserReportRepository() = default;
  /// One per event and feedback: a second one replaces what the first said. Its id and reception
  /// stay. False when the first was received before `oldest`: then it stands.
  virtual Result<bool> put(const UserReport& report, Timestamp oldest) = 0;
  /// The user report (not feedback) of an event.
  virtual Result<std::optional<UserReport>> find(ProjectId project, const EventId& event) = 0;
  /// Newest first.
  virtual Result<std::vector<UserReport>> list(std::span<const ProjectId> projects,
                                               std::size_t offset, std::size_t limit) = 0;
};

}  // namespace picket::ports
