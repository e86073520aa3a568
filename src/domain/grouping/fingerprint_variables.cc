#include "domain/grouping/fingerprint_variables.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <string>

#include "base/unicode.h"
#include "domain/grouping/json_read.h"
#include "domain/grouping/message_text.h"
#include "domain/grouping/tags.h"

namespace picket::domain::grouping {
namespace {

namespace json = boost::json;

const Exception* last_exception(const Run& run) noexcept {
  return run.event.exceptions.empty() ? nullptr : &run.event.exceptions.back();
}

Text type_of(const Run& run) {
  const Exception* const last = last_exception(run);
  return last == nullptr ? std::nullopt : last->type;
}

Text value_of(const Run& run) {
  const Exception* const last = last_exception(run);
  return last == nullptr ? std::nullopt : last->value;
}

Text message_of(const Run& run) {
  if (const json::object* entry = object_at(*run.event.json, "logentry")) {
    for (std::string_view key : {"formatted", "message"}) {
      const Text text = text_at(*entry, key);
      if (text && !text->empty()) return text;
    }
  }
  return value_of(run);
}

/// The frames of the last exception, else of the event, else of its only thread.
std::span<const Frame> crash_frames(const Run& run) {
  if (const Exception* last = last_exception(run);
      last != nullptr && !last->stacktrace.frames.empty()) {
    return last->stacktrace.frames;
  }
  const json::object* stacktrace = object_at(*run.event.json, "stacktrace");
  if (stacktrace == nullptr) {
    const json::array* const threads = values_at(*run.event.json, "threads");
    if (threads == nullptr || threads->size() != 1) return {};
    const json::object* const thread = threads->front().if_object();
    if (thread != nullptr) stacktrace = object_at(*thread, "stacktrace");
  }
  if (stacktrace == nullptr) return {};
  return run.stacktraces.read(*stacktrace).frames;
}

/// The last frame of the application, or else the last frame; null without frames.
const Frame* crash_frame(const Run& run) {
  const std::span<const Frame> frames = crash_frames(run);
  for (auto frame = frames.rbegin(); frame != frames.rend(); ++frame) {
    if (frame->in_app) return &*frame;
  }
  return frames.empty() ? nullptr : &frames.back();
}

Text or_else(const Text& first, const Text& second) noexcept {
  return first && !first->empty() ? first : second;
}

Text function_of(const Run& run) {
  const Frame* const frame = crash_frame(run);
  return frame == nullptr ? std::nullopt : frame->function;
}

Text abs_path_of(const Run& run) {
  const Frame* const frame = crash_frame(run);
  return frame == nullptr ? std::nullopt : or_else(frame->abs_path, frame->filename);
}

Text filename_of(const Run& run) {
  const Frame* const frame = crash_frame(run);
  return frame == nullptr ? std::nullopt : or_else(frame->filename, frame->abs_path);
}

Text module_of(const Run& run) {
  const Frame* const frame = crash_frame(run);
  return frame == nullptr ? std::nullopt : frame->module;
}

Text package_of(const Run& run) {
  const Frame* const frame = crash_frame(run);
  if (frame == nullptr || !frame->package) return std::nullopt;
  const std::string_view package = *frame->package;
  return package.substr(package.find_last_of("/\\") + 1);
}

Text transaction_of(const Run& run) {
  return text_at(*run.event.json, "transaction");
}
Text level_of(const Run& run) {
  return text_at(*run.event.json, "level");
}
Text logger_of(const Run& run) {
  return text_at(*run.event.json, "logger");
}

bool is_message(std::string_view text, const Run& run) {
  if (const json::object* entry = object_at(*run.event.json, "logentry")) {
    if (text_at(*entry, "formatted") == text || text_at(*entry, "message") == text) return true;
  }
  return std::any_of(run.event.exceptions.begin(), run.event.exceptions.end(),
                     [text](const Exception& exception) { return exception.value == text; });
}

struct Variable {
  std::string_view name;
  std::string_view alias;
  Text (*value)(const Run&);
  std::string_view missing;
};

constexpr Variable kVariables[] = {
    {"transaction", {}, transaction_of, "<no-transaction>"},
    {"message", {}, message_of, "<no-message>"},
    {"type", "error.type", type_of, "<no-type>"},
    {"value", "error.value", value_of, "<no-value>"},
    {"function", "stack.function", function_of, "<no-function>"},
    {"path", "stack.abs_path", abs_path_of, "<no-abs-path>"},
    {"stack.filename", {}, filename_of, "<no-filename>"},
    {"module", "stack.module", module_of, "<no-module>"},
    {"package", "stack.package", package_of, "<no-package>"},
    {"level", {}, level_of, "<no-level>"},
    {"logger", {}, logger_of, "<no-logger>"},
};

std::string_view placeholder(std::string_view start, std::string_view name, const Run& run) {
  return run.arena.copy(std::string(start) + std::string(name) + ">");
}

}  // namespace

Text variable_name(std::string_view entry) noexcept {
  if (entry.size() < 5 || !entry.starts_with("{{") || !entry.ends_with("}}")) return std::nullopt;
  const std::string_view name = unicode::strip(entry.substr(2, entry.size() - 4));
  if (name.empty()) return std::nullopt;
  for (std::string_view rest = name; !rest.empty();) {
    const unicode::Decoded c = unicode::decode(rest);
    if (unicode::is_space(c.code_point)) return std::nullopt;
    rest.remove_prefix(c.size);
  }
  return name;
}

std::string_view resolve_variable(std::string_view name, std::string_view entry, const Run& run) {
  for (const Variable& variable : kVariables) {
    if (name != variable.name && name != variable.alias) continue;
    const Text value = variable.value(run);
    return value && !value->empty() ? *value : variable.missing;
  }
  constexpr std::string_view kTags = "tags.";
  if (name.starts_with(kTags)) {
    const std::string_view tag = name.substr(kTags.size());
    const Text value = tag_value(*run.event.json, tag);
    return value ? *value : placeholder("<no-value-for-tag-", tag, run);
  }
  return run.config.keep_unknown_variables ? entry
                                           : placeholder("<unrecognized-variable-", name, run);
}

std::string_view parameterize_message(std::string_view entry, const Run& run) {
  return is_message(entry, run) ? without_specifics(entry, run.arena) : entry;
}

std::string expand_variables(std::string_view text, const Run& run) {
  std::string out;
  while (!text.empty()) {
    const std::size_t open = text.find("{{");
    const std::size_t close = open == std::string_view::npos ? open : text.find("}}", open + 2);
    if (close == std::string_view::npos) break;
    out += text.substr(0, open);
    const std::string_view whole = text.substr(open, close + 2 - open);
    const Text name = variable_name(whole);
    out += name ? resolve_variable(*name, whole, run) : whole;
    text.remove_prefix(close + 2);
  }
  return out.append(text);
}

}  // namespace picket::domain::grouping
