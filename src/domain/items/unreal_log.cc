#include "domain/items/unreal_log.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "base/clock.h"
#include "base/rfc3339.h"
#include "base/utf8.h"

namespace picket::domain::items {
namespace json = boost::json;

namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
constexpr std::string_view kFirstLine = "Log file open, ";

struct Line {
  std::optional<Timestamp> when;
  std::string_view text;  ///< Behind time and frame.
};

/// True when the characters are digits where `shape` has a 0, and equal elsewhere.
bool has_shape(std::string_view text, std::string_view shape) noexcept {
  return text.size() == shape.size() &&
         std::equal(text.begin(), text.end(), shape.begin(), [](char c, char want) {
           return want == '0' ? c >= '0' && c <= '9' : c == want;
         });
}

std::string text_of(std::string_view part) {
  return std::string(part);
}

/// `12/13/18 15:54:53`: month first, local time; there is no way to tell the offset.
std::optional<Timestamp> opened_at(std::string_view first_line) {
  if (!first_line.starts_with(kFirstLine)) return std::nullopt;
  const std::string_view date = first_line.substr(kFirstLine.size());
  if (!has_shape(date, "00/00/00 00:00:00")) return std::nullopt;
  return parse_rfc3339("20" + text_of(date.substr(6, 2)) + "-" + text_of(date.substr(0, 2)) + "-" +
                       text_of(date.substr(3, 2)) + "T" + text_of(date.substr(9)));
}

/// `[2018.10.29-16.56.38:332][  0]LogStats: text`, in UTC; the frame may be missing.
Line read_line(std::string_view text) {
  constexpr std::string_view kShape = "[0000.00.00-00.00.00:000]";
  if (!has_shape(text.substr(0, kShape.size()), kShape)) return {std::nullopt, text};
  std::string date = text_of(text.substr(1, kShape.size() - 2));
  date[4] = date[7] = '-';
  date[10] = 'T';
  date[13] = date[16] = ':';
  date[19] = '.';
  std::string_view rest = text.substr(kShape.size());
  const std::size_t frame = rest.find_first_not_of(" 0123456789", 1);
  if (rest.starts_with('[') && frame != std::string_view::npos && rest[frame] == ']') {
    rest.remove_prefix(frame + 1);
  }
  return {parse_rfc3339(date), rest};
}

json::object breadcrumb_of(const Line& line, const json::storage_ptr& arena) {
  json::object crumb(arena);
  if (line.when) crumb["timestamp"] = static_cast<double>(to_unix_us(*line.when)) / 1e6;
  std::string_view message = line.text;
  const std::size_t colon = message.find(':');
  if (colon != std::string_view::npos && colon > 0) {
    crumb["category"] = to_valid_utf8(message.substr(0, colon));
    message.remove_prefix(colon + 1);
    if (message.starts_with(' ')) message.remove_prefix(1);
  }
  crumb["message"] = to_valid_utf8(message.substr(0, kMaxUnrealLogLineBytes));
  return crumb;
}

std::string_view without_return(std::string_view line) noexcept {
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// The line before the end, which it moves to where that line begins.
std::string_view take_last(std::string_view& log) noexcept {
  const std::size_t newline = log.rfind('\n');
  const std::string_view line = newline == std::string_view::npos ? log : log.substr(newline + 1);
  log = newline == std::string_view::npos ? std::string_view() : log.substr(0, newline);
  return without_return(line);
}

}  // namespace

json::array read_unreal_log(std::string_view log, std::size_t most,
                            const json::storage_ptr& arena) {
  if (log.starts_with(kByteOrderMark)) log.remove_prefix(kByteOrderMark.size());
  std::optional<Timestamp> when = opened_at(without_return(log.substr(0, log.find('\n'))));
  std::vector<json::object> newest_first;
  while (!log.empty() && newest_first.size() < most) {
    const std::string_view text = take_last(log);
    if (ascii::trim(text).empty() || (log.empty() && text.starts_with(kFirstLine))) continue;
    Line line = read_line(text);
    if (line.when) when = line.when;
    line.when = when;
    newest_first.push_back(breadcrumb_of(line, arena));
  }
  json::array crumbs(arena);
  for (auto crumb = newest_first.rbegin(); crumb != newest_first.rend(); ++crumb) {
    crumbs.emplace_back(std::move(*crumb));
  }
  return crumbs;
}

}  // namespace picket::domain::items
