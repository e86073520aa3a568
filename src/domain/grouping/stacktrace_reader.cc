#include "domain/grouping/stacktrace_reader.h"

#include "domain/grouping/json_read.h"

namespace picket::domain::grouping {
namespace {

stack_rules::FrameFacts facts_of(const Frame& frame) noexcept {
  const bool has_path = !frame.abs_path.value_or(std::string_view()).empty();
  return {.function = frame.function,
          .module = frame.module,
          .path = has_path ? frame.abs_path : frame.filename,
          .package = frame.package,
          .category = frame.category,
          .family = frame.family,
          .in_app = frame.client_in_app};
}

}  // namespace

StacktraceReader::StacktraceReader(const boost::json::object& event,
                                   const GroupingSettings& settings, Arena& arena)
    : platform_(text_at(event, "platform").value_or("other")), settings_(settings), arena_(arena) {}

Stacktrace StacktraceReader::read(const boost::json::object& stacktrace) {
  for (const Stacktrace& known : others_) {
    if (known.json == &stacktrace) return known;
  }
  return others_.emplace_back(make(stacktrace, {}));
}

Stacktrace StacktraceReader::read(const boost::json::object& stacktrace,
                                  const stack_rules::ExceptionFacts& exception) {
  return of_exceptions_.emplace_back(make(stacktrace, exception));
}

Stacktrace StacktraceReader::make(const boost::json::object& stacktrace,
                                  const stack_rules::ExceptionFacts& exception) {
  static_assert(kMostFrames <= stack_rules::kMostFrames);
  const std::span<Frame> frames = read_frames(stacktrace, platform_, settings_.config(), arena_);
  const auto facts = arena_.make<stack_rules::FrameFacts>(frames.size());
  const auto marks = arena_.make<stack_rules::FrameMarks>(frames.size());
  for (std::size_t i = 0; i < frames.size(); ++i) facts[i] = facts_of(frames[i]);
  const stack_rules::StacktraceMarks whole =
      stack_rules::apply_rules(settings_.stack_rules(), exception, facts, marks);
  for (std::size_t i = 0; i < frames.size(); ++i) {
    frames[i].marks = &marks[i];
    frames[i].in_app = marks[i].in_app.value_or(false);
  }
  return {&stacktrace, frames, whole};
}

}  // namespace picket::domain::grouping
