// Rules that people write, and selectors: any text is read or refused with a sentence, and what is
// read can be applied. Text that starts with '{' is a configuration, other a selector.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "base/assert.h"
#include "domain/scrub/rule_json.h"
#include "domain/scrub/scrub.h"
#include "protocol/json.h"

namespace {

namespace scrub = picket::domain::scrub;

constexpr std::string_view kEvent =
    R"({"extra":{"a":"joe@example.com 10.0.0.1 /home/joe password=x","b":[["k","4111111111111111"],)"
    R"(["l",1]],"c":{"d":[null,true,2]}},"user":{"ip_address":"::1"},"tags":[["t","v"]],)"
    R"("debug_meta":{"images":[{"code_file":"C:\\Users\\joe\\a.dll"}]}})";

void apply(const scrub::PiiConfig& config) {
  auto event = picket::protocol::parse_json(kEvent);
  PICKET_ASSERT(event.has_value());
  scrub::scrub_document(event->get_object(), scrub::CompiledRules(config));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (text.starts_with('{')) {
    const auto flaw = scrub::find_pii_config_flaw(text);
    PICKET_ASSERT(!flaw || !flaw->empty());
    apply(scrub::read_pii_config(text));
    return 0;
  }
  const auto selector = scrub::parse_selector_or_word(text);
  PICKET_ASSERT(selector || !selector.error().empty());
  if (!selector) return 0;
  scrub::PiiConfig config;
  config.applications[*selector] = {"@common", "@anything:mask"};
  apply(config);
  apply(scrub::rules_of({.safe_fields = {std::string(text)}}));
  return 0;
}
