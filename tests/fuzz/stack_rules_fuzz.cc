// Stack-trace rules that people write, over stack traces that SDKs send: what the rules make of the
// frames has to be what their plainest reading makes of them.
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "base/assert.h"
#include "domain/stack_rules/apply.h"
#include "domain/stack_rules/base.h"
#include "domain/stack_rules/plain_apply.h"

namespace {

namespace rules = picket::domain::stack_rules;

/// "f function|module|path|package|category|in app": one frame a line. Its first letter is its
/// family.
std::vector<rules::FrameFacts> read_frames(std::string_view text) {
  constexpr std::size_t kMost = 40;  // The plainest reading takes long.
  std::vector<rules::FrameFacts> frames;
  while (!text.empty() && frames.size() < kMost) {
    const picket::ascii::Split line = picket::ascii::split_once(text, '\n');
    text = line.tail;
    rules::FrameFacts frame;
    std::string_view rest = line.head;
    if (rest.starts_with('n')) frame.family = rules::Family::native;
    if (rest.starts_with('j')) frame.family = rules::Family::javascript;
    if (!rest.empty()) rest.remove_prefix(1);
    for (rules::Text* field :
         {&frame.function, &frame.module, &frame.path, &frame.package, &frame.category}) {
      const picket::ascii::Split part = picket::ascii::split_once(rest, '|');
      if (!part.head.empty()) *field = part.head;
      rest = part.tail;
    }
    if (!rest.empty()) frame.in_app = rest == "1";
    frames.push_back(frame);
  }
  return frames;
}

void check_same(const std::vector<rules::ParsedRule>& parsed, const rules::RuleSet& set,
                const std::vector<rules::FrameFacts>& frames,
                const rules::ExceptionFacts& exception) {
  rules::PlainApply plain(exception, frames);
  plain.run(parsed);
  std::vector<rules::FrameMarks> marks(frames.size());
  const rules::RuleSet* const sets[] = {&set};
  const rules::StacktraceMarks whole = rules::apply_rules(sets, exception, frames, marks);
  for (std::size_t i = 0; i < frames.size(); ++i) {
    PICKET_ASSERT(marks[i].in_app == plain.frames()[i].in_app);
    PICKET_ASSERT(marks[i].category == plain.frames()[i].category);
    PICKET_ASSERT(marks[i].group == plain.frames()[i].group);
    PICKET_ASSERT(marks[i].group.has_value() == (marks[i].group_rule != nullptr));
    PICKET_ASSERT(!marks[i].in_app_changed || marks[i].app_rule != nullptr);
  }
  PICKET_ASSERT(whole.max_frames.frames == plain.max_frames);
  PICKET_ASSERT(whole.min_frames.frames == plain.min_frames);
  PICKET_ASSERT(whole.invert == plain.invert);
}

}  // namespace

/// Rules, a line "---", the exception's type, and frames.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::string_view kBorder = "\n---\n";
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const std::size_t border = all.find(kBorder);
  const std::string_view text = all.substr(0, border);
  const std::string_view rest =
      border == std::string_view::npos ? std::string_view() : all.substr(border + kBorder.size());
  const picket::ascii::Split exception_and_frames = picket::ascii::split_once(rest, '\n');
  const std::vector<rules::FrameFacts> frames = read_frames(exception_and_frames.tail);
  rules::ExceptionFacts exception;
  exception.type = exception_and_frames.head;

  const auto parsed = rules::parse_rules(text);
  const auto set = rules::RuleSet::compile(text, rules::Origin::custom);
  PICKET_ASSERT(parsed || (!set && set.error() == parsed.error()));
  if (!set) {
    PICKET_ASSERT(set.error().line >= 1 && set.error().column >= 1 && !set.error().message.empty());
  } else {
    for (const rules::ParsedRule& rule : *parsed) {
      PICKET_ASSERT(!rules::to_text(rule.rule, rules::Phase::classify).empty());
    }
    check_same(*parsed, **set, frames, exception);
  }

  std::vector<rules::FrameMarks> marks(frames.size());
  const auto base = rules::built_in_rules(rules::Base::all_platforms_2026_01_20);
  const rules::RuleSet* const sets[] = {base.get()};
  rules::apply_rules(sets, exception, frames, marks);
  return 0;
}
