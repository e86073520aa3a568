#include "domain/grouping/fingerprint_rule.h"

#include <vector>

#include "domain/fingerprint_rules/facts.h"
#include "domain/fingerprint_rules/rule_set.h"
#include "domain/grouping/json_read.h"
#include "domain/grouping/tags.h"
#include "domain/grouping/threads.h"

namespace picket::domain::grouping {
namespace {

namespace json = boost::json;
namespace rules = fingerprint_rules;

void add_frames(std::span<const Frame> frames, std::vector<rules::FrameFacts>& out) {
  for (const Frame& frame : frames) {
    const bool has_path = !frame.abs_path.value_or(std::string_view()).empty();
    out.push_back({.function = frame.function,
                   .module = frame.module,
                   .abs_path = has_path ? frame.abs_path : frame.filename,
                   .filename = frame.filename,
                   .package = frame.package,
                   .in_app = frame.in_app});
  }
}

/// Of all exceptions, else of the event, else of the thread that it is about.
std::vector<rules::FrameFacts> frames_of(Run& run) {
  std::vector<rules::FrameFacts> frames;
  for (const Exception& exception : run.event.exceptions) {
    add_frames(exception.stacktrace.frames, frames);
  }
  if (!frames.empty()) return frames;
  const json::object* stacktrace = object_at(*run.event.json, "stacktrace");
  const json::array* const threads = values_at(*run.event.json, "threads");
  if (stacktrace == nullptr && threads != nullptr) {
    const json::object* const chosen = choose_thread(*threads).chosen;
    if (chosen != nullptr) stacktrace = object_at(*chosen, "stacktrace");
  }
  if (stacktrace != nullptr) add_frames(run.stacktraces.read(*stacktrace).frames, frames);
  return frames;
}

std::string_view sdk_of(const json::object& event) noexcept {
  const json::object* const sdk = object_at(event, "sdk");
  return sdk == nullptr ? std::string_view() : text_at(*sdk, "name").value_or(std::string_view());
}

/// The project's rules are asked before those that are built in.
MatchedRule find_rule(const GroupingSettings& settings, const rules::EventFacts& facts) {
  const rules::RuleSet* const own = settings.fingerprint_rules();
  if (own != nullptr) {
    if (const rules::Rule* rule = own->find(facts)) return {rule, false};
  }
  if (const rules::Rule* rule = settings.built_in_fingerprint_rules().find(facts)) {
    return {rule, true};
  }
  return {};
}

}  // namespace

MatchedRule match_fingerprint_rule(Run& run) {
  const json::object& event = *run.event.json;
  const Family family = family_of(run.event.platform);
  const rules::RuleSet* const own = run.settings.fingerprint_rules();
  const bool may_match = (own != nullptr && own->may_match(family)) ||
                         run.settings.built_in_fingerprint_rules().may_match(family);
  if (!may_match) return {};

  rules::EventFacts facts;
  facts.family = family;
  if (const json::object* entry = object_at(event, "logentry")) {
    facts.message = text_at(*entry, "formatted");
  }
  facts.logger = text_at(event, "logger");
  facts.level = text_at(event, "level");
  facts.release = text_at(event, "release");
  facts.sdk = sdk_of(event);
  std::vector<rules::ExceptionFacts> exceptions;
  for (const Exception& exception : run.event.exceptions) {
    exceptions.push_back({exception.type, exception.value});
  }
  facts.exceptions = exceptions;
  const std::vector<rules::FrameFacts> frames = frames_of(run);
  facts.frames = frames;
  std::vector<rules::Tag> tags;
  any_tag(event, [&](std::string_view name, const Text& value) {
    tags.push_back({name, value});
    return false;
  });
  facts.tags = tags;
  return find_rule(run.settings, facts);
}

}  // namespace picket::domain::grouping
