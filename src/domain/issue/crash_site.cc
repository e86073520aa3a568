#include "domain/issue/crash_site.h"

#include <algorithm>
#include <optional>

#include "base/utf8.h"
#include "domain/grouping/function_trim.h"
#include "domain/grouping/json_read.h"

namespace picket::domain {
namespace {

namespace json = boost::json;
using grouping::flag_at;
using grouping::int_at;
using grouping::object_at;
using grouping::values_at;

std::string_view text_at(const json::object& object, std::string_view key) noexcept {
  return grouping::text_at(object, key).value_or(std::string_view());
}

const json::array* frames_of(const json::object& holder) noexcept {
  const json::object* const stacktrace = object_at(holder, "stacktrace");
  const json::value* const frames =
      stacktrace != nullptr ? stacktrace->if_contains("frames") : nullptr;
  const json::array* const list = frames != nullptr ? frames->if_array() : nullptr;
  return list != nullptr && !list->empty() ? list : nullptr;
}

const json::object* last_object(const json::array* list) noexcept {
  if (list == nullptr) return nullptr;
  const auto last = std::find_if(list->rbegin(), list->rend(),
                                 [](const json::value& value) { return value.is_object(); });
  return last != list->rend() ? last->if_object() : nullptr;
}

const json::array* crash_frames(const json::object& event) noexcept {
  const json::object* const exception = last_object(values_at(event, "exception"));
  if (exception != nullptr) {
    if (const json::array* frames = frames_of(*exception)) return frames;
  }
  if (const json::array* frames = frames_of(event)) return frames;
  const json::array* const threads = values_at(event, "threads");
  const bool only_one = threads != nullptr && threads->size() == 1 && (*threads)[0].is_object();
  return only_one ? frames_of((*threads)[0].get_object()) : nullptr;
}

bool has_usable_function(const json::object& frame) noexcept {
  const auto function = grouping::text_at(frame, "function");
  return function && *function != "<redacted>" && *function != "<unknown>";
}

bool is_native(std::string_view platform) noexcept {
  return platform == "objc" || platform == "cocoa" || platform == "native";
}

std::string or_question_mark(std::string_view function) {
  return std::string(function.empty() ? "?" : function);
}

std::string frame_culprit(const json::object& frame, std::string_view event_platform) {
  const std::string_view own = text_at(frame, "platform");
  const std::string_view platform = own.empty() ? event_platform : own;
  const std::string function = or_question_mark(function_name(frame, event_platform));
  if (is_native(platform)) return function;
  std::string_view place = text_at(frame, "module");
  if (place.empty()) place = text_at(frame, "filename");
  if (place.empty()) return {};
  if (platform == "javascript" || platform == "node") {
    return (function + '(').append(place) + ')';
  }
  return (std::string(place) + " in ").append(function);
}

std::string stacktrace_culprit(const json::array& frames, std::string_view platform) {
  std::optional<std::string> outside;
  for (auto frame = frames.rbegin(); frame != frames.rend(); ++frame) {
    const json::object* const object = frame->if_object();
    if (object == nullptr) continue;
    if (flag_at(*object, "in_app")) {
      std::string culprit = frame_culprit(*object, platform);
      if (!culprit.empty()) return culprit;
    } else if (!outside) {
      outside = frame_culprit(*object, platform);
    }
  }
  return outside.value_or("");
}

/// The last one of the exceptions, else that of the event.
const json::array* culprit_frames(const json::object& event, const json::array* exceptions) {
  if (last_object(exceptions) == nullptr) return frames_of(event);
  for (auto value = exceptions->rbegin(); value != exceptions->rend(); ++value) {
    const json::object* const exception = value->if_object();
    if (exception == nullptr) continue;
    if (const json::array* frames = frames_of(*exception)) return frames;
  }
  return nullptr;
}

std::string generated_culprit(const json::object& event) {
  const json::array* const exceptions = values_at(event, "exception");
  if (const json::object* last = last_object(exceptions)) {
    const json::object* const mechanism = object_at(*last, "mechanism");
    if (mechanism != nullptr && flag_at(*mechanism, "synthetic")) return {};
  }
  if (const json::array* frames = culprit_frames(event, exceptions)) {
    std::string culprit = stacktrace_culprit(*frames, text_at(event, "platform"));
    if (!culprit.empty()) return culprit;
  }
  const json::object* const request = object_at(event, "request");
  return request != nullptr ? std::string(text_at(*request, "url")) : std::string();
}

}  // namespace

const json::object* main_exception(const json::object& event,
                                   std::optional<std::int64_t> id) noexcept {
  const json::array* const exceptions = values_at(event, "exception");
  if (exceptions != nullptr && id) {
    for (const json::value& value : *exceptions) {
      const json::object* const exception = value.if_object();
      const json::object* const mechanism =
          exception != nullptr ? object_at(*exception, "mechanism") : nullptr;
      if (mechanism != nullptr && int_at(*mechanism, "exception_id") == id) return exception;
    }
  }
  return last_object(exceptions);
}

const json::object* crash_frame(const json::object& event) noexcept {
  const json::array* const frames = crash_frames(event);
  if (frames == nullptr) return nullptr;
  const json::object* outside = nullptr;
  for (auto frame = frames->rbegin(); frame != frames->rend(); ++frame) {
    const json::object* const object = frame->if_object();
    if (object == nullptr || !has_usable_function(*object)) continue;
    if (flag_at(*object, "in_app")) return object;
    if (outside == nullptr) outside = object;
  }
  return outside;
}

std::string function_name(const json::object& frame, std::string_view event_platform) {
  const std::string_view function = text_at(frame, "function");
  // With the untrimmed name beside it, it is trimmed.
  if (function.empty() || !text_at(frame, "raw_function").empty()) return std::string(function);
  const std::string_view own = text_at(frame, "platform");
  return grouping::trim_function_name(function, own.empty() ? event_platform : own);
}

std::string culprit_of(const json::object& event) {
  for (const char* const key : {"culprit", "transaction"}) {
    const std::string_view sent = text_at(event, key);
    if (!sent.empty()) return truncate(sent, kMaxCulprit);
  }
  return truncate(generated_culprit(event), kMaxCulprit);
}

std::string truncate(std::string_view text, std::size_t chars) {
  if (text.size() <= chars || utf8_length(text) <= chars) return std::string(text);
  return std::string(utf8_prefix(text, chars - 3)) + "...";
}

}  // namespace picket::domain
