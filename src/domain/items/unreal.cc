#include "domain/items/unreal.h"

#include <optional>

#include "base/ascii.h"
#include "base/little_endian.h"
#include "base/utf8.h"
#include "domain/items/minidump.h"

namespace picket::domain::items {
namespace json = boost::json;

namespace {

using protocol::AttachmentType;

/// Newer engines begin with it, and say at the start how many files there are.
constexpr std::string_view kMarker = "CR1";

/// A length and that many bytes, padded with zeros.
std::string take_text(LittleEndianReader& in) {
  std::string_view text = in.take_bytes(in.take<std::uint32_t>());
  while (text.ends_with('\0')) text.remove_suffix(1);
  return to_valid_utf8(text);
}

/// Names and size of the whole; the number of files.
std::uint32_t take_header(LittleEndianReader& in) {
  take_text(in);
  take_text(in);
  in.take<std::uint32_t>();
  return in.take<std::uint32_t>();
}

void tell_type(UnrealFile& file) {
  const auto is = [&](AttachmentType type, std::string_view content_type) {
    file.type = type;
    file.content_type = content_type;
  };
  if (file.name == "CrashReportClient.ini") return is(AttachmentType::plain, "text/plain");
  if (file.name == "CrashContext.runtime-xml") {
    return is(AttachmentType::unreal_context, "text/xml");
  }
  if (file.name.ends_with(".log")) return is(AttachmentType::unreal_logs, "text/plain");
  if (is_minidump(file.content)) return is(AttachmentType::minidump, "application/x-dmp");
  if (file.content.starts_with("Incident Identifier:")) {
    return is(AttachmentType::apple_crash_report, "text/plain");
  }
  if (file.name == "__sentry-event") return is(AttachmentType::event_payload, "");
  if (file.name == "__sentry-breadcrumb1" || file.name == "__sentry-breadcrumb2") {
    return is(AttachmentType::breadcrumbs, "");
  }
  is(AttachmentType::plain, "application/octet-stream");
}

/// The five entities of XML, and characters by number.
void append_entity(std::string_view name, std::string& out) {
  static constexpr std::pair<std::string_view, char> kNamed[] = {
      {"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}, {"apos", '\''}};
  for (const auto& [entity, c] : kNamed) {
    if (entity == name) out += c;
  }
  const auto number = name.starts_with('#') ? ascii::parse_uint<std::uint32_t>(name.substr(1))
                                            : std::optional<std::uint32_t>();
  if (number && *number > 0 && *number < 128) out += static_cast<char>(*number);
}

std::string text_of(std::string_view xml) {
  std::string text;
  while (!xml.empty()) {
    const std::size_t at = xml.find('&');
    text += xml.substr(0, at);
    if (at == std::string_view::npos) break;
    xml.remove_prefix(at + 1);
    const std::size_t end = xml.substr(0, 12).find(';');
    if (end == std::string_view::npos) {
      text += '&';
      continue;
    }
    append_entity(xml.substr(0, end), text);
    xml.remove_prefix(end + 1);
  }
  return to_valid_utf8(ascii::trim(text));
}

json::object& child(json::object& parent, std::string_view key) {
  json::value& value = parent[key];
  return value.is_object() ? value.get_object() : value.emplace_object();
}

void set_if_absent(json::object& object, std::string_view key, std::string_view text) {
  json::value& value = object[key];
  if (value.is_null()) value = text;
}

void write_user_id(std::string_view user_id, json::object& event) {
  const ascii::Split user = ascii::split_once(user_id, '|');
  const ascii::Split account = ascii::split_once(user.tail, '|');
  if (!user.head.empty()) child(event, "user")["id"] = to_valid_utf8(user.head);
  if (!account.head.empty()) {
    child(event, "tags")["epic_account_id"] = to_valid_utf8(account.head);
  }
  if (!account.tail.empty()) child(event, "tags")["machine_id"] = to_valid_utf8(account.tail);
}

/// True when the property has a place of its own in an event.
bool write_known(std::string_view name, std::string_view value, json::object& event) {
  if (name == "ErrorMessage") {
    child(event, "logentry")["formatted"] = value;
  } else if (name == "UserName") {
    child(event, "user")["username"] = value;
  } else if (name == "LoginId") {
    set_if_absent(child(event, "user"), "id", value);
  } else if (name == "Misc.OSVersionMajor") {
    child(child(event, "contexts"), "os")["name"] = value;
  } else if (name == "MemoryStats.TotalPhysical") {
    const auto bytes = ascii::parse_uint<std::uint64_t>(value);
    if (!bytes) return false;
    child(child(event, "contexts"), "device")["memory_size"] = *bytes;
  } else if (name == "Misc.PrimaryGPUBrand") {
    child(child(event, "contexts"), "gpu")["name"] = value;
  } else {
    return false;
  }
  return true;
}

/// Asserts and ensures are no crashes.
void write_level(std::string_view crash_type, json::object& event) {
  if (crash_type == "Assert") set_if_absent(event, "level", "error");
  if (crash_type == "Ensure") set_if_absent(event, "level", "warning");
}

}  // namespace

Result<std::vector<UnrealFile>, UnrealError> read_unreal_container(std::string_view bytes) {
  const bool marked = bytes.starts_with(kMarker);
  LittleEndianReader in(marked ? bytes.substr(kMarker.size()) : bytes);
  std::uint32_t count = take_header(in);
  if (!marked) {
    // The header at the start is a placeholder; it comes again at the end, with the true number.
    if (bytes.size() < 4) return unexpected(UnrealError::truncated);
    count = LittleEndianReader(bytes.substr(bytes.size() - 4)).take<std::uint32_t>();
  }
  if (!in.ok()) return unexpected(UnrealError::truncated);
  if (count > kMaxUnrealFiles) return unexpected(UnrealError::too_many_files);
  std::vector<UnrealFile> files;
  for (std::uint32_t i = 0; i < count; ++i) {
    UnrealFile file;
    in.take<std::uint32_t>();  // Its index.
    file.name = take_text(in);
    file.content = in.take_bytes(in.take<std::uint32_t>());
    if (!in.ok()) return unexpected(UnrealError::truncated);
    tell_type(file);
    files.push_back(std::move(file));
  }
  if (!marked) take_header(in);
  if (!in.ok()) return unexpected(UnrealError::truncated);
  if (!in.rest().empty()) return unexpected(UnrealError::trailing_data);
  return files;
}

std::vector<std::pair<std::string, std::string>> read_runtime_properties(std::string_view xml) {
  constexpr std::string_view kOpen = "<RuntimeProperties>";
  constexpr std::string_view kClose = "</RuntimeProperties>";
  std::vector<std::pair<std::string, std::string>> properties;
  const std::size_t open = xml.find(kOpen);
  if (open == std::string_view::npos) return properties;
  std::string_view rest = xml.substr(open + kOpen.size());
  rest = rest.substr(0, rest.find(kClose));
  while (properties.size() < kMaxUnrealProperties) {
    const std::size_t tag = rest.find('<');
    const std::size_t end = tag == std::string_view::npos ? tag : rest.find('>', tag);
    if (end == std::string_view::npos) break;
    const std::string_view element = rest.substr(tag + 1, end - tag - 1);
    rest.remove_prefix(end + 1);
    const std::string_view name = element.substr(0, element.find_first_of(" \t\r\n"));
    if (name.empty() || name.starts_with('/') || element.ends_with('/')) continue;
    const std::size_t next = rest.find('<');
    if (next == std::string_view::npos) break;
    const std::string_view closing = rest.substr(next);
    if (!closing.starts_with("</") || !closing.substr(2).starts_with(name)) continue;
    std::string text = text_of(rest.substr(0, next));
    if (!text.empty()) properties.emplace_back(to_valid_utf8(name), std::move(text));
  }
  return properties;
}

void write_unreal(const std::vector<std::pair<std::string, std::string>>& properties,
                  std::string_view user_id, json::object& event) {
  write_user_id(user_id, event);
  json::object others;
  std::string_view version = "0.0.0";
  for (const auto& [name, value] : properties) {
    if (name == "CrashType") write_level(value, event);
    if (name == "CrashReportClientVersion") version = value;
    if (!write_known(name, value, event)) others[name] = value;
  }
  if (!others.empty()) {
    others["type"] = "unreal";
    child(event, "contexts")["unreal"] = std::move(others);
  }
  json::value& sdk = event["sdk"];
  if (sdk.is_null()) {
    json::object& names = sdk.emplace_object();
    names["name"] = "unreal.crashreporter";
    names["version"] = version;
  }
}

}  // namespace picket::domain::items
