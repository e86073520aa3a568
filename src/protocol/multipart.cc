#include "protocol/multipart.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/ascii.h"

namespace picket::protocol {
namespace {

constexpr std::size_t kNowhere = std::string_view::npos;

/// memmem takes linear time whatever the text, which std::string_view::find does not.
std::size_t find(std::string_view text, std::string_view what, std::size_t from) noexcept {
  if (from >= text.size()) return kNowhere;  // What is empty may be null, which memmem may not get.
  const void* const found =
      ::memmem(text.data() + from, text.size() - from, what.data(), what.size());
  return found == nullptr ? kNowhere
                          : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

/// Value of a quoted string that begins behind its first quote; moves `rest` past the last one.
std::string take_quoted(std::string_view& rest) {
  std::string value;
  std::size_t at = 0;
  for (; at < rest.size() && rest[at] != '"'; ++at) {
    // Browsers escape quotes alone: a backslash before anything else is part of a Windows path.
    if (rest[at] == '\\' && at + 1 < rest.size() && rest[at + 1] == '"') ++at;
    value += rest[at];
  }
  rest.remove_prefix(std::min(at + 1, rest.size()));
  return value;
}

/// The parameter of that name in `; a=b; c="d"`.
std::optional<std::string> parameter(std::string_view rest, std::string_view name) {
  while (!rest.empty()) {
    const std::size_t end_of_name = rest.find_first_of("=;");
    const std::string_view key = ascii::trim(rest.substr(0, end_of_name));
    if (end_of_name == kNowhere) return std::nullopt;
    const bool has_value = rest[end_of_name] == '=';
    rest.remove_prefix(end_of_name + 1);
    if (!has_value) continue;
    while (!rest.empty() && (rest.front() == ' ' || rest.front() == '\t')) rest.remove_prefix(1);
    std::string value;
    if (rest.starts_with('"')) {
      rest.remove_prefix(1);
      value = take_quoted(rest);
      const std::size_t next = rest.find(';');
      rest.remove_prefix(next == kNowhere ? rest.size() : next + 1);
    } else {
      const ascii::Split split = ascii::split_once(rest, ';');
      value = ascii::trim(split.head);
      rest = split.tail;
    }
    if (ascii::iequals(key, name)) return value;
  }
  return std::nullopt;
}

/// One header line of a part. False when it is none.
bool read_header_line(std::string_view line, Part& part) {
  const ascii::Split field = ascii::split_once(line, ':');
  if (!field.found) return false;
  const std::string_view name = ascii::trim(field.head);
  const std::string_view value = ascii::trim(field.tail);
  if (ascii::iequals(name, "content-type")) {
    part.content_type = value;
  } else if (ascii::iequals(name, "content-disposition")) {
    const ascii::Split disposition = ascii::split_once(value, ';');
    part.name = parameter(disposition.tail, "name").value_or("");
    part.filename = parameter(disposition.tail, "filename");
  }
  return true;
}

/// Header lines up to the empty one; moves `rest` to the content.
bool read_headers(std::string_view& rest, Part& part) {
  const std::string_view bounded = rest.substr(0, kMaxPartHeaderBytes);
  std::size_t at = 0;
  while (true) {
    const std::size_t end = bounded.find('\n', at);
    if (end == kNowhere) return false;
    std::string_view line = bounded.substr(at, end - at);
    if (line.ends_with('\r')) line.remove_suffix(1);
    at = end + 1;
    if (line.empty()) break;
    if (!read_header_line(line, part)) return false;
  }
  rest.remove_prefix(at);
  return true;
}

enum class Delimiter : std::uint8_t { none, next, last };

/// What stands behind a boundary; moves `rest` past its line.
Delimiter take_line_end(std::string_view& rest) noexcept {
  if (rest.starts_with("--")) return Delimiter::last;
  std::size_t at = 0;
  while (at < rest.size() && (rest[at] == ' ' || rest[at] == '\t')) ++at;
  if (at < rest.size() && rest[at] == '\r') ++at;
  if (at >= rest.size() || rest[at] != '\n') return Delimiter::none;
  rest.remove_prefix(at + 1);
  return Delimiter::next;
}

/// Finds the next boundary at the start of a line. `content` is what comes before it, without the
/// line end that belongs to the boundary.
Delimiter take_delimiter(std::string_view& rest, std::string_view delimiter,
                         std::string_view& content) noexcept {
  for (std::size_t from = 0;;) {
    const std::size_t at = find(rest, delimiter, from);
    if (at == kNowhere) return Delimiter::none;
    from = at + 1;
    if (at > 0 && rest[at - 1] != '\n') continue;
    std::string_view after = rest.substr(at + delimiter.size());
    const Delimiter kind = take_line_end(after);
    if (kind == Delimiter::none) continue;
    content = rest.substr(0, at);
    if (content.ends_with('\n')) content.remove_suffix(1);
    if (content.ends_with('\r')) content.remove_suffix(1);
    rest = after;
    return kind;
  }
}

}  // namespace

std::optional<std::string> multipart_boundary(std::string_view content_type) {
  const ascii::Split type = ascii::split_once(content_type, ';');
  if (!ascii::iequals(ascii::trim(type.head), "multipart/form-data")) return std::nullopt;
  auto boundary = parameter(type.tail, "boundary");
  if (boundary && (boundary->empty() || boundary->size() > kMaxBoundaryBytes)) return std::nullopt;
  return boundary;
}

std::optional<std::string> embedded_boundary(std::string_view body) noexcept {
  if (!body.starts_with("--")) return std::nullopt;
  const std::size_t end = body.substr(0, kMaxBoundaryBytes + 4).find('\n');
  if (end == kNowhere) return std::nullopt;
  std::string_view line = body.substr(2, end - 2);
  if (line.ends_with('\r')) line.remove_suffix(1);
  const std::string_view boundary = ascii::trim(line);
  if (boundary.empty()) return std::nullopt;
  return std::string(boundary);
}

Result<std::vector<Part>, MultipartError> parse_multipart(std::string_view body,
                                                          std::string_view boundary) {
  if (boundary.empty() || boundary.size() > kMaxBoundaryBytes) {
    return unexpected(MultipartError::no_boundary);
  }
  const std::string delimiter = "--" + std::string(boundary);
  std::string_view rest = body;
  std::string_view content;
  Delimiter found = take_delimiter(rest, delimiter, content);  // What comes first is a preamble.
  if (found == Delimiter::none) return unexpected(MultipartError::no_boundary);
  std::vector<Part> parts;
  while (found == Delimiter::next) {
    if (parts.size() >= kMaxMultipartParts) return unexpected(MultipartError::too_many_parts);
    Part& part = parts.emplace_back();
    if (!read_headers(rest, part)) return unexpected(MultipartError::bad_header);
    found = take_delimiter(rest, delimiter, part.content);
    if (found == Delimiter::none) return unexpected(MultipartError::truncated);
  }
  return parts;
}

std::string_view to_string(MultipartError error) noexcept {
  switch (error) {
    case MultipartError::no_boundary:
      return "multipart boundary is not found";
    case MultipartError::truncated:
      return "incomplete multipart stream";
    case MultipartError::bad_header:
      return "malformed header of a part";
    case MultipartError::too_many_parts:
      return "too many parts";
  }
  return "";
}

}  // namespace picket::protocol
