#include "domain/items/crash_context.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/utf16.h"
#include "base/utf8.h"
#include "domain/items/xml_scanner.h"

namespace picket::domain::items {
namespace {

using Token = XmlScanner::Token;

/// Up to where the section closes.
UnrealProperties read_section(XmlScanner& xml) {
  UnrealProperties properties;
  std::string name;
  std::string value;
  bool has_children = false;
  // 1: in the section, 2: in one of its elements.
  for (std::size_t depth = 1; depth > 0;) {
    switch (xml.next()) {
      case Token::open:
        if (++depth == 2) {
          name = to_valid_utf8(xml.name());
          value.clear();
          has_children = false;
        } else {
          has_children = true;
        }
        break;
      case Token::text:
        if (depth == 2 && !has_children) value += xml.text();
        break;
      case Token::close:
        if (--depth != 1 || properties.size() >= kMaxUnrealProperties) break;
        if (const std::string_view text = ascii::trim(value); !text.empty() && !name.empty()) {
          properties.emplace_back(name, text);
        }
        break;
      case Token::end:
        return properties;
    }
  }
  return properties;
}

std::string in_utf8(std::string_view xml) {
  if (xml.starts_with("\xff\xfe")) return utf16_to_utf8(xml.substr(2), ByteOrder::little);
  if (xml.starts_with("\xfe\xff")) return utf16_to_utf8(xml.substr(2), ByteOrder::big);
  return {};
}

}  // namespace

CrashContext read_crash_context(std::string_view bytes) {
  CrashContext context;
  if (bytes.size() > kMaxCrashContextBytes) return context;
  const std::string converted = in_utf8(bytes);
  XmlScanner xml(converted.empty() ? bytes : converted);
  for (Token token = xml.next(); token != Token::end; token = xml.next()) {
    if (token != Token::open) continue;
    if (xml.name() == "RuntimeProperties") {
      context.runtime = read_section(xml);
    } else if (xml.name() == "EngineData") {
      context.engine = read_section(xml);
    } else if (xml.name() == "GameData") {
      context.game = read_section(xml);
    }
  }
  return context;
}

std::string_view find_property(const UnrealProperties& properties, std::string_view name) noexcept {
  const auto found = std::find_if(properties.begin(), properties.end(),
                                  [name](const auto& property) { return property.first == name; });
  return found == properties.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace picket::domain::items
