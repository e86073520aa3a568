// Minidumps that lie: what is said of them is bounded, and scrubbing stays within their bytes,
// keeps their length and finds nothing to do the second time.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "base/assert.h"
#include "domain/items/minidump.h"
#include "domain/scrub/attachment.h"
#include "domain/scrub/minidump.h"
#include "domain/scrub/rule_json.h"
#include "protocol/json.h"

namespace {

using namespace picket;
namespace scrub = domain::scrub;

std::size_t text_bytes(const domain::items::Annotations& annotations) {
  std::size_t bytes = 0;
  for (const auto& [name, value] : annotations) bytes += name.size() + value.size();
  return bytes;
}

void check_facts(std::string_view dump) {
  const auto facts = domain::items::read_minidump(dump);
  if (!facts) return;
  PICKET_ASSERT(domain::items::is_minidump(dump));
  std::size_t count = facts->crashpad.simple.size();
  std::size_t bytes = text_bytes(facts->crashpad.simple);
  for (const domain::items::ModuleAnnotations& module : facts->crashpad.modules) {
    count += module.named.size() + module.list.size();
    bytes += text_bytes(module.named);
    for (const std::string& text : module.list) bytes += text.size();
  }
  PICKET_ASSERT(count <= domain::items::kMaxAnnotations);
  // Each byte that is no UTF-8 becomes three.
  PICKET_ASSERT(bytes <= 3 * domain::items::kMaxAllAnnotationBytes);
  boost::json::object event;
  domain::items::write_placeholder(domain::items::CrashKind::minidump, event);
  domain::items::write_facts(*facts, event);
  std::string text;
  protocol::write_json(event, text);
  PICKET_ASSERT(protocol::parse_json(text).has_value());
}

void check_parts(std::string_view dump) {
  std::size_t bytes = 0;
  for (const scrub::DumpPart& part : scrub::find_dump_parts(dump)) {
    PICKET_ASSERT(part.begin <= dump.size() && part.size <= dump.size() - part.begin);
    bytes += part.size;
  }
  constexpr std::size_t kKinds = 5;
  PICKET_ASSERT(bytes <= kKinds * dump.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string dump(reinterpret_cast<const char*>(data), size);
  check_facts(dump);
  check_parts(dump);
  static const scrub::CompiledRules rules(scrub::read_pii_config(
      R"({"applications":{"**":["@email:mask","@ip:mask","@userpath:mask"],
          "code_file":["@userpath:mask"],"debug_file":["@anything:mask"]}})"));
  scrub::scrub_minidump(dump, "a.dmp", rules);
  PICKET_ASSERT(dump.size() == size);
  scrub::scrub_attachment(dump, "a.txt", rules);
  PICKET_ASSERT(dump.size() == size);
  return 0;
}
