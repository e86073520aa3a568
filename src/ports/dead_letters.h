// Repository of meta_db: messages that could not be processed. Errors and threads: see
// ports/meta_db.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "ports/log.h"
#include "protocol/ids.h"

namespace picket::ports {

struct DeadLetter {
  std::int64_t id = 0;
  TopicPartition from;
  Offset offset = 0;
  ProjectId project;   ///< Zero when the message could not be read so far.
  std::string reason;  ///< Stable slug.
  std::string detail;
  std::string message;  ///< The log record's bytes; empty in lists.
  Timestamp created;
  std::optional<Timestamp> replayed;
};

struct DeadLetterQuery {
  /// None means none; nullopt: whatever project, those of no known one included.
  std::optional<std::vector<ProjectId>> projects{};
  bool open_only = true;  ///< Without those that were replayed.
  std::size_t offset = 0;
  std::size_t limit = 100;
};

class DeadLetterRepository {
 public:
  virtual ~DeadLetterRepository() = default;
  virtual Result<std::int64_t> add(const DeadLetter& letter) = 0;
  /// Newest first.
  virtual Result<std::vector<DeadLetter>> list(std::size_t limit) = 0;
  /// Newest first, as `list`.
  virtual Result<std::vector<DeadLetter>> find(const DeadLetterQuery& query) = 0;
  /// Those that `find` would list without offset and limit.
  virtual Result<std::int64_t> count(const DeadLetterQuery& query) = 0;
  virtual Result<std::optional<DeadLetter>> get(std::int64_t id) = 0;
  /// not_found when there is none.
  virtual Result<void> mark_replayed(std::int64_t id, Timestamp when) = 0;
  virtual Result<std::int64_t> count_open() = 0;
  /// Deletes those created before; returns how many.
  virtual Result<std::int64_t> expire(Timestamp before) = 0;
};

}  // namespace picket::ports
