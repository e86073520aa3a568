// Which events are the same problem: the grouping hashes of a normalized event.
// Source: shared spec "grouping".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "domain/grouping/config.h"
#include "domain/grouping/settings.h"
#include "domain/parameterize/parameterize.h"

namespace picket::domain {

namespace grouping {
class StackMemo;
}  // namespace grouping

/// Names the algorithm. Texts have placeholders by a profile of their own, which a config does not
/// name: together the two say where a hash is from, and a change of any hash needs a new name of
/// one of them.
inline constexpr std::string_view kGroupingConfig = grouping::kCurrent.id;
static_assert(kGroupingConfig == "newstyle:2026-01-20" &&
              parameterize::kParamProfile == "sentry:2026-08");

struct Grouping {
  /// 32 lower-case hex digits each, primary hashes in order (app before system), never empty: the
  /// fallback hash d41d8cd98f00b204e9800998ecf8427e stands in when nothing contributes.
  std::vector<std::string> hashes;
  /// mechanism.exception_id of the exception that the title should name; nullopt: the last one.
  /// issue_facts() (domain/issue) needs it.
  std::optional<std::int64_t> main_exception_id{};
  /// What a fingerprint rule titles the event; empty: none does. Of issue_facts() too.
  std::string title{};
  /// Of the event's stack traces, those that the memo knew, and those that it did not.
  std::uint32_t known_stacks = 0;
  std::uint32_t new_stacks = 0;
};

/// Pure: reads the event, writes nothing.
Grouping group_event(const boost::json::object& event, const GroupingSettings& settings);
/// By the standard settings.
Grouping group_event(const boost::json::object& event);

/// The same, and then writes into the event what rules found out about the frames of its crash:
/// in_app and function names. Titles, culprits and owners go by these.
/// With a memo, a stack trace that came before is not looked at again.
Grouping group_and_mark_event(boost::json::object& event, const GroupingSettings& settings,
                              grouping::StackMemo* memo = nullptr);

/// Writes that for all frames, also of threads and of raw stack traces, and into their data what
/// was before: for who shows the event.
void mark_event(boost::json::object& event, const GroupingSettings& settings);

}  // namespace picket::domain
