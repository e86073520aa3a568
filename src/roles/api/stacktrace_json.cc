#include "roles/api/stacktrace_json.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "domain/grouping/json_read.h"
#include "protocol/json.h"
#include "roles/api/json_text.h"

namespace picket::api {
namespace {

namespace json = boost::json;
using domain::grouping::flag_at;

/// Digits of an address; more than this is not one and is shown as it is.
constexpr std::size_t kMaxAddressDigits = 16;

/// Members that keep their value and change their name, in the order of the answer.
constexpr std::pair<std::string_view, std::string_view> kHead[] = {{"filename", "filename"},
                                                                   {"absPath", "abs_path"},
                                                                   {"module", "module"},
                                                                   {"package", "package"},
                                                                   {"platform", "platform"}};
constexpr std::pair<std::string_view, std::string_view> kSymbol[] = {
    {"function", "function"}, {"rawFunction", "raw_function"}, {"symbol", "symbol"}};

std::string_view hex_digits(const json::value& address) noexcept {
  const json::string* const text = address.if_string();
  if (text == nullptr || !text->starts_with("0x")) return {};
  return std::string_view(*text).substr(2);
}

std::size_t longest_address(const json::array& frames) {
  std::size_t digits = 0;
  for (const json::value& frame : frames) {
    const json::value* const address = protocol::find(frame, "instruction_addr");
    if (address == nullptr) continue;
    const std::size_t own = hex_digits(*address).size();
    if (own <= kMaxAddressDigits) digits = std::max(digits, own);
  }
  return digits;
}

/// "0x1a" as "0x0001a", so that the addresses of a trace stand in line.
json::value padded(const json::value& address, std::size_t digits) {
  const std::string_view own = hex_digits(address);
  if (own.empty() || own.size() >= digits) return address;
  return json::value("0x" + std::string(digits - own.size(), '0') + std::string(own));
}

json::object frame_json(const json::object& frame, std::size_t address_digits) {
  json::object shown;
  for (const auto& [name, key] : kHead) shown[name] = member_or_null(frame, key);
  shown["instructionAddr"] = padded(member_or_null(frame, "instruction_addr"), address_digits);
  shown["symbolAddr"] = padded(member_or_null(frame, "symbol_addr"), address_digits);
  for (const auto& [name, key] : kSymbol) shown[name] = member_or_null(frame, key);
  shown["context"] = source_context(frame);
  shown["lineNo"] = member_or_null(frame, "lineno");
  shown["colNo"] = member_or_null(frame, "colno");
  shown["inApp"] = flag_at(frame, "in_app");
  shown["trust"] = member_or_null(frame, "trust");
  shown["errors"] = member_or_null(frame, "errors");
  shown["lock"] = member_or_null(frame, "lock");
  shown["sourceLink"] = member_or_null(frame, "source_link");
  shown["vars"] = member_or_null(frame, "vars");
  return shown;
}

/// Appends lines numbered from `line`; what is no text is an empty line.
void append_lines(json::array& context, std::int64_t line, const json::array* lines) {
  if (lines == nullptr) return;
  for (const json::value& text : *lines) {
    context.push_back({line++, text.is_string() ? text : json::value("")});
  }
}

}  // namespace

json::array source_context(const json::object& frame) {
  json::array context;
  const auto line = domain::grouping::int_at(frame, "lineno");
  const json::array* const before = protocol::find_array(frame, "pre_context");
  const json::array* const after = protocol::find_array(frame, "post_context");
  const json::value own = member_or_null(frame, "context_line");
  // A line number near the limits of its type would overflow below; no file is that long.
  constexpr std::int64_t kMaxLine = std::int64_t{1} << 53U;
  if (!line || *line < 0 || *line > kMaxLine) return context;
  if (!own.is_string() && before == nullptr && after == nullptr) return context;
  const std::size_t lines_before = before == nullptr ? 0 : before->size();
  append_lines(context, *line - static_cast<std::int64_t>(lines_before), before);
  context.push_back({*line, own.is_string() ? own : json::value("")});
  append_lines(context, *line + 1, after);
  return context;
}

json::object stacktrace_json(const json::object& stacktrace) {
  json::array frames;
  bool in_app = false;
  if (const json::array* const stored = protocol::find_array(stacktrace, "frames")) {
    const std::size_t digits = longest_address(*stored);
    for (const json::value& frame : *stored) {
      if (!frame.is_object()) continue;
      in_app = in_app || flag_at(frame.get_object(), "in_app");
      frames.push_back(frame_json(frame.get_object(), digits));
    }
  }
  json::object shown;
  shown["frames"] = std::move(frames);
  shown["framesOmitted"] = member_or_null(stacktrace, "frames_omitted");
  shown["registers"] = member_or_null(stacktrace, "registers");
  shown["hasSystemFrames"] = in_app;  // The name is Sentry's, and historical.
  return shown;
}

json::value stacktrace_or_null(const json::object& owner, std::string_view key) {
  const json::object* const stacktrace = protocol::find_object(owner, key);
  if (stacktrace == nullptr) return nullptr;
  return stacktrace_json(*stacktrace);
}

}  // namespace picket::api
