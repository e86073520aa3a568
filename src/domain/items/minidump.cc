#include "domain/items/minidump.h"

#include <algorithm>

#include "base/little_endian.h"
#include "base/utf8.h"

namespace picket::domain::items {
namespace json = boost::json;

namespace {

// Stream types.
constexpr std::uint32_t kBreakpadInfo = 0x47670001;
constexpr std::uint32_t kCrashpadInfo = 0x43500001;
constexpr std::size_t kHeaderBytes = 32;
/// Version, report id and client id, before the location of the annotations.
constexpr std::size_t kCrashpadHeadBytes = 4 + 16 + 16;

/// Bytes at an offset of the dump; empty when they are not all there.
std::string_view at(std::string_view dump, std::uint64_t offset, std::uint64_t size) noexcept {
  if (offset > dump.size() || size > dump.size() - offset) return {};
  return dump.substr(offset, size);
}

/// A length and that many bytes.
std::string text_at(std::string_view dump, std::uint32_t offset) {
  LittleEndianReader length(at(dump, offset, 4));
  const auto bytes = length.take<std::uint32_t>();
  if (!length.ok() || bytes > kMaxAnnotationBytes) return {};
  return to_valid_utf8(at(dump, std::uint64_t{offset} + 4, bytes));
}

void read_annotations(std::string_view dump, std::string_view stream, MinidumpFacts& facts) {
  LittleEndianReader info(stream.substr(std::min(stream.size(), kCrashpadHeadBytes)));
  const auto size = info.take<std::uint32_t>();
  const auto offset = info.take<std::uint32_t>();
  LittleEndianReader dictionary(at(dump, offset, size));
  const auto count = dictionary.take<std::uint32_t>();
  for (std::uint32_t i = 0; i < count && i < kMaxAnnotations && dictionary.ok(); ++i) {
    const auto key = dictionary.take<std::uint32_t>();
    const auto value = dictionary.take<std::uint32_t>();
    if (dictionary.ok()) facts.annotations.emplace_back(text_at(dump, key), text_at(dump, value));
  }
}

}  // namespace

bool is_minidump(std::string_view bytes) noexcept {
  return bytes.starts_with("MDMP") || bytes.starts_with("PMDM");
}

std::optional<MinidumpFacts> read_minidump(std::string_view dump) {
  if (!dump.starts_with("MDMP") || dump.size() < kHeaderBytes) return std::nullopt;
  LittleEndianReader header(dump.substr(8));
  const auto streams = header.take<std::uint32_t>();
  const auto directory = header.take<std::uint32_t>();
  header.take<std::uint32_t>();  // Checksum.
  const auto written = header.take<std::uint32_t>();

  MinidumpFacts facts;
  facts.written = from_unix_us(std::int64_t{written} * 1'000'000);
  facts.reporter = "minidump.unknown";
  for (std::uint64_t i = 0; i < streams && i < kMaxMinidumpStreams; ++i) {
    LittleEndianReader entry(at(dump, directory + i * 12, 12));
    const auto type = entry.take<std::uint32_t>();
    const auto size = entry.take<std::uint32_t>();
    const auto offset = entry.take<std::uint32_t>();
    if (!entry.ok()) break;
    if (type == kBreakpadInfo && facts.reporter == "minidump.unknown") {
      facts.reporter = "minidump.breakpad";
    } else if (type == kCrashpadInfo) {
      facts.reporter = "minidump.crashpad";
      read_annotations(dump, at(dump, offset, size), facts);
    }
  }
  return facts;
}

void write_placeholder(CrashKind kind, json::object& event) {
  const bool minidump = kind == CrashKind::minidump;
  event["platform"] = "native";
  json::value& level = event["level"];
  if (level.is_null()) level = "fatal";
  json::object mechanism;
  mechanism["type"] = minidump ? "minidump" : "applecrashreport";
  mechanism["handled"] = false;
  mechanism["synthetic"] = true;
  json::object exception;
  exception["type"] = minidump ? "Minidump" : "AppleCrashReport";
  exception["value"] = minidump ? "Invalid Minidump" : "Invalid Apple Crash Report";
  exception["mechanism"] = std::move(mechanism);
  json::object exceptions;
  exceptions["values"].emplace_array().emplace_back(std::move(exception));
  event["exception"] = std::move(exceptions);
}

void write_facts(const MinidumpFacts& facts, json::object& event) {
  json::value& sdk = event["sdk"];
  if (sdk.is_null()) {
    json::object& names = sdk.emplace_object();
    names["name"] = facts.reporter;
    names["version"] = "0.0.0";
  }
  if (to_unix_us(facts.written) > 0) {
    event["timestamp"] = to_unix_us(facts.written) / 1'000'000;
  }
  if (facts.annotations.empty()) return;
  json::value& contexts = event["contexts"];
  if (!contexts.is_object()) contexts.emplace_object();
  json::object crashpad;
  crashpad["type"] = "crashpad";
  for (const auto& [key, value] : facts.annotations) {
    if (!key.empty()) crashpad[key] = value;
  }
  contexts.get_object()["crashpad"] = std::move(crashpad);
}

}  // namespace picket::domain::items
