// Stack traces and exceptions. Source: shared spec "ingest", sections 3.5 and 3.9.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/normalize/scalar.h"
#include "domain/normalize/steps.h"
#include "protocol/json.h"

namespace picket::domain::normalize {
namespace {

namespace json = boost::json;

constexpr std::size_t kOldestFrames = 50;
constexpr std::size_t kNewestFrames = 200;
/// Longer stack traces lose the variables and source of their middle.
constexpr std::size_t kFullFrames = 50;

json::array* values_of(json::object& event, std::string_view key) noexcept {
  json::value* const wrapper = event.if_contains(key);
  if (wrapper == nullptr || !wrapper->is_object()) return nullptr;
  json::value* const values = wrapper->get_object().if_contains("values");
  return values != nullptr ? values->if_array() : nullptr;
}

json::array* frames_of(json::object& holder, std::string_view key) noexcept {
  json::value* const stacktrace = holder.if_contains(key);
  if (stacktrace == nullptr || !stacktrace->is_object()) return nullptr;
  json::value* const frames = stacktrace->get_object().if_contains("frames");
  return frames != nullptr ? frames->if_array() : nullptr;
}

/// Calls `each(frames, path of frames)` for the stack traces named `key` of the event, its
/// exceptions and its threads.
template <class Each>
void for_each_stacktrace(json::object& event, std::string_view key, const Each& each) {
  const Path root;
  if (json::array* frames = frames_of(event, key)) {
    const Path path(root, key);
    each(*frames, Path(path, "frames"));
  }
  for (const char* const list : {"exception", "threads"}) {
    json::array* const values = values_of(event, list);
    if (values == nullptr) continue;
    const Path list_path(root, list);
    const Path values_path(list_path, "values");
    for (std::size_t i = 0; i < values->size(); ++i) {
      json::object* const holder = (*values)[i].if_object();
      json::array* const frames = holder != nullptr ? frames_of(*holder, key) : nullptr;
      if (frames == nullptr) continue;
      const Path at(values_path, i);
      const Path path(at, key);
      each(*frames, Path(path, "frames"));
    }
  }
}

/// The path of a URL as browsers report one; empty when there is none worth showing.
std::string_view url_path(std::string_view url) noexcept {
  const std::size_t scheme_end = url.find(':');
  const std::string_view scheme = url.substr(0, std::min(scheme_end, url.size()));
  if (scheme_end == std::string_view::npos ||
      (scheme != "file" && scheme != "http" && scheme != "https" && scheme != "applewebdata")) {
    return {};
  }
  std::string_view rest = url.substr(scheme_end + 1);
  if (!rest.starts_with("//")) return {};
  rest.remove_prefix(2);
  const std::size_t slash = rest.find_first_of("/?#");
  if (slash == std::string_view::npos || rest[slash] != '/') return {};
  rest.remove_prefix(slash);
  const std::string_view path = rest.substr(0, rest.find_first_of("?#"));
  return path == "/" ? std::string_view() : path;
}

void fill_file_names(json::object& frame, const Path& path, Meta& meta) {
  const std::string_view abs_path = protocol::find_string(frame, "abs_path");
  if (abs_path.empty()) {
    if (protocol::find_string(frame, "filename").empty()) return;
    meta.move(Path(path, "filename"), Path(path, "abs_path"));
    json::value moved = std::move(*frame.if_contains("filename"));
    frame.erase("filename");
    frame["abs_path"] = std::move(moved);
  }
  if (!protocol::find_string(frame, "filename").empty()) return;
  const std::string whole(protocol::find_string(frame, "abs_path"));
  const std::string_view short_path = url_path(whole);
  frame["filename"] = short_path.empty() ? std::string_view(whole) : short_path;
}

void drop(json::object& frame, std::string_view key, const Path& path, Meta& meta) {
  meta.forget(Path(path, key));
  frame.erase(key);
}

void forget_question_mark(json::object& frame, std::string_view key, const Path& path, Meta& meta) {
  if (protocol::find_string(frame, key) == "?") drop(frame, key, path, meta);
}

/// Null lines are empty ones; false when there are no lines.
bool fill_lines(json::object& frame, std::string_view key, Meta& meta, const Path& path) {
  json::value* const value = frame.if_contains(key);
  json::array* const lines = value != nullptr ? value->if_array() : nullptr;
  if (lines == nullptr || lines->empty()) return false;
  for (std::size_t i = 0; i < lines->size(); ++i) {
    if ((*lines)[i].is_null() && !meta.has(Path(Path(path, key), i))) (*lines)[i] = "";
  }
  return true;
}

void normalize_frame(json::object& frame, const Path& path, Meta& meta) {
  fill_file_names(frame, path, meta);
  forget_question_mark(frame, "function", path, meta);
  forget_question_mark(frame, "symbol", path, meta);
  const bool before = fill_lines(frame, "pre_context", meta, path);
  const bool after = fill_lines(frame, "post_context", meta, path);
  if ((before || after) && !frame.contains("context_line")) frame["context_line"] = "";
}

/// With one exception and a stack trace of the event, the stack trace is the exception's.
void move_root_stacktrace(json::object& event, Meta& meta) {
  json::value* const root_trace = event.if_contains("stacktrace");
  json::array* const exceptions = values_of(event, "exception");
  if (root_trace == nullptr || !root_trace->is_object() || exceptions == nullptr ||
      exceptions->size() != 1 || !(*exceptions)[0].is_object()) {
    return;
  }
  json::value moved = std::move(*root_trace);
  event.erase("stacktrace");
  const Path root;
  const Path exception(root, "exception");
  const Path values(exception, "values");
  const Path first(values, 0);
  meta.move(Path(root, "stacktrace"), Path(first, "stacktrace"));
  (*exceptions)[0].get_object()["stacktrace"] = std::move(moved);
}

bool is_word(std::string_view text) noexcept {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
  });
}

/// "ValueError: oops" as a value without a type.
void split_type(json::object& exception) {
  if (!protocol::find_string(exception, "type").empty()) return;
  const std::string value(protocol::find_string(exception, "value"));
  const std::size_t colon = value.find(':');
  if (colon == std::string::npos || value.find('\n') != std::string::npos) return;
  const std::string_view type = std::string_view(value).substr(0, colon);
  if (!is_word(type)) return;
  exception["type"] = type;
  exception["value"] = trim_space(std::string_view(value).substr(colon + 1));
}

/// Everything but the line itself.
void slim(json::object& frame, const Path& path, Meta& meta) {
  for (const char* const key : {"vars", "pre_context", "post_context"}) {
    drop(frame, key, path, meta);
  }
}

bool is_in_app(const json::value& frame) noexcept {
  const json::value* const flag = protocol::find(frame, "in_app");
  return flag != nullptr && flag->is_bool() && flag->get_bool();
}

void slim_group(json::array& frames, const std::vector<std::size_t>& group, std::size_t half,
                const Path& path, Meta& meta) {
  for (std::size_t i = half; i + half < group.size(); ++i) {
    json::object* const frame = frames[group[i]].if_object();
    if (frame != nullptr) slim(*frame, Path(path, group[i]), meta);
  }
}

void cut_frames(json::array& frames, const Path& path, Meta& meta) {
  const std::size_t size = frames.size();
  if (size <= kOldestFrames + kNewestFrames) return;
  const std::size_t removed = size - kOldestFrames - kNewestFrames;
  if (meta.has_any(path)) {
    for (std::size_t i = kOldestFrames; i < size; ++i) {
      if (i < kOldestFrames + removed) {
        meta.forget(Path(path, i));
      } else {
        meta.move(Path(path, i), Path(path, i - removed));
      }
    }
  }
  frames.erase(frames.begin() + kOldestFrames,
               frames.begin() + static_cast<std::ptrdiff_t>(kOldestFrames + removed));
  meta.original_length(path, size);
}

void slim_frames(json::array& frames, const Path& path, Meta& meta) {
  const std::size_t size = frames.size();
  if (size <= kFullFrames) return;
  std::vector<std::size_t> app, system;
  for (std::size_t i = 0; i < size; ++i) (is_in_app(frames[i]) ? app : system).push_back(i);
  const std::size_t for_system = kFullFrames - std::min(kFullFrames, app.size());
  const std::size_t system_half = for_system / 2;
  const std::size_t slimmed = system.size() - std::min(system.size(), 2 * system_half);
  const std::size_t remaining = (size - kFullFrames) - std::min(size - kFullFrames, slimmed);
  const std::size_t app_half = (app.size() - std::min(app.size(), remaining)) / 2;
  slim_group(frames, system, system_half, path, meta);
  slim_group(frames, app, app_half, path, meta);
}

}  // namespace

StepResult normalize_stacktraces(Work& work) {
  move_root_stacktrace(work.event, work.meta);
  for_each_stacktrace(work.event, "stacktrace", [&work](json::array& frames, const Path& path) {
    for (std::size_t i = 0; i < frames.size(); ++i) {
      if (json::object* frame = frames[i].if_object()) {
        normalize_frame(*frame, Path(path, i), work.meta);
      }
    }
  });
  return {};
}

StepResult normalize_exceptions(Work& work) {
  json::array* const exceptions = values_of(work.event, "exception");
  if (exceptions == nullptr) return {};
  const Path root;
  const Path list(root, "exception");
  const Path values(list, "values");
  for (std::size_t i = 0; i < exceptions->size(); ++i) {
    json::object* const exception = (*exceptions)[i].if_object();
    if (exception == nullptr) continue;
    split_type(*exception);
    if (!protocol::find_string(*exception, "type").empty() ||
        !protocol::find_string(*exception, "value").empty()) {
      continue;
    }
    const json::object data({{"attribute", "type or value"}}, work.event.storage());
    work.meta.forget(Path(values, i));
    work.meta.error(Path(values, i), ErrorKind::missing_attribute, data);
    (*exceptions)[i] = nullptr;
  }
  return {};
}

StepResult slim_stacktraces(Work& work) {
  const auto shorten = [&work](json::array& frames, const Path& path) {
    cut_frames(frames, path, work.meta);
    slim_frames(frames, path, work.meta);
  };
  for_each_stacktrace(work.event, "stacktrace", shorten);
  for_each_stacktrace(work.event, "raw_stacktrace", shorten);
  return {};
}

}  // namespace picket::domain::normalize
