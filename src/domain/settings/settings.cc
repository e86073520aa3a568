#include "domain/settings/settings.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/unicode.h"
#include "domain/quota/project_quotas.h"
#include "protocol/json.h"

namespace picket::domain {
namespace {

namespace json = boost::json;
using enum SettingKind;

json::value initial_of(const Setting& setting) {
  return json::parse(setting.initial);
}

std::int64_t characters(std::string_view text) noexcept {
  return std::count_if(text.begin(), text.end(),
                       [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
}

std::optional<std::string> flaw_of_text(const Setting& setting, const json::value& value) {
  if (!value.is_string()) return "Not a valid string.";
  const std::string_view written = value.get_string();
  if (written.find('\0') != std::string_view::npos) return "Null characters are not allowed.";
  if (characters(written) > setting.most)
    return fmt::format("Ensure this field has no more than {} characters.", setting.most);
  return std::nullopt;
}

std::optional<std::string> flaw_of_number(const Setting& setting, const json::value& value) {
  boost::system::error_code failed;
  const auto given = value.to_number<std::int64_t>(failed);
  if (failed) return "A valid integer is required.";
  if (given < setting.least)
    return fmt::format("Ensure this value is greater than or equal to {}.", setting.least);
  if (given > setting.most)
    return fmt::format("Ensure this value is less than or equal to {}.", setting.most);
  return std::nullopt;
}

std::optional<std::string> flaw_of_texts(const Setting& setting, const json::value& value) {
  if (!value.is_array()) return "Expected a list of items.";
  std::int64_t total = 0;
  for (const json::value& item : value.get_array()) {
    if (!item.is_string() || item.get_string().find('\0') != json::string::npos)
      return "Each item must be a text.";
    total += characters(item.get_string()) + 1;
  }
  if (total > setting.most)
    return fmt::format("Ensure this field has no more than {} characters in all.", setting.most);
  return std::nullopt;
}

std::optional<std::string> flaw_of_object(const Setting& setting, const json::value& value) {
  if (!value.is_object()) return "Expected an object.";
  std::string written;
  protocol::write_json(value, written);
  if (static_cast<std::int64_t>(written.size()) > setting.most)
    return fmt::format("Ensure this field has no more than {} bytes.", setting.most);
  return std::nullopt;
}

/// What people wrote into a field of many lines, as it is kept.
std::string tidy_lines(std::string_view written, bool lower) {
  std::string kept;
  while (!written.empty()) {
    const std::size_t end = std::min(written.find('\n'), written.size());
    const std::string_view line = unicode::strip(written.substr(0, end));
    written.remove_prefix(std::min(end + 1, written.size()));
    if (line.empty()) continue;
    if (!kept.empty()) kept += '\n';
    if (lower) {
      unicode::append_lower(line, kept);
    } else {
      kept += line;
    }
  }
  return kept;
}

bool is_nothing(const json::value& value) {
  return value.is_null() || (value.is_string() && value.get_string().empty());
}

}  // namespace

const Setting* find_setting(std::span<const Setting> table, std::string_view name) noexcept {
  const auto found = std::find_if(table.begin(), table.end(),
                                  [&](const Setting& setting) { return setting.name == name; });
  return found == table.end() ? nullptr : &*found;
}

std::optional<std::string> find_flaw(const Setting& setting, const json::value& value) {
  switch (setting.kind) {
    case flag:
      if (value.is_bool() || (value.is_null() && setting.initial == "null")) return std::nullopt;
      return "Must be a valid boolean.";
    case text_or_null:
      if (value.is_null()) return std::nullopt;
      return flaw_of_text(setting, value);
    case text:
    case lines:
    case lower_lines:
      return flaw_of_text(setting, value);
    case flag_or_texts:
      if (value.is_bool()) return std::nullopt;
      return flaw_of_texts(setting, value);
    case number:
      // Nothing is 0, where that is one of the numbers.
      if (is_nothing(value) && setting.least <= 0) return std::nullopt;
      return flaw_of_number(setting, value);
    case number_or_null:
      if (is_nothing(value)) return std::nullopt;
      return flaw_of_number(setting, value);
    case texts:
      return flaw_of_texts(setting, value);
    case object:
      return flaw_of_object(setting, value);
    case quotas:
      return find_quotas_flaw(value);
  }
  return "Unknown setting.";
}

SettingValues SettingValues::parse(std::string_view text) {
  SettingValues values;
  auto parsed = protocol::parse_json(text);
  if (parsed && parsed->is_object()) values.changed_ = std::move(parsed->get_object());
  return values;
}

std::string SettingValues::to_json() const {
  std::string text;
  protocol::write_json(changed_, text);
  return text;
}

json::value SettingValues::get(const Setting& setting) const {
  const json::value* const changed = changed_.if_contains(setting.name);
  if (changed != nullptr && !find_flaw(setting, *changed)) return *changed;
  return initial_of(setting);
}

void SettingValues::set(const Setting& setting, const json::value& value) {
  json::value kept = value;
  if (is_nothing(value)) {
    if (setting.kind == number) kept = 0;
    if (setting.kind == number_or_null || setting.kind == text_or_null) kept = nullptr;
  }
  if (setting.kind == lines || setting.kind == lower_lines) {
    kept = tidy_lines(std::string_view(value.as_string()), setting.kind == lower_lines);
  }
  if (kept == initial_of(setting)) {
    changed_.erase(setting.name);
  } else {
    changed_[setting.name] = std::move(kept);
  }
}

}  // namespace picket::domain
