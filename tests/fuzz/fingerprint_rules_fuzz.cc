// Fingerprint rules that people write, over what SDKs send.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "base/assert.h"
#include "domain/fingerprint_rules/rule_set.h"

namespace {

namespace rules = picket::domain::fingerprint_rules;

/// An event all of whose texts are the same few.
struct Event {
  explicit Event(std::string_view text) {
    const picket::ascii::Split split = picket::ascii::split_once(text, '\n');
    const std::string_view one = split.head;
    const rules::Text two = split.found ? rules::Text(split.tail) : std::nullopt;
    exceptions = {{one, two}, {two, one}};
    frames = {{one, two, one, two, one, true}, {two, one, two, one, two, {}}};
    tags = {{"a", two}, {"a", one}, {one, two}};
    facts.message = one;
    facts.logger = two;
    facts.level = one;
    facts.release = two;
    facts.sdk = one;
    facts.exceptions = exceptions;
    facts.frames = frames;
    facts.tags = tags;
  }
  std::vector<rules::ExceptionFacts> exceptions;
  std::vector<rules::FrameFacts> frames;
  std::vector<rules::Tag> tags;
  rules::EventFacts facts;
};

/// A rule of one matcher and the rule of its opposite: of things that an event has one of, one
/// matches.
void check_opposites(const rules::Rule& rule, const rules::EventFacts& event) {
  using Key = rules::Matcher::Key;
  const rules::Matcher& matcher = rule.matchers.front();
  const bool is_single = matcher.key == Key::release || matcher.key == Key::family;
  const bool can_quote = matcher.pattern.find_first_of("\"\\\r\n") == std::string::npos;
  if (rule.matchers.size() != 1 || !is_single || !can_quote) return;
  const std::string text = rules::name_of(matcher) + ":\"" + matcher.pattern + "\" -> x";
  const auto as_is = rules::RuleSet::compile(text);
  const auto opposite = rules::RuleSet::compile("!" + text);
  if (!as_is || !opposite) return;
  PICKET_ASSERT(((*as_is)->find(event) != nullptr) != ((*opposite)->find(event) != nullptr));
}

}  // namespace

/// Rules, a line "---", and two texts.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::string_view kBorder = "\n---\n";
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const std::size_t border = all.find(kBorder);
  const std::string_view text = all.substr(0, border);
  const Event event(border == std::string_view::npos ? text : all.substr(border + kBorder.size()));

  const auto parsed = rules::parse_rules(text);
  const auto set = rules::RuleSet::compile(text);
  PICKET_ASSERT(parsed || (!set && set.error() == parsed.error()));
  if (!set) {
    PICKET_ASSERT(set.error().line >= 1 && set.error().column >= 1 && !set.error().message.empty());
    return 0;
  }
  const rules::Rule* const found = (*set)->find(event.facts);
  PICKET_ASSERT(found == nullptr || (*set)->may_match(event.facts.family));
  for (const rules::ParsedRule& rule : *parsed) {
    PICKET_ASSERT(!rules::to_text(rule.rule).empty());
    check_opposites(rule.rule, event.facts);
  }
  return 0;
}
