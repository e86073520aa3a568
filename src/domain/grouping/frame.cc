#include "domain/grouping/frame.h"

#include <algorithm>
#include <string>

#include "domain/grouping/function_trim.h"
#include "domain/grouping/json_read.h"

namespace picket::domain::grouping {
namespace {

namespace json = boost::json;

/// A rule may have changed in_app; the value before it is kept in orig_in_app, -1 for none.
void read_data(const json::object& data, Frame& frame) {
  if (const json::value* sourcemap = data.if_contains("sourcemap")) {
    frame.source_mapped = !sourcemap->is_null();
  }
  // Rules start from the client's frames however often they are asked.
  frame.was_marked = data.contains("client_in_app") || data.contains("orig_in_app");
  if (!frame.was_marked) frame.category = text_at(data, "category");
  const json::value* const original = data.if_contains("orig_in_app");
  if (original == nullptr) return;
  if (const auto number = as_int(*original)) {
    frame.client_in_app = *number == -1 ? std::nullopt : std::optional<bool>(*number != 0);
  } else if (const bool* flag = original->if_bool()) {
    frame.client_in_app = *flag;
  }
}

/// One pass over the keys: a lookup for each field would cost more than everything else here.
Frame read_fields(const json::object& from) {
  Frame frame;
  const json::object* data = nullptr;
  for (const json::key_value_pair& field : from) {
    const std::string_view key = field.key();
    const json::value& value = field.value();
    if (key == "abs_path") {
      frame.abs_path = as_text(value);
    } else if (key == "filename") {
      frame.filename = as_text(value);
    } else if (key == "module") {
      frame.module = as_text(value);
    } else if (key == "package") {
      frame.package = as_text(value);
    } else if (key == "function") {
      frame.function = as_text(value);
    } else if (key == "raw_function") {
      frame.raw_function = as_text(value);
    } else if (key == "context_line") {
      frame.context_line = as_text(value);
    } else if (key == "platform") {
      frame.platform = as_text(value).value_or(std::string_view{});
    } else if (key == "in_app") {
      if (const bool* flag = value.if_bool()) frame.client_in_app = *flag;
    } else if (key == "lineno") {
      frame.lineno = as_int(value);
    } else if (key == "colno") {
      frame.colno = as_int(value);
    } else if (key == "data") {
      data = value.if_object();
    }
  }
  if (data != nullptr) read_data(*data, frame);  // Last: it overrides in_app.
  return frame;
}

void trim_function(Frame& frame, Arena& arena) {
  const bool has_rule = frame.family == Family::native || frame.platform == "csharp";
  const bool trimmed_before = !frame.raw_function.value_or(std::string_view{}).empty();
  if (!has_rule || trimmed_before || frame.function.value_or(std::string_view{}).empty()) return;
  const std::string trimmed = trim_function_name(*frame.function, frame.platform);
  if (trimmed == *frame.function) return;
  frame.raw_function = frame.function;
  frame.function = arena.copy(trimmed);
}

/// "/app.js?v=3#x" becomes "/app.js#x".
void drop_query(Frame& frame, Arena& arena) {
  if (!frame.filename) return;
  const std::string_view name = *frame.filename;
  const std::size_t fragment = std::min(name.find('#'), name.size());
  const std::size_t mark = name.find('?');
  if (mark >= fragment || mark + 1 == fragment) return;
  frame.filename =
      fragment == name.size()
          ? name.substr(0, mark)
          : arena.copy(std::string(name.substr(0, mark)) + std::string(name.substr(fragment)));
}

std::size_t digits_at(std::string_view text, std::size_t at) noexcept {
  const std::size_t end = text.find_first_not_of("0123456789", at);
  return std::min(end, text.size()) - at;
}

/// Whether a line is the call by which a multiprocessing worker of Python starts.
bool is_spawn_line(std::string_view line) noexcept {
  constexpr std::string_view kCall = "from multiprocessing.spawn import spawn_main; spawn_main(";
  if (!line.starts_with(kCall)) return false;
  std::string_view rest = line.substr(kCall.size());
  if (!rest.starts_with("tracker_fd=") && !rest.starts_with("parent_pid=")) return false;
  rest.remove_prefix(rest.find('=') + 1);
  const std::size_t first = digits_at(rest, 0);
  rest.remove_prefix(first);
  constexpr std::string_view kPipe = ", pipe_handle=";
  if (first == 0 || !rest.starts_with(kPipe)) return false;
  const std::size_t second = digits_at(rest, kPipe.size());
  return second > 0 && rest.substr(kPipe.size() + second).starts_with(')');
}

/// The file descriptors in a spawn line differ from run to run.
void rewrite_spawn_line(Frame& frame, Arena& arena) {
  const bool candidate = frame.module == "__main__" && frame.filename == "<string>" &&
                         frame.function == "<module>" && frame.context_line;
  if (!candidate || !is_spawn_line(*frame.context_line)) return;
  const std::string_view line = *frame.context_line;
  std::string out;
  for (std::size_t i = 0; i < line.size();) {
    const std::size_t digits = line[i] == '=' ? digits_at(line, i + 1) : 0;
    if (digits > 0) {
      out += "=<int>";
    } else {
      out += line[i];
    }
    i += 1 + digits;
  }
  frame.context_line = arena.copy(out);
}

Frame read_frame(const json::object& from, std::string_view event_platform, const Config& config,
                 Arena& arena) {
  Frame frame = read_fields(from);
  if (frame.platform.empty()) frame.platform = event_platform;
  frame.family = family_of(frame.platform);
  frame.in_app = frame.client_in_app.value_or(false);
  trim_function(frame, arena);
  if (event_platform == "javascript") drop_query(frame, arena);
  if (config.rewrite_spawn_lines && event_platform == "python") rewrite_spawn_line(frame, arena);
  return frame;
}

}  // namespace

bool is_recursion(const Frame& frame, const Frame& previous) noexcept {
  return frame.lineno == previous.lineno && frame.colno == previous.colno &&
         frame.function == previous.function && frame.filename == previous.filename &&
         frame.module == previous.module && frame.package == previous.package &&
         frame.abs_path == previous.abs_path;
}

std::span<Frame> read_frames(const json::object& stacktrace, std::string_view event_platform,
                             const Config& config, Arena& arena) {
  const json::value* const list = stacktrace.if_contains("frames");
  const json::array* const entries = list == nullptr ? nullptr : list->if_array();
  if (entries == nullptr) return {};

  const std::size_t count = std::min(entries->size(), kMostFrames);
  const std::span<Frame> frames = arena.make<Frame>(count);
  std::size_t used = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t at = i < kOldestFrames ? i : entries->size() - count + i;
    const json::object* const entry = (*entries)[at].if_object();
    if (entry == nullptr) continue;
    frames[used] = read_frame(*entry, event_platform, config, arena);
    frames[used++].entry = at;
  }
  return frames.first(used);
}

}  // namespace picket::domain::grouping
