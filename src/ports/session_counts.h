// Repository of meta_db: how many sessions of an application there were, and how they ended. (Those
// of people who sign in are in ports/sessions.h.) Errors and threads: see ports/meta_db.h.
#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "protocol/ids.h"

namespace picket::ports {

struct SessionCount {
  ProjectId project;
  Timestamp hour;  ///< In which the sessions began; of an answer: where the bucket starts.
  std::string release{};
  std::string environment{};
  std::int64_t started = 0;
  std::int64_t errored = 0;  ///< With any problem, so with those of the next three.
  std::int64_t crashed = 0;
  std::int64_t abnormal = 0;
  std::int64_t unhandled = 0;

  friend bool operator==(const SessionCount&, const SessionCount&) = default;
};

/// What a session may have had; bits that are stored.
inline constexpr std::uint8_t kSessionErrored = 1;
inline constexpr std::uint8_t kSessionCrashed = 2;
inline constexpr std::uint8_t kSessionAbnormal = 4;
inline constexpr std::uint8_t kSessionUnhandled = 8;

struct SessionQuery {
  /// Rows of one answer; more are an error.
  static constexpr std::int64_t kMaxRows = 100'000;

  std::vector<ProjectId> projects{};        ///< None means none.
  Timestamp start;                          ///< By hour, inclusive.
  Timestamp end;                            ///< Exclusive.
  Duration bucket = std::chrono::hours(1);  ///< At least an hour.
  bool by_project = false;
  bool by_release = false;
  bool by_environment = false;
};

class SessionCountRepository {
 public:
  /// Releases and environments of one project and hour; what comes after them counts under none,
  /// so that a hostile SDK cannot fill the table.
  static constexpr std::int64_t kMaxRowsPerHour = 2'000;

  virtual ~SessionCountRepository() = default;
  /// Adds each to its row.
  virtual Result<void> add(std::span<const SessionCount> counts) = 0;
  /// Notes problems of one session; returns those (bits above) that are new.
  virtual Result<std::uint8_t> mark(ProjectId project, std::string_view session, Timestamp hour,
                                    std::uint8_t problems) = 0;
  /// Sums by bucket, counted from `start`; fields that the query does not split by are empty.
  /// invalid_argument "too_many_rows": the question is too wide.
  virtual Result<std::vector<SessionCount>> series(const SessionQuery& query) = 0;
};

}  // namespace picket::ports
