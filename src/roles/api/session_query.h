// What a request wants to know of sessions. Source: shared spec "api", section 15.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "roles/api/parameters.h"

namespace picket::api {

enum class SessionField : std::uint8_t { sum, crash_rate, crash_free_rate };

/// As the request names it.
std::string_view to_string(SessionField field) noexcept;

struct SessionsQuery {
  /// Numbers in all series of one field; more are a 400.
  static constexpr std::size_t kMaxPoints = 10'000;

  std::vector<SessionField> fields;
  Timestamp start;  ///< At the start of an interval.
  Timestamp end;    ///< At the end of one.
  Duration interval;
  bool by_project = false;
  bool by_release = false;
  bool by_environment = false;
  bool by_status = false;
  std::vector<std::string> releases;      ///< None means all.
  std::vector<std::string> environments;  ///< None means all.
  bool with_totals = true;
  bool with_series = true;
  std::string query;  ///< As it was sent.

  std::size_t intervals() const noexcept {
    return static_cast<std::size_t>((end - start) / interval);
  }
};

Answer<SessionsQuery> read_sessions_query(const Parameters& parameters, Timestamp now);

}  // namespace picket::api
