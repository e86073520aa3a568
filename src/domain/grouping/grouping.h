// Which events are the same problem: the grouping hashes of a normalized event.
// Source: shared spec "grouping". First cut: strategies and custom fingerprints; stack-trace rules
// and parameterization follow.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

namespace picket::domain {

/// Names the algorithm and is stored with every event it grouped; a change of any hash needs a new
/// name.
inline constexpr std::string_view kGroupingConfig = "picket:2026-11-25";

struct Grouping {
  /// 32 lower-case hex digits each, primary hashes in order (app before system), never empty: the
  /// fallback hash d41d8cd98f00b204e9800998ecf8427e stands in when nothing contributes.
  std::vector<std::string> hashes;
  /// mechanism.exception_id of the exception that the title should name; nullopt: the last one.
  /// issue_facts() (domain/issue) needs it.
  std::optional<std::int64_t> main_exception_id{};
};

/// Pure: reads the event, writes nothing.
Grouping group_event(const boost::json::object& event);

}  // namespace picket::domain
