// An event as text: what somebody looks for first stands first. Shape of the JSON: the normalized
// event (domain/normalize).
#include <algorithm>
#include <iterator>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "app/cli/json_text.h"
#include "app/cli/render.h"
#include "app/cli/table.h"
#include "base/rfc3339.h"

namespace picket::app {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxFrames = 30;       // What fits on a screen; --json has all.
constexpr std::size_t kMaxBreadcrumbs = 20;  // As above.

/// Epoch seconds, as stored, or text as it is.
std::string time_text(const json::value* value) {
  if (value == nullptr) return "";
  if (!value->is_number()) return text_of(*value);
  const double seconds = value->to_number<double>();
  if (!(seconds > 0 && seconds < 253402300800.0)) return text_of(*value);  // Up to the year 9999.
  return format_rfc3339(from_unix_us(static_cast<std::int64_t>(seconds * 1e6)));
}

/// {"values": [...]} or a bare list.
const json::array& values_at(const json::object& event, std::string_view key) {
  const json::array& bare = array_at(event, key);
  return bare.empty() ? array_at(object_at(event, key), "values") : bare;
}

/// "id:7 ada@example.org": the parts that identify a person.
std::string user_text(const json::object& user) {
  std::string text;
  for (const std::string_view key : {"id", "email", "username", "ip_address"}) {
    const std::string part = text_at(user, key);
    if (part.empty()) continue;
    if (!text.empty()) text += "  ";
    text += fmt::format("{}:{}", key, part);
  }
  return text;
}

std::string facts(const json::object& result, const json::object& event) {
  std::string out;
  const auto line = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) out += fmt::format("{:<12} {}\n", name, value);
  };
  line("event", text_at(event, "event_id"));
  line("issue", text_at(result, "short_id"));
  line("project", text_at(result, "project"));
  line("time", time_text(event.if_contains("timestamp")));
  line("received", text_at(result, "received"));
  for (const std::string_view key : {"level", "platform", "transaction", "environment", "release",
                                     "dist", "logger", "server_name", "culprit"})
    line(key, text_at(event, key));
  line("user", user_text(object_at(event, "user")));
  const json::object& request = object_at(event, "request");
  if (!request.empty())
    line("request", fmt::format("{} {}", text_at(request, "method"), text_at(request, "url")));
  const json::object& sdk = object_at(event, "sdk");
  if (!sdk.empty())
    line("sdk", fmt::format("{} {}", text_at(sdk, "name"), text_at(sdk, "version")));
  return out;
}

/// Tags are pairs, or a map.
std::string tags(const json::object& event) {
  std::string out;
  for (const json::value& value : array_at(event, "tags")) {
    const json::array& pair = as_array(value);
    if (pair.size() == 2) out += fmt::format("  {} = {}\n", text_of(pair[0]), text_of(pair[1]));
  }
  for (const auto& [key, value] : object_at(event, "tags"))
    out += fmt::format("  {} = {}\n", std::string_view(key), text_of(value));
  return out.empty() ? "" : "\ntags\n" + out;
}

std::string frame_text(const json::object& frame) {
  std::string place = text_at(frame, "filename");
  if (place.empty()) place = text_at(frame, "abs_path");
  if (place.empty()) place = text_at(frame, "module");
  if (place.empty()) place = text_at(frame, "package");
  if (place.empty()) place = text_at(frame, "instruction_addr");
  const std::string line = text_at(frame, "lineno");
  if (!line.empty()) place += ":" + line;
  std::string function = text_at(frame, "function");
  if (function.empty()) function = "?";
  std::string out = fmt::format("  {} {}  ({})\n", text_at(frame, "in_app") == "true" ? "*" : " ",
                                function, place);
  std::string code = text_at(frame, "context_line");
  code.erase(0, code.find_first_not_of(" \t"));
  if (!code.empty()) out += fmt::format("        {}\n", code);
  return out;
}

/// Newest call first, as it is read; stored the other way round.
std::string frames(const json::object& holder) {
  const json::array& all = array_at(object_at(holder, "stacktrace"), "frames");
  std::string out;
  const std::size_t shown = std::min(all.size(), kMaxFrames);
  for (std::size_t i = 0; i < shown; ++i) out += frame_text(as_object(all[all.size() - 1 - i]));
  if (shown < all.size()) out += fmt::format("    ... {} more frames\n", all.size() - shown);
  return out;
}

std::string exceptions(const json::object& event) {
  const json::array& chain = values_at(event, "exception");
  std::string out;
  // The last one was raised last: it is what the title says.
  for (auto it = chain.rbegin(); it != chain.rend(); ++it) {
    const json::object& exception = as_object(*it);
    const std::string handled = text_at(object_at(exception, "mechanism"), "handled");
    out +=
        fmt::format("\n{}{}: {}{}\n", out.empty() ? "" : "caused by ", text_at(exception, "type"),
                    text_at(exception, "value"), handled == "false" ? "  (unhandled)" : "");
    out += frames(exception);
  }
  return out;
}

std::string message(const json::object& event) {
  const json::object& entry = object_at(event, "logentry");
  std::string text = text_at(entry, "formatted");
  if (text.empty()) text = text_at(entry, "message");
  return text.empty() ? "" : fmt::format("\nmessage\n  {}\n", text);
}

std::string breadcrumbs(const json::object& event) {
  const json::array& all = values_at(event, "breadcrumbs");
  if (all.empty()) return "";
  std::string out = "\nbreadcrumbs\n";
  const std::size_t first = all.size() - std::min(all.size(), kMaxBreadcrumbs);
  if (first > 0) out += fmt::format("  ... {} earlier ones\n", first);
  for (std::size_t i = first; i < all.size(); ++i) {
    const json::object& crumb = as_object(all[i]);
    std::string text = text_at(crumb, "message");
    if (text.empty()) text = text_at(crumb, "data");
    out += fmt::format("  {}  {:<7} {}: {}\n", time_text(crumb.if_contains("timestamp")),
                       text_at(crumb, "level"), text_at(crumb, "category"), text);
  }
  return out;
}

}  // namespace

std::string render_event(const json::object& result) {
  const json::value* const stored = result.if_contains("event");
  std::string out = text_at(result, "title") + "\n\n";
  if (stored == nullptr || !stored->is_object())
    return printable(out + "The payload of this event has expired.\n", true);
  const json::object& event = stored->get_object();
  out +=
      facts(result, event) + message(event) + exceptions(event) + tags(event) + breadcrumbs(event);
  return printable(out, true);
}

}  // namespace picket::app
