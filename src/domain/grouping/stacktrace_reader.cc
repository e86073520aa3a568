#include "domain/grouping/stacktrace_reader.h"

#include <string>
#include <utility>

#include "domain/grouping/json_read.h"
#include "domain/grouping/known_stack.h"
#include "domain/grouping/stack_memo.h"
#include "domain/grouping/stacktrace.h"

namespace picket::domain::grouping {
namespace {

/// Of thirty frames.
constexpr std::size_t kUsualKeyBytes = 4096;

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

void set_marks(std::span<Frame> frames, std::span<const stack_rules::FrameMarks> marks) noexcept {
  for (std::size_t i = 0; i < frames.size(); ++i) {
    frames[i].marks = &marks[i];
    frames[i].in_app = marks[i].in_app.value_or(false);
  }
}

}  // namespace

StacktraceReader::StacktraceReader(const boost::json::object& event,
                                   const GroupingSettings& settings, Arena& arena, StackMemo* memo)
    : platform_(text_at(event, "platform").value_or("other")),
      settings_(settings),
      arena_(arena),
      memo_(memo) {}

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
  const std::span<Frame> frames = read_frames(stacktrace, platform_, settings_.config(), arena_);
  if (memo_ == nullptr || frames.empty()) return ask_rules(stacktrace, frames, exception);
  key_.clear();
  key_.reserve(kUsualKeyBytes);
  append_stack_key(frames, exception, settings_, key_);
  StackMemo::Found found = memo_->find(key_);
  ++(found.stack != nullptr ? known_ : new_);
  if (found.stack == nullptr && found.worth_keeping) {
    found.stack = make_known(stacktrace, frames, exception);
    memo_->keep(key_, found.stack);
  }
  return found.stack == nullptr ? ask_rules(stacktrace, frames, exception)
                                : from_known(stacktrace, frames, std::move(found.stack));
}

Stacktrace StacktraceReader::ask_rules(const boost::json::object& stacktrace,
                                       std::span<Frame> frames,
                                       const stack_rules::ExceptionFacts& exception) {
  static_assert(kMostFrames <= stack_rules::kMostFrames);
  const auto facts = arena_.make<stack_rules::FrameFacts>(frames.size());
  const auto marks = arena_.make<stack_rules::FrameMarks>(frames.size());
  for (std::size_t i = 0; i < frames.size(); ++i) facts[i] = facts_of(frames[i]);
  const stack_rules::StacktraceMarks whole =
      stack_rules::apply_rules(settings_.stack_rules(), exception, facts, marks);
  set_marks(frames, marks);
  return {.json = &stacktrace, .frames = frames, .marks = whole};
}

std::shared_ptr<const KnownStack> StacktraceReader::make_known(
    const boost::json::object& stacktrace, std::span<Frame> frames,
    const stack_rules::ExceptionFacts& exception) {
  const Stacktrace asked = ask_rules(stacktrace, frames, exception);
  const std::span<const stack_rules::FrameMarks> marks(frames.front().marks, frames.size());
  return std::make_shared<const KnownStack>(
      marks, asked.marks, stacktrace_components(asked, settings_.config(), arena_));
}

Stacktrace StacktraceReader::from_known(const boost::json::object& stacktrace,
                                        std::span<Frame> frames,
                                        std::shared_ptr<const KnownStack> known) {
  const KnownStack& stack = *in_use_.emplace_back(std::move(known));
  set_marks(frames, stack.marks());
  return {&stacktrace, frames, stack.whole(), &stack.components()};
}

}  // namespace picket::domain::grouping
