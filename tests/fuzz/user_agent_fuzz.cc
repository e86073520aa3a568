// User-Agent headers and client hints: the answer is UTF-8, and compiled patterns stay few. One
// parser for all inputs, as in a server.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/assert.h"
#include "base/utf8.h"
#include "domain/user_agent/client_hints.h"
#include "domain/user_agent/parser.h"

namespace {

namespace domain = picket::domain;

void check(const domain::UserAgent::Product& product) {
  PICKET_ASSERT(picket::is_valid_utf8(product.family));
  PICKET_ASSERT(picket::is_valid_utf8(product.version()));
  PICKET_ASSERT(product.family != "Other");
  PICKET_ASSERT(!product.family.empty() || product.version().empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static domain::UserAgentParser parser;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto agent = parser.read(text);
  check(agent->browser);
  check(agent->system);
  PICKET_ASSERT(picket::is_valid_utf8(agent->device.family));
  PICKET_ASSERT(picket::is_valid_utf8(agent->device.brand));
  PICKET_ASSERT(picket::is_valid_utf8(agent->device.model));
  PICKET_ASSERT(parser.compiled() <= domain::UserAgentParser::kMaxCompiled);

  domain::ClientHints hints{text, text, text, text, text};
  if (const auto browser = domain::hinted_browser(hints)) {
    PICKET_ASSERT(!browser->name.empty() && !browser->version.empty());
  }
  (void)domain::hinted_system(hints);
  (void)domain::hinted_model(hints);
  return 0;
}
