#include "domain/grouping/mark.h"

#include <cstddef>
#include <optional>
#include <string>

#include "domain/grouping/json_read.h"

namespace picket::domain::grouping {
namespace {

namespace json = boost::json;

json::object* object_in(json::object& from, std::string_view key) noexcept {
  json::value* const value = from.if_contains(key);
  return value == nullptr ? nullptr : value->if_object();
}

/// The list of an interface: {"values": [...]} or the array alone.
json::array* values_in(json::object& event, std::string_view key) noexcept {
  json::value* value = event.if_contains(key);
  if (value == nullptr) return nullptr;
  if (json::object* wrapper = value->if_object()) value = wrapper->if_contains("values");
  return value == nullptr ? nullptr : value->if_array();
}

/// `category` is a rule's; empty: none has set one.
void mark_data(json::object& data, const Frame& frame, std::string_view category) {
  if (frame.client_in_app) data["client_in_app"] = *frame.client_in_app;
  const bool changed = frame.marks->in_app_changed || !frame.client_in_app;
  // Only once: what comes after is no longer what the client said.
  if (changed && !data.contains("orig_in_app")) {
    data["orig_in_app"] = frame.client_in_app ? static_cast<int>(*frame.client_in_app) : -1;
  }
  if (!category.empty()) {
    data["category"] = category;
  } else if (frame.was_marked) {
    data.erase("category");
  }
}

void mark_frame(json::object& object, const Frame& frame, Marked which) {
  // First: a new member moves the others, and with them what the frame views.
  const bool has_new_category = frame.marks->category != frame.category;
  std::string_view category;
  if (has_new_category) category = frame.marks->category.value_or(std::string_view());
  const bool was_trimmed = frame.raw_function && !text_at(object, "raw_function");
  if (was_trimmed) {
    // The raw name is where the trimmed one goes.
    const std::string raw(*frame.raw_function);
    const std::string trimmed(frame.function.value_or(std::string_view()));
    object["raw_function"] = raw;
    object["function"] = trimmed;
  }
  object["in_app"] = frame.in_app;
  if (which == Marked::crash) return;
  json::value& data = object["data"];
  if (!data.is_object()) data.emplace_object();
  mark_data(data.get_object(), frame, category);
}

void mark_stacktrace(json::object& object, const Stacktrace& stacktrace, Marked which) {
  json::value* const list = object.if_contains("frames");
  json::array* const entries = list == nullptr ? nullptr : list->if_array();
  if (entries == nullptr) return;
  for (const Frame& frame : stacktrace.frames) {
    if (json::object* entry = (*entries)[frame.entry].if_object()) mark_frame(*entry, frame, which);
  }
}

stack_rules::ExceptionFacts facts_of(const json::object& exception) noexcept {
  const json::object* const mechanism = object_at(exception, "mechanism");
  return {text_at(exception, "type"), text_at(exception, "value"),
          mechanism == nullptr ? std::nullopt : text_at(*mechanism, "type")};
}

void mark_exceptions(json::array& values, Marked which, StacktraceReader& stacktraces) {
  const std::size_t known = stacktraces.of_exceptions().size();
  std::size_t next = 0;
  for (json::value& value : values) {
    json::object* const exception = value.if_object();
    if (exception == nullptr) continue;
    if (json::object* object = object_in(*exception, "stacktrace")) {
      // Grouping has read them in this order, unless it did not have to.
      const bool was_read = next < known && stacktraces.of_exceptions()[next].json == object;
      mark_stacktrace(*object,
                      was_read ? stacktraces.of_exceptions()[next++]
                               : stacktraces.read(*object, facts_of(*exception)),
                      which);
    }
    json::object* const raw = object_in(*exception, "raw_stacktrace");
    if (raw != nullptr && which == Marked::all)
      mark_stacktrace(*raw, stacktraces.read(*raw), which);
  }
}

void mark_threads(json::array& values, Marked which, StacktraceReader& stacktraces) {
  if (which == Marked::crash && values.size() != 1) return;
  for (json::value& value : values) {
    json::object* const thread = value.if_object();
    if (thread == nullptr) continue;
    if (json::object* object = object_in(*thread, "stacktrace")) {
      mark_stacktrace(*object, stacktraces.read(*object), which);
    }
    json::object* const raw = object_in(*thread, "raw_stacktrace");
    if (raw != nullptr && which == Marked::all)
      mark_stacktrace(*raw, stacktraces.read(*raw), which);
  }
}

}  // namespace

void mark_frames(json::object& event, Marked which, StacktraceReader& stacktraces) {
  if (json::array* values = values_in(event, "exception")) {
    mark_exceptions(*values, which, stacktraces);
  }
  if (json::object* object = object_in(event, "stacktrace")) {
    mark_stacktrace(*object, stacktraces.read(*object), which);
  }
  if (json::array* values = values_in(event, "threads")) mark_threads(*values, which, stacktraces);
}

}  // namespace picket::domain::grouping
