#include "domain/items/minidump.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "domain/items/dump_bytes.h"

namespace picket::domain::items {
namespace json = boost::json;

namespace {

// Stream types.
constexpr std::uint32_t kBreakpadInfo = 0x47670001;
constexpr std::uint32_t kCrashpadInfo = 0x43500001;
constexpr std::uint32_t kModules = 4;
// Offsets in the header.
constexpr std::size_t kStreams = 8;
constexpr std::size_t kDirectory = 12;
constexpr std::size_t kWritten = 20;
constexpr std::size_t kHeaderBytes = 32;
constexpr std::size_t kEntryBytes = 12;

/// Where the first stream of a type is; nullopt when there is none.
std::optional<DumpStream> find_stream(const DumpBytes& dump, std::uint32_t type) {
  const std::uint64_t streams =
      std::min<std::uint64_t>(dump.u32(kStreams).value_or(0), kMaxMinidumpStreams);
  const std::uint64_t directory = dump.u32(kDirectory).value_or(0);
  for (std::uint64_t i = 0; i < streams; ++i) {
    const std::uint64_t entry = directory + i * kEntryBytes;
    const auto size = dump.u32(entry + 4);
    const auto offset = dump.u32(entry + 8);
    if (!size || !offset) break;
    if (dump.u32(entry) == type) return DumpStream{*offset, *size};
  }
  return std::nullopt;
}

json::object& child(json::object& parent, std::string_view key) {
  json::value& value = parent[key];
  return value.is_object() ? value.get_object() : value.emplace_object();
}

void write_named(const Annotations& annotations, json::object& context) {
  context["type"] = "crashpad";
  for (const auto& [key, value] : annotations) context[key] = value;
}

/// Modules of one name share a context.
json::object module_contexts(const std::vector<ModuleAnnotations>& modules) {
  json::object contexts;
  for (const ModuleAnnotations& module : modules) {
    json::object& context = child(contexts, module.module);
    write_named(module.named, context);
    if (module.list.empty()) continue;
    json::value& list = context["annotations"];
    if (!list.is_array()) list.emplace_array();
    for (const std::string& text : module.list) list.get_array().emplace_back(text);
  }
  return contexts;
}

void write_crashpad(const CrashpadInfo& crashpad, json::object& event) {
  if (crashpad.simple.empty() && crashpad.modules.empty()) return;
  json::object& contexts = child(event, "contexts");
  if (!crashpad.simple.empty()) {
    json::object context;
    write_named(crashpad.simple, context);
    contexts["crashpad"] = std::move(context);
  }
  for (auto& [name, context] : module_contexts(crashpad.modules)) {
    json::value& known = contexts[name];
    if (known.is_null()) known = std::move(context);
  }
}

}  // namespace

bool is_minidump(std::string_view bytes) noexcept {
  return DumpBytes::open(bytes).has_value();
}

std::optional<MinidumpFacts> read_minidump(std::string_view bytes) {
  const auto dump = DumpBytes::open(bytes);
  if (!dump || dump->size() < kHeaderBytes) return std::nullopt;
  MinidumpFacts facts;
  facts.written = from_unix_us(std::int64_t{*dump->u32(kWritten)} * 1'000'000);
  facts.reporter = "minidump.unknown";
  if (const auto crashpad = find_stream(*dump, kCrashpadInfo)) {
    facts.reporter = "minidump.crashpad";
    const DumpStream modules = find_stream(*dump, kModules).value_or(DumpStream{bytes.size(), 0});
    facts.crashpad = read_crashpad(*dump, *crashpad, modules);
  } else if (find_stream(*dump, kBreakpadInfo)) {
    facts.reporter = "minidump.breakpad";
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
  write_crashpad(facts.crashpad, event);
}

}  // namespace picket::domain::items
