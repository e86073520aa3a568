#include "domain/grouping/grouping.h"

#include <utility>

#include "domain/grouping/mark.h"
#include "domain/grouping/stacktrace_reader.h"
#include "domain/grouping/variants.h"

namespace picket::domain {
namespace {

Grouping group(const boost::json::object& event, const GroupingSettings& settings,
               grouping::StacktraceReader& stacktraces, grouping::Arena& arena) {
  grouping::Variants variants =
      grouping::compute_variants(event, settings, grouping::Losers::skip, stacktraces, arena);
  Grouping result{{}, variants.main_exception_id, std::move(variants.title)};
  for (grouping::Variant& variant : variants.list) {
    if (!variant.hash.empty()) result.hashes.push_back(std::move(variant.hash));
  }
  return result;
}

}  // namespace

Grouping group_event(const boost::json::object& event, const GroupingSettings& settings) {
  grouping::Arena arena;
  grouping::StacktraceReader stacktraces(event, settings, arena);
  return group(event, settings, stacktraces, arena);
}

Grouping group_event(const boost::json::object& event) {
  return group_event(event, *GroupingSettings::standard());
}

Grouping group_and_mark_event(boost::json::object& event, const GroupingSettings& settings,
                              grouping::StackMemo* memo) {
  grouping::Arena arena;
  grouping::StacktraceReader stacktraces(event, settings, arena, memo);
  Grouping result = group(event, settings, stacktraces, arena);
  grouping::mark_frames(event, grouping::Marked::crash, stacktraces);
  result.known_stacks = stacktraces.known_stacks();
  result.new_stacks = stacktraces.new_stacks();
  return result;
}

void mark_event(boost::json::object& event, const GroupingSettings& settings) {
  grouping::Arena arena;
  grouping::StacktraceReader stacktraces(event, settings, arena);
  grouping::mark_frames(event, grouping::Marked::all, stacktraces);
}

}  // namespace picket::domain
